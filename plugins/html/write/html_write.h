/* SPDX-License-Identifier: MIT */
/*
 * Private header of the HTML writer.
 *
 * html_write.c walks a block and dispatches by the table in html_rows.c, whose
 * functions are those of html_blocks.c, html_inlines.c and the files for one
 * construct each.  The result is a fragment: what stands in <body>, valid by
 * the HTML standard whatever the tree holds.
 */
#ifndef DOCCONV_PLUGIN_HTML_WRITE_H
#define DOCCONV_PLUGIN_HTML_WRITE_H

#include <stdbool.h>

#include "docconv/ext/math.h"
#include "docconv/sdk/sdk.h"

/* More attributes of one node than this are left out: each is compared. */
#define HTML_ATTRS_MAX 64

/* Spans are honoured in this many columns; the standard's largest colspan. */
#define HTML_COLUMNS_MAX 1000
#define HTML_ROW_SPAN_MAX 65534

/* Raw elements open at once, around each other. */
#define HTML_RAW_DEPTH_MAX 64

/* A raw heading is one if its end tag stands within so many bytes. */
#define HTML_RAW_HEADING_MAX 1024

/* Deeper headings are written as that deep. */
#define HTML_LEVELS_MAX 9

/* The numbers of --number-offset are below this. */
#define HTML_OFFSET_MAX 1000000

/* The digits of any number and a dot. */
#define HTML_DIGITS_MAX 21

/* A node that is being written. */
struct html_frame {
    const char *element; /* of its end tag; NULL: it has none */
    uint32_t node;
    uint32_t kind;
    uint32_t first; /* its first child */
    uint32_t child; /* the child to come next, or 0 */
    uint32_t pass;  /* of html_next_child in a kind whose order matters */
    uint32_t kind_now;    /* of the child at hand */
    uint32_t kind_before; /* of the one before it; DC_DOCUMENT: none */
    uint32_t captions;      /* TABLE, FIGURE: how many it has */
    uint32_t captions_done; /* and how many of them are written */
    bool has_text;          /* CITE: it holds more than citations */
    uint64_t begun;         /* bytes that were put before its content */
};

/* How line feeds are set around a kind's tags. */
enum html_layout {
    HTML_INLINE,
    HTML_LINE,   /* a line feed after the end tag */
    HTML_HOLDER, /* and one after the start tag */
    HTML_ITEM    /* HOLDER, but content without a tag stays on the line */
};

struct html_write;

/*
 * Instead of the start tag; may set frame->element.  False: the children are
 * passed over.
 */
typedef bool html_enter(struct html_write *write, struct html_frame *frame);
/* Before the end tag. */
typedef void html_leave(struct html_write *write, struct html_frame *frame);

/* What is done for a kind. */
struct html_row {
    const char *element;    /* NULL: no tags */
    const char *class_name; /* besides the node's own; may be NULL */
    enum html_layout layout;
    bool is_known;
    html_enter *enter; /* NULL: just the start tag */
    html_leave *leave; /* may be NULL */
};

extern const struct html_row html_rows[DC_KIND_COUNT];

/* A piece of output that is held back, and such pieces in a row. */
struct html_chunk {
    struct html_chunk *next;
    size_t len;
    char data[8192];
};

struct html_spool {
    struct html_chunk *first;
    struct html_chunk *last;
    uint64_t len;
};

/* The ids that stand in the page, by their hashes (html_ids.c). */
struct html_ids {
    uint64_t *places;
    size_t count;
    size_t room;
};

struct html_dom;
struct html_raw_open;
struct html_raw_piece;

/* Raw HTML whose end tags are yet to come (html_raw.h). */
struct html_raw {
    struct html_raw_open *stack;
    uint32_t count;
    size_t room;
    size_t depth; /* frames around the raw markup at hand */
    struct html_raw_piece *pieces;
    uint32_t piece_count;
    size_t piece_room;
    struct html_spool held;
    struct html_spool *outer; /* where it goes */
};

enum html_raw_rule { HTML_RAW_SAFE, HTML_RAW_KEEP, HTML_RAW_DROP };

enum html_notes_at {
    HTML_NOTES_BLOCK,
    HTML_NOTES_SECTION,
    HTML_NOTES_DOCUMENT
};

/* What the user asked for (html_options.c). */
struct html_options {
    bool has_toc;
    bool has_numbers;
    bool has_sections;
    bool has_q_tags;
    bool math_is_tex;
    bool is_standalone;
    bool embeds;
    int64_t toc_depth;
    dc_str id_prefix;
    enum html_notes_at notes_at;
    enum html_raw_rule raw;
};

/* A heading of the block at hand, for the table of contents. */
struct html_heading {
    uint32_t node;
    int64_t level;
    dc_str number;
};

/* A <section> that is open, in the DIV that many frames deep. */
struct html_section {
    int64_t level;
    size_t depth;
};

/* The layout of a table that is being written (html_table.c). */
struct html_table;

/* The page around the fragment (html_page.h). */
struct html_page;

struct html_write {
    dc_job *job;
    bool has_failed; /* memory ran out */

    /* The way from the root of the walk to the node at hand. */
    struct html_frame *frames;
    size_t depth;
    size_t room;

    struct html_options options;
    struct html_page *page; /* NULL: a fragment is written */
    const dc_math_service *math; /* once a formula came; NULL: none is there */
    bool has_math; /* a formula came */

    /* The headings that the one at hand is below, from the top. */
    struct html_level {
        int64_t meant;
        int64_t written;
    } levels[HTML_LEVELS_MAX + 1];
    size_t levels_used;

    /* The numbers of the last numbered heading. */
    uint32_t numbers[HTML_LEVELS_MAX];

    struct html_section *sections;
    size_t sections_used;
    size_t sections_room;

    /* Headings that the table of contents has yet to take up, and itself. */
    struct html_heading *headings;
    size_t headings_used;
    size_t headings_room;
    struct html_spool toc;
    int64_t toc_levels[HTML_LEVELS_MAX]; /* of the lists that are open */
    size_t toc_depth;
    bool has_no_ids;
    bool in_line; /* the walk began where no block may stand */
    bool in_values; /* of a template, which may put them between quotes */
    bool in_toc; /* no ids, links, notes: what stands there stands twice */

    /* Elements that must not hold their like, open at the moment. */
    uint32_t in_link;
    uint32_t in_head_cell;
    uint32_t in_table_caption;

    /* Tables, by nesting; kept for the next table of that nesting. */
    struct html_table **tables;
    size_t table_depth;
    size_t table_room;

    /* Notes that were referred to and are not yet written. */
    uint32_t *notes;
    size_t notes_first;
    size_t notes_count;
    size_t notes_room;
    uint64_t note_refs; /* references written */
    uint64_t note_texts; /* texts written */
    uint64_t notes_listed; /* of them, those whose list is written */
    bool in_note;

    struct html_spool note_spool;

    struct html_ids ids;
    struct html_raw raw;
    struct html_dom *raw_dom; /* for tokens; made when first needed */

    struct html_chunk *spare; /* chunks that were released */

    /* Where output goes; NULL: the sink.  And how much went. */
    struct html_spool *spool;
    uint64_t bytes;
};

/* The frame above the current one, or NULL. */
struct html_frame *html_parent(const struct html_write *write);
/* Writes `node` and all below it. */
void html_walk(struct html_write *write, uint32_t node);
/*
 * Memory of the job, or room for one more element of an array of *room.
 * Where there is none, the walk ends: what was to be built may be half done.
 */
void *html_alloc(struct html_write *write, size_t size);
bool html_grow(struct html_write *write, void **array, size_t *room,
    size_t used, size_t size);

/* DC_E_USAGE where they make no sense (html_options.c). */
int32_t html_read_options(struct html_write *write);

/* Output (html_put.c). */
void html_put(struct html_write *write, const char *ptr, size_t len);
void html_puts(struct html_write *write, const char *text);
void html_put_number(struct html_write *write, uint64_t number);
/* The number in decimal, at most 20 digits; returns how many. */
size_t html_digits(uint64_t number, char *digits);
/* Text with what has a meaning in HTML escaped: as content, in quotes. */
void html_put_text(struct html_write *write, dc_str text);
void html_put_value(struct html_write *write, dc_str text);
void html_put_attr(struct html_write *write, const char *key, dc_str value);
void html_put_number_attr(
    struct html_write *write, const char *key, uint64_t number);
/* Writes what was held back. */
void html_release(struct html_write *write, struct html_spool *spool);
/* Takes back its chunks. */
void html_recycle(struct html_write *write, struct html_spool *spool);

/* The whole page (html_standalone.c). */
int32_t html_begin_page(struct html_write *write);
/* After a top-level block was written. */
void html_add_to_page(struct html_write *write, uint32_t node);
void html_end_page(struct html_write *write);
/* The body's text on its way to the sink; len > 0. */
void html_write_page(struct html_write *write, const char *ptr, size_t len);

/* Resources in the page itself (html_embed.c); false: it is not to be had. */
/* The src of an image. */
bool html_embed_image(struct html_write *write, uint32_t node, dc_str url);
/* The address of value `index` of --css. */
bool html_embed_style(struct html_write *write, uint32_t index);

/* Attributes (html_attrs.c). */
/* "<element" and the node's own attributes; the caller adds ">". */
void html_start(struct html_write *write, uint32_t node, const char *element,
    const char *class_name);
/* Both in one. */
void html_start_tag(struct html_write *write, uint32_t node,
    const char *element, const char *class_name);
void html_put_id(struct html_write *write, uint32_t node);
/* An id that raw HTML asks for; false if it is taken or none. */
bool html_put_raw_id(struct html_write *write, dc_str id);
/* BCP 47, as far as can be told without the registry. */
bool html_is_language(dc_str tag);
/* data-KEY with a value of ours, unless the node has a KEY of its own. */
void html_put_own_data(struct html_write *write, uint32_t node,
    const char *key, dc_str value);
bool html_has_class(
    struct html_write *write, uint32_t node, const char *name);
/* True if the node has attributes that HTML could hold. */
bool html_has_attrs(struct html_write *write, uint32_t node);

/* Addresses (html_url.c). */
/* A link is followed, an image only shown. */
enum html_use { HTML_USE_LINK, HTML_USE_IMAGE };
/* False, with a diagnostic, if it is a script or cannot be a valid URL. */
bool html_check_url(
    struct html_write *write, uint32_t node, dc_str url, enum html_use use);
/* The same for raw HTML: without a word, and by schemes that are known. */
bool html_is_safe_url(dc_str url, enum html_use use);
/* An attribute with an address that was checked. */
void html_put_url(struct html_write *write, const char *key, dc_str url);
/* An address alone, of a file beside the page. */
void html_put_address(struct html_write *write, dc_str url);
/* A part of an address, percent-encoded where it must be. */
void html_put_encoded(struct html_write *write, dc_str url, bool in_fragment);
/* Spans, and ruby (html_ruby_write.c). */
html_enter html_enter_span;

/* Sound and film (html_player_write.c). */
/* The element that plays what is at the address; NULL: it is an image. */
const char *html_player_of(dc_str url);
/* The player; its attributes, and the description as its content. */
void html_put_player(
    struct html_write *write, uint32_t node, const char *element);
/* An image in its address (html_data_url.c): true if it can be read. */
bool html_is_data_url(dc_str url);
void html_put_data_url(struct html_write *write, dc_str url);

/* Helpers of rows (html_rows.c). */
/* Tags only if there are attributes that need them. */
void html_start_if_attrs(
    struct html_write *write, struct html_frame *frame, const char *element);
void html_report_loss(struct html_write *write, const struct html_frame *frame,
    const char *rule, const char *message);
/* hr, br: a tag and no end tag. */
html_enter html_enter_void;
/* True if what stands here stands among blocks. */
bool html_is_in_blocks(const struct html_write *write);

/* Headings and sections (html_heading.c, html_toc.c). */
/* The level to write for the one meant, 1 to HTML_LEVELS_MAX. */
int64_t html_level_of(struct html_write *write, int64_t meant);
/* The page has its title as an h1, which all headings are below. */
void html_below_title(struct html_write *write);
/* Closes the sections in the node that is `depth` frames deep. */
void html_close_sections(struct html_write *write, size_t depth);
/* Takes up the headings of the block into the table of contents. */
void html_add_to_toc(struct html_write *write);
/* Ends it: it then stands in write->toc, a <ul> or nothing. */
void html_end_toc(struct html_write *write);

/* Blocks (html_blocks.c, html_heading.c). */
html_enter html_enter_plain, html_enter_line, html_enter_code_block,
    html_enter_ordered_list, html_enter_definition, html_enter_figure,
    html_enter_caption, html_enter_short_caption, html_enter_page_break,
    html_enter_scene_break, html_enter_heading;
html_leave html_leave_plain, html_leave_para, html_leave_line, html_leave_code_block,
    html_leave_term, html_leave_caption;

/* Inlines (html_inlines.c, html_cite.c, html_math_write.c) and raw markup (html_raw.c). */
html_enter html_enter_quoted, html_enter_math, html_enter_link,
    html_enter_image, html_enter_cite, html_enter_citation, html_enter_suffix,
    html_enter_raw;
html_leave html_leave_quoted, html_leave_link,
    html_leave_citation, html_leave_prefix;

/* Raw markup (html_raw.c, html_raw_stack.c). */
/* The tree puts a node of that kind where raw elements are open. */
void html_raw_meet(struct html_write *write, uint32_t node, uint32_t kind);
/* The node of the tree that is `depth` frames deep ends. */
void html_raw_leave(struct html_write *write, size_t depth);
/* Something of ours that is a block stands there. */
void html_raw_add_block(struct html_write *write);
void html_raw_free(struct html_write *write);

/* An attribute with the address of an id of the document. */
void html_put_local(struct html_write *write, const char *key, dc_str id);

/* Tables (html_table.c). */
void html_count_captions(struct html_write *write, struct html_frame *frame);
html_enter html_enter_table, html_enter_section, html_enter_row,
    html_enter_cell;
html_leave html_leave_table, html_leave_row, html_leave_cell;

/* Notes (html_notes.c). */
/* True for an id that our notes may use; it then gets a "_" appended. */
bool html_is_note_id(dc_str id);
html_enter html_enter_note;
void html_put_back_link(struct html_write *write);
/* Writes the texts of the notes that the block referred to. */
void html_write_notes(struct html_write *write);
/* Writes the list of notes, if there are any in it. */
void html_list_notes(struct html_write *write);

extern const dc_writer html_writer;

#endif
