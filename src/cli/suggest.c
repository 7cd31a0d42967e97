/* "Did you mean": the nearest of a list of words. */
#include "cli.h"

#include <string.h>
#include <strings.h>

enum { SUGGEST_LONGEST = 31 };

/* Edits (insert, drop, change, swap of neighbours) that turn one word into the other. */
static int distance(const char *a, const char *b) {
    size_t m = strlen(a), n = strlen(b);
    if (m > SUGGEST_LONGEST || n > SUGGEST_LONGEST) return SUGGEST_LONGEST;
    int rows[SUGGEST_LONGEST + 1][SUGGEST_LONGEST + 1];
    for (size_t i = 0; i <= m; i++) rows[i][0] = (int)i;
    for (size_t j = 0; j <= n; j++) rows[0][j] = (int)j;
    for (size_t i = 1; i <= m; i++) {
        for (size_t j = 1; j <= n; j++) {
            int best = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            if (rows[i - 1][j] + 1 < best) best = rows[i - 1][j] + 1;
            if (rows[i][j - 1] + 1 < best) best = rows[i][j - 1] + 1;
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && rows[i - 2][j - 2] + 1 < best) best = rows[i - 2][j - 2] + 1;
            rows[i][j] = best;
        }
    }
    return rows[m][n];
}

const char *airlog_cli_nearest(const char *typed, const void *words, size_t count, size_t stride) {
    const char *nearest = NULL;
    size_t length = strlen(typed);
    int limit = length <= 3 ? 1 : length <= 7 ? 2 : 3; /* more edits than that is another word */
    for (size_t i = 0; i < count; i++) {
        const char *word;
        memcpy(&word, (const char *)words + i * stride, sizeof word);
        /* The beginning of a word is near it, but one letter alone means nothing. */
        bool begins = length >= 3 && strncasecmp(typed, word, length) == 0;
        int edits = begins ? 0 : distance(typed, word);
        if (edits > limit) continue;
        nearest = word;
        limit = edits - 1;
        if (limit < 0) break;
    }
    return nearest;
}

airlog_text airlog_cli_nearest_of(const char *typed, const char *words) {
    while (*words) {
        char word[SUGGEST_LONGEST + 1];
        const char *one = word;
        size_t length = strcspn(words, "|"), kept = length < sizeof word ? length : sizeof word - 1;
        memcpy(word, words, kept);
        word[kept] = '\0';
        if (airlog_cli_nearest(typed, &one, 1, sizeof one)) return (airlog_text){words, length};
        words += length + (words[length] == '|');
    }
    return AIRLOG_NO_TEXT;
}
