/* SPDX-License-Identifier: MIT */
/* ISBNs by their check digits (ISO 2108, annex A). */
#include "base/epub_utf8.h"
#include "write/epub.h"

enum { SHORT = 10, LONG = 13 };

/* The digits of the number, X as 10; 0 if it is of another form. */
static size_t
read_digits(dc_str text, unsigned digits[LONG])
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '-' || c == ' ')
            continue;
        bool is_ten = (c == 'X' || c == 'x') && count == SHORT - 1;
        if (count == LONG || !(epub_is_digit(c) || is_ten))
            return 0;
        digits[count++] = is_ten ? 10 : (unsigned)(c - '0');
    }
    return count;
}

static bool
is_checked(const unsigned *digits, size_t count)
{
    unsigned sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += digits[i] *
            (count == SHORT ? SHORT - (unsigned)i
                    : i % 2 ? 3u
                            : 1u);
    return sum % (count == SHORT ? 11 : 10) == 0;
}

enum epub_isbn
epub_judge_isbn(dc_str text)
{
    static const char urn[] = "urn:isbn:";
    size_t len = sizeof urn - 1;
    unsigned digits[LONG];
    bool is_urn = text.len > len && memcmp(text.ptr, urn, len) == 0;
    if (is_urn)
        text = dc_str_slice(text.ptr + len, text.len - len);
    size_t count = read_digits(text, digits);
    bool is_book = count == SHORT ||
        (count == LONG && digits[0] == 9 && digits[1] == 7 && digits[2] >= 8);
    if (is_book && is_checked(digits, count))
        return count == SHORT ? EPUB_ISBN_10 : EPUB_ISBN_13;
    return is_urn ? EPUB_ISBN_FALSE : EPUB_ISBN_NONE;
}
