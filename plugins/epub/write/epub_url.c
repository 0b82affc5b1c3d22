/* SPDX-License-Identifier: MIT */
/*
 * Which URLs may stand in a book.  A URL must be one by the WHATWG standard,
 * or EPUBCheck refuses the book; and its scheme must lead out of the book
 * without running anything.  What is doubtful counts as bad: the link's text
 * stays and the loss is reported.
 *
 * Relative URLs are bad too: the file they mean is not in the book.
 */
#include "write/epub.h"

#include "base/epub_utf8.h"

static bool
is_hex(char c)
{
    return epub_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool
is_host_char(uint32_t code)
{
    if (code < 0x80) {
        char c = (char)code;
        return epub_is_digit(c) || epub_is_letter(c) || c == '-';
    }
    /* Small letters and ideographs that IDNA leaves as they are. */
    return (code >= 0xE0 && code <= 0xFF && code != 0xF7) ||
        (code >= 0x3B1 && code <= 0x3C9) || (code >= 0x430 && code <= 0x45F) ||
        (code >= 0x4E00 && code <= 0x9FA5);
}

/* A label as DNS has it; punycode is not checked here, so it is refused. */
static bool
is_label(dc_str label)
{
    const unsigned char *at = (const unsigned char *)label.ptr;
    const unsigned char *end = at + label.len;
    if (label.len == 0 || label.len > 63 || *at == '-' || end[-1] == '-')
        return false;
    if (label.len > 3 && at[2] == '-' && at[3] == '-')
        return false;
    while (at < end) {
        struct epub_char c = epub_utf8_next(at, end);
        if (!is_host_char(c.code))
            return false;
        at += c.len;
    }
    return true;
}

static bool
is_octet(dc_str label)
{
    unsigned number = 0;
    if (label.len == 0 || label.len > 3 || (label.len > 1 && *label.ptr == '0'))
        return false;
    for (size_t i = 0; i < label.len; i++) {
        if (!epub_is_digit(label.ptr[i]))
            return false;
        number = number * 10 + (unsigned)(label.ptr[i] - '0');
    }
    return number <= 255;
}

/* A name, or four numbers; a name does not end in a label of digits. */
static bool
is_host(dc_str host)
{
    size_t labels = 0;
    size_t octets = 0;
    bool last_begins_with_digit = false;
    if (host.len > 253)
        return false;
    for (size_t from = 0, i = 0; i <= host.len; i++) {
        if (i < host.len && host.ptr[i] != '.')
            continue;
        dc_str label = {host.ptr + from, i - from};
        if (!is_label(label))
            return false;
        labels++;
        octets += is_octet(label);
        last_begins_with_digit = epub_is_digit(*label.ptr);
        from = i + 1;
    }
    return !last_begins_with_digit || (labels == 4 && octets == 4);
}

static bool
is_port(dc_str port)
{
    unsigned number = 0;
    if (port.len == 0 || port.len > 5)
        return false;
    for (size_t i = 0; i < port.len; i++) {
        if (!epub_is_digit(port.ptr[i]))
            return false;
        number = number * 10 + (unsigned)(port.ptr[i] - '0');
    }
    return number <= 65535;
}

/* "//host:port" at the beginning; without a user name. */
static bool
has_authority(dc_str rest)
{
    size_t end = 2;
    size_t colon = 0;
    if (rest.len < 3 || rest.ptr[0] != '/' || rest.ptr[1] != '/')
        return false;
    for (; end < rest.len; end++) {
        char c = rest.ptr[end];
        if (c == '/' || c == '?' || c == '#')
            break;
        if (c == ':' && colon == 0)
            colon = end;
    }
    size_t host_end = colon ? colon : end;
    dc_str host = {rest.ptr + 2, host_end - 2};
    dc_str port = {rest.ptr + host_end + 1, colon ? end - host_end - 1 : 0};
    return is_host(host) && (!colon || is_port(port));
}

/* An address: something, '@', something. */
static bool
has_address(dc_str rest)
{
    const char *at = rest.len ? memchr(rest.ptr, '@', rest.len) : NULL;
    return at && at > rest.ptr && at < rest.ptr + rest.len - 1;
}

static bool
has_something(dc_str rest)
{
    return rest.len > 0;
}

/* "nid:nss" (RFC 8141). */
static bool
has_namespace(dc_str rest)
{
    size_t len = 0;
    while (len < rest.len && rest.ptr[len] != ':')
        len++;
    dc_str nid = {rest.ptr, len};
    return len >= 2 && len <= 32 && is_label(nid) && rest.len > len + 1 &&
        rest.ptr[len + 1] != '#' && rest.ptr[len + 1] != '?';
}

/* Those that EPUBCheck knows as registered. */
static const struct {
    const char *name;
    bool (*has_form)(dc_str rest);
} schemes[] = {
    {"https", has_authority},
    {"http", has_authority},
    {"ftp", has_authority},
    {"mailto", has_address},
    {"tel", has_something},
    {"news", has_something},
    {"urn", has_namespace},
};

static bool
is_same_scheme(dc_str scheme, const char *name)
{
    if (scheme.len != strlen(name))
        return false;
    for (size_t i = 0; i < scheme.len; i++)
        if ((scheme.ptr[i] | 0x20) != name[i])
            return false;
    return true;
}

bool
epub_url_is_data(dc_str url)
{
    static const char scheme[] = "data";
    size_t len = sizeof scheme - 1;
    return url.len > len && url.ptr[len] == ':' &&
        is_same_scheme(dc_str_slice(url.ptr, len), scheme);
}

enum epub_url
epub_url_judge(dc_str url)
{
    size_t colon = 0;
    if (url.len && url.ptr[0] == '#')
        return EPUB_URL_INTERNAL;
    while (colon < url.len && url.ptr[colon] != ':')
        colon++;
    if (colon == url.len)
        return EPUB_URL_BAD;
    dc_str scheme = {url.ptr, colon};
    dc_str rest = {url.ptr + colon + 1, url.len - colon - 1};
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
        if (is_same_scheme(scheme, schemes[i].name))
            return schemes[i].has_form(rest) ? EPUB_URL_EXTERNAL : EPUB_URL_BAD;
    return EPUB_URL_BAD;
}

static void
put_percent(struct epub_buf *buf, unsigned char c)
{
    static const char hex[] = "0123456789ABCDEF";
    char text[3] = {'%', hex[c >> 4], hex[c & 15]};
    epub_put(buf, text, sizeof text);
}

/* The end of the authority, in which nothing is escaped. */
static size_t
authority_end(dc_str url)
{
    size_t at = 0;
    while (at < url.len && url.ptr[at] != ':')
        at++;
    if (url.len - at < 3 || url.ptr[at + 1] != '/' || url.ptr[at + 2] != '/')
        return at;
    for (at += 3; at < url.len; at++)
        if (memchr("/?#", url.ptr[at], 3))
            break;
    return at;
}

void
epub_url_put(struct epub_buf *buf, dc_str url)
{
    size_t at = authority_end(url);
    bool has_fragment = false;
    epub_put_value(buf, dc_str_slice(url.ptr, at));
    for (; at < url.len; at++) {
        unsigned char c = (unsigned char)url.ptr[at];
        bool is_escape = c == '%' && url.len - at > 2 &&
            is_hex(url.ptr[at + 1]) && is_hex(url.ptr[at + 2]);
        if (c <= 0x20 || c >= 0x7F || memchr("\"<>[]\\^`{|}", c, 11) ||
            (c == '%' && !is_escape) || (c == '#' && has_fragment))
            put_percent(buf, c);
        else if (c == '&')
            epub_puts(buf, "&amp;");
        else
            epub_put(buf, (const char *)&c, 1);
        has_fragment |= c == '#';
    }
}
