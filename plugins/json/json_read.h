/* SPDX-License-Identifier: MIT */
/*
 * Private header of the JSON reader.
 *
 * json_read.c takes the document apart into units (the version, the metadata,
 * each top-level block), has each checked (json_scan.h) and works off a stack
 * of tasks: a task is a list whose elements are read one by one, or a single
 * value; what is read may put further tasks on the stack.  So nothing here
 * recurses.  The functions for the types of pandoc stand in json_block.c,
 * json_inline.c, json_table.c and json_meta.c.
 *
 * The first thing that is not as it must be is reported, and everything after
 * it does nothing.
 */
#ifndef DOCCONV_PLUGIN_JSON_READ_H
#define DOCCONV_PLUGIN_JSON_READ_H

#include "json_names.h"
#include "json_scan.h"

struct json_read;

/* Reads one value of a kind that the function knows. */
typedef void json_step(struct json_read *read, struct json_value value);

/* Something to be read, and the node that it is the content of. */
struct json_task {
    struct json_value at; /* the value, or where in the list we are */
    uint32_t until; /* in a list: the element to stop before, or 0 */
    json_step *step;
    uint16_t kind; /* closed at the end; DC_DOCUMENT: no node */
    uint16_t what; /* in json_read.c */
};

/* An Attr: its three parts, and what is ours in it. */
struct json_attr {
    bool is_given;
    bool skips_class; /* the first class says what the wrapper is for */
    bool skips_columns; /* of a table: the keys that speak of columns */
    struct json_value id;
    struct json_value classes;
    struct json_value pairs;
};

/* {"t": tag, "c": content} */
struct json_node {
    struct json_value self;
    dc_str tag;
    struct json_value content;
    bool has_content;
};

/* Memory for decoded strings; the last content is lost when it is reused. */
struct json_scratch {
    char *ptr;
    size_t room;
};

/* Text that is collected, since runs of neighbours cost one node together. */
struct json_run {
    char *ptr;
    size_t len;
    size_t room;
    uint32_t flags; /* DC_TEXT_ */
    bool is_after_str;
};

struct json_read {
    dc_job *job;
    const char *input;
    const char *end;
    struct json_scan scan;
    struct json_unit unit;
    bool has_failed;
    bool is_damaged; /* the last string held half of a surrogate pair */
    bool has_figures; /* the version has figures of their own: 1.23 */

    struct json_task *tasks;
    size_t depth;
    size_t room;

    struct json_attr pending; /* of a wrapper, for the next node */
    struct json_run run;
    struct json_scratch key;
    struct json_scratch text;
};

/* Reports a member that its type does not have. */
void json_report_member(struct json_read *read, dc_str key);

/* Reports at the value, once.  `message` says what was expected. */
void json_fail(
    struct json_read *read, struct json_value value, const char *message);
void json_fail_at(struct json_read *read, int32_t status, const char *at,
    const char *message);
/* Room for `size` bytes; false, and failed, if there is no memory. */
bool json_reserve(
    struct json_read *read, struct json_scratch *scratch, size_t size);

/* Tasks (json_read.c).  The one put last is done first. */
/* The list is the content of the open node of `kind`. */
void json_put_list(struct json_read *read, struct json_value list,
    json_step *step, uint32_t kind);
/* The same of an object; `step` is given the places of the keys. */
void json_put_members(struct json_read *read, struct json_value object,
    json_step *step, uint32_t kind);
/*
 * Opens a node whose content is the list, now or when its turn comes.  Its
 * attributes are those of a wrapper in the list, if there is one.
 */
void json_open_list(struct json_read *read, struct json_value list,
    json_step *step, uint32_t kind);
void json_put_node(struct json_read *read, struct json_value list,
    json_step *step, uint32_t kind);
/* A single value. */
void json_put_value(
    struct json_read *read, struct json_value value, json_step *step);
/* Nothing is left but to close the node. */
void json_put_end(struct json_read *read, uint32_t kind);
/* Of the list that was put last: begins at a cursor, ends before `last`. */
void json_start_list(struct json_read *read, struct json_value cursor);
void json_stop_list(struct json_read *read, struct json_value last);
/* Works off all tasks. */
void json_work(struct json_read *read);

/* Values (json_parts.c).  False, and failed, if they are of another kind. */
bool json_read_node(
    struct json_read *read, struct json_value value, struct json_node *node);
/* Takes an array of exactly `count` values apart. */
bool json_read_tuple(struct json_read *read, struct json_value value,
    struct json_value *parts, size_t count);
/* The content of a node, which must be such an array. */
bool json_read_parts(struct json_read *read, const struct json_node *node,
    struct json_value *parts, size_t count);
bool json_read_str(struct json_read *read, struct json_value value,
    struct json_scratch *scratch, dc_str *text);
bool json_read_int(
    struct json_read *read, struct json_value value, int64_t *number);
bool json_read_real(
    struct json_read *read, struct json_value value, double *number);
bool json_read_choice(struct json_read *read, struct json_value value,
    const struct json_choice *choice, int64_t *number);
bool json_is_array(struct json_read *read, struct json_value value);
/* True for a node of that constructor with that content.  Never fails. */
bool json_is_tagged(struct json_read *read, struct json_value value, dc_str tag,
    struct json_value *content);
/* The only element of the list, if it has but one. */
bool json_lone_element(
    struct json_read *read, struct json_value list, struct json_value *element);

/* Nodes of the tree (json_attr.c). */
bool json_read_attr(
    struct json_read *read, struct json_value value, struct json_attr *attr);
/*
 * Opens a node with these attributes, or with those of its wrapper; `attr`
 * may be NULL.
 */
void json_open(struct json_read *read, uint32_t kind, struct json_value at,
    const struct json_attr *attr);
void json_close(struct json_read *read, uint32_t kind);
/* The value of one key of ours in the attributes; empty if not there. */
dc_str json_own_value(
    struct json_read *read, const struct json_attr *attr, dc_str key);
/* What follows "docconv-" in the first class; empty if nothing does. */
dc_str json_own_class(struct json_read *read, const struct json_attr *attr);
/* True if there is more in it than the class of ours. */
bool json_has_more(struct json_read *read, const struct json_attr *attr);

/* Wrappers: a Div or Span of ours, by its first class (json_wrap.c). */
/*
 * True if `list`, the content of a node of `kind`, is nothing but a wrapper
 * of that kind's attributes; *attr and *list are then the wrapper's.
 */
bool json_unwrap(struct json_read *read, uint32_t kind, struct json_value *list,
    struct json_attr *attr);
/*
 * True if this Div or Span means a node of ours or the attributes of the one
 * node in it; it is then read.  `group` is DC_G_BLOCK or DC_G_INLINE.
 */
bool json_read_wrapped(struct json_read *read, const struct json_node *node,
    struct json_attr *attr, struct json_value content, int group);

/* Text (json_text.c). */
void json_put_str(struct json_read *read, struct json_value string);
void json_put_space(struct json_read *read, char space);
void json_flush(struct json_read *read);
/* A string as the content of the open node. */
void json_put_literal(struct json_read *read, struct json_value string);
/* Words only, for an image's description: what is in the inlines. */
void json_put_words(struct json_read *read, struct json_value inlines);

/* Steps, by the type of pandoc that they read. */
json_step json_block;
json_step json_inline;
/* Caption: [ShortCaption or null, blocks]; of tables and figures. */
json_step json_caption;

/* Functions for the constructors of a kind. */
typedef void json_reader(
    struct json_read *read, const struct json_node *node, uint32_t kind);
json_reader json_leaf_node; /* no c */
json_reader json_text_node; /* c is [Attr, text] */
json_reader json_raw_node; /* c is [format, text] */
json_reader json_table;
json_reader json_figure;

/* c is a list, read by `step`. */
void json_list_node(struct json_read *read, const struct json_node *node,
    uint32_t kind, json_step *step);
/* [URL, title] of the open node, the title without its first bytes. */
bool json_put_target(
    struct json_read *read, struct json_value value, size_t skipped);

/*
 * Figures of pandoc before 3 (json_figure.c): a paragraph of one image with a
 * mark in its title, or a Div of ours.
 */
bool json_is_marked_image(struct json_read *read, struct json_value inlines,
    struct json_value *image);
void json_read_marked_image(
    struct json_read *read, struct json_value at, struct json_value image);
void json_read_div_figure(struct json_read *read, struct json_value at,
    const struct json_attr *attr, struct json_value blocks);

/* All of the metadata: the unit is its object (json_meta.c). */
void json_read_meta(struct json_read *read, struct json_value object);

extern const dc_reader json_format_reader;

#endif
