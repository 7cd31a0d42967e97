/* Measures of two incidents that likeness and corrections share. */
#ifndef AIRLOG_RECORD_LIKENESS_H
#define AIRLOG_RECORD_LIKENESS_H

#include "airlog/record.h"

/* How long after its start an incident may have begun, by the precision of its time. */
int64_t airlog_likeness_slack_s(const airlog_incident *incident);
/* Between the two positions, which are known. */
double airlog_likeness_apart_m(const airlog_incident *a, const airlog_incident *b);
/* How far apart two positions of one event may lie, by their circles. */
double airlog_likeness_reach_m(const airlog_incident *a, const airlog_incident *b);

#endif
