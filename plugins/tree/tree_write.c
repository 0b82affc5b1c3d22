/* SPDX-License-Identifier: MIT */
/*
 * The tree writer: one walk, one line a node.  Runs of text that glue are
 * joined and then cut behind their line feeds, so that how a reader sliced
 * its text leaves no trace and a paragraph reads line by line.
 */
#include "tree.h"

struct tree_write {
    dc_cursor cursor;
    bool positions;
    bool in_text; /* a string is open */
    bool is_cut; /* and its last character was a line feed */
    uint32_t literal; /* its DC_TEXT_LITERAL */
};

static void
put_text_start(dc_job *job, const dc_view *view, uint32_t flags)
{
    tree_put_indent(job, view->depth);
    if (flags) {
        tree_put_str(job, tree_kinds[DC_TEXT].word);
        if (flags & DC_TEXT_BREAK)
            dc_puts(job, " " TREE_BREAK_WORD);
        if (flags & DC_TEXT_LITERAL)
            dc_puts(job, " " TREE_LITERAL_WORD);
        dc_puts(job, " ");
    }
    dc_puts(job, "\"");
}

static void
end_text(dc_job *job, struct tree_write *write)
{
    if (write->in_text)
        dc_puts(job, "\"\n");
    write->in_text = false;
}

static void
start_text(
    dc_job *job, struct tree_write *write, const dc_view *view, uint32_t flags)
{
    end_text(job, write);
    put_text_start(job, view, flags);
    write->in_text = true;
    write->is_cut = false;
    write->literal = flags & DC_TEXT_LITERAL;
}

static void
put_run(dc_job *job, struct tree_write *write, const dc_view *view)
{
    dc_str left = view->text;
    uint32_t flags = view->flags & (DC_TEXT_BREAK | DC_TEXT_LITERAL);
    uint32_t literal = flags & DC_TEXT_LITERAL;
    bool glues =
        write->in_text && !(flags & DC_TEXT_BREAK) && literal == write->literal;
    if (!glues)
        start_text(job, write, view, flags);
    while (left.len) {
        const char *feed = memchr(left.ptr, '\n', left.len);
        size_t part = feed ? (size_t)(feed - left.ptr) + 1 : left.len;
        if (write->is_cut)
            start_text(job, write, view, literal);
        tree_put_escaped(job, dc_str_slice(left.ptr, part));
        write->is_cut = feed != NULL;
        left = dc_str_slice(left.ptr + part, left.len - part);
    }
}

static void
put_field_name(dc_job *job, uint32_t field)
{
    dc_puts(job, " ");
    tree_put_str(job, tree_fields[field].word);
    dc_puts(job, "=");
}

/* A field that was never set reads as 0 or empty, and is not written. */
static void
put_field(dc_job *job, uint32_t node, uint32_t field)
{
    if (tree_fields[field].type == TREE_TYPE_I) {
        int64_t value = dc_int_field(job, node, field);
        if (value == 0)
            return;
        put_field_name(job, field);
        tree_put_int(job, value);
    } else if (tree_fields[field].type == TREE_TYPE_R) {
        double value = job->host->walk->real_field(job, node, field);
        if (value == 0)
            return;
        put_field_name(job, field);
        tree_put_real(job, value);
    } else if (tree_fields[field].type == TREE_TYPE_S) {
        dc_str value = dc_str_field(job, node, field);
        if (value.len == 0)
            return;
        put_field_name(job, field);
        tree_put_quoted(job, value);
    }
}

static void
put_attrs(dc_job *job, uint32_t node)
{
    dc_str key;
    dc_str value;
    uint32_t i = 0;
    for (; job->host->walk->attr_at(job, node, i, &key, &value); i++) {
        dc_puts(job, i == 0 ? " {" : " ");
        if (tree_is_bare(key))
            tree_put_str(job, key);
        else
            tree_put_quoted(job, key);
        dc_puts(job, "=");
        tree_put_quoted(job, value);
    }
    if (i)
        dc_puts(job, "}");
}

static void
put_pos(dc_job *job, uint64_t pos)
{
    dc_puts(job, " @");
    if (pos == DC_POS_NONE)
        dc_puts(job, "-");
    else
        tree_put_unsigned(job, pos);
}

static void
put_node(dc_job *job, const struct tree_write *write, const dc_view *view)
{
    tree_put_indent(job, view->depth);
    tree_put_str(job, tree_kinds[view->kind].word);
    if (write->positions)
        put_pos(job, view->pos);
    for (uint32_t field = 1; field < DC_F_COUNT; field++)
        put_field(job, view->node, field);
    put_attrs(job, view->node);
    dc_puts(job, "\n");
}

/* A kind of a newer host: its text is kept, what it was is not. */
static void
put_unknown(dc_job *job, const dc_view *view)
{
    dc_report_at(job, DC_DIAG_LOSS, "tree-kind",
        dc_str_of("a node of a kind this plugin does not know is left out"),
        view->pos);
}

static int32_t
write_subtree(dc_job *job, uint32_t node)
{
    struct tree_write *write = job->state;
    dc_view view;
    dc_walk_start(job, &write->cursor, &view, node);
    while (dc_walk_next(job, &write->cursor, &view) != DC_END) {
        if (view.kind == DC_TEXT) {
            put_run(job, write, &view);
            continue;
        }
        end_text(job, write);
        if (view.op == DC_CLOSE)
            continue;
        if (view.kind < DC_KIND_COUNT) {
            put_node(job, write, &view);
            continue;
        }
        put_unknown(job, &view);
        if (view.op == DC_OPEN)
            dc_walk_skip(job, &write->cursor);
    }
    end_text(job, write);
    return dc_fail(job, DC_OK);
}

static int32_t
begin(dc_job *job)
{
    struct tree_write *write = dc_alloc(job, sizeof(*write));
    if (!write)
        return DC_E_NOMEM;
    job->state = write;
    write->positions = dc_option_int(job, "tree-positions") != 0;
    dc_puts(job, TREE_VERSION_LINE "\n");
    uint32_t entry;
    for (uint32_t i = 0; (entry = job->host->walk->meta_at(job, i)) != 0; i++)
        write_subtree(job, entry);
    return dc_fail(job, DC_OK);
}

static int32_t
end(dc_job *job)
{
    tree_media_write(
        job, dc_str_equal(dc_option_str(job, "tree-media"), "data"));
    return dc_fail(job, DC_OK);
}

const dc_writer tree_writer = {
    .struct_size = sizeof(dc_writer),
    .begin = begin,
    .block = write_subtree,
    .end = end,
};
