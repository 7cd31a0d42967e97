/* Whose an object is, and who reports. */
#ifndef AIRLOG_PARSE_ACTOR_H
#define AIRLOG_PARSE_ACTOR_H

#include "phrase.h"

/* Adds a country, people or armed force as an actor. */
airlog_status airlog_actor_add(airlog_parser *parser, size_t index, const airlog_phrase *phrase);

/* Adds an authority; the country before it makes an office its own: "Taiwan's defence ministry". */
airlog_status airlog_actor_reporter(airlog_parser *parser, size_t index, const airlog_phrase *phrase);

/* The country that the noun phrase [start, noun) names, or that "of", "from" or "belonging to" names behind its
 * end; absent when there is none. Actors before `end` are known already. */
airlog_text airlog_actor_of(airlog_parser *parser, size_t start, size_t noun, size_t end);

#endif
