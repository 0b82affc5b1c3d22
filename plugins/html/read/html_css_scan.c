/* SPDX-License-Identifier: MIT */
/*
 * Moving through a style sheet by CSS Syntax 3: comments, strings, names with
 * escapes, balanced brackets.  What no grammar allows is moved over as that
 * standard has it, so that one bad declaration costs no other.
 */
#include "read/html_css_scan.h"

#include "docconv/sdk/sdk.h"
#include "parse/html_token.h"

struct html_css
html_css_of(dc_str text)
{
    struct html_css css = {text.ptr, text.ptr + text.len};
    return css;
}

char
html_css_peek(const struct html_css *css)
{
    return css->at < css->end ? *css->at : '\0';
}

bool
html_css_take(struct html_css *css, char c)
{
    if (css->at == css->end || *css->at != c)
        return false;
    css->at++;
    return true;
}

static bool
is_at(const struct html_css *css, const char *word)
{
    size_t len = strlen(word);
    return (size_t)(css->end - css->at) >= len &&
        memcmp(css->at, word, len) == 0;
}

/* Moves behind the next `word`, or to the end. */
static void
skip_past(struct html_css *css, const char *word)
{
    while (css->at < css->end && !is_at(css, word))
        css->at++;
    css->at += css->at < css->end ? strlen(word) : 0;
}

bool
html_css_blanks(struct html_css *css)
{
    const char *start = css->at;
    while (css->at < css->end) {
        if (html_is_blank(*css->at))
            css->at++;
        else if (is_at(css, "/*"))
            skip_past(css, "*/");
        else if (is_at(css, "<!--"))
            css->at += strlen("<!--");
        else if (is_at(css, "-->"))
            css->at += strlen("-->");
        else
            break;
    }
    return css->at > start;
}

/* The value of a digit in base 16, or -1. */
static int
digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* Moves over a backslash and what it escapes: digits, or one character. */
static void
skip_escape(struct html_css *css)
{
    const char *start = ++css->at;
    while (css->at < css->end && css->at - start < 6 && digit_of(*css->at) >= 0)
        css->at++;
    bool is_code = css->at > start;
    if (css->at < css->end && (!is_code || html_is_blank(*css->at)))
        css->at++;
}

static bool
is_name_char(char c)
{
    return html_is_letter(c) || (c >= '0' && c <= '9') || c == '-' ||
        c == '_' || (unsigned char)c >= 0x80;
}

dc_str
html_css_name(struct html_css *css)
{
    const char *start = css->at;
    while (css->at < css->end) {
        if (is_name_char(*css->at))
            css->at++;
        else if (*css->at == '\\' && css->end - css->at > 1 &&
            css->at[1] != '\n')
            skip_escape(css);
        else
            break;
    }
    return dc_str_slice(start, (size_t)(css->at - start));
}

dc_str
html_css_string(struct html_css *css)
{
    char quote = *css->at++;
    const char *start = css->at;
    while (css->at < css->end && *css->at != quote && *css->at != '\n')
        if (*css->at == '\\')
            skip_escape(css);
        else
            css->at++;
    dc_str text = dc_str_slice(start, (size_t)(css->at - start));
    html_css_take(css, quote);
    return text;
}

dc_str
html_css_until(struct html_css *css, const char *stops)
{
    const char *start = css->at;
    size_t depth = 0;
    while (css->at < css->end) {
        char c = *css->at;
        if (depth == 0 && c != '\0' && strchr(stops, c))
            break;
        if (c == '"' || c == '\'') {
            html_css_string(css);
        } else if (c == '\\') {
            skip_escape(css);
        } else if (is_at(css, "/*")) {
            skip_past(css, "*/");
        } else {
            depth += c == '(' || c == '[' || c == '{';
            depth -= depth && (c == ')' || c == ']' || c == '}');
            css->at++;
        }
    }
    return dc_str_slice(start, (size_t)(css->at - start));
}

size_t
html_put_utf8(char *out, uint32_t code)
{
    static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--, code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)(first[len] | code);
    return len;
}

/* Reads up to six digits behind a backslash. */
static uint32_t
read_code(const char **at, const char *end)
{
    uint32_t code = 0;
    for (int i = 0; i < 6 && *at < end && digit_of(**at) >= 0; i++)
        code = code * 16 + (uint32_t)digit_of(*(*at)++);
    if (*at < end && html_is_blank(**at))
        ++*at;
    bool is_char =
        code != 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    return is_char ? code : 0xFFFD;
}

dc_str
html_css_plain(dc_job *job, dc_str text)
{
    if (text.len == 0 || !memchr(text.ptr, '\\', text.len))
        return text;
    /* One digit can become a character of three bytes. */
    char *out = dc_alloc(job, text.len * 2);
    const char *end = text.ptr + text.len;
    size_t len = 0;
    if (!out)
        return dc_str_slice(NULL, 0);
    for (const char *at = text.ptr; at < end;) {
        if (*at != '\\') {
            out[len++] = *at++;
            continue;
        }
        at++;
        if (at < end && digit_of(*at) >= 0)
            len += html_put_utf8(out + len, read_code(&at, end));
        else if (at < end && *at == '\n')
            at++;
        else if (at < end)
            out[len++] = *at++;
    }
    return dc_str_slice(out, len);
}

bool
html_css_is(dc_str text, const char *word)
{
    return text.len == strlen(word) &&
        html_begins_with(text.ptr, text.ptr + text.len, word);
}
