/* SPDX-License-Identifier: MIT */
/*
 * Addresses within a book: the URL standard, as far as EPUB 3.3 section 4.2.5
 * lets it (a relative URL with a fragment that does not leave the container).
 */
#include "check/epub_check.h"

/* Where the scheme of an absolute URL ends, or 0. */
static size_t
scheme_len(dc_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool follows =
            (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
        if (c == ':')
            return i;
        if (!is_letter && !(i && follows))
            return 0;
    }
    return 0;
}

static int
hex_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool
is_escape(dc_str text, size_t at)
{
    return at + 2 < text.len && hex_of(text.ptr[at + 1]) >= 0 &&
        hex_of(text.ptr[at + 2]) >= 0;
}

/* Letters that stand for themselves in a URL, besides those beyond ASCII. */
static bool
is_url_letter(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
        (c >= 'a' && c <= 'z') || (c && strchr("!$&'()*+,-./:;=?@_~", c));
}

static bool
is_valid(dc_str text)
{
    bool in_fragment = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '#' && !in_fragment)
            in_fragment = true;
        else if (c == '%' ? !is_escape(text, i)
                          : !is_url_letter((unsigned char)c))
            return false;
    }
    return true;
}

/* With %xx resolved. */
static dc_str
decode(struct epub_check *check, dc_str text)
{
    char *to = text.len ? dc_alloc(check->job, text.len) : NULL;
    if (!to)
        return (dc_str){"", 0};
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '%' && is_escape(text, i)) {
            c = (char)(hex_of(text.ptr[i + 1]) * 16 + hex_of(text.ptr[i + 2]));
            i += 2;
        }
        to[len++] = c;
    }
    return (dc_str){to, len};
}

/* Drops the last part of a path of *len bytes; false: there is none. */
static bool
go_up(const char *path, size_t *len)
{
    if (*len == 0)
        return false;
    --*len;
    while (*len && path[*len - 1] != '/')
        --*len;
    return true;
}

/* The folder of `base` joined with `text`, dots resolved. */
static dc_str
join(struct epub_check *check, dc_str base, dc_str text, bool *leaks)
{
    char *path = dc_alloc(check->job, base.len + text.len + 2);
    size_t len = 0;
    if (!path)
        return (dc_str){"", 0};
    if (text.len && *text.ptr == '/') {
        *leaks = true;
        text = (dc_str){text.ptr + 1, text.len - 1};
    } else {
        len = base.len;
        memcpy(path, base.ptr, len);
        while (len && path[len - 1] != '/')
            len--;
    }
    while (text.len) {
        const char *slash = memchr(text.ptr, '/', text.len);
        size_t part = slash ? (size_t)(slash - text.ptr) : text.len;
        dc_str name = {text.ptr, part};
        if (dc_str_equal(name, "..")) {
            *leaks |= !go_up(path, &len);
        } else if (!dc_str_equal(name, ".")) {
            memcpy(path + len, name.ptr, name.len);
            len += name.len;
            if (slash)
                path[len++] = '/';
        }
        part += slash != NULL;
        text = (dc_str){text.ptr + part, text.len - part};
    }
    return epub_compose(check, (dc_str){path, len});
}

static struct epub_url
resolve_absolute(struct epub_doc *doc, dc_str text, uint64_t pos)
{
    struct epub_url url = {0};
    dc_str scheme = {text.ptr, scheme_len(text)};
    bool is_web = epub_is_case(scheme, "http") || epub_is_case(scheme, "https");
    dc_str rest = {text.ptr + scheme.len + 1, text.len - scheme.len - 1};
    if (epub_is_case(scheme, "file")) {
        epub_find_at(doc, pos, EPUB_RSC_030, NULL, text);
        url.is_remote = true;
    } else if (epub_is_case(scheme, "data")) {
        url.is_data = true;
    } else if (is_web) {
        url.is_remote = true;
        bool has_host = rest.len > 2 && epub_starts(rest, "//") &&
            rest.ptr[2] != '/' && rest.ptr[2] != '?' && rest.ptr[2] != '#';
        if (!is_valid(text) || !has_host)
            epub_find_at(doc, pos, EPUB_RSC_020, NULL, text);
    }
    const char *mark = url.is_data ? NULL : memchr(text.ptr, '#', text.len);
    url.path = text;
    if (mark) {
        url.path.len = (size_t)(mark - text.ptr);
        url.has_fragment = true;
        url.fragment = (dc_str){mark + 1, text.len - url.path.len - 1};
    }
    url.path = epub_retain(doc->check, url.path);
    url.fragment = epub_retain(doc->check, url.fragment);
    return url;
}

struct epub_url
epub_resolve(struct epub_doc *doc, dc_str text, uint64_t pos)
{
    struct epub_url url = {0};
    text = epub_trimmed(text);
    if (scheme_len(text))
        return resolve_absolute(doc, text, pos);
    if (!is_valid(text))
        epub_find_at(doc, pos, EPUB_RSC_020, NULL, text);
    if (epub_starts(text, "//")) {
        url.is_remote = true;
        url.path = epub_retain(doc->check, text);
        return url;
    }
    dc_str path = text;
    const char *mark = memchr(path.ptr ? path.ptr : "", '#', path.len);
    if (mark) {
        path.len = (size_t)(mark - path.ptr);
        url.has_fragment = true;
        url.fragment =
            decode(doc->check, (dc_str){mark + 1, text.len - path.len - 1});
    }
    mark = memchr(path.ptr ? path.ptr : "", '?', path.len);
    if (doc->base_is_remote) {
        url.is_remote = true;
        bool leaks = false;
        url.path = join(doc->check, doc->base, path, &leaks);
        return url;
    }
    if (mark) {
        epub_find_at(doc, pos, EPUB_RSC_033, NULL, text);
        path.len = (size_t)(mark - path.ptr);
    }
    bool leaks = false;
    url.is_local = true;
    url.path = path.len
        ? join(doc->check, doc->base, decode(doc->check, path), &leaks)
        : doc->base;
    if (leaks)
        epub_find_at(doc, pos, EPUB_RSC_026, NULL, text);
    return url;
}

struct epub_ref *
epub_refer(
    struct epub_doc *doc, enum epub_ref_kind kind, dc_str text, uint64_t pos)
{
    struct epub_package *package = doc->package;
    struct epub_url url = epub_resolve(doc, text, pos);
    if (!package)
        return NULL;
    if (url.is_data && kind == EPUB_REF_LINK)
        epub_find_at(doc, pos, EPUB_RSC_029, NULL, (dc_str){"", 0});
    if (!url.is_local && !url.is_remote && !url.is_data)
        return NULL;
    if (url.is_data && (kind == EPUB_REF_LINK || kind == EPUB_REF_NAV))
        return NULL;
    package->refs = epub_room(
        doc->check, package->refs, package->ref_count, sizeof *package->refs);
    if (!package->refs)
        return NULL;
    struct epub_ref *ref = &package->refs[package->ref_count++];
    *ref = (struct epub_ref){
        .kind = kind,
        .from = doc->item,
        .place = epub_place_at(doc, pos),
        .path = url.path,
        .fragment = url.fragment,
        .is_remote = url.is_remote,
        .has_fragment = url.has_fragment,
    };
    ref->place.file = doc->path;
    return ref;
}
