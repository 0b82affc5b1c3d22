/* SPDX-License-Identifier: MIT */
/*
 * Comments and document types (HTML standard, 13.2.5.41 to 13.2.5.68).
 */
#include "parse/html_token.h"

#include <string.h>

static dc_str
slice(const char *from, const char *to)
{
    dc_str text = {from, (size_t)(to - from)};
    return text;
}

/* The text of a comment, copied only if it is kept and not as it reads. */
static void
set_comment(struct html_tokenizer *tokenizer, struct html_token *token,
    const char *from, const char *to)
{
    token->type = HTML_TOKEN_COMMENT;
    token->text = slice(from, to);
    if (!tokenizer->dom->is_lean)
        token->text = html_token_clean(tokenizer, token->text, false);
}

/* How much of a comment's end "-->" or "--!>" stands here; 0: it goes on. */
static size_t
comment_end(const char *at, const char *end)
{
    size_t left = (size_t)(end - at);
    if (left >= 3 && at[1] == '-' && at[2] == '>')
        return 3;
    if (left >= 4 && at[1] == '-' && at[2] == '!' && at[3] == '>')
        return 4;
    /* The input ends in the middle of it. */
    if (left == 1 || (left == 2 && at[1] == '-'))
        return left;
    return left == 3 && at[1] == '-' && at[2] == '!' ? 3 : 0;
}

/* Behind "<!--". */
static void
take_comment(struct html_tokenizer *tokenizer, struct html_token *token)
{
    const char *end = tokenizer->end;
    const char *from = tokenizer->at + 4;
    size_t left = (size_t)(end - from);
    if (left && (*from == '>' || (left > 1 && memcmp(from, "->", 2) == 0))) {
        tokenizer->at = from + (*from == '>' ? 1 : 2);
        set_comment(tokenizer, token, from, from);
        return;
    }
    const char *to = from;
    size_t mark = 0;
    while ((to = memchr(to, '-', (size_t)(end - to))) != NULL) {
        mark = comment_end(to, end);
        if (mark)
            break;
        to++;
    }
    if (!to)
        to = end;
    tokenizer->at = to + mark;
    set_comment(tokenizer, token, from, to);
}

/* What looks like a declaration and is none ends at the next ">". */
static void
take_bogus_comment(struct html_tokenizer *tokenizer, struct html_token *token,
    const char *from)
{
    const char *end = tokenizer->end;
    const char *to = memchr(from, '>', (size_t)(end - from));
    tokenizer->at = to ? to + 1 : end;
    set_comment(tokenizer, token, from, to ? to : end);
}

static const char *
skip_blanks(const char *at, const char *end)
{
    while (at < end && html_is_blank(*at))
        at++;
    return at;
}

/*
 * A quoted identifier at `at`; NULL if there is none.  A ">" ends it too, and
 * the document type is broken then.
 */
static const char *
scan_identifier(struct html_tokenizer *tokenizer, struct html_token *token,
    const char *at, dc_str *identifier)
{
    const char *end = tokenizer->end;
    if (at == end || (*at != '"' && *at != '\''))
        return NULL;
    char quote = *at++;
    const char *from = at;
    while (at < end && *at != quote && *at != '>')
        at++;
    *identifier = slice(from, at);
    if (at == end || *at == '>') {
        token->doctype.is_broken = true;
        return at;
    }
    return at + 1;
}

/* The identifiers behind the name; returns where the rest begins. */
static const char *
scan_identifiers(struct html_tokenizer *tokenizer, struct html_token *token,
    const char *at)
{
    struct html_doctype *doctype = &token->doctype;
    const char *end = tokenizer->end;
    bool is_public = html_begins_with(at, end, "public");
    bool is_system = html_begins_with(at, end, "system");
    const char *next = NULL;
    if (at == end || *at == '>')
        return at;
    if (is_public) {
        next = scan_identifier(tokenizer, token, skip_blanks(at + 6, end),
            &doctype->public_id);
        doctype->has_public = next != NULL;
        at = next ? skip_blanks(next, end) : at + 6;
    } else if (is_system) {
        at = skip_blanks(at + 6, end);
    }
    if (is_system || doctype->has_public) {
        next = scan_identifier(tokenizer, token, at, &doctype->system_id);
        doctype->has_system = next != NULL;
        at = next ? skip_blanks(next, end) : at;
    }
    bool is_whole = doctype->has_system ||
        (doctype->has_public && at < end && *at == '>');
    if (!is_whole)
        doctype->is_broken = true;
    return at;
}

/* Passes over the declarations of an XML document type: "[ ... ]". */
static const char *
skip_subset(const struct html_tokenizer *tokenizer, const char *at)
{
    const char *end = tokenizer->end;
    if (!tokenizer->is_xml || at == end || *at != '[')
        return at;
    for (; at < end; at++)
        if (*at == ']' && skip_blanks(at + 1, end) < end &&
            *skip_blanks(at + 1, end) == '>')
            return at;
    return end;
}

void
html_token_doctype(struct html_tokenizer *tokenizer, struct html_token *token)
{
    struct html_doctype *doctype = &token->doctype;
    const char *end = tokenizer->end;
    const char *at = skip_blanks(tokenizer->at + 9, end);
    const char *from = at;
    token->type = HTML_TOKEN_DOCTYPE;
    while (at < end && !html_is_blank(*at) && *at != '>')
        at++;
    doctype->name = slice(from, at);
    doctype->is_broken = at == from;
    at = scan_identifiers(tokenizer, token, skip_blanks(at, end));
    at = skip_subset(tokenizer, at);
    const char *close = memchr(at, '>', (size_t)(end - at));
    if (!close)
        doctype->is_broken = true;
    tokenizer->at = close ? close + 1 : end;
}

void
html_token_markup(struct html_tokenizer *tokenizer, struct html_token *token)
{
    const char *at = tokenizer->at + 1;
    const char *end = tokenizer->end;
    if (html_begins_with(at, end, "!--"))
        take_comment(tokenizer, token);
    else if (html_begins_with(at, end, "!doctype"))
        html_token_doctype(tokenizer, token);
    else
        take_bogus_comment(tokenizer, token, *at == '?' ? at : at + 1);
}
