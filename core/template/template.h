/* SPDX-License-Identifier: MIT */
/*
 * Private header of the template service.
 *
 * template_parse.c turns a template into a flat program (template_scan.c reads
 * names, pipes and separators), template_render.c runs it with stacks of its
 * own, template_value.c holds the values, template_pipe.c transforms them, and
 * template_layout.c puts text on lines: indentation, cells beside each other,
 * which line ends count.  Nothing recurses.
 *
 * The language is pandoc's, by its manual and by what pandoc 2.17 and 3.10 do.
 */
#ifndef DOCCONV_TEMPLATE_H
#define DOCCONV_TEMPLATE_H

#include <stdbool.h>

#include "docconv/ext/template.h"
#include "docconv/sdk/sdk.h"

enum {
    /* Instructions of one template with its partials. */
    TEMPLATE_STEPS_MAX = 1 << 20,
    /* Constructs open at one place, partials among them. */
    TEMPLATE_NESTING_MAX = 256,
    TEMPLATE_PARTIALS_MAX = 50, /* pandoc's number */
    TEMPLATE_PARTS_MAX = 32,
    TEMPLATE_PIPES_MAX = 32,
    /* Columns of a cell or of an indentation. */
    TEMPLATE_WIDTH_MAX = 100000,
    /* Instructions run between two looks at the clock. */
    TEMPLATE_TICK = 1 << 16,
    /* Instructions run in all: loops in loops would never end. */
    TEMPLATE_RUN_MAX = 1 << 28,
    TEMPLATE_OUTPUT_MAX = 1 << 30
};

/* Memory for what lives as long as one value or one turn of a loop. */
struct template_chunk {
    struct template_chunk *next;
    size_t size;
    max_align_t data[];
};

struct template_scratch {
    dc_job *job;
    struct template_chunk *first;
    struct template_chunk *current;
    size_t used; /* of the current chunk */
};

struct template_mark {
    struct template_chunk *current;
    size_t used;
};

void *template_scratch_take(struct template_scratch *scratch, size_t size);
struct template_mark template_scratch_mark(
    const struct template_scratch *scratch);
void template_scratch_release(
    struct template_scratch *scratch, const struct template_mark *mark);

/* Values (template_value.c). */

enum template_value_kind {
    TEMPLATE_NOTHING,
    TEMPLATE_TEXT,
    TEMPLATE_BOOL,
    TEMPLATE_LIST,
    TEMPLATE_MAP,
    TEMPLATE_OVERLAY, /* a map in which one key has another value */
    TEMPLATE_PIPED, /* a pipe that is still to be applied to its base */
    TEMPLATE_CELL, /* text in a block of fixed width */
    TEMPLATE_BODY /* what is written later */
};

struct template_entry {
    dc_str key;
    const struct template_value *value;
};

struct template_value {
    enum template_value_kind kind;
    bool truth;
    dc_str text; /* TEXT, CELL; OVERLAY: the key */
    size_t count;
    const struct template_value *const *items; /* LIST */
    const struct template_entry *entries; /* MAP, in order of the keys */
    const struct template_value *base; /* OVERLAY, PIPED */
    const struct template_value *value; /* OVERLAY */
    const struct template_pipe *pipe; /* PIPED, CELL */
};

extern const struct template_value template_nothing;

/* The outermost map, variables included; NULL: no memory. */
const struct template_value *template_values_root(const dc_values *values);
/* The value of `key` in a MAP or OVERLAY; NULL if it is neither or has none. */
const struct template_value *template_value_field(
    const struct template_value *map, dc_str key);
bool template_str_equal(dc_str a, dc_str b);

dc_values *DC_CALL template_values(dc_job *job);
void DC_CALL template_put_string(dc_values *values, dc_str key, dc_str text);
void DC_CALL template_put_bool(dc_values *values, dc_str key, int32_t truth);
void DC_CALL template_open_map(dc_values *values, dc_str key);
void DC_CALL template_open_list(dc_values *values, dc_str key);
void DC_CALL template_close(dc_values *values);
void DC_CALL template_add_variable(dc_values *values, dc_str key, dc_str text);
void DC_CALL template_put_variable(dc_values *values, dc_str assignment);

/* Pipes (template_pipe.c). */

enum template_pipe_kind {
    TEMPLATE_PAIRS,
    TEMPLATE_FIRST,
    TEMPLATE_LAST,
    TEMPLATE_REST,
    TEMPLATE_ALLBUTLAST,
    TEMPLATE_LENGTH,
    TEMPLATE_REVERSE,
    TEMPLATE_UPPERCASE,
    TEMPLATE_LOWERCASE,
    TEMPLATE_CHOMP,
    TEMPLATE_NOWRAP,
    TEMPLATE_ALPHA,
    TEMPLATE_ROMAN,
    TEMPLATE_LEFT,
    TEMPLATE_RIGHT,
    TEMPLATE_CENTER,
    TEMPLATE_PIPE_COUNT
};

struct template_pipe {
    enum template_pipe_kind kind;
    size_t width;
    dc_str left; /* borders of a cell */
    dc_str right;
};

extern const char *const template_pipe_names[TEMPLATE_PIPE_COUNT];

/* The value without pipes to be applied at its top; NULL: no memory. */
const struct template_value *template_value_force(
    struct template_scratch *scratch, const struct template_value *value);
const struct template_value *template_pipe_apply(
    struct template_scratch *scratch, const struct template_pipe *pipe,
    const struct template_value *value);
/* What a pipe makes of one line of text. */
dc_str template_pipe_line(struct template_scratch *scratch,
    enum template_pipe_kind pipe, dc_str line);

/* Characters (template_text.c). */
size_t template_text_width(dc_str text);
/* The first character, at least one byte, and its columns. */
size_t template_char_length(dc_str text, size_t *width);
size_t template_text_count(dc_str text);
bool template_text_is_utf8(dc_str text);
dc_str template_text_case(
    struct template_scratch *scratch, dc_str text, bool is_upper);
dc_str template_text_reverse(struct template_scratch *scratch, dc_str text);
/* The words of the text in lines of `width` columns, at least one. */
dc_str template_text_wrap(
    struct template_scratch *scratch, dc_str text, size_t width);

/* Layout (template_layout.c). */

enum template_piece_kind {
    TEMPLATE_PIECE_TEXT, /* without line feed */
    TEMPLATE_PIECE_NEWLINE,
    TEMPLATE_PIECE_SPACE, /* one at most, and none at the ends of a line */
    TEMPLATE_PIECE_CELL,
    TEMPLATE_PIECE_FILL, /* a border, as high as the cells beside it */
    TEMPLATE_PIECE_NEST,
    TEMPLATE_PIECE_UNNEST
};

struct template_piece {
    enum template_piece_kind kind;
    enum template_pipe_kind side; /* CELL */
    size_t width; /* CELL, FILL; NEST: how deep */
    dc_str text;
};

struct template_pieces {
    struct template_piece *items;
    size_t count;
    size_t room;
};

struct template_layout {
    dc_job *job;
    struct template_scratch *scratch;
    char *data;
    size_t len;
    size_t room;
    size_t column;
    size_t nest_count; /* of which the first nest_live have content */
    size_t nest_live;
    size_t nests[TEMPLATE_NESTING_MAX + 1];
    size_t indent; /* sum of those that have */
    bool at_newline; /* nothing or a line end was written last */
    bool has_newline; /* a line end that may turn out to be the last */
    bool has_space;
    struct template_pieces cells; /* that stand beside each other */
};

void template_layout_put(
    struct template_layout *layout, const struct template_piece *piece);
/* Writes what is waiting; the end of the text. */
void template_layout_finish(struct template_layout *layout);
/* The same in the middle, where something else comes between. */
void template_layout_flush(struct template_layout *layout);
bool template_pieces_add(dc_job *job, struct template_pieces *pieces,
    const struct template_piece *piece);

/* Programs. */

struct template_variable {
    size_t part_count;
    size_t pipe_count;
    const dc_str *parts;
    const struct template_pipe *pipes;
};

enum template_step_kind {
    TEMPLATE_STEP_NONE,
    TEMPLATE_STEP_PIECE, /* text, line end, space */
    TEMPLATE_STEP_VALUE, /* a variable's value */
    TEMPLATE_STEP_IF, /* goes to `target` if it is not true */
    TEMPLATE_STEP_JUMP,
    TEMPLATE_STEP_LOOP, /* `target`: its SEPARATOR */
    TEMPLATE_STEP_SEPARATOR, /* end of a turn; `target`: its AGAIN */
    TEMPLATE_STEP_AGAIN,
    TEMPLATE_STEP_NEST,
    TEMPLATE_STEP_UNNEST,
    TEMPLATE_STEP_CAPTURE, /* what follows goes through pipes */
    TEMPLATE_STEP_RELEASE
};

struct template_step {
    enum template_step_kind kind;
    enum template_piece_kind piece;
    size_t target;
    dc_str text;
    const struct template_variable *variable; /* RELEASE: its pipes */
};

struct dc_template {
    dc_job *job;
    struct template_step *steps;
    size_t count;
    size_t room;
};

/* Makes room in an array of the job's memory; false: there is none. */
bool template_grow(
    dc_job *job, void **array, size_t *room, size_t used, size_t size);

#define TEMPLATE_GROW(job, array, used)                                        \
    template_grow((job), (void **)&(array)->items, &(array)->room, (used),     \
        sizeof(*(array)->items))

dc_template *DC_CALL template_parse(dc_job *job, dc_str source, dc_str name,
    dc_partial_source partial, void *user);
int32_t DC_CALL template_render(dc_template *self, const dc_values *values,
    const char *body, dc_str *before, dc_str *after);

#endif
