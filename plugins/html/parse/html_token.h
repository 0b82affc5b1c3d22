/* SPDX-License-Identifier: MIT */
/*
 * The tokenizer (HTML standard, 13.2.5): one token a call.  The state that the
 * tree construction may set is the kind of content that follows.
 */
#ifndef DOCCONV_PLUGIN_HTML_TOKEN_H
#define DOCCONV_PLUGIN_HTML_TOKEN_H

#include "parse/html_ascii.h"
#include "parse/html_dom.h"
#include "parse/html_entity.h"

enum html_token_type {
    HTML_TOKEN_END, /* of the input */
    HTML_TOKEN_TEXT,
    HTML_TOKEN_START_TAG,
    HTML_TOKEN_END_TAG,
    HTML_TOKEN_COMMENT,
    HTML_TOKEN_DOCTYPE
};

/* What the next characters are. */
enum html_content {
    HTML_CONTENT_DATA,
    HTML_CONTENT_RCDATA,  /* references, but no tags: title */
    HTML_CONTENT_RAWTEXT, /* neither: style */
    HTML_CONTENT_SCRIPT,
    HTML_CONTENT_PLAINTEXT
};

struct html_doctype {
    dc_str name;
    dc_str public_id;
    dc_str system_id;
    bool has_public;
    bool has_system;
    bool is_broken; /* "force-quirks" */
};

struct html_token {
    enum html_token_type type;
    uint32_t name; /* of a tag */
    uint32_t pos;
    bool is_self_closing;
    bool is_nul; /* TEXT: one NUL character */
    /* Attributes are the last of the page's; whoever keeps them says so. */
    uint32_t attribute_first;
    uint32_t attribute_count;
    dc_str text; /* TEXT: borrowed till the next token; COMMENT */
    struct html_doctype doctype;
};

struct html_tokenizer {
    struct html_dom *dom;
    const char *start;
    const char *at;
    const char *end;
    enum html_content content;
    uint32_t raw_name; /* its end tag ends content that is not DATA */
    bool has_cdata;    /* CDATA sections are text here */
    bool is_xml;       /* "<a/>" is empty, CDATA sections everywhere */
    uint32_t end_to_come; /* is_xml: the end tag of "<a/>" */
    uint32_t tag_count;
    uint32_t attributes_kept; /* attributes below this number are in use */
    char reference[HTML_REFERENCE_MAX];
};

void html_tokenizer_init(
    struct html_tokenizer *tokenizer, struct html_dom *dom, bool is_xml);
void html_token_next(
    struct html_tokenizer *tokenizer, struct html_token *token);
/* The tree holds the attributes of this token: they stay. */
void html_token_keep_attributes(
    struct html_tokenizer *tokenizer, const struct html_token *token);

/* Parts of html_token_next, by the character after "<". */
bool html_token_tag(struct html_tokenizer *tokenizer, struct html_token *token);
/* "<!...", "<?..." and "</" before what is no letter (html_token_markup.c). */
void html_token_markup(
    struct html_tokenizer *tokenizer, struct html_token *token);
void html_token_doctype(
    struct html_tokenizer *tokenizer, struct html_token *token);
/* Content in which there are no tags (html_token_raw.c). */
void html_token_raw(struct html_tokenizer *tokenizer, struct html_token *token);

/* A copy in the pool: line ends as LF, NUL as U+FFFD, letters folded. */
dc_str html_token_clean(
    struct html_tokenizer *tokenizer, dc_str text, bool fold);

/* Case is no matter; `word` is lower case. */
bool html_begins_with(const char *at, const char *end, const char *word);

#endif
