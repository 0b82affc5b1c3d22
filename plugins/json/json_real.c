/* SPDX-License-Identifier: MIT */
/*
 * Numbers between decimal and binary, exactly and without the locale that
 * strtod and printf obey.  Column widths are doubles, and pandoc writes the
 * shortest decimal that reads back as the same one; so do we.
 *
 * Small cases are one division of two exact doubles, which is rounded as the
 * result must be (Clinger 1990).  All others are done in a decimal with as
 * many digits as a double can have, multiplied and divided by powers of two
 * digit by digit.
 */
#include "json_scan.h"

#include <float.h>

/* A double has at most 767 significant digits; a few more for the steps. */
#define DIGITS_MAX 800
/* Multiplying by 2^SHIFT_MAX adds at most so many digits. */
#define SHIFT_MAX 56
#define SHIFT_DIGITS 18

/* Beyond these powers of ten a number is too large, or 0. */
#define POINT_MAX 310
#define POINT_MIN (-330)

#define MANTISSA_BITS 52
#define EXPONENT_BIAS 1023
#define EXPONENT_MIN (-1022)

/* Digits that make a whole number below 2^53, and 10^22 is exact too. */
#define EXACT_DIGITS 15
#define EXACT_POWER 22

_Static_assert(DBL_MANT_DIG == 53 && DBL_MAX_EXP == 1024,
    "double is binary64 of IEEE 754");

/* 0.d1 d2 d3 ... times ten to the power of `point`; no digits: 0. */
struct decimal {
    size_t count;
    int point;
    bool has_rest; /* digits that are not 0 were cut off */
    uint8_t digits[DIGITS_MAX + SHIFT_DIGITS];
};

/* Cuts off what is too much, and zeros at the end. */
static void
trim(struct decimal *decimal)
{
    while (decimal->count > DIGITS_MAX)
        if (decimal->digits[--decimal->count] != 0)
            decimal->has_rest = true;
    while (decimal->count && decimal->digits[decimal->count - 1] == 0)
        decimal->count--;
    if (decimal->count == 0)
        decimal->point = 0;
}

/* Times 2^shift; from the last digit on, moved right to have room. */
static void
multiply(struct decimal *decimal, int shift)
{
    uint64_t carry = 0;
    size_t to = decimal->count + SHIFT_DIGITS;
    for (size_t from = decimal->count; from > 0; from--) {
        carry += (uint64_t)decimal->digits[from - 1] << shift;
        decimal->digits[--to] = (uint8_t)(carry % 10);
        carry /= 10;
    }
    for (; carry; carry /= 10)
        decimal->digits[--to] = (uint8_t)(carry % 10);
    size_t count = decimal->count + SHIFT_DIGITS - to;
    decimal->point += (int)count - (int)decimal->count;
    memmove(decimal->digits, decimal->digits + to, count);
    decimal->count = count;
    trim(decimal);
}

/* By 2^shift; as long division is done by hand. */
static void
divide(struct decimal *decimal, int shift)
{
    const uint64_t mask = ((uint64_t)1 << shift) - 1;
    uint64_t rest = 0;
    size_t from = 0;
    size_t to = 0;
    if (decimal->count == 0)
        return;
    for (; rest >> shift == 0; from++)
        rest = rest * 10 + (from < decimal->count ? decimal->digits[from] : 0);
    decimal->point -= (int)from - 1;
    while (rest || from < decimal->count) {
        uint8_t digit = (uint8_t)(rest >> shift);
        if (to < DIGITS_MAX)
            decimal->digits[to++] = digit;
        else if (digit)
            decimal->has_rest = true;
        rest = (rest & mask) * 10;
        if (from < decimal->count)
            rest += decimal->digits[from++];
        else if (to == DIGITS_MAX && rest) {
            decimal->has_rest = true;
            break;
        }
    }
    decimal->count = to;
    trim(decimal);
}

/* The steps of two that bring a number `digits` before its point below it. */
static int
step_for(int digits)
{
    static const int steps[] = {1, 3, 6, 9, 13, 16, 19, 23, 26};
    const int count = (int)(sizeof(steps) / sizeof(steps[0]));
    return digits < count ? steps[digits] : SHIFT_MAX / 2;
}

/* True if the digits from `at` on are more than half of the place before. */
static bool
rounds_up(const struct decimal *decimal, size_t at)
{
    if (at >= decimal->count)
        return false;
    if (decimal->digits[at] != 5 || at + 1 < decimal->count ||
        decimal->has_rest)
        return decimal->digits[at] >= 5;
    return at > 0 && decimal->digits[at - 1] % 2 != 0;
}

/* The nearest whole number, halves to the even one. */
static uint64_t
nearest_whole(const struct decimal *decimal)
{
    uint64_t whole = 0;
    if (decimal->point < 0)
        return 0;
    size_t point = (size_t)decimal->point;
    for (size_t i = 0; i < point; i++)
        whole = whole * 10 + (i < decimal->count ? decimal->digits[i] : 0);
    return whole + rounds_up(decimal, point);
}

static double
assemble(uint64_t mantissa, int exponent)
{
    const uint64_t one = (uint64_t)1 << MANTISSA_BITS;
    uint64_t bits = mantissa & (one - 1);
    double value;
    if (mantissa >= one)
        bits |= (uint64_t)(exponent + EXPONENT_BIAS) << MANTISSA_BITS;
    memcpy(&value, &bits, sizeof(value));
    return value;
}

/* Halves and doubles until the number is mantissa and exponent. */
static bool
to_double_slowly(struct decimal *decimal, double *value)
{
    int exponent = 0;
    while (decimal->point > 0) {
        int step = step_for(decimal->point);
        divide(decimal, step);
        exponent += step;
    }
    while (decimal->point < 0 || decimal->digits[0] < 5) {
        int step = step_for(-decimal->point);
        multiply(decimal, step);
        exponent -= step;
    }
    /* It is from 1/2 to 1; binary64 wants from 1 to 2. */
    exponent--;
    for (; exponent < EXPONENT_MIN; exponent++)
        divide(decimal, 1);
    multiply(decimal, MANTISSA_BITS + 1);
    uint64_t mantissa = nearest_whole(decimal);
    if (mantissa == (uint64_t)2 << MANTISSA_BITS) {
        mantissa /= 2;
        exponent++;
    }
    if (exponent > EXPONENT_BIAS)
        return false;
    *value = assemble(mantissa, exponent);
    return true;
}

static bool
to_double(struct decimal *decimal, double *value)
{
    int power = decimal->point - (int)decimal->count;
    *value = 0;
    if (decimal->count == 0 || decimal->point < POINT_MIN)
        return true;
    if (decimal->point > POINT_MAX)
        return false;
    if (decimal->count > EXACT_DIGITS || power > EXACT_POWER ||
        power < -EXACT_POWER)
        return to_double_slowly(decimal, value);
    double scale = 1;
    for (int i = 0; i < power || i < -power; i++)
        scale *= 10;
    uint64_t whole = 0;
    for (size_t i = 0; i < decimal->count; i++)
        whole = whole * 10 + decimal->digits[i];
    *value = power < 0 ? (double)whole / scale : (double)whole * scale;
    return true;
}

/* The exponent that `text` names, or one that is out of all bounds. */
static int
parse_exponent(dc_str text)
{
    const int out_of_bounds = 1000000;
    int exponent = 0;
    size_t at = text.ptr[0] == '+' || text.ptr[0] == '-';
    for (; at < text.len; at++)
        if (exponent < out_of_bounds)
            exponent = exponent * 10 + (text.ptr[at] - '0');
    return text.ptr[0] == '-' ? -exponent : exponent;
}

/* `point` is kept from overflowing: a text may have a billion zeros. */
static void
count_place(struct decimal *decimal, int64_t *point, bool is_behind, char c)
{
    bool is_leading = decimal->count == 0 && c == '0';
    if (is_behind && is_leading)
        --*point;
    else if (!is_behind && !is_leading)
        ++*point;
    if (is_leading)
        return;
    if (decimal->count < DIGITS_MAX)
        decimal->digits[decimal->count++] = (uint8_t)(c - '0');
    else if (c != '0')
        decimal->has_rest = true;
}

static void
parse_decimal(dc_str number, struct decimal *decimal)
{
    int64_t point = 0;
    bool is_behind = false;
    decimal->count = 0;
    decimal->has_rest = false;
    for (size_t at = number.ptr[0] == '-'; at < number.len; at++) {
        char c = number.ptr[at];
        if (c == 'e' || c == 'E') {
            point += parse_exponent(
                dc_str_slice(number.ptr + at + 1, number.len - at - 1));
            break;
        }
        if (c == '.')
            is_behind = true;
        else
            count_place(decimal, &point, is_behind, c);
    }
    point = point > POINT_MAX ? POINT_MAX + 1 : point;
    decimal->point = (int)(point < POINT_MIN ? POINT_MIN - 1 : point);
    trim(decimal);
}

bool
json_parse_real(dc_str number, double *value)
{
    struct decimal decimal;
    parse_decimal(number, &decimal);
    if (!to_double(&decimal, value))
        return false;
    if (number.ptr[0] == '-')
        *value = -*value;
    return true;
}

bool
json_parse_int(dc_str number, int64_t *value)
{
    struct decimal decimal;
    parse_decimal(number, &decimal);
    bool is_negative = number.ptr[0] == '-';
    uint64_t most = (uint64_t)INT64_MAX + is_negative;
    uint64_t whole = 0;
    if (decimal.point < (int)decimal.count || decimal.point > 19 ||
        decimal.has_rest)
        return false;
    for (size_t i = 0; i < (size_t)decimal.point; i++)
        whole = whole * 10 + (i < decimal.count ? decimal.digits[i] : 0);
    if (whole > most)
        return false;
    *value = (int64_t)(is_negative ? 0 - whole : whole);
    return true;
}

size_t
json_format_int(int64_t value, char out[JSON_REAL_MAX])
{
    char digits[20];
    size_t at = sizeof(digits);
    size_t len = 0;
    uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left);
    if (value < 0)
        out[len++] = '-';
    memcpy(out + len, digits + at, sizeof(digits) - at);
    return len + sizeof(digits) - at;
}

/* The exact decimal of a positive double. */
static void
split_double(double value, struct decimal *decimal)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof(bits));
    uint64_t mantissa = bits & (((uint64_t)1 << MANTISSA_BITS) - 1);
    int exponent = (int)(bits >> MANTISSA_BITS);
    if (exponent)
        mantissa |= (uint64_t)1 << MANTISSA_BITS;
    else
        exponent = 1;
    char digits[JSON_REAL_MAX];
    size_t len = json_format_int((int64_t)mantissa, digits);
    parse_decimal(dc_str_slice(digits, len), decimal);
    int shift = exponent - EXPONENT_BIAS - MANTISSA_BITS;
    for (; shift > SHIFT_MAX; shift -= SHIFT_MAX)
        multiply(decimal, SHIFT_MAX);
    for (; shift < -SHIFT_MAX; shift += SHIFT_MAX)
        divide(decimal, SHIFT_MAX);
    if (shift > 0)
        multiply(decimal, shift);
    else
        divide(decimal, -shift);
}

/* Leaves `count` digits, rounded. */
static void
round_to(struct decimal *decimal, size_t count)
{
    if (count >= decimal->count)
        return;
    bool is_up = rounds_up(decimal, count);
    decimal->count = count;
    decimal->has_rest = false;
    while (is_up && count > 0) {
        is_up = decimal->digits[count - 1] == 9;
        decimal->digits[count - 1] =
            is_up ? 0 : (uint8_t)(decimal->digits[count - 1] + 1);
        count--;
    }
    if (is_up) {
        decimal->digits[0] = 1;
        decimal->count = 1;
        decimal->point++;
    }
    trim(decimal);
}

/* The fewest digits that still mean `value`. */
static void
shorten(double value, struct decimal *decimal)
{
    struct decimal exact;
    struct decimal tried;
    double back;
    split_double(value, &exact);
    for (size_t count = 1; count <= DBL_DECIMAL_DIG; count++) {
        *decimal = exact;
        round_to(decimal, count);
        tried = *decimal;
        if (to_double(&tried, &back) && back == value)
            return;
    }
}

/* Digits `from` to `to`, zeros where there are none; at least one. */
static size_t
put_digits(const struct decimal *decimal, size_t from, size_t to, char *out)
{
    size_t len = 0;
    for (size_t i = from; i < to || len == 0; i++)
        out[len++] =
            (char)('0' + (i < decimal->count ? decimal->digits[i] : 0));
    return len;
}

size_t
json_format_real(double value, char out[JSON_REAL_MAX])
{
    struct decimal decimal = {0};
    size_t len = 0;
    if (value < 0) {
        out[len++] = '-';
        value = -value;
    }
    if (value > 0)
        shorten(value, &decimal);
    /* From 0.1 to ten million without an exponent. */
    bool is_plain =
        decimal.count == 0 || (decimal.point >= 0 && decimal.point <= 7);
    size_t whole = is_plain ? (size_t)decimal.point : 1;
    if (whole)
        len += put_digits(&decimal, 0, whole, out + len);
    else
        out[len++] = '0';
    out[len++] = '.';
    len += put_digits(&decimal, whole, decimal.count, out + len);
    if (is_plain)
        return len;
    out[len++] = 'e';
    return len + json_format_int(decimal.point - 1, out + len);
}
