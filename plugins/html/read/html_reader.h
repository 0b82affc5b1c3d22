/* SPDX-License-Identifier: MIT */
/*
 * From the page to the document tree.
 *
 * html_read.c walks the page and keeps a stack of frames; html_role.c says by
 * a table what each element is; html_flow.c opens and closes paragraphs and
 * the inline elements in them; the rest knows one construct each.
 *
 * An inline element is opened only when there is text for it, in the paragraph
 * that holds the text.  So blocks within an <a> or <b> are no special case:
 * the inline ends with the paragraph and is opened again in the next.
 */
#ifndef DOCCONV_PLUGIN_HTML_READER_H
#define DOCCONV_PLUGIN_HTML_READER_H

#include "docconv/ext/charset.h"
#include "docconv/sdk/sdk.h"

#include "parse/html_dom.h"
#include "read/html_css.h"

/* Anchors that wait for a paragraph to stand in. */
#define HTML_ANCHORS_MAX 16

/* What an element is to the reader. */
enum html_does {
    HTML_DOES_SPAN,   /* nothing but its content; a span if it has attributes */
    HTML_DOES_INLINE, /* the node of its role */
    HTML_DOES_CODE,
    HTML_DOES_BLOCK,  /* a div if it has attributes */
    HTML_DOES_DIV,    /* a div with the element's name as a class */
    HTML_DOES_PASS,   /* a block that leaves no trace */
    HTML_DOES_PARA,
    HTML_DOES_HEADING,
    HTML_DOES_LIST,
    HTML_DOES_ITEM,
    HTML_DOES_DEFINITIONS,
    HTML_DOES_TERM,
    HTML_DOES_DEFINITION,
    HTML_DOES_QUOTE,
    HTML_DOES_PRE,
    HTML_DOES_RULE,
    HTML_DOES_TABLE,
    HTML_DOES_CAPTION,
    HTML_DOES_SECTION,
    HTML_DOES_ROW,
    HTML_DOES_CELL,
    HTML_DOES_COLUMN,
    HTML_DOES_FIGURE,
    HTML_DOES_FIGCAPTION,
    HTML_DOES_BREAK,
    HTML_DOES_IMAGE,
    HTML_DOES_INPUT,
    HTML_DOES_RUBY_TEXT,
    HTML_DOES_MATH,
    HTML_DOES_MEDIA,  /* not kept; its content stands for it */
    HTML_DOES_PLAYER, /* sound, film, an object: an image if it is a medium */
    HTML_DOES_SCRIPT,
    HTML_DOES_DRAWING,
    HTML_DOES_NOTHING, /* is passed over with all it holds */
    HTML_DOES_NOTE     /* a frame around a note's text */
};

struct html_role {
    uint8_t does;
    uint8_t kind;        /* of the node it becomes, if that is fixed */
    const char *class_name; /* added to the node's classes; may be NULL */
};

const struct html_role *html_role_of(const struct html_dom *dom, uint32_t node);

/* What the open node takes. */
enum html_holder {
    HTML_HOLDS_BLOCKS,
    HTML_HOLDS_ITEMS,
    HTML_HOLDS_DEFINITIONS,
    HTML_HOLDS_ROWS, /* table, section: nothing but their parts */
    HTML_HOLDS_INLINES /* heading, term: blocks are flattened */
};

/* Looks that are in force, by elements or styles. */
enum {
    HTML_LOOKS_BOLD = 1,
    HTML_LOOKS_ITALIC = 2,
    HTML_LOOKS_SMALL_CAPS = 4,
    HTML_LOOKS_UNDERLINED = 8,
    HTML_LOOKS_STRUCK = 16
};

/* An element that is being read. */
struct html_place {
    uint32_t node;
    uint8_t does;
    uint8_t holder;      /* what the level above takes */
    bool has_node;       /* a node of `kind` was opened */
    uint8_t kind;
    bool has_implied;    /* of the level above */
    uint16_t inlines;    /* how many inline elements it added */
    uint8_t looks;       /* HTML_LOOKS_: what its text looks like */
    bool has_attrs;      /* its node has the element's attributes */
    bool was_pre;        /* of the level above */
    uint32_t rows_left;  /* of a section: from the row that is read on */
    struct html_style style;
};

/* An inline element: open in the paragraph at hand, or waiting for text. */
struct html_inline {
    uint32_t node;
    uint8_t kind;
    bool is_open;
    bool is_used;
    bool is_first; /* carries the element's attributes */
    const char *class_name;
};

enum html_blank { HTML_NO_BLANK, HTML_BLANK_SPACE, HTML_BLANK_LINE,
    HTML_BLANK_BREAK };

/* What was left out, reported once each. */
enum html_lost {
    HTML_LOST_SCRIPTS, HTML_LOST_STYLES, HTML_LOST_TEMPLATES,
    HTML_LOST_COMMENTS, HTML_LOST_HIDDEN, HTML_LOST_EMBEDDED,
    HTML_LOST_HANDLERS, HTML_LOST_ATTRIBUTES, HTML_LOST_DRAWINGS,
    HTML_LOST_FORMATTING, HTML_LOST_ADDRESSES, HTML_LOST_RULES,
    HTML_LOST_SOURCES,
    HTML_LOST_COUNT
};

struct html_notes; /* html_note.h */

struct html_reader {
    dc_job *job;
    struct html_dom dom;
    const dc_input *input;
    dc_str base; /* the address that relative ones are seen from, or empty */
    const dc_charset_service *charset;
    dc_decoded decoded;
    uint64_t shift; /* of the text in the input, if it is a slice of it */
    bool is_slice;
    uint32_t last_pos; /* a place in the text, and where that is in the input */
    uint64_t last_input_pos;
    bool has_last_pos;

    struct html_place *levels;
    size_t level_count;
    size_t level_room;

    struct html_inline *inlines;
    size_t inline_count;
    size_t inline_room;
    size_t inline_base; /* those below belong to a text around a note */
    uint64_t reopened;
    uint64_t reopened_most;

    /* The paragraph. */
    uint32_t para;      /* its kind, or 0: none is open */
    uint32_t para_node; /* the element whose attributes it takes, or 0 */
    uint32_t want;      /* the kind the next one gets */
    enum html_blank blank; /* before the next text */
    bool is_blank_code; /* that stands in code */
    bool has_text;      /* something stands in it */
    bool is_pre;        /* line ends are kept */
    bool has_content;   /* a page could end here */
    bool wants_break;   /* a page ends before the next block */

    enum html_holder holder;
    bool has_implied; /* an item or definition was opened that has no tag */
    unsigned layout_tables;

    uint32_t anchors[HTML_ANCHORS_MAX];
    size_t anchor_count;

    uint16_t joined;     /* inlines of an element that the next goes on with */
    unsigned in_link;
    unsigned in_quote;
    unsigned code_depth; /* code within code is one */

    uint32_t drawings; /* that became images */
    struct html_sheets sheets;
    struct html_notes *notes;
    uint32_t note; /* the element whose text is being read as a note, or 0 */

    uint32_t lost[HTML_LOST_COUNT];
    uint64_t lost_pos[HTML_LOST_COUNT];
};

/* Parses the page, as XML or HTML (html_page.c); see dom.status. */
void html_parse_page(struct html_reader *reader);

/* The place in the input of one in the text, and of a node (html_pos.c). */
uint64_t html_input_pos(struct html_reader *reader, uint64_t pos);
uint64_t html_pos(struct html_reader *reader, uint32_t node);
void html_lose(struct html_reader *reader, enum html_lost what, uint32_t node);
void html_report_losses(struct html_reader *reader);
/* Memory of the job that grows. */
bool html_more(dc_job *job, void **array, size_t *room, size_t used,
    size_t size);
bool html_str_is(dc_str text, const char *word);
/* The next word of *text, which is cut off it; empty at the end. */
dc_str html_take_word(dc_str *text);
/* True if `word` is one of the words of the attribute `name`. */
bool html_has_word(const struct html_dom *dom, uint32_t node, uint32_t name,
    const char *word);

/* Attributes of an element on the open node (html_attr_read.c). */
void html_read_attrs(struct html_reader *reader, uint32_t node,
    const char *class_name, bool with_id);
bool html_keeps_attrs(const struct html_reader *reader, uint32_t node);
/*
 * An address as the URL standard reads it: without blanks around it and line
 * ends in it, spaces as %20, seen from the page's <base>.
 */
dc_str html_url_at(struct html_reader *reader, dc_str url);
/* The page's <base> (html_base.c): finds it; a relative address from there. */
void html_find_base(struct html_reader *reader);
dc_str html_from_base(struct html_reader *reader, dc_str url);
dc_str html_id_of(const struct html_dom *dom, uint32_t node);
/* The number that `text` begins with, at most `most`; `fallback` if none. */
int64_t html_number_of(dc_str text, int64_t fallback, int64_t most);

/* Paragraphs (html_flow.c). */
void html_flow_text(struct html_reader *reader, dc_str text);
/* Characters as they stand, as one word. */
void html_flow_word(struct html_reader *reader, const char *text);
/* Makes sure that inline content can follow. */
void html_flow_open(struct html_reader *reader);
/* False where text would need an item, or has no place at all. */
bool html_flow_can_open(const struct html_reader *reader);
void html_flow_end(struct html_reader *reader);
/* A block begins: the paragraph ends and blocks can follow. */
void html_flow_block(struct html_reader *reader, uint32_t node);
void html_flow_break(struct html_reader *reader, uint32_t node);
void html_flow_flush_anchors(struct html_reader *reader);
void html_inline_push(struct html_reader *reader, uint32_t node, uint32_t kind,
    const char *class_name);
void html_inline_pop(struct html_reader *reader, size_t count);
/* Ends an item or definition that was opened without a tag. */
void html_flow_end_implied(struct html_reader *reader);

/* Adds the inline elements that the level's style asks for (html_looks.c). */
void html_push_looks(struct html_reader *reader, struct html_place *level);
/* One inline element that the level takes back when it ends. */
void html_push_inline(struct html_reader *reader, struct html_place *level,
    uint32_t kind, const char *class_name);

/* Constructs of their own. */
void html_read_inline(struct html_reader *reader, uint32_t node,
    struct html_place *level, const struct html_role *role);
void html_read_image(struct html_reader *reader, uint32_t node);
/* True for an address that runs a script. */
bool html_is_script_url(dc_str url);
void html_read_pre(struct html_reader *reader, uint32_t node);
bool html_read_math(struct html_reader *reader, uint32_t node);
bool html_is_math_script(const struct html_dom *dom, uint32_t node);
/* True for what a program drew of a formula that the page has as well. */
bool html_is_math_picture(const struct html_dom *dom, uint32_t node);
/* True for what hides a formula, of which a picture is shown instead. */
bool html_is_math_cover(const struct html_dom *dom, uint32_t node);
void html_read_rule(struct html_reader *reader, uint32_t node);
bool html_is_page_break(const struct html_dom *dom, uint32_t node);
void html_read_page_break(struct html_reader *reader, uint32_t node);
void html_read_head(struct html_reader *reader);
/* The text below `node`, of at most `most` bytes, blanks as one space. */
dc_str html_plain_text(
    struct html_reader *reader, uint32_t node, size_t most);

/* Tables (html_table_read.c). */
/* Brings the parts into order; false: it is read as blocks. */
bool html_arrange_table(struct html_reader *reader, uint32_t table);
void html_read_columns(struct html_reader *reader, uint32_t table);
/* `rows_left`: rows of the section from the cell's on. */
void html_read_cell_fields(
    struct html_reader *reader, uint32_t cell, uint32_t rows_left, int align);
uint32_t html_row_count(const struct html_dom *dom, uint32_t section);
int64_t html_head_columns(const struct html_dom *dom, uint32_t section);

/* Notes (html_note.h). */
void html_find_notes(struct html_reader *reader);
/* The element that holds the text of the note referred to, or 0. */
uint32_t html_note_of(const struct html_reader *reader, uint32_t reference);
/*
 * Reads a note's text in the place of the reference: the walk goes on with the
 * node returned and comes back when it leaves `text`.
 */
uint32_t html_begin_note(
    struct html_reader *reader, uint32_t reference, uint32_t text);
/*
 * The next note's text that no reference brought into the tree: it is referred
 * to from what a page hides.
 */
uint32_t html_next_left_note(const struct html_reader *reader, uint32_t node);
bool html_is_back_link(const struct html_reader *reader, uint32_t node);

extern const dc_reader html_reader;

#endif
