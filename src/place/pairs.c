/* One point said twice: a coordinate beside an offset, or two offsets. */
#include "places.h"

#include <math.h>

/* Words between two offsets that say the same point: "... of Lubang, Occidental Mindoro or 80 km ...". */
#define WORDS_BETWEEN_MOST 8

static bool is_measured(const airlog_position *position) {
    return position->placed && position->fact->kind == AIRLOG_POSITION_COORDINATE &&
           position->fact->role != AIRLOG_ROLE_BACKGROUND;
}

static bool is_stepped(const airlog_position *position) {
    return position->placed && position->fact->role != AIRLOG_ROLE_BACKGROUND &&
           (position->fact->kind == AIRLOG_POSITION_OFFSET || position->fact->kind == AIRLOG_POSITION_RADIAL ||
            position->fact->kind == AIRLOG_POSITION_ORTHOGONAL);
}

/* The second offset is the first in other words: "or" stands before it, or an opening parenthesis. */
static bool says_again(const airlog_tokens *tokens, const airlog_position_fact *first,
                       const airlog_position_fact *second) {
    uint32_t from = first->reference.end_token, at = from;

    while (at < tokens->count && tokens->items[at].start < second->span.start) at++;
    if (at == from || at - from > WORDS_BETWEEN_MOST || at == tokens->count) return false;
    const airlog_token *before = &tokens->items[at - 1];
    return before->term == AIRLOG_TERM_OR || (before->kind == AIRLOG_TOKEN_MARK && before->hash == '(');
}

static void contradict(airlog_position *a, airlog_position *b) {
    a->doubts |= AIRLOG_DOUBT_BIT(POSITION_CONFLICT);
    b->doubts |= AIRLOG_DOUBT_BIT(POSITION_CONFLICT);
}

/* Moves a position to where two statements together put it. Whatever obeys the other's bound lies no farther from
 * there than that bound and the way to there. */
static void move(airlog_position *position, airlog_lonlat to, double radius_m, double bound_m, airlog_text method) {
    position->point = to;
    position->radius_m = radius_m;
    position->bound_m = bound_m;
    position->method = method;
    position->spread_heading_deg = position->spread_distance_m = position->spread_extent_m = 0; /* a circle */
}

/* Two offsets: each weighs by the inverse square of its radius, as two measurements of one length do. That they are
 * apart is as good a measure of the error as the radii are, so the radius is no less than half the way. */
static airlog_status combine(airlog_position *a, airlog_position *b, double apart_m, double bearing_deg,
                             airlog_arena *memory, airlog_error *error) {
    double first = 1 / (a->radius_m * a->radius_m), second = 1 / (b->radius_m * b->radius_m);
    double share = second / (first + second), radius_m = fmax(1 / sqrt(first + second), apart_m / 2);
    double bound_m = fmin(a->bound_m + share * apart_m, b->bound_m + (1 - share) * apart_m);
    double published_m =
        fmin(a->bound_published_m + share * apart_m, b->bound_published_m + (1 - share) * apart_m);
    airlog_lonlat to;

    airlog_status status = airlog_geodesic_step(a->point, bearing_deg, share * apart_m, &to, error);
    if (status != AIRLOG_OK) return status;
    airlog_text method = airlog_arena_print(memory, "two offsets, %.0f km apart, combined", apart_m / 1000);
    if (!method.bytes) return airlog_arena_failed(memory, error);
    a->bound_published_m = b->bound_published_m = published_m;
    move(a, to, radius_m, bound_m, method);
    move(b, to, radius_m, bound_m, method);
    return AIRLOG_OK;
}

/* Both are kept. A coordinate is not moved by an offset beside it; when neither lies within the other's circle, that
 * is said. */
static airlog_status settle(const airlog_tokens *tokens, airlog_position *a, airlog_position *b, airlog_arena *memory,
                            airlog_error *error) {
    bool measured = (is_measured(a) && is_stepped(b)) || (is_stepped(a) && is_measured(b));
    double apart_m, bearing_deg;

    if (a->fact->sentence != b->fact->sentence) return AIRLOG_OK;
    if (!measured && !(is_stepped(a) && is_stepped(b) && says_again(tokens, a->fact, b->fact))) return AIRLOG_OK;
    airlog_status status = airlog_geodesic_between(a->point, b->point, &apart_m, &bearing_deg, NULL, error);
    if (status != AIRLOG_OK) return status;
    a->apart_m = b->apart_m = apart_m;
    if (apart_m > a->radius_m + b->radius_m)
        contradict(a, b);
    else if (!measured)
        status = combine(a, b, apart_m, bearing_deg, memory, error);
    return status;
}

airlog_status airlog_pairs_settle(const airlog_tokens *tokens, airlog_positions *positions, airlog_arena *memory,
                                  airlog_error *error) {
    airlog_status status = AIRLOG_OK;

    for (size_t i = 0; i + 1 < positions->count && status == AIRLOG_OK; i++)
        status = settle(tokens, &positions->items[i], &positions->items[i + 1], memory, error);
    return status;
}
