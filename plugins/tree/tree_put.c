/* SPDX-License-Identifier: MIT */
/*
 * The primitives that write the tree text form: indentation, numbers, quoted
 * strings, base64.  Each value has exactly one spelling, so that equal trees
 * make equal files.
 */
#include "tree.h"

void
tree_put_str(dc_job *job, dc_str text)
{
    dc_write(job, text.ptr, text.len);
}

void
tree_put_indent(dc_job *job, size_t depth)
{
    static const char spaces[] = "                                ";
    size_t left = depth * TREE_INDENT;
    while (left) {
        size_t part = left < sizeof(spaces) - 1 ? left : sizeof(spaces) - 1;
        dc_write(job, spaces, part);
        left -= part;
    }
}

void
tree_put_unsigned(dc_job *job, uint64_t value)
{
    char digits[20];
    size_t at = sizeof(digits);
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    dc_write(job, digits + at, sizeof(digits) - at);
}

void
tree_put_int(dc_job *job, int64_t value)
{
    if (value < 0)
        dc_write(job, "-", 1);
    tree_put_unsigned(job, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

/* A whole mantissa in hexadecimal and an exponent of two: 3/16 is 0x3p-4. */
static void
put_hex_real(dc_job *job, double value)
{
    static const char hex[] = "0123456789abcdef";
    int64_t exponent = 0;
    while (value != (double)(uint64_t)value) {
        value *= 2;
        exponent--;
    }
    uint64_t mantissa = (uint64_t)value;
    char digits[16];
    size_t at = sizeof(digits);
    do {
        digits[--at] = hex[mantissa % 16];
        mantissa /= 16;
    } while (mantissa);
    dc_write(job, "0x", 2);
    dc_write(job, digits + at, sizeof(digits) - at);
    dc_write(job, "p", 1);
    tree_put_int(job, exponent);
}

/* `number` with a point before its last `places` digits. */
static void
put_decimal(dc_job *job, uint64_t number, size_t places)
{
    char digits[24];
    size_t at = sizeof(digits);
    for (size_t i = 0; i < places; i++) {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    }
    tree_put_unsigned(job, number);
    if (places)
        dc_write(job, ".", 1);
    dc_write(job, digits + at, places);
}

/*
 * The shortest decimal that reads back as the same number.  A whole number
 * up to 2^53 divided by a power of ten up to 10^22 is rounded once, as
 * parsing rounds, so trying the divisors in order is exact (Clinger 1990).
 * What is too fine for that is written in hexadecimal, too large cannot be:
 * a width is a share of the line.
 */
void
tree_put_real(dc_job *job, double value)
{
    const double limit = 9007199254740992.0;
    if (value < 0)
        dc_write(job, "-", 1);
    double size = value < 0 ? -value : value;
    if (!(size < limit)) {
        dc_report(job, DC_DIAG_LOSS, "tree-real",
            "a real number too large for the tree form is written as 0");
        size = 0;
    }
    double power = 1;
    for (size_t places = 0; places <= 22 && size * power < limit; places++) {
        uint64_t number = (uint64_t)(size * power + 0.5);
        if ((double)number / power == size) {
            put_decimal(job, number, places);
            return;
        }
        power *= 10;
    }
    put_hex_real(job, size);
}

/*
 * Characters that cannot be told apart or seen, besides the controls: spaces
 * that are not U+0020, joiners, direction marks, the byte order mark, tags.
 */
static bool
is_invisible(uint32_t code)
{
    static const struct {
        uint32_t first;
        uint32_t last;
    } ranges[] = {
        {0x0000, 0x001F},
        {0x007F, 0x00A0},
        {0x00AD, 0x00AD},
        {0x034F, 0x034F},
        {0x061C, 0x061C},
        {0x2000, 0x200F},
        {0x2028, 0x202F},
        {0x205F, 0x206F},
        {0x3000, 0x3000},
        {0xFEFF, 0xFEFF},
        {0xFFF9, 0xFFFB},
        {0xE0000, 0xE0FFF},
    };
    for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
        if (code <= ranges[i].last)
            return code >= ranges[i].first;
    return false;
}

static void
put_hex(dc_job *job, char letter, uint32_t value, size_t digits)
{
    static const char hex[] = "0123456789ABCDEF";
    char text[10] = {'\\', letter};
    for (size_t i = 0; i < digits; i++)
        text[2 + i] = hex[value >> 4 * (digits - 1 - i) & 15];
    dc_write(job, text, 2 + digits);
}

/* The letter after the backslash for a character that has one; else 0. */
static char
escape_letter(uint32_t code)
{
    switch (code) {
    case '\n':
        return 'n';
    case '\t':
        return 't';
    case '"':
    case '\\':
        return (char)code;
    default:
        return 0;
    }
}

static bool
is_special(uint32_t code)
{
    if (code >= ' ' && code <= '~')
        return code == '"' || code == '\\';
    return is_invisible(code);
}

/* Writes what `code` is escaped to; `raw` if the byte is no UTF-8. */
static void
put_escape(dc_job *job, uint32_t code, bool raw)
{
    char letter = escape_letter(code);
    if (raw) {
        put_hex(job, 'x', code, 2);
    } else if (letter) {
        char pair[2] = {'\\', letter};
        dc_write(job, pair, sizeof(pair));
    } else if (code > 0xFFFF) {
        put_hex(job, 'U', code, 8);
    } else {
        put_hex(job, 'u', code, 4);
    }
}

void
tree_put_escaped(dc_job *job, dc_str text)
{
    size_t done = 0;
    size_t at = 0;
    while (at < text.len) {
        uint32_t code = (uint8_t)text.ptr[at];
        size_t len = 1;
        bool raw = false;
        if (code >= 0x80) {
            len = tree_decode(text.ptr + at, text.len - at, &code);
            raw = len == 0;
            len += raw;
        }
        if (raw || is_special(code)) {
            dc_write(job, text.ptr + done, at - done);
            put_escape(job, code, raw);
            done = at + len;
        }
        at += len;
    }
    dc_write(job, text.ptr + done, at - done);
}

void
tree_put_quoted(dc_job *job, dc_str text)
{
    dc_write(job, "\"", 1);
    tree_put_escaped(job, text);
    dc_write(job, "\"", 1);
}

void
tree_put_base64(dc_job *job, const uint8_t *data, size_t len)
{
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t at = 0; at < len; at += 3) {
        size_t have = len - at < 3 ? len - at : 3;
        uint32_t bits = (uint32_t)data[at] << 16;
        if (have > 1)
            bits |= (uint32_t)data[at + 1] << 8;
        if (have > 2)
            bits |= data[at + 2];
        char group[4] = {
            alphabet[bits >> 18],
            alphabet[bits >> 12 & 63],
            have > 1 ? alphabet[bits >> 6 & 63] : '=',
            have > 2 ? alphabet[bits & 63] : '=',
        };
        dc_write(job, group, sizeof(group));
    }
}
