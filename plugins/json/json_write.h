/* SPDX-License-Identifier: MIT */
/*
 * Private header of the JSON writer.
 *
 * json_write.c works off a plan: pieces of JSON, nodes and lists of children
 * that are still to be written.  Writing a node writes what stands before its
 * content and adds the rest to the plan, in the order in which it is to be
 * written.  So nothing recurses, and nothing is looked at twice.
 *
 * json_put_*.c know how the kinds are written, json_out.c strings and
 * attributes.
 */
#ifndef DOCCONV_PLUGIN_JSON_WRITE_H
#define DOCCONV_PLUGIN_JSON_WRITE_H

#include "json_names.h"

#define JSON_OUT_SIZE 32768

struct json_write;

/* Writes a node, or a part of one. */
typedef void json_put_step(struct json_write *write, uint32_t node);

/* Something that is still to be written; one of the three is given. */
struct json_todo {
    const char *text;
    json_put_step *step;
    uint64_t kinds; /* of the children to write, a bit each */
    uint32_t node; /* for the step; of children: the first */
    uint32_t until; /* the child to stop before, or 0 */
};

struct json_write {
    dc_job *job;
    bool has_failed; /* memory ran out */
    bool has_figures; /* the version written has them: 1.23 */
    bool has_lines; /* one for each block */
    bool has_positions;
    bool in_blocks; /* the node at hand stands among blocks */
    bool in_str; /* a Str is open, and the next run may go on with it */
    uint64_t block_kinds;
    uint64_t inline_kinds;
    uint64_t blocks; /* written so far */

    struct json_todo *todos; /* what comes first is last */
    size_t depth;
    size_t room;

    dc_cursor cursor; /* for the run at hand */
    dc_view view;

    char last; /* the last byte that was put */
    size_t used;
    char out[JSON_OUT_SIZE];
};

#define JSON_KIND(kind) ((uint64_t)1 << (kind))
_Static_assert(DC_KIND_COUNT <= 64, "a kind has a bit");

/* The plan (json_write.c); what is added first is written first. */
void json_then_text(struct json_write *write, const char *text);
void json_then_step(
    struct json_write *write, json_put_step *step, uint32_t node);
/* The children of `node` that are of these kinds. */
void json_then_children(
    struct json_write *write, uint32_t node, uint64_t kinds);
/* Those from `first` to before `until`. */
void json_then_range(
    struct json_write *write, uint32_t first, uint32_t until, uint64_t kinds);

/* The first child of that kind, or the first from `child` on; 0 if none. */
uint32_t json_child_of_kind(
    struct json_write *write, uint32_t node, uint32_t kind);
uint32_t json_sibling_of_kind(
    struct json_write *write, uint32_t child, uint32_t kind);
void json_report_loss(struct json_write *write, uint32_t node, const char *rule,
    const char *message);

/* Output (json_out.c). */
/* What has no room behind what was collected. */
void json_put_rest(struct json_write *write, const char *ptr, size_t len);

static inline void
json_put(struct json_write *write, const char *ptr, size_t len)
{
    if (len == 0)
        return;
    write->last = ptr[len - 1];
    if (len > JSON_OUT_SIZE - write->used) {
        json_put_rest(write, ptr, len);
        return;
    }
    memcpy(write->out + write->used, ptr, len);
    write->used += len;
}

/* Inline, so that the length of a literal costs nothing. */
static inline void
json_puts(struct json_write *write, const char *text)
{
    json_put(write, text, strlen(text));
}

void json_put_dc_str(struct json_write *write, dc_str text);
/* A comma, unless this is the first of its list. */
void json_separate(struct json_write *write);
void json_put_escaped(struct json_write *write, dc_str text);
void json_put_quoted(struct json_write *write, dc_str text);
void json_put_number(struct json_write *write, int64_t number);
void json_put_real(struct json_write *write, double number);
/* {"t":"AlignLeft"} */
void json_put_choice(
    struct json_write *write, const struct json_choice *choice, int64_t number);
void json_flush_out(struct json_write *write);

/* Attributes (json_out_attr.c). */
/* One more pair; none if the key is NULL or the value empty. */
struct json_pair {
    const char *key;
    dc_str value;
};
bool json_node_has_attr(struct json_write *write, uint32_t node);
/*
 * The Attr of a node.  `as` is the kind that the first class names, or
 * DC_DOCUMENT.
 */
void json_put_node_attr(struct json_write *write, uint32_t node, uint32_t as,
    const struct json_pair *pair);
/*
 * True if there is what pandoc's type for the kind cannot say, so that the node
 * stands in a wrapper.
 */
bool json_needs_wrapper(
    struct json_write *write, uint32_t node, uint32_t kind);
/* [Attr,[ of a wrapper, and what ends it is the caller's: "]]}". */
void json_open_wrapper(struct json_write *write, uint32_t node, uint32_t as);
void json_put_table_attr(
    struct json_write *write, uint32_t table, int64_t missing_from);

/* Nodes. */
/*
 * A list that is content of a node without a constructor, such as an item:
 * in brackets, with a wrapper in it if the node has attributes.
 */
void json_put_part(struct json_write *write, uint32_t node);
/* {"t":"Para","c": */
void json_put_constructor(struct json_write *write, uint32_t kind);
/* The runs of a node that holds nothing else, as a string. */
void json_put_content(struct json_write *write, uint32_t node);
/* A run among inlines. */
void json_put_run(struct json_write *write, dc_str text, uint32_t flags);
void json_end_str(struct json_write *write);
/* True for what stands for a Str that no run can hold; it is then written. */
bool json_put_odd_str(struct json_write *write, uint32_t span);
json_put_step json_put_table;
json_put_step json_put_row;
json_put_step json_put_cell;
json_put_step json_put_figure;

/* How each kind is written, its wrapper aside; NULL: by its parent. */
extern json_put_step *const json_put_steps[DC_KIND_COUNT];

extern const dc_writer json_format_writer;

#endif
