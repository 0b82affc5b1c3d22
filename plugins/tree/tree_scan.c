/* SPDX-License-Identifier: MIT */
/*
 * The primitives that read the tree text form: words, numbers, quoted
 * strings, base64, within one line.  Strict: what the writer would not write
 * is an error at its exact place, and nothing is guessed.
 */
#include "tree.h"

#define MESSAGE_MAX 200

bool
tree_fail_word(struct tree_scan *scan, const char *message, dc_str word)
{
    char text[MESSAGE_MAX];
    size_t len = strlen(message);
    size_t room = sizeof(text) - len;
    size_t part = word.len < room ? word.len : room;
    if (scan->failed)
        return false;
    memcpy(text, message, len);
    if (part)
        memcpy(text + len, word.ptr, part);
    scan->failed = true;
    dc_report_at(scan->job, DC_DIAG_ERROR, "tree-syntax",
        dc_str_slice(text, len + part), (uint64_t)(scan->at - scan->base));
    return false;
}

bool
tree_fail(struct tree_scan *scan, const char *message)
{
    return tree_fail_word(scan, message, dc_str_slice(NULL, 0));
}

bool
tree_accept(struct tree_scan *scan, char c)
{
    if (scan->failed || scan->at == scan->end || *scan->at != c)
        return false;
    scan->at++;
    return true;
}

bool
tree_expect(struct tree_scan *scan, char c, const char *message)
{
    return tree_accept(scan, c) || tree_fail(scan, message);
}

bool
tree_expect_end(struct tree_scan *scan)
{
    if (scan->failed)
        return false;
    return scan->at == scan->end || tree_fail(scan, "expected the line's end");
}

static bool
is_word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
        (c >= '0' && c <= '9') || c == '_' || c == '.' || c == ':' || c == '-';
}

dc_str
tree_scan_word(struct tree_scan *scan)
{
    const char *start = scan->at;
    while (scan->at < scan->end && is_word_char(*scan->at))
        scan->at++;
    return dc_str_slice(start, (size_t)(scan->at - start));
}

/* The value of a digit in that base, or -1. */
static int
digit_value(char c, int base)
{
    int value = c >= '0' && c <= '9' ? c - '0'
        : c >= 'a' && c <= 'f'       ? c - 'a' + 10
        : c >= 'A' && c <= 'F'       ? c - 'A' + 10
                                     : 99;
    return value < base ? value : -1;
}

/* Digits continuing *value, which stays at most `max`; counts them. */
static bool
scan_digits(struct tree_scan *scan, int base, uint64_t max, uint64_t *value)
{
    const char *start = scan->at;
    while (scan->at < scan->end) {
        int digit = digit_value(*scan->at, base);
        if (digit < 0)
            break;
        if (*value > (max - (uint64_t)digit) / (uint64_t)base)
            return tree_fail(scan, "the number is too large");
        *value = *value * (uint64_t)base + (uint64_t)digit;
        scan->at++;
    }
    return scan->at > start || tree_fail(scan, "expected a number");
}

bool
tree_scan_unsigned(struct tree_scan *scan, uint64_t *value)
{
    *value = 0;
    return !scan->failed && scan_digits(scan, 10, UINT64_MAX, value);
}

bool
tree_scan_int(struct tree_scan *scan, int64_t *value)
{
    uint64_t size = 0;
    bool negative = tree_accept(scan, '-');
    uint64_t max = (uint64_t)INT64_MAX + negative;
    if (scan->failed || !scan_digits(scan, 10, max, &size))
        return false;
    *value = negative ? -1 - (int64_t)(size - 1) : (int64_t)size;
    if (negative && size == 0)
        *value = 0;
    return true;
}

/* What stands after "0x": a mantissa, "p", an exponent of two. */
static bool
scan_hex_real(struct tree_scan *scan, uint64_t max, double *value)
{
    uint64_t mantissa = 0;
    int64_t exponent = 0;
    if (!scan_digits(scan, 16, max, &mantissa) ||
        !tree_expect(scan, 'p', "expected 'p' and an exponent") ||
        !tree_scan_int(scan, &exponent))
        return false;
    if (exponent > 0 || exponent < -1100)
        return tree_fail(scan, "the exponent is not from -1100 to 0");
    *value = (double)mantissa;
    while (exponent++ < 0)
        *value /= 2;
    return true;
}

/* See tree_put_real for why a division is exact here. */
bool
tree_scan_real(struct tree_scan *scan, double *value)
{
    const uint64_t max = (uint64_t)1 << 53;
    const ptrdiff_t max_places = 22;
    uint64_t number = 0;
    bool negative = tree_accept(scan, '-');
    if (scan->failed)
        return false;
    if (scan->end - scan->at > 2 && memcmp(scan->at, "0x", 2) == 0) {
        scan->at += 2;
        if (!scan_hex_real(scan, max, value))
            return false;
    } else {
        if (!scan_digits(scan, 10, max, &number))
            return false;
        double power = 1;
        if (tree_accept(scan, '.')) {
            const char *start = scan->at;
            if (!scan_digits(scan, 10, max, &number))
                return false;
            if (scan->at - start > max_places)
                return tree_fail(scan, "more than 22 decimal places");
            for (; start < scan->at; start++)
                power *= 10;
        }
        *value = (double)number / power;
    }
    if (negative)
        *value = -*value;
    return true;
}

/* Writes `code` as UTF-8 at out and returns its length. */
static size_t
encode(uint32_t code, char *out)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)((0xF00u >> len & 0xF0) | code);
    return len;
}

/* The digits after \x, \u or \U. */
static bool
scan_code(struct tree_scan *scan, int digits, uint32_t *code)
{
    *code = 0;
    for (int i = 0; i < digits; i++) {
        int digit = scan->at < scan->end ? digit_value(*scan->at, 16) : -1;
        if (digit < 0)
            return tree_fail(scan, "expected a hexadecimal digit");
        *code = *code << 4 | (uint32_t)digit;
        scan->at++;
    }
    if (digits > 2 &&
        (*code > 0x10FFFF || (*code >= 0xD800 && *code <= 0xDFFF)))
        return tree_fail(scan, "this is not a code point of Unicode");
    return true;
}

/* What stands after a backslash, decoded at out; its length in *len. */
static bool
scan_escape(struct tree_scan *scan, char *out, size_t *len)
{
    char letter = scan->at < scan->end ? *scan->at : 0;
    uint32_t code = 0;
    int digits = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
    *len = 1;
    if (digits) {
        scan->at++;
        if (!scan_code(scan, digits, &code))
            return false;
        if (letter == 'x')
            out[0] = (char)code;
        else
            *len = encode(code, out);
        return true;
    }
    if (letter != 'n' && letter != 't' && letter != '"' && letter != '\\')
        return tree_fail(scan, "expected one of n t \" \\ x u U after '\\'");
    out[0] = letter;
    if (letter == 'n')
        out[0] = '\n';
    else if (letter == 't')
        out[0] = '\t';
    scan->at++;
    return true;
}

/* Room for `size` bytes; the last content is not kept. */
static bool
reserve(struct tree_scan *scan, struct tree_scratch *scratch, size_t size)
{
    if (scratch->size >= size)
        return true;
    size_t want = scratch->size * 2 > size ? scratch->size * 2 : size;
    char *ptr = dc_alloc(scan->job, want);
    if (!ptr) {
        scan->failed = true;
        return false;
    }
    scratch->ptr = ptr;
    scratch->size = want;
    return true;
}

/* From a backslash to the closing quote, behind `done` bytes from start. */
static bool
scan_escaped(struct tree_scan *scan, struct tree_scratch *scratch,
    const char *start, dc_str *text)
{
    size_t len = (size_t)(scan->at - start);
    /* An escape is never shorter than what it means. */
    if (!reserve(scan, scratch, (size_t)(scan->end - start)))
        return false;
    memcpy(scratch->ptr, start, len);
    while (scan->at < scan->end && *scan->at != '"') {
        size_t part = 1;
        if (*scan->at != '\\') {
            scratch->ptr[len] = *scan->at++;
        } else {
            scan->at++;
            if (!scan_escape(scan, scratch->ptr + len, &part))
                return false;
        }
        len += part;
    }
    *text = dc_str_slice(scratch->ptr, len);
    return true;
}

bool
tree_scan_quoted(
    struct tree_scan *scan, struct tree_scratch *scratch, dc_str *text)
{
    if (!tree_expect(scan, '"', "expected a string in double quotes"))
        return false;
    const char *start = scan->at;
    while (scan->at < scan->end && *scan->at != '"' && *scan->at != '\\')
        scan->at++;
    *text = dc_str_slice(start, (size_t)(scan->at - start));
    if (scan->at < scan->end && *scan->at == '\\' &&
        !scan_escaped(scan, scratch, start, text))
        return false;
    return tree_expect(scan, '"', "expected '\"' at the end of the string");
}

/* The six bits of a character of base64, or -1. */
static int
base64_value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool
tree_scan_base64(struct tree_scan *scan, uint8_t *out, size_t room, size_t *len)
{
    uint32_t bits = 0;
    unsigned count = 0;
    size_t chars = 0;
    for (; scan->at < scan->end; scan->at++, chars++) {
        int value = base64_value(*scan->at);
        if (value < 0)
            break;
        bits = bits << 6 | (uint32_t)value;
        count += 6;
        if (count < 8)
            continue;
        if (*len == room)
            return tree_fail(scan, "more bytes than the size says");
        count -= 8;
        out[(*len)++] = (uint8_t)(bits >> count);
        bits &= (1u << count) - 1;
    }
    for (; chars % 4 > 1 && tree_accept(scan, '='); chars++)
        continue;
    if (chars == 0 || chars % 4 != 0 || bits != 0)
        return tree_fail(scan, "expected base64 in whole groups of four");
    return true;
}
