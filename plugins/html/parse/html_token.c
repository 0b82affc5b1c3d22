/* SPDX-License-Identifier: MIT */
/*
 * The tokenizer: text and the choice of what a "<" begins.
 *
 * States of the standard that only tell how far a token goes are loops here.
 * Text comes in runs that are as long as they can be while they are a slice
 * of the source; the tree joins them.
 */
#include "parse/html_token.h"

#include <string.h>

void
html_tokenizer_init(
    struct html_tokenizer *tokenizer, struct html_dom *dom, bool is_xml)
{
    memset(tokenizer, 0, sizeof *tokenizer);
    tokenizer->dom = dom;
    tokenizer->start = dom->source;
    tokenizer->at = dom->source;
    tokenizer->end = dom->source + dom->source_len;
    tokenizer->is_xml = is_xml;
}

bool
html_begins_with(const char *at, const char *end, const char *word)
{
    for (; *word; word++, at++) {
        if (at == end)
            return false;
        char c = *at >= 'A' && *at <= 'Z' ? (char)(*at | 0x20) : *at;
        if (c != *word)
            return false;
    }
    return true;
}

dc_str
html_token_clean(struct html_tokenizer *tokenizer, dc_str text, bool fold)
{
    struct html_dom *dom = tokenizer->dom;
    size_t start = dom->pool_len;
    size_t done = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool is_upper = fold && c >= 'A' && c <= 'Z';
        if (c != '\r' && c != '\0' && !is_upper)
            continue;
        char lower = (char)(c | 0x20);
        html_dom_put(dom, text.ptr + done, i - done);
        if (is_upper)
            html_dom_put(dom, &lower, 1);
        else if (c == '\0')
            html_dom_put(dom, "\xEF\xBF\xBD", 3);
        else if (i + 1 == text.len || text.ptr[i + 1] != '\n')
            html_dom_put(dom, "\n", 1);
        done = i + 1;
    }
    html_dom_put(dom, text.ptr + done, text.len - done);
    dc_str clean = {dom->pool + start, dom->pool_len - start};
    return clean;
}

void
html_token_keep_attributes(
    struct html_tokenizer *tokenizer, const struct html_token *token)
{
    tokenizer->attributes_kept =
        token->attribute_first + token->attribute_count;
}

/* Characters at which a run of text ends. */
static bool
is_stop(char c)
{
    static const bool stops[64] = {
        ['\0'] = true, ['\r'] = true, ['&'] = true, ['<'] = true,
    };
    return (c & 0xC0) == 0 && stops[(unsigned char)c];
}

/* The run of text that begins here; at least one character. */
static void
take_run(struct html_tokenizer *tokenizer, struct html_token *token)
{
    const char *at = tokenizer->at + 1;
    const char *end = tokenizer->end;
    while (at < end && !is_stop(*at))
        at++;
    token->text.ptr = tokenizer->at;
    token->text.len = (size_t)(at - tokenizer->at);
    tokenizer->at = at;
}

static void
take_reference(struct html_tokenizer *tokenizer, struct html_token *token)
{
    size_t left = (size_t)(tokenizer->end - tokenizer->at) - 1;
    size_t len = 0;
    size_t used = html_reference(
        tokenizer->at + 1, left, false, tokenizer->reference, &len);
    if (!used) {
        take_run(tokenizer, token);
        return;
    }
    token->text.ptr = tokenizer->reference;
    token->text.len = len;
    tokenizer->at += used + 1;
}

/* A carriage return is a line feed, or nothing before one. */
static bool
take_return(struct html_tokenizer *tokenizer, struct html_token *token)
{
    tokenizer->at++;
    if (tokenizer->at < tokenizer->end && *tokenizer->at == '\n')
        return false;
    token->text.ptr = "\n";
    token->text.len = 1;
    return true;
}

/* "]]>" ends it; false if it is empty. */
static bool
take_cdata(struct html_tokenizer *tokenizer, struct html_token *token)
{
    const char *from = tokenizer->at + strlen("<![CDATA[");
    const char *close = from;
    while ((close = memchr(close, ']', (size_t)(tokenizer->end - close)))) {
        if (html_begins_with(close, tokenizer->end, "]]>"))
            break;
        close++;
    }
    const char *to = close ? close : tokenizer->end;
    tokenizer->at = close ? close + 3 : tokenizer->end;
    token->text.ptr = from;
    token->text.len = (size_t)(to - from);
    if (memchr(from, '\r', token->text.len) ||
        memchr(from, '\0', token->text.len))
        token->text = html_token_clean(tokenizer, token->text, false);
    return token->text.len != 0;
}

/* At a "<": false if it makes no token. */
static bool
take_markup(struct html_tokenizer *tokenizer, struct html_token *token)
{
    const char *at = tokenizer->at + 1;
    const char *end = tokenizer->end;
    bool is_end = at < end && *at == '/';
    at += is_end;
    if (at < end && html_is_letter(*at))
        return html_token_tag(tokenizer, token);
    if (is_end && at < end && *at == '>') {
        tokenizer->at = at + 1;
        return false;
    }
    bool has_cdata = tokenizer->has_cdata || tokenizer->is_xml;
    if (has_cdata && (size_t)(end - tokenizer->at) >= 9 &&
        memcmp(tokenizer->at, "<![CDATA[", 9) == 0)
        return take_cdata(tokenizer, token);
    if (at < end && (is_end || *at == '!' || *at == '?')) {
        html_token_markup(tokenizer, token);
        return true;
    }
    take_run(tokenizer, token);
    return true;
}

/* False if what stands here makes no token. */
static bool
take_data(struct html_tokenizer *tokenizer, struct html_token *token)
{
    switch (*tokenizer->at) {
    case '<':
        return take_markup(tokenizer, token);
    case '&':
        take_reference(tokenizer, token);
        return true;
    case '\r':
        return take_return(tokenizer, token);
    case '\0':
        token->text.ptr = "";
        token->text.len = 1;
        token->is_nul = true;
        tokenizer->at++;
        return true;
    default:
        take_run(tokenizer, token);
        return true;
    }
}

void
html_token_next(struct html_tokenizer *tokenizer, struct html_token *token)
{
    struct html_dom *dom = tokenizer->dom;
    dom->attribute_count = tokenizer->attributes_kept;
    bool is_made = false;
    while (!is_made) {
        memset(token, 0, sizeof *token);
        token->pos = (uint32_t)(tokenizer->at - tokenizer->start);
        if (tokenizer->end_to_come) {
            token->type = HTML_TOKEN_END_TAG;
            token->name = tokenizer->end_to_come;
            tokenizer->end_to_come = HTML_NO_NAME;
            tokenizer->content = HTML_CONTENT_DATA;
            return;
        }
        if (tokenizer->at == tokenizer->end) {
            token->type = HTML_TOKEN_END;
            return;
        }
        token->type = HTML_TOKEN_TEXT;
        if (tokenizer->content != HTML_CONTENT_DATA) {
            html_token_raw(tokenizer, token);
            is_made = token->text.len || token->type != HTML_TOKEN_TEXT;
        } else {
            is_made = take_data(tokenizer, token);
        }
    }
}
