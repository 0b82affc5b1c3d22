/* SPDX-License-Identifier: MIT */
/*
 * Private header of the plain text writer.
 *
 * text_writer.c walks the blocks by the table in text_out_rows.c.  What a
 * kind does stands in text_out_block.c, _list.c, _inline.c, _heading.c,
 * _note.c and _table.c; they hand text to text_out_line.c, which makes lines
 * (indent, markers, blank lines between blocks) with the help of
 * text_out_fill.c (where a line may end) and text_out_width.c (how wide text
 * is), into text_out_page.c, which holds and writes what is done.
 */
#ifndef DOCCONV_PLUGIN_TEXT_OUT_H
#define DOCCONV_PLUGIN_TEXT_OUT_H

#include <stdbool.h>

#include "docconv/sdk/sdk.h"

/* Deeper nesting indents no further: each line would repeat it. */
#define TEXT_OUT_INDENT_MAX 64

/* Filled lines keep at least this width, however deep the indent. */
#define TEXT_OUT_WIDTH_MIN 20

/* Spans are honoured in this many columns. */
#define TEXT_OUT_COLUMNS_MAX 1000

/* Tables nested deeper are text: each level lays its lines out again. */
#define TEXT_OUT_TABLES_MAX 6

/* The longest list marker: "(-9223372036854775808) " and its like. */
#define TEXT_OUT_MARKER_MAX 32

#define TEXT_OUT_LEVELS 6

enum text_out_wrap {
    TEXT_OUT_WRAP_NONE,
    TEXT_OUT_WRAP_AUTO,
    TEXT_OUT_WRAP_KEEP
};

enum text_out_style { TEXT_OUT_PLAIN, TEXT_OUT_GUTENBERG, TEXT_OUT_PRESS };
enum text_out_para { TEXT_OUT_BLANK, TEXT_OUT_LINE, TEXT_OUT_INDENT };
enum text_out_heading { TEXT_OUT_BARE, TEXT_OUT_UNDERLINE, TEXT_OUT_CAPITALS };
enum text_out_grid { TEXT_OUT_OPEN, TEXT_OUT_ASCII, TEXT_OUT_BOX };
enum text_out_place {
    TEXT_OUT_DOCUMENT_END,
    TEXT_OUT_SECTION_END,
    TEXT_OUT_BLOCK_END
};
enum text_out_links { TEXT_OUT_INLINE, TEXT_OUT_NO_LINKS, TEXT_OUT_LIST };

/* What the options say. */
struct text_out_options {
    enum text_out_wrap wrap;
    enum text_out_style style;
    enum text_out_para para; /* how paragraphs are told apart */
    enum text_out_heading heading;
    enum text_out_grid grid;
    enum text_out_place notes_at;
    enum text_out_links links;
    size_t columns;
    size_t toc_depth; /* 0: no contents */
    const char *emph; /* signs around emphasis; "" where it is not shown */
    const char *strong;
    dc_str bullets;
    bool has_numbers; /* before headings */
    bool has_form_feeds; /* before headings of level 1 */
    bool is_ascii;
    bool is_crlf;
};

/* Bytes that grow; they last as long as the job. */
struct text_out_buffer {
    char *ptr;
    size_t len;
    size_t room;
};

/* How far text has been measured (text_out_width.c). */
struct text_out_ruler {
    int32_t last;
    bool is_joined; /* a zero width joiner waits for the next emoji */
};

/*
 * Words on their way to a line (text_out_fill.c).  The last word stays in
 * `words` until the one behind it is whole, because a mark that stands alone
 * ("« a »", "a !") goes with its neighbour.
 */
struct text_out_fill {
    struct text_out_buffer *to; /* NULL: only measured */
    size_t width; /* of the lines, indent and all */
    size_t hang; /* indent of the lines that follow */
    size_t column;
    bool has_words; /* on the line */
    struct text_out_buffer words;
    size_t held; /* bytes of the word that is whole */
    size_t held_width;
    bool held_opens; /* it is one opening mark */
    bool has_space; /* one is due before it */
    size_t width_now; /* of the word that grows behind it */
    bool has_gap; /* blanks between the two */
    bool is_lone; /* nothing but closing marks so far */
    int32_t before; /* the last character, also one without width */
    struct text_out_ruler ruler;
    size_t widest_word; /* with the indent it would have */
    size_t widest_line;
};

/* Where lines are made: the page, a note, a cell. */
struct text_out_flow {
    struct text_out_buffer *to; /* NULL: a cell's lines, not yet filled */
    size_t columns;
    size_t gap; /* blank lines before the next line */
    bool has_lines;
    size_t indent;
    size_t first_indent; /* of the next line, on top */
    struct text_out_buffer marker; /* due at the start of the next line */
    size_t marker_at; /* and its column */
    bool is_open; /* the line has begun */
    struct text_out_fill fill;
};

/* A node that is open. */
struct text_out_frame {
    uint32_t node;
    uint32_t kind;
    size_t indent; /* to go back to at its end */
    int64_t number; /* ORDERED_LIST: of the next item; children so far */
    size_t marker_width; /* of its items' markers */
    size_t start; /* HEADING: where its text begins in the heading buffer */
    uint8_t quotes; /* row of the quotation marks' table */
    bool is_tight; /* ITEM: its text is no paragraph */
    bool has_text; /* CITE: it holds more than citations */
    bool is_signed; /* signs were put before its text */
};

struct text_out_note {
    uint32_t node;
    uint64_t number;
};

struct text_out_table;

struct text_out {
    dc_job *job;
    bool has_failed; /* memory ran out */
    struct text_out_options options;
    uint64_t reported; /* one bit a kind: its loss was reported */

    struct text_out_frame *frames;
    size_t depth;
    size_t room;

    /* What is done and not yet written (text_out_page.c). */
    struct text_out_buffer page;
    struct text_out_buffer contents;
    bool has_title; /* and it is written */

    struct text_out_flow body;
    struct text_out_flow *flow;
    uint32_t marker_node; /* the span whose text the marker is */
    bool is_literal; /* in code or verse: never filled */
    unsigned capitals; /* nodes open whose letters are raised */
    uint8_t quotes; /* row of the document's language */
    unsigned bullet_depth;
    char last; /* byte that was put */
    struct text_out_buffer rewritten;
    struct text_out_buffer scratch; /* a formula or raised figures */
    struct text_out_buffer heading; /* text of the heading that is open */
    bool in_heading;
    uint64_t numbers[TEXT_OUT_LEVELS];

    /* The tables that are open, innermost last; and how many there are. */
    struct text_out_table *tables[TEXT_OUT_TABLES_MAX];
    size_t table_depth;

    /* Notes that were met and are not yet rendered; notes that are. */
    struct text_out_note *notes;
    size_t notes_first;
    size_t notes_count;
    size_t notes_room;
    uint64_t references; /* numbers given to notes and links */
    struct text_out_flow note_flow;
    struct text_out_buffer note_text;
    struct text_out_buffer links;
};

/* What is done for a kind. */
struct text_out_row {
    const char *before; /* written at its start, as part of the text */
    const char *after; /* and at its end */
    const char *loss; /* what text cannot show; reported once a document */
    bool is_known;
    /* At the start; false: the children are passed over.  May be NULL. */
    bool (*enter)(struct text_out *out, struct text_out_frame *frame);
    /* At the end; may be NULL. */
    void (*leave)(struct text_out *out, struct text_out_frame *frame);
};

extern const struct text_out_row text_out_rows[DC_KIND_COUNT];

/* text_writer.c */
/* The frame above the current one, or NULL. */
struct text_out_frame *text_out_parent(const struct text_out *out);
/* In no list, quote, note or table: a block of the document itself. */
bool text_out_is_outline(const struct text_out *out);
/* Writes `node` and all below it into the flow. */
void text_out_walk(struct text_out *out, uint32_t node);
/* Says once a kind what is not shown. */
void text_out_lose(struct text_out *out, const struct text_out_frame *frame,
    const char *message);

/* text_out_page.c */
/*
 * Memory of the job, room for one more element of an array of *room, bytes at
 * the end of a buffer.  Where there is no memory, the walk ends: what was to
 * be built may be half done.
 */
void *text_out_alloc(struct text_out *out, size_t size);
bool text_out_grow(
    struct text_out *out, void **array, size_t *room, size_t used, size_t size);
bool text_out_append(struct text_out *out, struct text_out_buffer *buffer,
    const char *ptr, size_t len);
void text_out_append_spaces(
    struct text_out *out, struct text_out_buffer *buffer, size_t count);
/* Appends, and writes a page that is long enough. */
void text_out_emit(struct text_out *out, struct text_out_buffer *to,
    const char *ptr, size_t len);
void text_out_write_page(struct text_out *out);
/* Writes all there is, contents first. */
void text_out_finish(struct text_out *out);

/* text_out_width.c */
/* The character at ptr in *code; its length, 1 and U+FFFD for broken bytes. */
size_t text_out_decode(const char *ptr, size_t len, int32_t *code);
/* Columns that the next character adds. */
size_t text_out_advance(struct text_out_ruler *ruler, int32_t code);
size_t text_out_width(const char *ptr, size_t len);
/* Whether a line may end between two characters without a space. */
bool text_out_may_break(int32_t before, int32_t after);
bool text_out_opens(int32_t code);
bool text_out_closes(int32_t code);

/* text_out_fill.c */
void text_out_fill_start(struct text_out_fill *fill, struct text_out_buffer *to,
    size_t column, size_t hang, size_t width);
void text_out_fill_put(struct text_out *out, struct text_out_fill *fill,
    const char *ptr, size_t len);
void text_out_fill_end(struct text_out *out, struct text_out_fill *fill);

/* text_out_line.c */
/* Text of an inline: a line feed is a soft break. */
void text_out_put(struct text_out *out, const char *ptr, size_t len);
void text_out_puts(struct text_out *out, const char *text);
void text_out_put_number(struct text_out *out, uint64_t number);
/* Text in which every line feed ends a line. */
void text_out_put_lines(struct text_out *out, const char *ptr, size_t len);
/* Ends the line, if one has begun. */
void text_out_end_line(struct text_out *out);
/* Ends it, even if it is empty. */
void text_out_force_line(struct text_out *out);
/* At least so many blank lines before the next line. */
void text_out_want_gap(struct text_out *out, size_t lines);
void text_out_drop_gap(struct text_out *out);
/* A line that begins with `marker`, the following ones hanging behind it. */
void text_out_hang(
    struct text_out *out, const char *marker, size_t len, size_t width);
void text_out_indent(struct text_out *out, size_t width);
/* The flow's indent, as far as it is honoured. */
size_t text_out_margin(const struct text_out_flow *flow);
/* The columns behind it. */
size_t text_out_room(const struct text_out_flow *flow);

/* text_out_letter.c: capitals, ASCII, soft hyphens.  True if *text changed. */
bool text_out_rewrite(struct text_out *out, dc_str *text);

/* text_out_script.c, text_out_math.c */
/* The raised or lowered form, if every letter has one. */
bool text_out_script(struct text_out *out, dc_str text, bool is_super,
    struct text_out_buffer *to);
/* The formula in Unicode, if all of it is understood. */
bool text_out_math(
    struct text_out *out, dc_str tex, struct text_out_buffer *to);

/* text_out_quotes.c: the row of a language, or `fallback`. */
uint8_t text_out_quotes_of(dc_str lang, uint8_t fallback);
const char *text_out_quote(uint8_t quotes, bool is_double, bool is_closing);

/* text_out_marker.c: "iv." into `marker`, its length returned. */
size_t text_out_marker(
    int64_t number, int64_t style, int64_t delim, char *marker);
/* The widest marker of a list of `count` items, with its space. */
size_t text_out_marker_room(
    int64_t start, uint32_t count, int64_t style, int64_t delim);

typedef bool text_out_enter(struct text_out *out, struct text_out_frame *frame);
typedef void text_out_leave(struct text_out *out, struct text_out_frame *frame);

/* text_out_block.c */
text_out_leave text_out_leave_block;
text_out_leave text_out_leave_paragraph;
text_out_enter text_out_enter_paragraph;
text_out_enter text_out_enter_literal;
text_out_leave text_out_leave_literal;
text_out_leave text_out_leave_line;
text_out_enter text_out_enter_quote;
text_out_enter text_out_enter_rule;
text_out_enter text_out_enter_scene_break;
text_out_enter text_out_enter_page_break;
text_out_enter text_out_enter_raw;
text_out_enter text_out_enter_caption;
text_out_enter text_out_skip;

/* text_out_list.c */
text_out_enter text_out_enter_bullets;
text_out_enter text_out_enter_ordered;
text_out_leave text_out_leave_bullets;
text_out_leave text_out_leave_list;
text_out_enter text_out_enter_item;
text_out_leave text_out_leave_item;
text_out_leave text_out_leave_term;
text_out_enter text_out_enter_definition;

/* text_out_title.c: title, authors and date, before the text. */
void text_out_put_title(struct text_out *out);

/* text_out_heading.c */
text_out_enter text_out_enter_heading;
text_out_leave text_out_leave_heading;

/* text_out_inline.c */
text_out_enter text_out_enter_emph;
text_out_leave text_out_leave_emph;
text_out_enter text_out_enter_small_caps;
text_out_leave text_out_leave_small_caps;
text_out_enter text_out_enter_script;
text_out_leave text_out_leave_script;
text_out_enter text_out_enter_quoted;
text_out_leave text_out_leave_quoted;
text_out_enter text_out_enter_line_break;
text_out_enter text_out_enter_cite;
text_out_enter text_out_enter_citation;
text_out_leave text_out_leave_citation;
text_out_leave text_out_leave_prefix;
text_out_leave text_out_leave_link;
text_out_enter text_out_enter_image;
text_out_leave text_out_leave_image;
text_out_enter text_out_enter_math;
text_out_leave text_out_leave_math;
text_out_enter text_out_enter_span;

/* text_out_note.c */
text_out_enter text_out_enter_note;
/* A link's address for the list; its number is returned. */
uint64_t text_out_keep_link(struct text_out *out, dc_str url);
/* Renders the notes of what was just written, while it is there. */
void text_out_render_notes(struct text_out *out);
/* Puts what was rendered into the page. */
void text_out_flush_notes(struct text_out *out);
void text_out_flush_links(struct text_out *out);

/* text_out_table.c */
text_out_enter text_out_enter_table;
text_out_leave text_out_leave_table;
text_out_enter text_out_enter_column;
text_out_enter text_out_enter_section;
text_out_enter text_out_enter_row;
text_out_enter text_out_enter_cell;
text_out_leave text_out_leave_cell;
/* Takes lines that the flow of a cell ends. */
void text_out_record_start(struct text_out *out, size_t hang, size_t lead,
    const struct text_out_buffer *marker);
void text_out_record_put(struct text_out *out, const char *ptr, size_t len);
void text_out_record_end(struct text_out *out);

#endif
