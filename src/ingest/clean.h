/* Text made fit to be read: valid UTF-8, one kind of line end. */
#ifndef AIRLOG_INGEST_CLEAN_H
#define AIRLOG_INGEST_CLEAN_H

#include "airlog/base.h"

/* Replaces every byte that breaks UTF-8 by U+FFFD; a text that is well stays where it is. */
airlog_status airlog_clean_utf8(airlog_text text, airlog_arena *memory, airlog_text *out, bool *repaired,
                                airlog_error *error);
/* Makes CR LF, CR and the "_x000D_" that spreadsheets write for CR into LF or nothing; a text without them
 * stays where it is. */
airlog_status airlog_clean_lines(airlog_text text, airlog_arena *memory, airlog_text *out, airlog_error *error);

#endif
