/* SPDX-License-Identifier: MIT */
/*
 * Walking a unit that json_scan_value has checked: so nothing here looks for
 * faults, and every loop ends at what the grammar demands.
 */
#include "json_scan.h"

const char *
json_word_end(const char *ptr)
{
    while ((uint8_t)*ptr > ' ' && *ptr != ',' && *ptr != ']' && *ptr != '}')
        ptr++;
    return ptr;
}

struct json_value
json_behind_key(const struct json_unit *unit, struct json_value key)
{
    const char *colon = json_skip_space(json_string_end(unit->base + key.at));
    key.at = (uint32_t)(json_skip_space(colon + 1) - unit->base);
    return key;
}

bool
json_next_member(const struct json_unit *unit, struct json_value *cursor,
    dc_str *key, struct json_value *element)
{
    if (!json_find_next(unit, cursor))
        return false;
    *key = json_raw(unit, *cursor);
    *element = json_behind_key(unit, *cursor);
    *cursor = json_after(unit, *element);
    return true;
}

static uint32_t
hex_value(char c)
{
    return c <= '9' ? (uint32_t)(c - '0') : (uint32_t)((c | 0x20) - 'a') + 10;
}

/* The code unit of an escape; `ptr` stands at its first digit. */
static uint32_t
code_unit(const char *ptr)
{
    return hex_value(ptr[0]) << 12 | hex_value(ptr[1]) << 8 |
        hex_value(ptr[2]) << 4 | hex_value(ptr[3]);
}

/* The low half that follows at ptr, or 0. */
static uint32_t
low_surrogate(const char *ptr, size_t len)
{
    if (len < 6 || ptr[0] != '\\' || ptr[1] != 'u')
        return 0;
    uint32_t unit = code_unit(ptr + 2);
    return unit >= 0xDC00 && unit < 0xE000 ? unit : 0;
}

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

/* Decodes an escape with digits; moves *at past it. */
static size_t
unescape_code(dc_str raw, size_t *at, char *out, size_t *lone_surrogates)
{
    uint32_t code = code_unit(raw.ptr + *at + 2);
    *at += 6;
    if (code < 0xD800 || code > 0xDFFF)
        return encode(code, out);
    uint32_t low = 0;
    if (code < 0xDC00)
        low = low_surrogate(raw.ptr + *at, raw.len - *at);
    if (low == 0) {
        ++*lone_surrogates;
        return encode(0xFFFD, out);
    }
    *at += 6;
    return encode(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00), out);
}

static char
unescape_letter(char letter)
{
    switch (letter) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return letter;
    }
}

size_t
json_unescape(dc_str raw, char *out, size_t *lone_surrogates)
{
    size_t len = 0;
    *lone_surrogates = 0;
    for (size_t at = 0; at < raw.len;) {
        if (raw.ptr[at] != '\\') {
            out[len++] = raw.ptr[at++];
        } else if (raw.ptr[at + 1] == 'u') {
            len += unescape_code(raw, &at, out + len, lone_surrogates);
        } else {
            out[len++] = unescape_letter(raw.ptr[at + 1]);
            at += 2;
        }
    }
    return len;
}

bool
json_is_long_key(dc_str raw, const char *name)
{
    char decoded[256];
    size_t lone_surrogates;
    if (!raw.len || !memchr(raw.ptr, '\\', raw.len))
        return dc_str_equal(raw, name);
    if (raw.len > sizeof(decoded))
        return false;
    size_t len = json_unescape(raw, decoded, &lone_surrogates);
    return dc_str_equal(dc_str_slice(decoded, len), name);
}

bool
json_is_string_body(dc_str text)
{
    for (size_t at = 0; at < text.len; at++) {
        uint8_t c = (uint8_t)text.ptr[at];
        if (c < 0x20 || c == '"')
            return false;
        if (c != '\\')
            continue;
        size_t left = text.len - ++at;
        if (left == 0 || !strchr("\"\\/bfnrtu", text.ptr[at]) ||
            text.ptr[at] == '\0')
            return false;
        for (size_t i = 1; text.ptr[at] == 'u' && i <= 4; i++) {
            char digit = i < left ? text.ptr[at + i] : 'x';
            bool is_hex = (digit >= '0' && digit <= '9') ||
                ((digit | 0x20) >= 'a' && (digit | 0x20) <= 'f');
            if (!is_hex)
                return false;
        }
    }
    return true;
}
