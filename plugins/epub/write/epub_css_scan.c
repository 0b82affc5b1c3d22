/* SPDX-License-Identifier: MIT */
/*
 * The letters of style sheets: names, strings, comments, addresses, and what
 * stands in brackets (CSS Syntax 3, section 4).
 */
#include "write/epub_css.h"

bool
epub_css_is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool
epub_css_is_name_char(char c)
{
    char lower = c | 0x20;
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') ||
        c == '-' || c == '_' || (unsigned char)c >= 0x80;
}

bool
epub_css_is_name(const char *at, const char *end)
{
    if (end - at > 1 && *at == '-')
        at++;
    if (at == end)
        return false;
    if (*at == '\\')
        return end - at > 1 && at[1] != '\n';
    return epub_css_is_name_char(*at) && (*at < '0' || *at > '9');
}

bool
epub_css_is_word(dc_str text, const char *word)
{
    if (text.len != strlen(word))
        return false;
    for (size_t i = 0; i < text.len; i++)
        if ((text.ptr[i] | 0x20) != word[i])
            return false;
    return true;
}

dc_str
epub_css_take_name(struct epub_css *css)
{
    const char *start = css->at;
    while (css->at < css->end) {
        bool is_escape = *css->at == '\\' && css->end - css->at > 1;
        if (!is_escape && !epub_css_is_name_char(*css->at))
            break;
        css->at += is_escape ? 2 : 1;
    }
    return dc_str_slice(start, (size_t)(css->at - start));
}

bool
epub_css_is_comment(const struct epub_css *css)
{
    return css->end - css->at >= 2 && css->at[0] == '/' && css->at[1] == '*';
}

/* False if it does not end. */
static bool
skip_comment(struct epub_css *css)
{
    size_t left = (size_t)(css->end - css->at) - 2;
    const char *close = memmem(css->at + 2, left, "*/", 2);
    css->at = close ? close + 2 : css->end;
    return close != NULL;
}

bool
epub_css_skip_blanks(struct epub_css *css)
{
    while (css->at < css->end) {
        if (epub_css_is_blank(*css->at))
            css->at++;
        else if (!epub_css_is_comment(css))
            return true;
        else if (!skip_comment(css))
            return false;
    }
    return true;
}

bool
epub_css_take_string(struct epub_css *css, dc_str *text)
{
    char quote = *css->at++;
    const char *start = css->at;
    for (; css->at < css->end && *css->at != '\n'; css->at++) {
        if (*css->at == quote) {
            *text = dc_str_slice(start, (size_t)(css->at++ - start));
            return true;
        }
        if (*css->at == '\\' && css->end - css->at > 1)
            css->at++;
    }
    return false;
}

bool
epub_css_take_url(struct epub_css *css, dc_str *url)
{
    css->at++;
    while (css->at < css->end && epub_css_is_blank(*css->at))
        css->at++;
    if (epub_css_is(css, '"') || epub_css_is(css, '\'')) {
        if (!epub_css_take_string(css, url))
            return false;
        while (css->at < css->end && epub_css_is_blank(*css->at))
            css->at++;
        return css->at < css->end && *css->at++ == ')';
    }
    const char *start = css->at;
    while (css->at < css->end && *css->at != ')')
        css->at += *css->at == '\\' && css->end - css->at > 1 ? 2 : 1;
    if (css->at == css->end)
        return false;
    *url = dc_str_slice(start, (size_t)(css->at++ - start));
    while (url->len && epub_css_is_blank(url->ptr[url->len - 1]))
        url->len--;
    return true;
}

void
epub_css_skip_until(struct epub_css *css, const char *until)
{
    size_t depth = 0;
    dc_str text;
    while (css->at < css->end) {
        char c = *css->at;
        if (depth == 0 && c && strchr(until, c))
            return;
        if (c == '"' || c == '\'') {
            epub_css_take_string(css, &text);
            continue;
        }
        if (epub_css_is_comment(css)) {
            skip_comment(css);
            continue;
        }
        depth += c == '(' || c == '[' || c == '{';
        depth -= depth && (c == ')' || c == ']' || c == '}');
        css->at += c == '\\' && css->end - css->at > 1 ? 2 : 1;
    }
}

void
epub_css_skip_block(struct epub_css *css)
{
    css->at++;
    epub_css_skip_until(css, "}");
    css->at += css->at < css->end;
}

dc_str
epub_css_plain(struct epub_css *css, dc_str text)
{
    struct epub_buf plain = {0};
    for (size_t i = 0; i < text.len; i++) {
        i += text.ptr[i] == '\\' && i + 1 < text.len;
        epub_put(&plain, text.ptr + i, 1);
    }
    return epub_keep_buf(css->epub, &plain);
}
