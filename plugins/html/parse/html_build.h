/* SPDX-License-Identifier: MIT */
/*
 * Tree construction (HTML standard, 13.2.6): tokens in, page out.
 *
 * One function an insertion mode; those of "in body" are tables of tags.
 * html_build.c is the loop, html_stack.c the open elements and where nodes
 * go, html_formatting.c the elements that are reopened.
 */
#ifndef DOCCONV_PLUGIN_HTML_BUILD_H
#define DOCCONV_PLUGIN_HTML_BUILD_H

#include "parse/html_token.h"

/* Deeper elements are put beside each other; raw text goes a little deeper. */
#define HTML_DEPTH_MAX 512
#define HTML_OPEN_MAX (HTML_DEPTH_MAX + 16)

/* Elements that may be reopened; the standard has no limit. */
#define HTML_FORMATTING_MAX 256

/* So often do html and body take attributes of later tags. */
#define HTML_MERGES_MAX 16

/* The insertion modes. */
enum html_mode {
    HTML_MODE_INITIAL,
    HTML_MODE_BEFORE_HTML,
    HTML_MODE_BEFORE_HEAD,
    HTML_MODE_IN_HEAD,
    HTML_MODE_IN_HEAD_NOSCRIPT,
    HTML_MODE_AFTER_HEAD,
    HTML_MODE_IN_BODY,
    HTML_MODE_TEXT,
    HTML_MODE_IN_TABLE,
    HTML_MODE_IN_TABLE_TEXT,
    HTML_MODE_IN_CAPTION,
    HTML_MODE_IN_COLUMN_GROUP,
    HTML_MODE_IN_TABLE_BODY,
    HTML_MODE_IN_ROW,
    HTML_MODE_IN_CELL,
    HTML_MODE_IN_TEMPLATE,
    HTML_MODE_AFTER_BODY,
    HTML_MODE_IN_FRAMESET,
    HTML_MODE_AFTER_FRAMESET,
    HTML_MODE_AFTER_AFTER_BODY,
    HTML_MODE_AFTER_AFTER_FRAMESET,
    HTML_MODE_COUNT
};

/* The scopes of "has an element in scope". */
enum html_scope {
    HTML_SCOPE_DEFAULT,
    HTML_SCOPE_LIST_ITEM,
    HTML_SCOPE_BUTTON,
    HTML_SCOPE_TABLE
};

struct html_build {
    struct html_dom *dom;
    struct html_tokenizer tokenizer;
    enum html_mode mode;
    enum html_mode original_mode; /* to go back to from TEXT */
    bool again;                   /* the token is to be looked at once more */
    bool frameset_ok;
    bool foster;       /* what a table may not hold goes before it */
    bool has_scripting; /* for tests: noscript is then raw text */
    bool drops_line_feed; /* the next token, if it is one */

    uint32_t open[HTML_OPEN_MAX];
    uint32_t open_count;
    uint32_t open_paragraphs; /* of them */

    /* Elements to reopen; 0 is a marker. */
    uint32_t formatting[HTML_FORMATTING_MAX];
    uint32_t formatting_count;
    uint64_t reopened;       /* elements that were reopened */
    uint64_t reopened_most;

    uint8_t template_modes[HTML_OPEN_MAX];
    uint32_t template_count;

    uint32_t head;
    uint32_t form;
    uint32_t context;      /* fragments: the element they are content of */
    uint32_t merges;

    /* Characters in a table, until it is known whether they are all blank. */
    char *table_text;
    size_t table_text_len;
    size_t table_text_room;
    bool table_text_is_blank;
};

/* What is done with a token in one mode. */
typedef void html_rule(struct html_build *build, struct html_token *token);

/* Parses all of dom->source into `dom`; the status is dom->status. */
void html_parse(struct html_dom *dom, bool is_xml);

/* A fragment's context: an element by name; `form` is open around it. */
struct html_context {
    uint32_t name;
    enum html_space space;
};

/* The same in steps, for tests: begin, run. */
void html_build_init(struct html_build *build, struct html_dom *dom);
void html_build_fragment(
    struct html_build *build, const struct html_context *context);
void html_build_run(struct html_build *build);
void html_build_fini(struct html_build *build);

/* The token goes to another mode. */
static inline void
html_reprocess(struct html_build *build, enum html_mode mode)
{
    build->mode = mode;
    build->again = true;
}

/* Does what the current mode says of the token, foreign content or not. */
void html_use_mode(struct html_build *build, struct html_token *token);

/* The open elements (html_stack.c). */

static inline uint32_t
html_current(const struct html_build *build)
{
    return build->open_count ? build->open[build->open_count - 1] : 0;
}

/* The context stands for the root of a fragment. */
uint32_t html_adjusted_current(const struct html_build *build);
bool html_current_is(const struct html_build *build, uint32_t name);
void html_push(struct html_build *build, uint32_t node);
void html_pop(struct html_build *build);
/* Pops until an HTML element of that name has been popped. */
void html_pop_until(struct html_build *build, uint32_t name);
/* Pops until `node` has been popped. */
void html_pop_through(struct html_build *build, uint32_t node);
void html_remove_open(struct html_build *build, uint32_t node);
/* Its place in the open elements, or -1. */
int32_t html_open_place(const struct html_build *build, uint32_t node);
bool html_has_open(const struct html_build *build, uint32_t name);
bool html_in_scope(
    const struct html_build *build, uint32_t name, enum html_scope scope);
bool html_node_in_scope(const struct html_build *build, uint32_t node);
bool html_is_special(const struct html_build *build, uint32_t node);
/* Generates implied end tags, but for elements of name `except`. */
void html_imply_ends(struct html_build *build, uint32_t except);
void html_imply_all_ends(struct html_build *build);
void html_close_paragraph(struct html_build *build);
void html_reset_mode(struct html_build *build);

/* Where a new node goes: before `next` in `parent`. */
struct html_spot {
    uint32_t parent;
    uint32_t next;
};
struct html_spot html_spot_for(const struct html_build *build, uint32_t target);
/* What holds the children of `node`: itself, or a template's content. */
uint32_t html_holder(const struct html_dom *dom, uint32_t node);

uint32_t html_make_element(struct html_build *build,
    const struct html_token *token, enum html_space space);
/* Inserts and opens. */
uint32_t html_insert(struct html_build *build, const struct html_token *token);
uint32_t html_insert_named(
    struct html_build *build, uint32_t name, uint32_t pos);
/* Inserts an element without content. */
void html_insert_void(struct html_build *build, const struct html_token *token);
void html_insert_text(struct html_build *build, dc_str text);
void html_insert_comment(
    struct html_build *build, const struct html_token *token, uint32_t parent);
/* Inserts an element whose content is text. */
void html_insert_raw(struct html_build *build, const struct html_token *token,
    enum html_content content);
/* Adds attributes that the element has not. */
void html_merge_attributes(struct html_build *build, uint32_t node,
    const struct html_token *token);

/* Formatting elements (html_formatting.c). */
void html_add_formatting(struct html_build *build, uint32_t node);
void html_add_marker(struct html_build *build);
void html_clear_formatting(struct html_build *build);
void html_remove_formatting(struct html_build *build, uint32_t node);
void html_reconstruct(struct html_build *build);
/* The last one of that name after the last marker, or 0. */
uint32_t html_last_formatting(const struct html_build *build, uint32_t name);
/* The adoption agency algorithm; false: treat as any other end tag. */
bool html_adopt(struct html_build *build, uint32_t name);

/* The modes. */
html_rule html_mode_initial, html_mode_before_html, html_mode_before_head,
    html_mode_in_head, html_mode_in_head_noscript, html_mode_after_head,
    html_mode_in_body, html_mode_text, html_mode_in_table,
    html_mode_in_table_text, html_mode_in_caption, html_mode_in_column_group,
    html_mode_in_table_body, html_mode_in_row, html_mode_in_cell,
    html_mode_in_template, html_mode_after_body, html_mode_in_frameset,
    html_mode_after_frameset, html_mode_after_after_body,
    html_mode_after_after_frameset;
/* Parts of "in body" by kind of token. */
html_rule html_body_start, html_body_end, html_body_any_end;
void html_body_input_end(struct html_build *build, struct html_token *token);
/* A template's end tag, or the end of the input within one. */
void html_end_template(struct html_build *build);

/* Foreign content (html_foreign.c). */
bool html_is_foreign(
    const struct html_build *build, const struct html_token *token);
html_rule html_in_foreign;
/* True for a tag of HTML that ends foreign content. */
bool html_breaks_out(
    const struct html_build *build, const struct html_token *token);
void html_insert_foreign(struct html_build *build, struct html_token *token,
    enum html_space space);
/* Where HTML begins again within SVG and MathML. */
bool html_is_html_point(const struct html_dom *dom, uint32_t node);
bool html_is_mathml_point(const struct html_dom *dom, uint32_t node);

/* Cuts the leading blanks off a text token; true if there were some. */
bool html_take_blanks(struct html_token *token, dc_str *blanks);
bool html_is_quirky(const struct html_doctype *doctype);

#endif
