/* SPDX-License-Identifier: MIT */
/*
 * Numbers as headings and list items write them: 12, XII, xii, twelve,
 * zwölftes, 十二, and single letters. A word is tried as each in turn; roman
 * numerals must be written the canonical way, so that "DID" or "MIX" in the
 * middle of a title seldom passes for one.
 */
#include "read/text_doc.h"

#include <string.h>

/* Larger numbers are years and amounts, never chapters. */
#define NUMBER_MAX 999
/* MMDCCCLXXXVIII has fourteen letters; chapters stay well below. */
#define ROMAN_LEN_MAX 12

static uint32_t
arabic_value(struct text_slice word)
{
    uint32_t value = 0;
    while (word.len > 0) {
        uint32_t c = text_decode(&word);
        if (c >= 0xFF10 && c <= 0xFF19) {
            c -= 0xFF10 - '0';
        }
        if (c < '0' || c > '9' || value > NUMBER_MAX) {
            return UINT32_MAX;
        }
        value = value * 10 + (c - '0');
    }
    return value > NUMBER_MAX ? UINT32_MAX : value;
}

struct roman_step {
    const char *text;
    uint32_t value;
};

static const struct roman_step roman_steps[] = {
    {"d", 500},
    {"cd", 400},
    {"c", 100},
    {"xc", 90},
    {"l", 50},
    {"xl", 40},
    {"x", 10},
    {"ix", 9},
    {"v", 5},
    {"iv", 4},
    {"i", 1},
};

/* The value of a roman numeral in small letters, 0 if it is none. */
static uint32_t
roman_value(const char *text)
{
    uint32_t value = 0;
    const struct roman_step *step = roman_steps;
    const struct roman_step *end =
        roman_steps + sizeof roman_steps / sizeof *roman_steps;
    for (; step < end; step++) {
        size_t len = strlen(step->text);
        unsigned limit = step->value == 500 || len == 2 || step->value == 50 ||
                step->value == 5
            ? 1
            : 4;
        unsigned times = 0;
        while (strncmp(text, step->text, len) == 0) {
            if (++times > limit) {
                return 0;
            }
            value += step->value;
            text += len;
        }
    }
    return *text == '\0' && value <= NUMBER_MAX ? value : 0;
}

static struct text_number
roman_number(struct text_slice word)
{
    struct text_number none = {TEXT_NUMERAL_NONE, false, 0};
    char folded[ROMAN_LEN_MAX + 1];
    if (word.len == 0 || word.len > ROMAN_LEN_MAX) {
        return none;
    }
    bool lower = word.at[0] >= 'a';
    for (size_t i = 0; i < word.len; i++) {
        bool small = word.at[i] >= 'a' && word.at[i] <= 'z';
        bool large = word.at[i] >= 'A' && word.at[i] <= 'Z';
        if (!(lower ? small : large)) {
            return none;
        }
        folded[i] = (char)(word.at[i] | 0x20);
    }
    folded[word.len] = '\0';
    uint32_t value = roman_value(folded);
    return value ? (struct text_number){TEXT_NUMERAL_ROMAN, lower, value}
                 : none;
}

struct cjk_digit {
    uint32_t c;
    uint32_t value; /* 10 and 100 multiply */
};

static const struct cjk_digit cjk_digits[] = {
    {0x3007, 0},
    {0x96F6, 0},
    {0x4E00, 1},
    {0x4E8C, 2},
    {0x4E09, 3},
    {0x56DB, 4},
    {0x4E94, 5},
    {0x516D, 6},
    {0x4E03, 7},
    {0x516B, 8},
    {0x4E5D, 9},
    {0x5341, 10},
    {0x767E, 100},
};

static uint32_t
cjk_digit_value(uint32_t c)
{
    for (size_t i = 0; i < sizeof cjk_digits / sizeof *cjk_digits; i++) {
        if (cjk_digits[i].c == c) {
            return cjk_digits[i].value;
        }
    }
    return UINT32_MAX;
}

static struct text_number
cjk_number(struct text_slice word)
{
    uint32_t total = 0;
    uint32_t digit = 0;
    bool any = false;
    while (word.len > 0) {
        uint32_t value = cjk_digit_value(text_decode(&word));
        if (value == UINT32_MAX || total > NUMBER_MAX) {
            return (struct text_number){TEXT_NUMERAL_NONE, false, 0};
        }
        if (value >= 10) {
            total += (digit ? digit : 1) * value;
            digit = 0;
        } else {
            digit = digit * 10 + value;
            total = digit > NUMBER_MAX ? NUMBER_MAX + 1 : total;
        }
        any = true;
    }
    return (struct text_number){
        any ? TEXT_NUMERAL_CJK : TEXT_NUMERAL_NONE, false, total + digit};
}

/* A, b, Α or א by itself. */
static struct text_number
letter_number(struct text_slice word)
{
    struct text_number none = {TEXT_NUMERAL_NONE, false, 0};
    uint32_t c = text_decode(&word);
    if (word.len > 0) {
        return none;
    }
    if (c < 0x80 && text_is_letter(c)) {
        return (struct text_number){
            TEXT_NUMERAL_LETTER, c >= 'a', (c | 0x20) - 'a' + 1};
    }
    uint32_t first = c >= 0x5D0 && c <= 0x5EA ? 0x5D0
        : c >= 0x391 && c <= 0x3A9            ? 0x391
                                              : c + 1;
    return c >= first
        ? (struct text_number){TEXT_NUMERAL_LETTER, false, c - first + 1}
        : none;
}

/* What number `word` (one run of letters or digits) stands for, if any. */
struct text_number
text_number_of(struct text_slice word)
{
    struct text_number none = {TEXT_NUMERAL_NONE, false, 0};
    if (word.len == 0) {
        return none;
    }
    uint32_t value = arabic_value(word);
    if (value != UINT32_MAX) {
        return (struct text_number){TEXT_NUMERAL_ARABIC, false, value};
    }
    struct text_number roman = roman_number(word);
    if (roman.style != TEXT_NUMERAL_NONE) {
        return roman;
    }
    const struct text_word_entry *entry = text_ordinal_lookup(word);
    if (entry) {
        return (struct text_number){TEXT_NUMERAL_WORD, false, entry->value};
    }
    if (word.at[0] >= 0xE3) {
        return cjk_number(word);
    }
    return letter_number(word);
}
