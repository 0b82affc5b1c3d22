/* SPDX-License-Identifier: MIT */
/*
 * Markers of ordered lists: "3.", "iv)", "(C)".  Roman numerals end at 3999,
 * and so, for one rule, do letters; what lies outside is written in digits.
 */
#include "write/text_out.h"

#define LETTERS_MAX 3999

static size_t
put_decimal(int64_t number, char *text)
{
    char digits[20];
    size_t at = sizeof(digits);
    size_t len = 0;
    uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        digits[--at] = (char)('0' + size % 10);
        size /= 10;
    } while (size);
    if (number < 0)
        text[len++] = '-';
    memcpy(text + len, digits + at, sizeof(digits) - at);
    return len + sizeof(digits) - at;
}

static size_t
put_roman(int64_t number, char *text)
{
    static const struct {
        int64_t value;
        const char *letters;
    } parts[] = {
        {1000, "m"},
        {900, "cm"},
        {500, "d"},
        {400, "cd"},
        {100, "c"},
        {90, "xc"},
        {50, "l"},
        {40, "xl"},
        {10, "x"},
        {9, "ix"},
        {5, "v"},
        {4, "iv"},
        {1, "i"},
    };
    size_t len = 0;
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        for (; number >= parts[i].value; number -= parts[i].value)
            for (const char *c = parts[i].letters; *c; c++)
                text[len++] = *c;
    return len;
}

/* a ... z, aa ... zz, aaa ...; LETTERS_MAX is "ewu". */
static size_t
put_letters(int64_t number, char *text)
{
    char letters[4];
    size_t at = sizeof(letters);
    while (number > 0 && at > 0) {
        letters[--at] = (char)('a' + (number - 1) % 26);
        number = (number - 1) / 26;
    }
    memcpy(text, letters + at, sizeof(letters) - at);
    return sizeof(letters) - at;
}

static void
raise_letters(char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] >= 'a' && text[i] <= 'z')
            text[i] = (char)(text[i] - 'a' + 'A');
}

static size_t
put_number(int64_t number, int64_t style, char *text)
{
    bool is_roman =
        style == DC_STYLE_LOWER_ROMAN || style == DC_STYLE_UPPER_ROMAN;
    bool is_alpha =
        style == DC_STYLE_LOWER_ALPHA || style == DC_STYLE_UPPER_ALPHA;
    size_t len;
    if (number < 1 || number > LETTERS_MAX || !(is_roman || is_alpha))
        return put_decimal(number, text);
    len = is_roman ? put_roman(number, text) : put_letters(number, text);
    if (style == DC_STYLE_UPPER_ROMAN || style == DC_STYLE_UPPER_ALPHA)
        raise_letters(text, len);
    return len;
}

size_t
text_out_marker(int64_t number, int64_t style, int64_t delim, char *marker)
{
    size_t len = 0;
    if (delim == DC_DELIM_TWO_PARENS)
        marker[len++] = '(';
    len += put_number(number, style, marker + len);
    marker[len++] =
        delim == DC_DELIM_TWO_PARENS || delim == DC_DELIM_ONE_PAREN ? ')' : '.';
    marker[len] = '\0';
    return len;
}

/*
 * Roman numerals do not widen steadily, so all are tried; there are at most
 * LETTERS_MAX of them.  For the others the ends of the list tell.
 */
size_t
text_out_marker_room(
    int64_t start, uint32_t count, int64_t style, int64_t delim)
{
    char marker[TEXT_OUT_MARKER_MAX];
    size_t room = text_out_marker(start, style, delim, marker);
    int64_t last = start > INT64_MAX - count ? INT64_MAX : start + count - 1;
    size_t width = text_out_marker(last, style, delim, marker);
    room = width > room ? width : room;
    bool is_roman =
        style == DC_STYLE_LOWER_ROMAN || style == DC_STYLE_UPPER_ROMAN;
    if (!is_roman)
        return room + 1;
    int64_t number = start > 0 ? start : 1;
    for (; number < last && number <= LETTERS_MAX; number++) {
        width = text_out_marker(number, style, delim, marker);
        room = width > room ? width : room;
    }
    return room + 1;
}
