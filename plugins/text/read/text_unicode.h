/* SPDX-License-Identifier: MIT */
/*
 * Characters, words and the way a short text is written, for all passes of
 * the plain text reader. All input is valid UTF-8.
 */
#ifndef DOCCONV_PLUGIN_TEXT_UNICODE_H
#define DOCCONV_PLUGIN_TEXT_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A borrowed piece of text; not NUL-terminated. */
struct text_slice {
    const uint8_t *at;
    size_t len;
};

uint32_t text_decode_long(struct text_slice *rest);
static inline uint32_t
text_decode(struct text_slice *rest)
{
    if (rest->len == 0 || *rest->at >= 0x80) {
        return text_decode_long(rest);
    }
    rest->len--;
    return *rest->at++;
}
uint32_t text_last(struct text_slice text);
uint32_t text_fold(uint32_t c);
bool text_is_letter(uint32_t c);
bool text_is_upper(uint32_t c);
bool text_is_lower(uint32_t c);
bool text_is_digit(uint32_t c);
bool text_is_space(uint32_t c);
bool text_is_opening(uint32_t c);
bool text_is_closing(uint32_t c);
bool text_is_dash(uint32_t c);
bool text_is_wide(uint32_t c);
struct text_slice text_trim(struct text_slice text);
struct text_slice text_word(struct text_slice *rest);
size_t text_fold_word(struct text_slice word, char *out, size_t room);
uint64_t text_letters_hash(struct text_slice text);
/* Letters that `text` and `other` begin with in common; all of `text`'s in
 * *letters. */
unsigned text_common_letters(
    struct text_slice text, struct text_slice other, unsigned *letters);
bool text_same_letters(struct text_slice a, struct text_slice b);
bool text_starts(struct text_slice text, const char *prefix);
bool text_contains(struct text_slice text, const char *needle);

/* How a short text is written, for headings and names. */
struct text_case {
    unsigned letters;
    unsigned upper;
    unsigned lower;
    unsigned digits;
    unsigned words;
    unsigned capitalised; /* words that start with a capital */
    unsigned small_long; /* words of four letters or more that do not */
    uint32_t first; /* first character */
    uint32_t first_letter;
    uint32_t last;
};
struct text_case text_case_of(struct text_slice text);
bool text_ends_sentence(struct text_slice text);

#endif
