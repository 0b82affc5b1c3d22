/* SPDX-License-Identifier: MIT */
/*
 * Tags (HTML standard, 13.2.5.6 to 13.2.5.40).
 */
#include "parse/html_token.h"

#include <string.h>

static bool
ends_name(char c)
{
    return html_is_blank(c) || c == '/' || c == '>';
}

/* A name that may hold NUL, which reads as U+FFFD. */
static uint32_t
name_number(struct html_tokenizer *tokenizer, const char *from, const char *to)
{
    size_t len = (size_t)(to - from);
    if (!memchr(from, '\0', len))
        return html_dom_name(tokenizer->dom, from, len, true);
    dc_str raw = {from, len};
    dc_str clean = html_token_clean(tokenizer, raw, false);
    return html_dom_name(tokenizer->dom, clean.ptr, clean.len, true);
}

/* Sets an attribute's value: a slice, or a copy with what it stands for. */
static void
set_value(struct html_tokenizer *tokenizer, struct html_attribute *attribute,
    dc_str raw)
{
    struct html_dom *dom = tokenizer->dom;
    attribute->at = (uint32_t)(raw.ptr - tokenizer->start);
    attribute->len = (uint32_t)raw.len;
    if (!memchr(raw.ptr, '&', raw.len) && !memchr(raw.ptr, '\r', raw.len) &&
        !memchr(raw.ptr, '\0', raw.len))
        return;
    size_t start = dom->pool_len;
    const char *at = raw.ptr;
    const char *end = raw.ptr + raw.len;
    while (at < end) {
        const char *amp = memchr(at, '&', (size_t)(end - at));
        const char *stop = amp ? amp : end;
        dc_str plain = {at, (size_t)(stop - at)};
        html_token_clean(tokenizer, plain, false);
        at = stop;
        if (!amp)
            break;
        char out[HTML_REFERENCE_MAX];
        size_t len = 1;
        size_t used = html_reference(
            at + 1, (size_t)(end - at) - 1, true, out, &len);
        html_dom_put(dom, used ? out : at, used ? len : 1);
        at += used + 1;
    }
    attribute->at = (uint32_t)start;
    attribute->len = (uint32_t)(dom->pool_len - start);
    attribute->flags = HTML_IN_POOL;
}

/* The value behind "=", raw; *at moves behind it. */
static dc_str
scan_value(const char **at, const char *end)
{
    const char *from = *at;
    dc_str value = {from, 0};
    if (from == end)
        return value;
    if (*from == '"' || *from == '\'') {
        const char *close =
            memchr(from + 1, *from, (size_t)(end - from) - 1);
        value.ptr = from + 1;
        value.len = (size_t)((close ? close : end) - value.ptr);
        *at = close ? close + 1 : end;
        return value;
    }
    const char *to = from;
    while (to < end && !html_is_blank(*to) && *to != '>')
        to++;
    value.len = (size_t)(to - from);
    *at = to;
    return value;
}

/* True the first time a tag has an attribute of that name. */
static bool
is_first(struct html_tokenizer *tokenizer, uint32_t name)
{
    struct html_atom *atom = &tokenizer->dom->atoms[name];
    if (atom->stamp == tokenizer->tag_count)
        return false;
    atom->stamp = tokenizer->tag_count;
    return true;
}

static void
add_attribute(struct html_tokenizer *tokenizer, struct html_token *token,
    dc_str name, dc_str value)
{
    struct html_dom *dom = tokenizer->dom;
    if (token->attribute_count == HTML_ATTRIBUTES_MAX) {
        dom->attributes_lost++;
        return;
    }
    uint32_t number =
        name_number(tokenizer, name.ptr, name.ptr + name.len);
    if (!is_first(tokenizer, number))
        return;
    struct html_attribute *attribute = html_dom_add_attribute(dom);
    if (!attribute)
        return;
    attribute->name = number;
    token->attribute_count++;
    set_value(tokenizer, attribute, value);
}

static const char *
skip_blanks(const char *at, const char *end)
{
    while (at < end && html_is_blank(*at))
        at++;
    return at;
}

/* One attribute; returns the place behind it. */
static const char *
scan_attribute(struct html_tokenizer *tokenizer, struct html_token *token,
    const char *at)
{
    const char *end = tokenizer->end;
    const char *from = at++; /* a "=" may come first */
    while (at < end && !ends_name(*at) && *at != '=')
        at++;
    dc_str name = {from, (size_t)(at - from)};
    dc_str value = {at, 0};
    const char *next = skip_blanks(at, end);
    if (next < end && *next == '=') {
        at = skip_blanks(next + 1, end);
        value = scan_value(&at, end);
    }
    add_attribute(tokenizer, token, name, value);
    return at;
}

/* At the "<" of a tag; false if the input ends within it. */
bool
html_token_tag(struct html_tokenizer *tokenizer, struct html_token *token)
{
    const char *end = tokenizer->end;
    const char *at = tokenizer->at + 1;
    bool is_end = *at == '/';
    const char *name = at + is_end;
    for (at = name; at < end && !ends_name(*at);)
        at++;
    tokenizer->tag_count++;
    token->type = is_end ? HTML_TOKEN_END_TAG : HTML_TOKEN_START_TAG;
    token->attribute_first = tokenizer->dom->attribute_count;
    const char *name_end = at;
    while (at < end && *at != '>') {
        bool is_slash = *at == '/';
        if (is_slash && at + 1 < end && at[1] == '>')
            token->is_self_closing = true;
        if (is_slash || html_is_blank(*at))
            at++;
        else
            at = scan_attribute(tokenizer, token, at);
    }
    if (at == end) {
        tokenizer->at = end;
        token->type = HTML_TOKEN_TEXT;
        return false;
    }
    tokenizer->at = at + 1;
    token->name = name_number(tokenizer, name, name_end);
    bool is_void = (html_properties(token->name) & HTML_IS_VOID) != 0;
    if (tokenizer->is_xml && token->is_self_closing && !is_end && !is_void)
        tokenizer->end_to_come = token->name;
    return true;
}
