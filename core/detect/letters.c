/* SPDX-License-Identifier: MIT */
/*
 * Character classes for the statistics: coarse ranges over the blocks that
 * legacy character sets reach, and case by the regularities of those
 * blocks. Not a Unicode database: what no old set contains is odd.
 */
#include "letters.h"

/* How the letters of a range show their case. */
enum casing {
    CASING_NONE,
    CASING_UPPER,
    CASING_LOWER,
    CASING_EVEN_UPPER, /* pairs, the even code point is the capital */
    CASING_ODD_UPPER
};

struct range {
    uint32_t last;
    uint8_t class;
    uint8_t script;
    uint8_t casing;
};

#define LETTER(last, script, casing)                                           \
    {                                                                          \
        last, DCI_CLASS_LETTER, DCI_SCRIPT_##script, CASING_##casing           \
    }
#define OTHER(last, class)                                                     \
    {                                                                          \
        last, DCI_CLASS_##class, DCI_SCRIPT_NONE, CASING_NONE                  \
    }
#define MARKS(last, script)                                                    \
    {                                                                          \
        last, DCI_CLASS_MARK, DCI_SCRIPT_##script, CASING_NONE                 \
    }
#define WIDE_TEXT(last, script)                                                \
    {                                                                          \
        last, DCI_CLASS_IDEOGRAPH, DCI_SCRIPT_##script, CASING_NONE            \
    }

/* Sorted by the last code point of each range. */
static const struct range ranges[] = {
    OTHER(0x08, CONTROL),
    OTHER(0x0D, SPACE),
    OTHER(0x1F, CONTROL),
    OTHER(0x20, SPACE),
    OTHER(0x2F, PUNCT),
    OTHER(0x39, DIGIT),
    OTHER(0x40, PUNCT),
    LETTER(0x5A, LATIN, UPPER),
    OTHER(0x60, PUNCT),
    LETTER(0x7A, LATIN, LOWER),
    OTHER(0x7E, PUNCT),
    OTHER(0x9F, CONTROL),
    OTHER(0xA0, DASH),
    OTHER(0xA9, SYMBOL), /* inverted ! and ? are handled by the judge */
    LETTER(0xAA, LATIN, NONE),
    OTHER(0xAB, QUOTE),
    OTHER(0xAC, SYMBOL),
    OTHER(0xAD, DASH),
    OTHER(0xB9, SYMBOL),
    LETTER(0xBA, LATIN, NONE),
    OTHER(0xBB, QUOTE),
    OTHER(0xBF, SYMBOL),
    LETTER(0xD6, LATIN, UPPER),
    OTHER(0xD7, SYMBOL),
    LETTER(0xDE, LATIN, UPPER),
    LETTER(0xF6, LATIN, LOWER),
    OTHER(0xF7, SYMBOL),
    LETTER(0xFF, LATIN, LOWER),
    LETTER(0x137, LATIN, EVEN_UPPER),
    LETTER(0x138, LATIN, LOWER),
    LETTER(0x148, LATIN, ODD_UPPER),
    LETTER(0x149, LATIN, LOWER),
    LETTER(0x177, LATIN, EVEN_UPPER),
    LETTER(0x178, LATIN, UPPER),
    LETTER(0x17E, LATIN, ODD_UPPER),
    LETTER(0x192, LATIN, LOWER),
    LETTER(0x1A1, LATIN, EVEN_UPPER),
    LETTER(0x1AE, LATIN, NONE),
    LETTER(0x1B0, LATIN, ODD_UPPER),
    LETTER(0x1DC, LATIN, NONE),
    LETTER(0x1EF, LATIN, EVEN_UPPER),
    LETTER(0x1F7, LATIN, NONE),
    LETTER(0x21F, LATIN, EVEN_UPPER),
    LETTER(0x24F, LATIN, NONE),
    LETTER(0x2AF, LATIN, LOWER),
    OTHER(0x2FF, SYMBOL),
    MARKS(0x36F, LATIN),
    LETTER(0x373, GREEK, NONE),
    OTHER(0x385, SYMBOL),
    LETTER(0x386, GREEK, UPPER),
    OTHER(0x387, SYMBOL),
    LETTER(0x38F, GREEK, UPPER),
    LETTER(0x390, GREEK, LOWER),
    LETTER(0x3AB, GREEK, UPPER),
    LETTER(0x3CE, GREEK, LOWER),
    LETTER(0x3FF, GREEK, NONE),
    LETTER(0x42F, CYRILLIC, UPPER),
    LETTER(0x45F, CYRILLIC, LOWER),
    LETTER(0x481, CYRILLIC, EVEN_UPPER),
    OTHER(0x489, ODD),
    LETTER(0x4BF, CYRILLIC, EVEN_UPPER),
    LETTER(0x4C0, CYRILLIC, UPPER),
    LETTER(0x4CE, CYRILLIC, ODD_UPPER),
    LETTER(0x4CF, CYRILLIC, LOWER),
    LETTER(0x52F, CYRILLIC, EVEN_UPPER),
    OTHER(0x530, ODD),
    LETTER(0x556, ARMENIAN, UPPER),
    OTHER(0x560, SYMBOL),
    LETTER(0x587, ARMENIAN, LOWER),
    OTHER(0x590, SYMBOL),
    MARKS(0x5CF, HEBREW),
    LETTER(0x5F4, HEBREW, NONE),
    OTHER(0x5FF, ODD),
    OTHER(0x61F, SYMBOL),
    LETTER(0x64A, ARABIC, NONE),
    MARKS(0x65F, ARABIC),
    OTHER(0x66D, DIGIT),
    LETTER(0x6D5, ARABIC, NONE),
    MARKS(0x6ED, ARABIC),
    OTHER(0x6F9, DIGIT),
    LETTER(0x6FF, ARABIC, NONE),
    LETTER(0xDFF, OTHER, NONE),
    OTHER(0xE00, ODD),
    LETTER(0xE30, THAI, NONE),
    MARKS(0xE31, THAI),
    LETTER(0xE33, THAI, NONE),
    MARKS(0xE3A, THAI),
    OTHER(0xE3F, SYMBOL),
    LETTER(0xE46, THAI, NONE),
    MARKS(0xE4E, THAI),
    OTHER(0xE4F, SYMBOL),
    OTHER(0xE59, DIGIT),
    OTHER(0xE7F, SYMBOL),
    LETTER(0x109F, OTHER, NONE),
    LETTER(0x10FF, GEORGIAN, NONE),
    WIDE_TEXT(0x11FF, HANGUL),
    LETTER(0x1DFF, OTHER, NONE),
    LETTER(0x1EFF, LATIN, EVEN_UPPER),
    LETTER(0x1FFF, GREEK, NONE),
    OTHER(0x200A, DASH),
    OTHER(0x200F, DASH),
    OTHER(0x2015, DASH),
    OTHER(0x2017, SYMBOL),
    OTHER(0x201F, QUOTE),
    OTHER(0x2021, SYMBOL),
    OTHER(0x2027, DASH),
    OTHER(0x2038, SYMBOL),
    OTHER(0x203A, QUOTE),
    OTHER(0x24FF, SYMBOL),
    OTHER(0x259F, BOX),
    OTHER(0x2BFF, SYMBOL),
    LETTER(0x2DFF, OTHER, NONE),
    OTHER(0x2FFF, ODD),
    OTHER(0x3040, WIDE),
    WIDE_TEXT(0x30FF, KANA),
    WIDE_TEXT(0x312F, OTHER),
    WIDE_TEXT(0x318F, HANGUL),
    OTHER(0x33FF, WIDE),
    WIDE_TEXT(0x9FFF, HAN),
    WIDE_TEXT(0xABFF, OTHER),
    WIDE_TEXT(0xD7A3, HANGUL),
    OTHER(0xF8FF, ODD),
    WIDE_TEXT(0xFAFF, HAN),
    OTHER(0xFB06, SYMBOL),
    OTHER(0xFB1C, ODD),
    LETTER(0xFB4F, HEBREW, NONE),
    LETTER(0xFDFF, ARABIC, NONE),
    OTHER(0xFE6F, WIDE),
    LETTER(0xFEFE, ARABIC, NONE),
    OTHER(0xFF00, ODD),
    OTHER(0xFF65, WIDE),
    WIDE_TEXT(0xFF9F, KANA),
    OTHER(0xFFEF, WIDE),
    OTHER(0xFFFF, ODD),
    OTHER(0x1F2FF, ODD),
    OTHER(0x1FAFF, SYMBOL),
    OTHER(0x1FFFF, ODD),
    WIDE_TEXT(0x2FA1F, HAN),
    OTHER(0x10FFFF, ODD),
};

static const struct range *
find_range(uint32_t code)
{
    size_t low = 0;
    size_t high = sizeof ranges / sizeof ranges[0] - 1;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ranges[middle].last < code)
            low = middle + 1;
        else
            high = middle;
    }
    return &ranges[low];
}

static uint8_t
case_of(uint32_t code, uint8_t casing)
{
    bool is_even = code % 2 == 0;

    switch (casing) {
    case CASING_UPPER:
        return DCI_CASE_UPPER;
    case CASING_LOWER:
        return DCI_CASE_LOWER;
    case CASING_EVEN_UPPER:
        return is_even ? DCI_CASE_UPPER : DCI_CASE_LOWER;
    case CASING_ODD_UPPER:
        return is_even ? DCI_CASE_LOWER : DCI_CASE_UPPER;
    default:
        return DCI_CASE_NONE;
    }
}

struct dci_letter
dci_letter(uint32_t code)
{
    const struct range *range = find_range(code);

    return (struct dci_letter){
        range->class, range->script, case_of(code, range->casing)};
}

/* Greek letters with accents stand apart from their capitals. */
static uint32_t
lower_greek(uint32_t code)
{
    if (code >= 0x391)
        return code + 0x20;
    if (code == 0x386)
        return 0x3AC;
    if (code == 0x38C)
        return 0x3CC;
    return code >= 0x38E ? code + 0x3F : code + 0x25;
}

uint32_t
dci_letter_lower(uint32_t code)
{
    const struct range *range = find_range(code);
    uint8_t cased = case_of(code, range->casing);

    if (range->class != DCI_CLASS_LETTER || cased != DCI_CASE_UPPER)
        return code;
    if (range->casing != CASING_UPPER)
        return code == 0x130 ? 'i' : code + 1;
    if (code == 0x178)
        return 0xFF;
    if (range->script == DCI_SCRIPT_GREEK)
        return lower_greek(code);
    if (range->script == DCI_SCRIPT_ARMENIAN)
        return code + 0x30;
    if (range->script == DCI_SCRIPT_CYRILLIC && code < 0x410)
        return code + 0x50;
    return code == 0x4C0 ? 0x4CF : code + 0x20;
}
