/* Phrases of the open vocabularies in the text: the longest of each class that begins at a token. */
#ifndef AIRLOG_PARSE_PHRASE_H
#define AIRLOG_PARSE_PHRASE_H

#include "parser.h"

#define AIRLOG_PHRASE_CLASSES (AIRLOG_VOCABULARY_REPORTER + 1)

typedef struct airlog_phrase {
    size_t end; /* token behind it, 0 when there is none */
    const airlog_vocabulary_slot *slot; /* in the tables */
    airlog_vocabulary_entry entry;
} airlog_phrase;

/* Fills found[class] for each class. A hyphen, a slash or a single line break between words does not matter;
 * the 's of a possessive inside a phrase belongs to it; the plural s of a designator ("J-16s") is passed over. */
airlog_status airlog_phrase_scan(airlog_parser *parser, size_t index, airlog_phrase found[AIRLOG_PHRASE_CLASSES]);

/* True when the blank-separated flags hold the word. */
bool airlog_phrase_flag(const airlog_vocabulary_entry *entry, const char *flag);

/* The value of a flag "name=value" as it stands; absent when there is none. */
airlog_text airlog_phrase_word(const airlog_vocabulary_entry *entry, const char *name);

/* The value of a flag "name=value" in the arena, its '_' made blanks; absent when there is none. */
airlog_text airlog_phrase_value(airlog_parser *parser, const airlog_vocabulary_entry *entry, const char *name);

#endif
