/* SPDX-License-Identifier: MIT */
/*
 * Content without tags: RCDATA, RAWTEXT, script data and PLAINTEXT (HTML
 * standard, 13.2.5.2 to 13.2.5.5 and 13.2.5.9 to 13.2.5.31).
 */
#include "parse/html_token.h"

#include <string.h>

/* True if "</name" and an end of a name stand at `at`. */
static bool
is_end_tag(const struct html_tokenizer *tokenizer, const char *at)
{
    dc_str name = html_name_of(tokenizer->dom, tokenizer->raw_name);
    const char *end = tokenizer->end;
    if (name.len == 0 || (size_t)(end - at) < name.len + 3 || at[1] != '/')
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = at[i + 2];
        if ((c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c) != name.ptr[i])
            return false;
    }
    char after = at[name.len + 2];
    return html_is_blank(after) || after == '/' || after == '>';
}

/* True if the word "script" ends a name at `at`. */
static bool
is_script(const char *at, const char *end)
{
    return html_begins_with(at, end, "script") && end - at > 6 &&
        (html_is_blank(at[6]) || at[6] == '/' || at[6] == '>');
}

/* Where the content ends: at its end tag or the end of the input. */
static const char *
find_end(const struct html_tokenizer *tokenizer)
{
    const char *at = tokenizer->at;
    const char *end = tokenizer->end;
    while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
        if (is_end_tag(tokenizer, at))
            return at;
        at++;
    }
    return end;
}

/*
 * The same for a script, where a comment may hide a whole script element:
 * "<!-- <script> </script> -->" is content.
 */
static const char *
find_script_end(const struct html_tokenizer *tokenizer)
{
    enum { PLAIN, ESCAPED, TWICE } state = PLAIN;
    const char *end = tokenizer->end;
    for (const char *at = tokenizer->at; at < end; at++) {
        if (*at == '-' && state != PLAIN) {
            if (html_begins_with(at, end, "-->"))
                state = PLAIN;
            continue;
        }
        if (*at != '<')
            continue;
        if (state != TWICE && is_end_tag(tokenizer, at))
            return at;
        if (state == PLAIN && html_begins_with(at, end, "<!--")) {
            state = ESCAPED;
            at++; /* the dashes may begin a "-->" */
        } else if (state == ESCAPED && is_script(at + 1, end)) {
            state = TWICE;
        } else if (state == TWICE && end - at > 1 && at[1] == '/' &&
            is_script(at + 2, end)) {
            state = ESCAPED;
        }
    }
    return end;
}

/* Text up to `stop`, in one piece if it is as it reads. */
static void
take_text(struct html_tokenizer *tokenizer, struct html_token *token,
    const char *stop)
{
    const char *from = tokenizer->at;
    size_t len = (size_t)(stop - from);
    token->text.ptr = from;
    token->text.len = len;
    tokenizer->at = stop;
    if (memchr(from, '\r', len) || memchr(from, '\0', len))
        token->text = html_token_clean(tokenizer, token->text, false);
}

static void
take_rcdata(struct html_tokenizer *tokenizer, struct html_token *token)
{
    const char *at = tokenizer->at;
    const char *end = tokenizer->end;
    if (*at == '&') {
        size_t len = 0;
        size_t used = html_reference(
            at + 1, (size_t)(end - at) - 1, false, tokenizer->reference, &len);
        if (used) {
            token->text.ptr = tokenizer->reference;
            token->text.len = len;
            tokenizer->at += used + 1;
            return;
        }
    }
    const char *stop = at + 1;
    while (stop < end && *stop != '&' &&
        !(*stop == '<' && is_end_tag(tokenizer, stop)))
        stop++;
    take_text(tokenizer, token, stop);
}

void
html_token_raw(struct html_tokenizer *tokenizer, struct html_token *token)
{
    const char *stop = tokenizer->end;
    bool has_end = tokenizer->content != HTML_CONTENT_PLAINTEXT;
    if (has_end && is_end_tag(tokenizer, tokenizer->at)) {
        tokenizer->content = HTML_CONTENT_DATA;
        html_token_tag(tokenizer, token);
        return;
    }
    if (tokenizer->content == HTML_CONTENT_RCDATA) {
        take_rcdata(tokenizer, token);
        return;
    }
    if (tokenizer->content == HTML_CONTENT_SCRIPT)
        stop = find_script_end(tokenizer);
    else if (has_end)
        stop = find_end(tokenizer);
    take_text(tokenizer, token, stop);
}
