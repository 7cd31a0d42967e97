/* The JSON key of a field is its member's name, but for the members that have a KEY_ macro (class is a word of C++).
 * AIRLOG_KEY(name, #name) gives the string. */
#ifndef AIRLOG_RECORD_KEYS_H
#define AIRLOG_RECORD_KEYS_H

#define AIRLOG_KEY_class_name ~, "class"
#define AIRLOG_KEY_SECOND(first, second, ...) second
#define AIRLOG_KEY_PICK(...) AIRLOG_KEY_SECOND(__VA_ARGS__)
#define AIRLOG_KEY(name, plain) AIRLOG_KEY_PICK(AIRLOG_KEY_##name, plain, ~)

#endif
