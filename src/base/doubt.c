#include "airlog/base.h"

typedef struct doubt_row {
    const char *name;
    const char *sentence;
} doubt_row;

static const doubt_row rows[] = {
#define AIRLOG_DOUBT(name, shown, sentence) {shown, sentence},
#include "airlog/doubts.def"
#undef AIRLOG_DOUBT
};

_Static_assert(sizeof rows / sizeof rows[0] <= 64, "a set of doubts is 64 bits");

const char *airlog_doubt_name(airlog_doubt doubt) {
    return (unsigned)doubt < AIRLOG_DOUBT_COUNT ? rows[doubt].name : "";
}

const char *airlog_doubt_sentence(airlog_doubt doubt) {
    return (unsigned)doubt < AIRLOG_DOUBT_COUNT ? rows[doubt].sentence : "";
}
