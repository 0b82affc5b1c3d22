/* SPDX-License-Identifier: MIT */
/*
 * Relative addresses by RFC 3986, 5.2.2 to 5.3, and its strict reading of
 * "http:g".  It goes further in one point: a base may be a relative path, and
 * ".." that leads out of it stays.
 */
#include "read/html_resolve.h"

#include <string.h>

struct parts {
    dc_str scheme;
    dc_str authority;
    dc_str path;
    dc_str query;
    dc_str fragment;
    bool has_scheme;
    bool has_authority;
    bool has_query;
    bool has_fragment;
};

/* Cuts off what ends before the first byte of `stops`, or all. */
static dc_str
cut(dc_str *text, const char *stops)
{
    dc_str part = {text->ptr, 0};
    while (part.len < text->len && !strchr(stops, text->ptr[part.len]))
        part.len++;
    text->ptr += part.len;
    text->len -= part.len;
    return part;
}

static bool
skip(dc_str *text, const char *word)
{
    size_t len = strlen(word);
    if (text->len < len || memcmp(text->ptr, word, len) != 0)
        return false;
    text->ptr += len;
    text->len -= len;
    return true;
}

static bool
is_scheme(dc_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        char lower = (char)(c | 0x20);
        bool is_letter = lower >= 'a' && lower <= 'z';
        bool is_other =
            (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
        if (!is_letter && (i == 0 || !is_other))
            return false;
    }
    return text.len != 0;
}

static struct parts
parts_of(dc_str text)
{
    struct parts parts = {.has_scheme = false};
    dc_str rest = text;
    dc_str scheme = cut(&rest, ":/?#");
    if (is_scheme(scheme) && skip(&rest, ":")) {
        parts.scheme = scheme;
        parts.has_scheme = true;
    } else {
        rest = text;
    }
    parts.has_authority = skip(&rest, "//");
    if (parts.has_authority)
        parts.authority = cut(&rest, "/?#");
    parts.path = cut(&rest, "?#");
    parts.has_query = skip(&rest, "?");
    if (parts.has_query)
        parts.query = cut(&rest, "#");
    parts.has_fragment = skip(&rest, "#");
    parts.fragment = rest;
    return parts;
}

static size_t
put(char *out, size_t at, dc_str text)
{
    if (text.len)
        memcpy(out + at, text.ptr, text.len);
    return at + text.len;
}

static size_t
put_word(char *out, size_t at, const char *word)
{
    dc_str text = {word, strlen(word)};
    return put(out, at, text);
}

/* "." and ".." go (5.2.4), in place; returns what is left. */
static size_t
remove_dots(char *path, size_t len, bool is_rooted)
{
    size_t at = len && path[0] == '/';
    size_t out = at;
    size_t floor = out; /* what is before cannot be left */
    while (at < len) {
        const char *slash = memchr(path + at, '/', len - at);
        size_t next = slash ? (size_t)(slash - path) + 1 : len;
        size_t segment = next - at - (slash ? 1 : 0);
        bool is_dot = segment == 1 && path[at] == '.';
        bool is_up = segment == 2 && path[at] == '.' && path[at + 1] == '.';
        if (is_up && out > floor) {
            for (out--; out > floor && path[out - 1] != '/';)
                out--;
        } else if (!is_dot && !(is_up && is_rooted)) {
            memmove(path + out, path + at, next - at);
            out += next - at;
            floor = is_up ? out : floor;
        }
        at = next;
    }
    return out;
}

/* The path of a reference that has one of its own (5.2.3). */
static size_t
put_path(char *out, size_t at, const struct parts *base, dc_str path)
{
    size_t start = at;
    bool is_rooted = base->has_scheme || base->has_authority;
    dc_str before = base->path;
    while (before.len && before.ptr[before.len - 1] != '/')
        before.len--;
    if (path.len && path.ptr[0] == '/')
        before.len = 0;
    else if (base->has_authority && base->path.len == 0)
        at = put_word(out, at, "/");
    at = put(out, at, before);
    at = put(out, at, path);
    is_rooted = is_rooted || (at > start && out[start] == '/');
    return start + remove_dots(out + start, at - start, is_rooted);
}

size_t
html_resolve(dc_str base, dc_str reference, char *out)
{
    struct parts from = parts_of(base);
    struct parts to = parts_of(reference);
    struct parts none = {.has_scheme = true};
    bool is_whole = to.has_scheme || to.has_authority;
    const struct parts *scheme = to.has_scheme ? &to : &from;
    const struct parts *authority = is_whole ? &to : &from;
    size_t at = 0;
    if (scheme->has_scheme) {
        at = put(out, at, scheme->scheme);
        at = put_word(out, at, ":");
    }
    if (authority->has_authority) {
        at = put_word(out, at, "//");
        at = put(out, at, authority->authority);
    }
    if (is_whole || to.path.len)
        at = put_path(out, at, is_whole ? &none : &from, to.path);
    else
        at = put(out, at, from.path);
    bool keeps_query = !is_whole && to.path.len == 0 && !to.has_query;
    const struct parts *query = keeps_query ? &from : &to;
    if (query->has_query) {
        at = put_word(out, at, "?");
        at = put(out, at, query->query);
    }
    if (to.has_fragment) {
        at = put_word(out, at, "#");
        at = put(out, at, to.fragment);
    }
    return at;
}

bool
html_is_base(dc_str base)
{
    struct parts parts = parts_of(base);
    bool is_path =
        parts.path.len && (!parts.has_scheme || parts.path.ptr[0] == '/');
    return parts.has_authority || is_path;
}

bool
html_has_scheme(dc_str url)
{
    return parts_of(url).has_scheme;
}
