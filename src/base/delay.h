/* Libraries that are loaded by the first call that needs them, because loading them costs more than
 * most commands take. */
#ifndef AIRLOG_BASE_DELAY_H
#define AIRLOG_BASE_DELAY_H

#include "airlog/base.h"

/* A function pointer that dlsym() can fill. Convert through a union or memcpy, never a cast. */
typedef void (*airlog_delayed)(void);

/* Loads `soname` (kept for the life of the process) and finds `count` functions by name. Safe to call from
 * several threads; calling again is cheap but not free: keep the result. AIRLOG_E_LIBRARY names what is missing. */
airlog_status airlog_delay_load(const char *soname, const char *const names[], airlog_delayed out[], size_t count,
                                airlog_error *error);

#endif
