/* SPDX-License-Identifier: MIT */
/*
 * Joining surrogate pairs (cli_surrogates.h; RFC 8259, section 7).  Only the
 * inside of strings is changed, and only where both halves stand; a lone
 * half is left for the parser to refuse.
 */
#include "cli_surrogates.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* "\uXXXX" */
#define ESCAPE_LEN 6

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* The code unit of the escape at `text`; false if there is none. */
static bool
read_escape(const char *text, size_t len, uint32_t *unit)
{
    if (len < ESCAPE_LEN || text[0] != '\\' || text[1] != 'u')
        return false;
    *unit = 0;
    for (size_t i = 2; i < ESCAPE_LEN; i++) {
        int digit = hex_digit(text[i]);

        if (digit < 0)
            return false;
        *unit = *unit << 4 | (uint32_t)digit;
    }
    return true;
}

static bool
read_pair(const char *text, size_t len, uint32_t *code)
{
    uint32_t high = 0;
    uint32_t low = 0;

    if (!read_escape(text, len, &high) || high < 0xD800 || high > 0xDBFF)
        return false;
    if (!read_escape(text + ESCAPE_LEN, len - ESCAPE_LEN, &low) ||
        low < 0xDC00 || low > 0xDFFF)
        return false;
    *code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    return true;
}

static void
put_utf8(char *out, uint32_t code)
{
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
}

static bool
is_object(const char *text, size_t len)
{
    while (len > 0 && strchr(" \t\r\n", *text) != NULL && *text != '\0') {
        text++;
        len--;
    }
    return len > 0 && *text == '{';
}

size_t
cli_join_surrogates(char *text, size_t len)
{
    bool is_string = false;
    size_t out = 0;
    size_t in = 0;

    if (!is_object(text, len))
        return len;
    while (in < len) {
        uint32_t code = 0;

        if (is_string && read_pair(text + in, len - in, &code)) {
            put_utf8(text + out, code);
            out += 4;
            in += (size_t)2 * ESCAPE_LEN;
            continue;
        }
        if (is_string && text[in] == '\\' && in + 1 < len)
            text[out++] = text[in++];
        else if (text[in] == '"')
            is_string = !is_string;
        text[out++] = text[in++];
    }
    return out;
}
