/* SPDX-License-Identifier: MIT */
/*
 * Checks JSON against RFC 8259, byte by byte, with a stack of its own.  The
 * zero byte behind the text is no part of any value, so it ends every loop
 * without a comparison with the end.  What the RFC leaves open is decided
 * so: no byte order mark in here, UTF-8 only, a key may stand twice, an
 * escape may name half of a surrogate pair, numbers are of any size.
 */
#include "json_scan.h"

#include <stdlib.h>

/* Containers between two questions to the host: about a megabyte. */
#define TICK_CONTAINERS 0x10000u

#define EXTENTS_START 1024

static bool
fail(struct json_scan *scan, int32_t status, const char *message)
{
    scan->status = status;
    scan->message = message;
    return false;
}

static bool
expect(struct json_scan *scan, const char *message)
{
    return fail(scan, DC_E_FORMAT, message);
}

/* The length of the character of UTF-8 at ptr, beyond ASCII; 0 if none. */
static size_t
utf8_length(const uint8_t *ptr)
{
    uint8_t lead = ptr[0];
    uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (lead < 0xC2 || lead > 0xF4 || ptr[1] < low || ptr[1] > high)
        return 0;
    if (lead < 0xE0)
        return 2;
    if ((ptr[2] & 0xC0) != 0x80)
        return 0;
    if (lead < 0xF0)
        return 3;
    return (ptr[3] & 0xC0) == 0x80 ? 4 : 0;
}

static bool
is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
        (c >= 'A' && c <= 'F');
}

/* What stands at a backslash. */
static bool
scan_escape(struct json_scan *scan)
{
    const char *at = scan->at + 1;
    if (*at == 'u') {
        for (int i = 1; i <= 4; i++)
            if (!is_hex(at[i]))
                return expect(scan, "expected four hexadecimal digits");
        scan->at = at + 5;
        return true;
    }
    if (*at == '\0' || !strchr("\"\\/bfnrt", *at))
        return expect(scan, "expected one of \" \\ / b f n r t u after '\\'");
    scan->at = at + 1;
    return true;
}

/* A byte that is not plain ASCII text; the closing quote is past here. */
static bool
scan_special(struct json_scan *scan)
{
    uint8_t c = (uint8_t)*scan->at;
    if (c == '\\')
        return scan_escape(scan);
    if (c >= 0x80) {
        size_t len = utf8_length((const uint8_t *)scan->at);
        scan->at += len;
        return len || expect(scan, "this is not UTF-8");
    }
    if (scan->at >= scan->end)
        return expect(scan, "expected '\"' at the end of the string");
    return expect(scan, "a control character must be written as an escape");
}

static inline bool
is_plain(uint8_t c)
{
    return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

static bool
scan_string(struct json_scan *scan)
{
    scan->at++;
    for (;;) {
        const char *at = scan->at;
        while (is_plain((uint8_t)*at))
            at++;
        scan->at = at;
        if (*at == '"') {
            scan->at++;
            return true;
        }
        if (!scan_special(scan))
            return false;
    }
}

/* At least one digit. */
static bool
scan_digits(struct json_scan *scan)
{
    if (*scan->at < '0' || *scan->at > '9')
        return expect(scan, "expected a digit");
    while (*scan->at >= '0' && *scan->at <= '9')
        scan->at++;
    return true;
}

static bool
scan_number(struct json_scan *scan)
{
    if (*scan->at == '-')
        scan->at++;
    else if (*scan->at < '0' || *scan->at > '9')
        return expect(scan, "expected a value");
    if (*scan->at == '0')
        scan->at++;
    else if (!scan_digits(scan))
        return false;
    if (*scan->at == '.') {
        scan->at++;
        if (!scan_digits(scan))
            return false;
    }
    if (*scan->at != 'e' && *scan->at != 'E')
        return true;
    scan->at++;
    if (*scan->at == '+' || *scan->at == '-')
        scan->at++;
    return scan_digits(scan);
}

static bool
scan_word(struct json_scan *scan, const char *word)
{
    size_t len = strlen(word);
    if ((size_t)(scan->end - scan->at) < len ||
        memcmp(scan->at, word, len) != 0)
        return expect(scan, "expected a value");
    scan->at += len;
    return true;
}

static bool
grow_extents(struct json_scan *scan)
{
    size_t room = scan->room ? scan->room * 2 : EXTENTS_START;
    struct json_extent *extents = NULL;
    if (room <= SIZE_MAX / sizeof(*extents))
        extents = realloc(scan->extents, room * sizeof(*extents));
    if (!extents)
        return fail(scan, DC_E_NOMEM, "out of memory");
    scan->extents = extents;
    scan->room = room;
    return true;
}

/* A number for the container that begins here. */
static bool
number_container(struct json_scan *scan)
{
    scan->open[scan->depth] = scan->count++;
    if (scan->job && scan->count % TICK_CONTAINERS == 0) {
        int32_t status = dc_tick(scan->job);
        if (status != DC_OK)
            return fail(scan, status, "stopped");
    }
    if (!scan->keeps_extents)
        return true;
    if ((uint64_t)(scan->at - scan->start) >= UINT32_MAX)
        return fail(scan, DC_E_LIMIT, "a block is longer than 4 GiB");
    return scan->count <= scan->room || grow_extents(scan);
}

static bool
scan_key(struct json_scan *scan)
{
    scan->at = json_skip_space(scan->at);
    if (*scan->at != '"')
        return expect(scan, "expected a key in double quotes");
    if (!scan_string(scan))
        return false;
    scan->at = json_skip_space(scan->at);
    if (*scan->at != ':')
        return expect(scan, "expected ':' after the key");
    scan->at++;
    return true;
}

static bool
close_container(struct json_scan *scan)
{
    scan->at++;
    scan->depth--;
    if (!scan->keeps_extents)
        return true;
    uint64_t len = (uint64_t)(scan->at - scan->start);
    if (len > UINT32_MAX)
        return fail(scan, DC_E_LIMIT, "a block is longer than 4 GiB");
    struct json_extent extent = {(uint32_t)len, scan->count};
    scan->extents[scan->open[scan->depth]] = extent;
    return true;
}

/* An array or object up to its first value; *is_whole if it has none. */
static bool
open_container(struct json_scan *scan, bool *is_whole)
{
    if (scan->depth == JSON_NESTING_MAX)
        return fail(scan, DC_E_LIMIT,
            "arrays and objects are nested deeper than 4096 levels");
    if (!number_container(scan))
        return false;
    bool is_object = *scan->at == '{';
    char closer = is_object ? '}' : ']';
    scan->closers[scan->depth++] = closer;
    scan->at = json_skip_space(scan->at + 1);
    *is_whole = *scan->at == closer;
    if (*is_whole)
        return close_container(scan);
    return !is_object || scan_key(scan);
}
_Static_assert(JSON_NESTING_MAX == 4096, "the message names it");

/* A value, or the beginning of one that holds others. */
static bool
begin_value(struct json_scan *scan, bool *is_whole)
{
    scan->at = json_skip_space(scan->at);
    *is_whole = true;
    switch (*scan->at) {
    case '{':
    case '[':
        return open_container(scan, is_whole);
    case '"':
        return scan_string(scan);
    case 't':
        return scan_word(scan, "true");
    case 'f':
        return scan_word(scan, "false");
    case 'n':
        return scan_word(scan, "null");
    default:
        return scan_number(scan);
    }
}

/* What follows a value in its container. */
static bool
end_value(struct json_scan *scan, bool *is_whole)
{
    char closer = scan->closers[scan->depth - 1];
    scan->at = json_skip_space(scan->at);
    *is_whole = *scan->at == closer;
    if (*is_whole)
        return close_container(scan);
    if (*scan->at != ',')
        return expect(scan,
            closer == '}' ? "expected ',' or '}'" : "expected ',' or ']'");
    scan->at++;
    return closer == ']' || scan_key(scan);
}

bool
json_scan_value(
    struct json_scan *scan, const char *at, const char *end, bool keeps)
{
    scan->start = at;
    scan->at = at;
    scan->end = end;
    scan->keeps_extents = keeps;
    scan->count = 0;
    scan->depth = 0;
    for (;;) {
        bool is_whole;
        if (!begin_value(scan, &is_whole))
            return false;
        while (is_whole) {
            if (scan->depth == 0)
                return true;
            if (!end_value(scan, &is_whole))
                return false;
        }
    }
}

void
json_scan_fini(struct json_scan *scan)
{
    free(scan->extents);
    scan->extents = NULL;
    scan->room = 0;
}
