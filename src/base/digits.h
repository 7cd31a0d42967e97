/* Two decimal digits a step, for what is printed most: numbers and times. */
#ifndef AIRLOG_BASE_DIGITS_H
#define AIRLOG_BASE_DIGITS_H

#include "airlog/base.h"

/* "00" to "99", one behind the other. */
extern const char airlog_digit_pairs[201];

#endif
