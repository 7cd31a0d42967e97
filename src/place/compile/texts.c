/** @file texts.c  Keeps each text once. */
#include <string.h>

#include "compile.h"

static airlog_table_text *slot_of(const airlog_compile_texts *texts, airlog_text text) {
    airlog_table_text *slots = AIRLOG_COMPILE_ITEMS(airlog_table_text, texts->slots);
    size_t mask = AIRLOG_COMPILE_COUNT(airlog_table_text, texts->slots) - 1;
    size_t at = (size_t)airlog_hash(text.bytes, text.length) & mask;
    while (slots[at].length != 0 && (slots[at].length != text.length ||
                                     memcmp(texts->bytes.bytes + slots[at].offset, text.bytes, text.length) != 0))
        at = (at + 1) & mask;
    return &slots[at];
}

static void grow(airlog_compile_texts *texts) {
    airlog_buffer old = texts->slots;
    size_t capacity = old.length == 0 ? 1024 : AIRLOG_COMPILE_COUNT(airlog_table_text, old) * 2;
    texts->slots = (airlog_buffer){0};
    airlog_table_text none = {0, 0};
    for (size_t i = 0; i < capacity; i++) airlog_compile_add(&texts->slots, &none, sizeof none);
    for (size_t i = 0; i < AIRLOG_COMPILE_COUNT(airlog_table_text, old); i++) {
        airlog_table_text each = AIRLOG_COMPILE_ITEMS(airlog_table_text, old)[i];
        if (each.length == 0) continue;
        *slot_of(texts, (airlog_text){texts->bytes.bytes + each.offset, each.length}) = each;
    }
    airlog_buffer_close(&old);
}

airlog_table_text airlog_compile_text(airlog_compile_texts *texts, airlog_text text) {
    if (text.length == 0) return (airlog_table_text){0, 0};
    if (texts->count * 2 >= AIRLOG_COMPILE_COUNT(airlog_table_text, texts->slots)) grow(texts);
    airlog_table_text *slot = slot_of(texts, text);
    if (slot->length == 0) {
        if (texts->bytes.length + text.length >= UINT32_MAX) airlog_compile_stop("there is more text than fits");
        *slot = (airlog_table_text){(uint32_t)texts->bytes.length, (uint32_t)text.length};
        airlog_compile_add(&texts->bytes, text.bytes, text.length);
        airlog_compile_add(&texts->bytes, "", 1);
        texts->count++;
    }
    return *slot;
}

void airlog_compile_texts_close(airlog_compile_texts *texts) {
    airlog_buffer_close(&texts->bytes);
    airlog_buffer_close(&texts->slots);
}
