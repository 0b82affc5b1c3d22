/* SPDX-License-Identifier: MIT */
/*
 * Numbers as texts write them (text_numeral.c), and the tables of words that
 * name chapters, months and numbers (text_words.c).
 */
#ifndef DOCCONV_PLUGIN_TEXT_WORDS_H
#define DOCCONV_PLUGIN_TEXT_WORDS_H

#include "read/text_unicode.h"

enum text_numeral {
    TEXT_NUMERAL_NONE,
    TEXT_NUMERAL_ARABIC,
    TEXT_NUMERAL_ROMAN,
    TEXT_NUMERAL_WORD,
    TEXT_NUMERAL_CJK,
    TEXT_NUMERAL_LETTER
};
struct text_number {
    enum text_numeral style;
    bool lower; /* roman or letter in small letters */
    uint32_t value;
};
struct text_number text_number_of(struct text_slice word);

enum text_word_class {
    TEXT_WORD_NONE,
    TEXT_WORD_PART,
    TEXT_WORD_CHAPTER,
    TEXT_WORD_SECTION,
    TEXT_WORD_NAMED,
    TEXT_WORD_CONTENTS,
    TEXT_WORD_END,
    TEXT_WORD_BY,
    TEXT_WORD_MONTH
};
struct text_word_entry {
    const char *word; /* small letters without marks */
    uint8_t class;
    uint8_t value; /* number or month */
};
const struct text_word_entry *text_word_lookup(struct text_slice word);
const struct text_word_entry *text_word_table(size_t *count);
const struct text_word_entry *text_ordinal_lookup(struct text_slice word);
const struct text_word_entry *text_ordinal_table(size_t *count);

#endif
