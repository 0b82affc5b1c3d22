/* SPDX-License-Identifier: MIT */
/*
 * Addresses: what is a script is left out, what is not a valid URL string
 * (URL standard, 4.3) is percent-encoded until it is one, or left out where
 * encoding cannot help: in the host.
 */
#include "write/html_write.h"

#include "parse/html_ascii.h"

static bool
is_hex(char c)
{
    return html_is_digit(c) || (html_lower(c) >= 'a' && html_lower(c) <= 'f');
}

static bool
starts_with(dc_str text, const char *prefix)
{
    size_t len = strlen(prefix);
    if (text.len < len)
        return false;
    for (size_t i = 0; i < len; i++)
        if (html_lower(text.ptr[i]) != prefix[i])
            return false;
    return true;
}

/* Without the blanks and controls that browsers cut off at both ends. */
static dc_str
trim(dc_str url)
{
    while (url.len && (uint8_t)url.ptr[0] <= ' ') {
        url.ptr++;
        url.len--;
    }
    while (url.len && (uint8_t)url.ptr[url.len - 1] <= ' ')
        url.len--;
    return url;
}

/* The length of "scheme:", or 0. */
static size_t
scheme_length(dc_str url)
{
    if (url.len == 0 || !html_is_letter(url.ptr[0]))
        return 0;
    for (size_t i = 1; i < url.len; i++) {
        char c = url.ptr[i];
        if (c == ':')
            return i + 1;
        if (!html_is_letter(c) && !html_is_digit(c) && c != '+' && c != '.' &&
            c != '-')
            return 0;
    }
    return 0;
}

/* The end of the authority that begins at `at`. */
static size_t
authority_end(dc_str url, size_t at)
{
    while (at < url.len && url.ptr[at] != '/' && url.ptr[at] != '?' &&
        url.ptr[at] != '#' && url.ptr[at] != '\\')
        at++;
    return at;
}

static bool
is_port(dc_str text)
{
    uint32_t port = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!html_is_digit(text.ptr[i]))
            return false;
        port = port * 10 + (uint32_t)(text.ptr[i] - '0');
        if (port > 65535)
            return false;
    }
    return true;
}

/*
 * True for the bytes of characters that the URL standard, or a validator,
 * does not take as they are: C1 controls, U+F000 and above (private use,
 * specials, noncharacters, other planes).  Encoding them is always right.
 */
static bool
is_rare(dc_str url, size_t at)
{
    size_t lead = at;
    while (lead > 0 && at - lead < 3 && ((uint8_t)url.ptr[lead] & 0xC0) == 0x80)
        lead--;
    uint8_t c = (uint8_t)url.ptr[lead];
    return c >= 0xEF ||
        (c == 0xC2 && lead + 1 < url.len && (uint8_t)url.ptr[lead + 1] < 0xA0);
}

/* The length of the host at the start of text, 0 if it is none. */
static size_t
host_length(dc_str text)
{
    size_t at = 0;
    if (text.len && text.ptr[0] == '[') {
        for (at = 1; at < text.len && text.ptr[at] != ']'; at++)
            if (!is_hex(text.ptr[at]) && text.ptr[at] != ':' &&
                text.ptr[at] != '.')
                return 0;
        return at > 2 && at < text.len ? at + 1 : 0;
    }
    while (at < text.len && text.ptr[at] != ':') {
        char c = text.ptr[at];
        bool is_plain = html_is_letter(c) || html_is_digit(c) || c == '.' ||
            c == '-' || c == '_' || ((uint8_t)c >= 0x80 && !is_rare(text, at));
        bool is_empty = c == '.' && (at == 0 || text.ptr[at - 1] == '.');
        if (!is_plain || is_empty)
            return 0;
        at++;
    }
    return at;
}

/* host:port; a valid URL carries no user and password. */
static bool
is_authority(dc_str text)
{
    size_t host = host_length(text);
    if (host == 0)
        return false;
    if (host == text.len)
        return true;
    return text.ptr[host] == ':' &&
        is_port(dc_str_slice(text.ptr + host + 1, text.len - host - 1));
}

/* Where the authority begins; 0 if the URL has none. */
static size_t
authority_start(dc_str url)
{
    size_t scheme = scheme_length(url);
    if (url.len >= scheme + 2 && memcmp(url.ptr + scheme, "//", 2) == 0)
        return scheme + 2;
    return 0;
}

/* "file:" without an authority, which the URL standard reads as a path. */
static bool
is_file_path(dc_str url)
{
    return starts_with(url, "file:") && !starts_with(url, "file://");
}

/* What encoding cannot mend: a host that is none, a scheme without one. */
static bool
is_broken(dc_str url)
{
    if (starts_with(url, "data:"))
        return !html_is_data_url(url);
    if (is_file_path(url))
        return url.len == 5 ||
            scheme_length(dc_str_slice(url.ptr + 5, url.len - 5)) != 0;
    bool needs_host = starts_with(url, "http:") ||
        starts_with(url, "https:") || starts_with(url, "ftp:") ||
        starts_with(url, "ws:") || starts_with(url, "wss:");
    size_t start = authority_start(url);
    if (start == 0)
        return needs_host;
    size_t end = authority_end(url, start);
    if (start == end)
        return needs_host || scheme_length(url) == 0;
    return !is_authority(dc_str_slice(url.ptr + start, end - start));
}

/* The same as starts_with to a browser, which does not see line ends, tabs. */
static bool
is_read_as(dc_str url, const char *prefix)
{
    for (size_t i = 0; *prefix && i < url.len; i++) {
        if ((uint8_t)url.ptr[i] < ' ')
            continue;
        if (html_lower(url.ptr[i]) != *prefix++)
            return false;
    }
    return !*prefix;
}

static bool
is_script(dc_str url, enum html_use use)
{
    if (is_read_as(url, "javascript:") || is_read_as(url, "vbscript:"))
        return true;
    return is_read_as(url, "data:") &&
        !(use == HTML_USE_IMAGE && starts_with(url, "data:image/"));
}

bool
html_check_url(
    struct html_write *write, uint32_t node, dc_str url, enum html_use use)
{
    const char *rule = NULL;
    const char *message = NULL;
    url = trim(url);
    if (is_script(url, use)) {
        rule = "html-script-url";
        message = "an address that runs a script is left out";
    } else if (is_broken(url)) {
        rule = "html-bad-url";
        message = "an address that is no valid URL is left out";
    } else {
        return true;
    }
    dc_report_at(write->job, DC_DIAG_LOSS, rule, dc_str_of(message),
        write->job->host->walk->pos(write->job, node));
    return false;
}

bool
html_is_safe_url(dc_str url, enum html_use use)
{
    static const char *const schemes[] = {
        "http:", "https:", "mailto:", "tel:", "ftp:", "data:"};
    url = trim(url);
    if (is_script(url, use) || is_broken(url))
        return false;
    if (scheme_length(url) == 0)
        return true;
    for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++)
        if (starts_with(url, schemes[i]))
            return true;
    return false;
}

/* True for what must be percent-encoded at this place. */
static bool
is_illegal(dc_str url, size_t at, bool in_fragment, bool in_authority)
{
    char c = url.ptr[at];
    if ((uint8_t)c <= ' ' || c == 0x7F)
        return true;
    if (c == '%')
        return at + 2 >= url.len || !is_hex(url.ptr[at + 1]) ||
            !is_hex(url.ptr[at + 2]);
    if (c == '#')
        return in_fragment;
    if (c == '[' || c == ']')
        return !in_authority;
    if ((uint8_t)c >= 0x80)
        return is_rare(url, at);
    return strchr("\"<>\\^`{|}", c) != NULL;
}

void
html_put_encoded(struct html_write *write, dc_str url, bool in_fragment)
{
    static const char hex[] = "0123456789ABCDEF";
    size_t start = in_fragment ? 0 : authority_start(url);
    size_t end = start ? authority_end(url, start) : 0;
    size_t done = 0;
    for (size_t at = 0; at < url.len; at++) {
        if (is_illegal(url, at, in_fragment, at < end)) {
            uint8_t byte = (uint8_t)url.ptr[at];
            char code[3] = {'%', hex[byte >> 4], hex[byte & 15]};
            html_put_value(write, dc_str_slice(url.ptr + done, at - done));
            html_put(write, code, sizeof(code));
            done = at + 1;
        }
        in_fragment = in_fragment || url.ptr[at] == '#';
    }
    html_put_value(write, dc_str_slice(url.ptr + done, url.len - done));
}

void
html_put_address(struct html_write *write, dc_str url)
{
    html_put_encoded(write, trim(url), false);
}

void
html_put_url(struct html_write *write, const char *key, dc_str url)
{
    url = trim(url);
    html_puts(write, " ");
    html_puts(write, key);
    html_puts(write, "=\"");
    if (html_is_data_url(url)) {
        html_put_data_url(write, url);
        html_puts(write, "\"");
        return;
    }
    bool is_local = url.len > 1 && url.ptr[0] == '#';
    if (is_file_path(url)) {
        url = dc_str_slice(url.ptr + 5, url.len - 5);
        html_puts(write, starts_with(url, "/") ? "file://" : "");
    }
    if (is_local) {
        html_puts(write, "#");
        html_put_value(write, write->options.id_prefix);
        url = dc_str_slice(url.ptr + 1, url.len - 1);
    }
    html_put_encoded(write, url, is_local);
    if (is_local && html_is_note_id(url))
        html_puts(write, "_");
    html_puts(write, "\"");
}

void
html_put_local(struct html_write *write, const char *key, dc_str id)
{
    html_puts(write, " ");
    html_puts(write, key);
    html_puts(write, "=\"#");
    html_put_value(write, write->options.id_prefix);
    html_put_encoded(write, id, true);
    html_puts(write, html_is_note_id(id) ? "_\"" : "\"");
}
