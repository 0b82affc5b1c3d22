/* SPDX-License-Identifier: MIT */
/*
 * Private header of the plain text writer.
 *
 * text_writer.c walks the blocks by the table in text_out_rows.c;
 * text_out_line.c makes lines (indent, list markers, blank lines between
 * blocks, filling), text_out_marker.c list markers, text_out_table.c tables.
 */
#ifndef DOCCONV_PLUGIN_TEXT_OUT_H
#define DOCCONV_PLUGIN_TEXT_OUT_H

#include <stdbool.h>

#include "docconv/sdk/sdk.h"

/* Deeper nesting indents no further: each line would repeat it. */
#define TEXT_OUT_INDENT_MAX 64

/* Filled lines keep at least this width, however deep the indent. */
#define TEXT_OUT_WIDTH_MIN 20

/* A cell that is wider does not widen its column: all rows would pay. */
#define TEXT_OUT_CELL_MAX 80

/* Spans are honoured in this many columns. */
#define TEXT_OUT_COLUMNS_MAX 1000

/* The longest list marker: "(-9223372036854775808) " and its like. */
#define TEXT_OUT_MARKER_MAX 32

enum text_out_wrap {
    TEXT_OUT_WRAP_NONE,
    TEXT_OUT_WRAP_AUTO,
    TEXT_OUT_WRAP_KEEP
};

/* Bytes that grow; they last as long as the job. */
struct text_out_buffer {
    char *ptr;
    size_t len;
    size_t room;
};

/* Where lines go, and what is due before the next of them. */
struct text_out_sink {
    struct text_out_buffer *buffer; /* NULL: the output */
    size_t gap; /* blank lines before the next line */
    bool has_lines; /* something was written */
};

/* A node that is open. */
struct text_out_frame {
    uint32_t node;
    uint32_t kind;
    size_t indent; /* to go back to at its end */
    int64_t number; /* ORDERED_LIST: of the next item; children so far */
    size_t marker_width; /* of its items' markers */
    bool is_tight; /* ITEM: its text is no paragraph */
    bool has_text; /* CITE: it holds more than citations */
    bool is_shown; /* LINK: its address follows its text */
};

struct text_out_table;

struct text_out {
    dc_job *job;
    bool has_failed; /* memory ran out */
    dc_cursor cursor;
    enum text_out_wrap wrap;
    size_t columns;
    uint64_t reported; /* one bit a kind: its loss was reported */

    struct text_out_frame *frames;
    size_t depth;
    size_t room;

    /* The line at hand (text_out_line.c). */
    struct text_out_sink sink;
    size_t indent;
    struct text_out_buffer marker; /* due at the start of the next line */
    size_t marker_at; /* and its column */
    uint32_t marker_node; /* the span whose text the marker is */
    bool is_open; /* the line has begun */
    bool is_literal; /* in code or verse: never filled */
    size_t column; /* of the filled line */
    bool has_space; /* a space is due before the next word */
    struct text_out_buffer word; /* not yet on the line */
    size_t word_width;
    bool word_is_closed; /* the next character may stand on a new line */

    /* The outermost table that is open, and how many are open in all. */
    struct text_out_table *table;
    size_t tables;

    /* Notes that were met and are not yet written; and the written ones. */
    uint32_t *notes;
    size_t notes_first;
    size_t notes_count;
    size_t notes_room;
    uint64_t note_refs;
    uint64_t note_texts;
    struct text_out_buffer note_text;
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

/* The frame above the current one, or NULL. */
struct text_out_frame *text_out_parent(const struct text_out *out);
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

/* Lines (text_out_line.c). */
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
void text_out_hang(struct text_out *out, const char *marker, size_t width);
void text_out_indent(struct text_out *out, size_t width);

/* Columns that text takes (East Asian letters take two). */
size_t text_out_width(const char *ptr, size_t len);

/* Markers (text_out_marker.c): "iv." into `marker`, its width returned. */
size_t text_out_marker(
    int64_t number, int64_t style, int64_t delim, char *marker);
/* The widest marker of a list of `count` items, with its space. */
size_t text_out_marker_room(
    int64_t start, uint32_t count, int64_t style, int64_t delim);

/* Tables (text_out_table.c). */
bool text_out_enter_table(struct text_out *out, struct text_out_frame *frame);
void text_out_leave_table(struct text_out *out, struct text_out_frame *frame);
bool text_out_enter_column(struct text_out *out, struct text_out_frame *frame);
bool text_out_enter_section(struct text_out *out, struct text_out_frame *frame);
bool text_out_enter_row(struct text_out *out, struct text_out_frame *frame);
bool text_out_enter_cell(struct text_out *out, struct text_out_frame *frame);
void text_out_leave_cell(struct text_out *out, struct text_out_frame *frame);
/* True while text goes into a cell; text_out_put_cell then takes it. */
bool text_out_in_cell(const struct text_out *out);
void text_out_put_cell(struct text_out *out, const char *ptr, size_t len);

#endif
