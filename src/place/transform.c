/* From one reference system to another by PROJ, which is loaded when a transformation is opened. */
#include "airlog/place.h"

#include <math.h>
#include <proj.h>
#include <stdio.h>
#include <string.h>

/* The functions of PROJ that are used, under their own names: PROJ_FUNCTION(name) for each. */
#define PROJ_FUNCTIONS                                                                                                 \
    PROJ_FUNCTION(proj_context_create)                                                                                 \
    PROJ_FUNCTION(proj_context_destroy)                                                                                \
    PROJ_FUNCTION(proj_log_level)                                                                                      \
    PROJ_FUNCTION(proj_create)                                                                                         \
    PROJ_FUNCTION(proj_create_crs_to_crs_from_pj)                                                                      \
    PROJ_FUNCTION(proj_normalize_for_visualization)                                                                    \
    PROJ_FUNCTION(proj_destroy)                                                                                        \
    PROJ_FUNCTION(proj_get_type)                                                                                       \
    PROJ_FUNCTION(proj_get_name)                                                                                       \
    PROJ_FUNCTION(proj_get_source_crs)                                                                                 \
    PROJ_FUNCTION(proj_get_area_of_use)                                                                                \
    PROJ_FUNCTION(proj_crs_get_coordinate_system)                                                                      \
    PROJ_FUNCTION(proj_cs_get_axis_count)                                                                              \
    PROJ_FUNCTION(proj_cs_get_axis_info)                                                                               \
    PROJ_FUNCTION(proj_trans)                                                                                          \
    PROJ_FUNCTION(proj_errno_reset)                                                                                    \
    PROJ_FUNCTION(proj_trans_get_last_used_operation)                                                                  \
    PROJ_FUNCTION(proj_coordoperation_get_accuracy)                                                                    \
    PROJ_FUNCTION(proj_coordoperation_has_ballpark_transformation)

typedef struct proj_functions {
#define PROJ_FUNCTION(name) __typeof__(name) *name;
    PROJ_FUNCTIONS
#undef PROJ_FUNCTION
} proj_functions;

static const char *const function_names[] = {
#define PROJ_FUNCTION(name) #name,
    PROJ_FUNCTIONS
#undef PROJ_FUNCTION
};

#define FARTHEST_M 1e8 /* further than any zone number before an easting takes it */

enum { FUNCTION_COUNT = sizeof function_names / sizeof function_names[0], METHOD_BYTES = 160 };

struct airlog_transformation {
    proj_functions proj;
    PJ_CONTEXT *context;
    PJ *both; /* longitude or easting first on both sides */
    airlog_reference_system from, to;
    char method[METHOD_BYTES];
};

/* proj_functions has one pointer for each name, in the order of the names. */
static airlog_status load(proj_functions *out, airlog_error *error) {
    airlog_delayed found[FUNCTION_COUNT];
    airlog_status status = airlog_delay_load(AIRLOG_PROJ_SONAME, function_names, found, FUNCTION_COUNT, error);
    if (status == AIRLOG_OK) memcpy(out, found, sizeof found);
    return status;
}

static airlog_status unknown_system(const char *name, airlog_error *error) {
    return airlog_fail(
        error, AIRLOG_E_ARGUMENT,
        "there is no reference system '%s': write one that PROJ knows, such as EPSG:3857 or 'WGS 84 / UTM "
        "zone 51N'",
        name);
}

/* ---- one side ----------------------------------------------------------------------------- */

/* "+proj=utm +zone=51" is an operation until "+type=crs" is added. */
static PJ *create(const airlog_transformation *with, const char *name) {
    char text[1024];
    bool bare = strncmp(name, "+proj=", 6) == 0 && !strstr(name, "+type=crs");
    int length = snprintf(text, sizeof text, "%s +type=crs", name);
    if (bare && length >= (int)sizeof text) return NULL;
    return with->proj.proj_create(with->context, bare ? text : name);
}

static void describe_area(const airlog_transformation *with, const PJ *side, airlog_reference_system *out) {
    double west, south, east, north;
    int found = with->proj.proj_get_area_of_use(with->context, side, &west, &south, &east, &north, NULL);
    out->area_known = found && west > -1000 && south > -1000 && east > -1000 && north > -1000; /* -1000: unknown */
    if (!out->area_known) return;
    out->west_deg = west;
    out->south_deg = south;
    out->east_deg = east;
    out->north_deg = north;
}

/* The axes of a system in the order east, north, whatever order it gives them in. */
static bool describe_axes(const airlog_transformation *with, const PJ *side, airlog_reference_system *out) {
    const proj_functions *proj = &with->proj;
    PJ *axes = proj->proj_crs_get_coordinate_system(with->context, side);
    bool well = axes && proj->proj_cs_get_axis_count(with->context, axes) == 2;
    for (int i = 0; well && i < 2; i++) {
        const char *name, *direction, *unit;
        double factor;
        well = proj->proj_cs_get_axis_info(with->context, axes, i, &name, NULL, &direction, &factor, &unit, NULL,
                                           NULL) != 0;
        if (!well) break;
        int at = strcmp(direction, "north") == 0 && i == 0 ? 1 : strcmp(direction, "east") == 0 && i == 1 ? 0 : i;
        snprintf(out->axis[at], sizeof out->axis[at], "%s", name);
        snprintf(out->unit, sizeof out->unit, "%s", unit);
        out->unit_m = out->geographic ? AIRLOG_UNKNOWN : factor;
    }
    proj->proj_destroy(axes);
    return well;
}

static airlog_status describe(const airlog_transformation *with, const PJ *side, const char *asked,
                              airlog_reference_system *out, airlog_error *error) {
    const proj_functions *proj = &with->proj;
    PJ *base = NULL;
    PJ_TYPE type = proj->proj_get_type(side);
    const char *name = proj->proj_get_name(side);
    if (type == PJ_TYPE_BOUND_CRS) { /* one that says itself how it goes to WGS 84 */
        base = proj->proj_get_source_crs(with->context, side);
        type = base ? proj->proj_get_type(base) : type;
    }
    out->geographic = type == PJ_TYPE_GEOGRAPHIC_2D_CRS;
    snprintf(out->name, sizeof out->name, "%s", name && strcmp(name, "unknown") != 0 ? name : asked);
    describe_area(with, side, out);
    bool taken = (out->geographic || type == PJ_TYPE_PROJECTED_CRS) && describe_axes(with, base ? base : side, out);
    proj->proj_destroy(base);
    if (taken) return AIRLOG_OK;
    return airlog_fail(error, AIRLOG_E_ARGUMENT,
                       "'%s' (%s) is neither a geographic nor a projected reference system of two dimensions", asked,
                       out->name);
}

static airlog_status open_side(const airlog_transformation *with, const char *name, PJ **out,
                               airlog_reference_system *described, airlog_error *error) {
    *out = create(with, name);
    return *out ? describe(with, *out, name, described, error) : unknown_system(name, error);
}

/* ---- both --------------------------------------------------------------------------------- */

static airlog_status open_both(airlog_transformation *with, const char *from, const char *to, airlog_error *error) {
    const proj_functions *proj = &with->proj;
    PJ *source = NULL, *target = NULL, *plain = NULL;
    airlog_status status = open_side(with, from, &source, &with->from, error);
    if (status == AIRLOG_OK) status = open_side(with, to, &target, &with->to, error);
    if (status == AIRLOG_OK) plain = proj->proj_create_crs_to_crs_from_pj(with->context, source, target, NULL, NULL);
    if (plain) with->both = proj->proj_normalize_for_visualization(with->context, plain);
    if (status == AIRLOG_OK && !with->both)
        status = airlog_fail(error, AIRLOG_E_ARGUMENT, "no way from '%s' to '%s' is known", from, to);
    proj->proj_destroy(plain);
    proj->proj_destroy(target);
    proj->proj_destroy(source);
    return status;
}

airlog_status airlog_transformation_open(const char *from, const char *to, airlog_transformation **out,
                                         airlog_error *error) {
    *out = NULL;
    airlog_transformation *made = airlog_memory_take(1, sizeof *made);
    if (!made) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a transformation");
    airlog_status status = load(&made->proj, error);
    if (status == AIRLOG_OK) made->context = made->proj.proj_context_create();
    if (status == AIRLOG_OK && !made->context)
        status = airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a context of PROJ");
    if (status == AIRLOG_OK) {
        made->proj.proj_log_level(made->context, PJ_LOG_NONE); /* what fails is in our error */
        status = open_both(made, from ? from : "EPSG:4326", to ? to : "EPSG:4326", error);
    }
    if (status != AIRLOG_OK) {
        airlog_transformation_close(made);
        return status;
    }
    *out = made;
    return AIRLOG_OK;
}

void airlog_transformation_close(airlog_transformation *transformation) {
    if (!transformation) return;
    if (transformation->context) {
        transformation->proj.proj_destroy(transformation->both);
        transformation->proj.proj_context_destroy(transformation->context);
    }
    airlog_memory_give(transformation);
}

const airlog_reference_system *airlog_transformation_from(const airlog_transformation *transformation) {
    return &transformation->from;
}

const airlog_reference_system *airlog_transformation_to(const airlog_transformation *transformation) {
    return &transformation->to;
}

/* ---- points ------------------------------------------------------------------------------- */

static PJ_COORD moved(airlog_transformation *with, PJ_DIRECTION direction, PJ_COORD point) {
    with->proj.proj_errno_reset(with->both);
    return with->proj.proj_trans(with->both, direction, point);
}

/* Mercator's poles are infinitely far, and come out as some large number instead. */
static bool too_far(const airlog_reference_system *side, PJ_COORD point) {
    return !side->geographic && fmax(fabs(point.xy.x), fabs(point.xy.y)) * side->unit_m > FARTHEST_M;
}

/* Whether a point came back to itself. Two ways between the same datums may differ by metres; a projection that is
 * used where it does not hold is off by much more. */
static bool came_back(const airlog_reference_system *side, const double point[2], PJ_COORD back) {
    double tolerance = side->geographic ? 1e-3 : 100 / side->unit_m;
    double dx = back.xy.x - point[0];
    if (side->geographic) dx = remainder(dx, 360) * cos(point[1] * M_PI / 180);
    return fabs(dx) <= tolerance && fabs(back.xy.y - point[1]) <= tolerance;
}

airlog_status airlog_transformation_apply(airlog_transformation *transformation, const double point[2], double out[2],
                                          airlog_error *error) {
    const airlog_reference_system *from = &transformation->from, *to = &transformation->to;
    bool impossible = !isfinite(point[0]) || !isfinite(point[1]) ||
                      (from->geographic && (fabs(point[1]) > 90 || fabs(point[0]) > 360));
    if (impossible)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "%g %g is no point of %s", point[0], point[1], from->name);
    PJ_COORD given = {.xyzt = {point[0], point[1], 0, HUGE_VAL}};
    PJ_COORD found = moved(transformation, PJ_FWD, given);
    bool well = isfinite(found.xy.x) && isfinite(found.xy.y) && !too_far(to, found) &&
                came_back(from, point, moved(transformation, PJ_INV, found));
    if (!well)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "%.10g %.10g of %s has no place in %s", point[0], point[1],
                           from->name, to->name);
    found = moved(transformation, PJ_FWD, given); /* once more: the method asked for is that of this direction */
    out[0] = to->geographic ? remainder(found.xy.x, 360) : found.xy.x;
    out[1] = found.xy.y;
    return AIRLOG_OK;
}

const char *airlog_transformation_method(airlog_transformation *transformation, double *out_accuracy_m,
                                         bool *out_ballpark) {
    const proj_functions *proj = &transformation->proj;
    *out_accuracy_m = AIRLOG_UNKNOWN;
    *out_ballpark = false;
    PJ *used = proj->proj_trans_get_last_used_operation(transformation->both);
    if (!used) return NULL;
    const char *name = proj->proj_get_name(used);
    double accuracy_m = proj->proj_coordoperation_get_accuracy(transformation->context, used);
    if (accuracy_m >= 0) *out_accuracy_m = accuracy_m;
    *out_ballpark = proj->proj_coordoperation_has_ballpark_transformation(transformation->context, used) != 0;
    snprintf(transformation->method, sizeof transformation->method, "%s", name ? name : "");
    proj->proj_destroy(used);
    return transformation->method[0] ? transformation->method : NULL;
}
