/* SPDX-License-Identifier: MIT */
/*
 * The words that chapters, parts, months and authors are announced by, in
 * some twenty languages, and the numbers written as words. Both tables are
 * sorted, so a look-up is a binary search over folded words.
 */
#include "read/text_doc.h"

#include <stdlib.h>
#include <string.h>

/* No word of the tables is longer. */
#define WORD_ROOM 64

static const struct text_word_entry words[] = {
#include "read/text_words.inc"
};

static const struct text_word_entry ordinals[] = {
#include "read/text_ordinals.inc"
};

static int
compare(const void *key, const void *entry)
{
    return strcmp(key, ((const struct text_word_entry *)entry)->word);
}

static const struct text_word_entry *
look_up(
    struct text_slice word, const struct text_word_entry *table, size_t count)
{
    char folded[WORD_ROOM];
    if (word.len >= WORD_ROOM ||
        text_fold_word(word, folded, sizeof folded) == 0) {
        return NULL;
    }
    return bsearch(folded, table, count, sizeof *table, compare);
}

const struct text_word_entry *
text_word_lookup(struct text_slice word)
{
    return look_up(word, words, sizeof words / sizeof *words);
}

const struct text_word_entry *
text_ordinal_lookup(struct text_slice word)
{
    return look_up(word, ordinals, sizeof ordinals / sizeof *ordinals);
}

const struct text_word_entry *
text_word_table(size_t *count)
{
    *count = sizeof words / sizeof *words;
    return words;
}

const struct text_word_entry *
text_ordinal_table(size_t *count)
{
    *count = sizeof ordinals / sizeof *ordinals;
    return ordinals;
}
