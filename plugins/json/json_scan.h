/* SPDX-License-Identifier: MIT */
/*
 * The grammar of JSON (RFC 8259), strictly, and access to a text that was
 * checked against it.  Knows nothing of documents and needs no host.
 *
 * A text is read in units (for us a top-level block, or the metadata).
 * json_scan_value checks a unit and notes where each array and object in it
 * ends: 8 bytes a container.  After that the unit is walked with values and
 * json_next, in any order and without a check, and what is not wanted now is
 * stepped over in one step.  So a key may come late in its object without
 * costing a second look at what stands before it.
 *
 * Every text must have a readable zero byte behind its end; inputs have 64.
 */
#ifndef DOCCONV_PLUGIN_JSON_SCAN_H
#define DOCCONV_PLUGIN_JSON_SCAN_H

#include <stdbool.h>

#include "docconv/sdk/sdk.h"

/*
 * Arrays and objects within each other.  A level of the tree takes three at
 * most (a list: object, array of items, item), and the tree has 512.
 */
#define JSON_NESTING_MAX 4096

/* Where an array or object ends, and the number of the next one behind it. */
struct json_extent {
    uint32_t end;
    uint32_t next;
};

struct json_scan {
    dc_job *job; /* asked now and then whether to go on; may be NULL */
    const char *start;
    const char *at; /* behind the value, or where the fault is */
    const char *end;

    struct json_extent *extents;
    size_t room;
    uint32_t count;
    bool keeps_extents;

    uint32_t depth;
    uint32_t open[JSON_NESTING_MAX]; /* numbers of the open containers */
    char closers[JSON_NESTING_MAX]; /* and what ends them */

    int32_t status; /* of the failure */
    const char *message; /* "expected a value" */
};

/*
 * Checks the value that begins at `at`, which may have white space before
 * it.  Its extents are kept if that is wanted; then it is 4 GiB at most.
 */
bool json_scan_value(
    struct json_scan *scan, const char *at, const char *end, bool keeps);
void json_scan_fini(struct json_scan *scan);

static inline const char *
json_skip_space(const char *at)
{
    while (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')
        at++;
    return at;
}

/* A unit that was scanned with its extents. */
struct json_unit {
    const char *base;
    const struct json_extent *extents;
};

/* A place in a unit: of a value, or between two. */
struct json_value {
    uint32_t at;
    uint32_t number; /* of the first container from here on */
};

/* The first byte of a value tells what it is. */
static inline char
json_first(const struct json_unit *unit, struct json_value value)
{
    return unit->base[value.at];
}

/* Behind the closing quote of a string, whose opening quote is at ptr. */
static inline const char *
json_string_end(const char *ptr)
{
    for (ptr++; *ptr != '"'; ptr++)
        if (*ptr == '\\')
            ptr++;
    return ptr + 1;
}

/* Behind a number, true, false or null. */
const char *json_word_end(const char *ptr);

/* The place behind the value. */
static inline struct json_value
json_after(const struct json_unit *unit, struct json_value value)
{
    const char *ptr = unit->base + value.at;
    if (*ptr == '{' || *ptr == '[') {
        const struct json_extent *extent = &unit->extents[value.number];
        struct json_value behind = {extent->end, extent->next};
        return behind;
    }
    ptr = *ptr == '"' ? json_string_end(ptr) : json_word_end(ptr);
    value.at = (uint32_t)(ptr - unit->base);
    return value;
}

/* Before the first element of an array or member of an object. */
static inline struct json_value
json_inside(struct json_value container)
{
    struct json_value inside = {container.at + 1, container.number + 1};
    return inside;
}

/* To the next element or key; false if the container ends there. */
static inline bool
json_find_next(const struct json_unit *unit, struct json_value *cursor)
{
    const char *ptr = json_skip_space(unit->base + cursor->at);
    if (*ptr == ',')
        ptr = json_skip_space(ptr + 1);
    cursor->at = (uint32_t)(ptr - unit->base);
    return *ptr != ']' && *ptr != '}';
}

/* The next element, and the cursor past it; false after the last one. */
static inline bool
json_next(const struct json_unit *unit, struct json_value *cursor,
    struct json_value *element)
{
    if (!json_find_next(unit, cursor))
        return false;
    *element = *cursor;
    *cursor = json_after(unit, *cursor);
    return true;
}

/* The next member, its key as it stands between the quotes. */
bool json_next_member(const struct json_unit *unit, struct json_value *cursor,
    dc_str *key, struct json_value *element);

/* The value of the member whose key stands at `key`. */
struct json_value json_behind_key(
    const struct json_unit *unit, struct json_value key);

/* What stands between the quotes of a string, with its escapes. */
static inline dc_str
json_raw(const struct json_unit *unit, struct json_value string)
{
    const char *ptr = unit->base + string.at;
    const char *end = json_string_end(ptr);
    return dc_str_slice(ptr + 1, (size_t)(end - ptr) - 2);
}

/*
 * Decodes what stands between the quotes of a checked string to `out`, which
 * has room for as many bytes, and returns the length.  Half of a surrogate
 * pair becomes U+FFFD and is counted.
 */
size_t json_unescape(dc_str raw, char *out, size_t *lone_surrogates);

/* True if the key, as json_next_member gives it, means that short name. */
bool json_is_long_key(dc_str raw, const char *name);

static inline bool
json_is_key(dc_str raw, const char *name)
{
    if (raw.len == 1)
        return raw.ptr[0] == name[0] && name[1] == '\0';
    return json_is_long_key(raw, name);
}

/* True if this could stand between the quotes of a string. */
bool json_is_string_body(dc_str text);

/* A number in decimal, as it stands in a text. */
/* False if it is no whole number or does not fit. */
bool json_parse_int(dc_str number, int64_t *value);
/* The nearest double; false if it is too large for one. */
bool json_parse_real(dc_str number, double *value);
/*
 * The shortest decimal that reads back as the same finite number, in the form
 * of Haskell's show ("0.25", "5.0e-2"), at out; returns its length.
 */
#define JSON_REAL_MAX 32
size_t json_format_real(double value, char out[JSON_REAL_MAX]);
size_t json_format_int(int64_t value, char out[JSON_REAL_MAX]);

#endif
