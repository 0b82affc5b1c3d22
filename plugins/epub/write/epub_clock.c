/* SPDX-License-Identifier: MIT */
/*
 * Clock values of SMIL 3.0 (Timing, section 5.4.1): hours, minutes and seconds
 * with colons between them, or one number with its unit.
 */
#include "write/epub_clock.h"

#include "base/epub_utf8.h"

enum { DIGITS_MAX = 9 };

#define SECOND UINT64_C(1000)

/* Takes digits; false if there are none, or too many. */
static bool
take_digits(dc_str *text, uint64_t *number)
{
    size_t len = 0;
    *number = 0;
    while (len < text->len && epub_is_digit(text->ptr[len]))
        *number = *number * 10 + (uint64_t)(text->ptr[len++] - '0');
    if (len == 0 || len > DIGITS_MAX)
        return false;
    *text = (dc_str){text->ptr + len, text->len - len};
    return true;
}

/* Takes ".5" as thousandths of `unit`; nothing if there is no point. */
static bool
take_fraction(dc_str *text, uint64_t unit, uint64_t *part)
{
    uint64_t scale = unit;
    *part = 0;
    if (text->len == 0 || *text->ptr != '.')
        return true;
    size_t len = 1;
    while (len < text->len && epub_is_digit(text->ptr[len])) {
        scale /= 10;
        *part += (uint64_t)(text->ptr[len++] - '0') * scale;
    }
    *text = (dc_str){text->ptr + len, text->len - len};
    return len > 1;
}

static bool
is_unit(dc_str text, const char *unit)
{
    return text.len == strlen(unit) && memcmp(text.ptr, unit, text.len) == 0;
}

static uint64_t
unit_of(dc_str text)
{
    static const struct {
        const char *name;
        uint64_t unit;
    } units[] = {{"", SECOND}, {"s", SECOND}, {"ms", 1}, {"min", 60 * SECOND},
        {"h", 3600 * SECOND}};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (is_unit(text, units[i].name))
            return units[i].unit;
    return 0;
}

static bool
parse_count(dc_str text, uint64_t number, uint64_t *milliseconds)
{
    uint64_t part;
    size_t len = 0;
    while (len < text.len &&
        (epub_is_digit(text.ptr[len]) || text.ptr[len] == '.'))
        len++;
    uint64_t unit = unit_of((dc_str){text.ptr + len, text.len - len});
    dc_str fraction = {text.ptr, len};
    if (unit == 0 || !take_fraction(&fraction, unit, &part) || fraction.len)
        return false;
    *milliseconds = number * unit + part;
    return true;
}

bool
epub_clock_parse(dc_str text, uint64_t *milliseconds)
{
    uint64_t number, part;
    uint64_t sum = 0;
    if (!take_digits(&text, &number))
        return false;
    if (text.len == 0 || *text.ptr != ':')
        return parse_count(text, number, milliseconds);
    for (unsigned parts = 1; text.len && *text.ptr == ':'; parts++) {
        sum = (sum + number) * 60;
        text = (dc_str){text.ptr + 1, text.len - 1};
        if (parts > 2 || !take_digits(&text, &number) || number > 59)
            return false;
    }
    if (!take_fraction(&text, SECOND, &part) || text.len)
        return false;
    *milliseconds = (sum + number) * SECOND + part;
    return true;
}

static void
put_padded(struct epub_buf *buf, uint64_t number, uint64_t scale)
{
    for (; scale > 1 && number < scale; scale /= 10)
        epub_puts(buf, "0");
    epub_put_uint(buf, number);
}

void
epub_clock_put(struct epub_buf *buf, uint64_t milliseconds)
{
    uint64_t seconds = milliseconds / 1000;
    epub_put_uint(buf, seconds / 3600);
    epub_puts(buf, ":");
    put_padded(buf, seconds / 60 % 60, 10);
    epub_puts(buf, ":");
    put_padded(buf, seconds % 60, 10);
    epub_puts(buf, ".");
    put_padded(buf, milliseconds % 1000, 100);
}
