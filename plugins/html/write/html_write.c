/* SPDX-License-Identifier: MIT */
/*
 * The walk of the HTML writer.  It keeps its own stack of frames, since most
 * decisions ask for the parent and HTML wants the parts of tables and
 * figures in one order.  What is done at a node says its row in html_rows.c.
 */
#include "write/html_write.h"

void *
html_alloc(struct html_write *write, size_t size)
{
    void *memory = dc_alloc(write->job, size);
    write->has_failed = write->has_failed || !memory;
    return memory;
}

bool
html_grow(struct html_write *write, void **array, size_t *room, size_t used,
    size_t size)
{
    if (used < *room)
        return true;
    size_t want = *room ? *room * 2 : 16;
    void *bigger = want <= SIZE_MAX / size
        ? html_alloc(write, want * size) : html_alloc(write, SIZE_MAX);
    if (!bigger)
        return false;
    if (used)
        memcpy(bigger, *array, used * size);
    *array = bigger;
    *room = want;
    return true;
}

struct html_frame *
html_parent(const struct html_write *write)
{
    return write->depth > 1 ? &write->frames[write->depth - 2] : NULL;
}

/* In which pass over its parent's children a kind is written. */
static uint32_t
pass_of(uint32_t parent, uint32_t kind)
{
    if (parent == DC_FIGURE)
        return kind == DC_CAPTION;
    return kind == DC_CAPTION ? 0 :
        kind == DC_COLUMN ? 1 :
        kind == DC_TABLE_HEAD ? 2 :
        kind == DC_TABLE_BODY ? 3 :
        4;
}

static uint32_t
last_pass(uint32_t parent)
{
    return parent == DC_FIGURE ? 1 : parent == DC_TABLE ? 4 : 0;
}

/* The child to come next: captions, heads and feet where HTML wants them. */
static uint32_t
next_child(struct html_write *write, struct html_frame *frame)
{
    const dc_walk *walk = write->job->host->walk;
    uint32_t last = last_pass(frame->kind);
    for (;;) {
        while (frame->child) {
            uint32_t child = frame->child;
            frame->child = walk->sibling(write->job, child);
            if (last == 0 || frame->pass ==
                    pass_of(frame->kind, dc_kind(write->job, child)))
                return child;
        }
        if (frame->pass == last)
            return 0;
        frame->pass++;
        frame->child = frame->first;
    }
}

/* A kind of a newer host: its content is written, what it was is not. */
static const struct html_row *
row_of(struct html_write *write, uint32_t node, uint32_t kind)
{
    static const struct html_row unknown = {.layout = HTML_INLINE};
    const struct html_row *row =
        kind < DC_KIND_COUNT ? &html_rows[kind] : &unknown;
    if (!row->is_known)
        dc_report_at(write->job, DC_DIAG_LOSS, "html-kind",
            dc_str_of("a kind of node that HTML output does not know"),
            write->job->host->walk->pos(write->job, node));
    return row;
}

static bool
starts_with_plain(struct html_write *write, const struct html_frame *frame)
{
    return frame->first == 0 ||
        dc_kind(write->job, frame->first) == DC_PLAIN;
}

static void
enter(struct html_write *write, uint32_t node)
{
    const dc_walk *walk = write->job->host->walk;
    uint32_t kind = dc_kind(write->job, node);
    if (write->depth) {
        struct html_frame *parent = &write->frames[write->depth - 1];
        parent->kind_before = parent->kind_now;
        parent->kind_now = kind;
    }
    if (write->raw.count && write->depth && kind == DC_CAPTION)
        html_raw_leave(write, write->depth);
    if (write->raw.count)
        html_raw_meet(write, node, kind);
    if (kind == DC_TEXT) {
        html_put_text(write, walk->text(write->job, node));
        return;
    }
    if (!html_grow(write, (void **)&write->frames, &write->room,
            write->depth, sizeof(*write->frames)))
        return;
    const struct html_row *row = row_of(write, node, kind);
    struct html_frame *frame = &write->frames[write->depth++];
    struct html_frame fresh = {.element = row->element, .node = node};
    fresh.kind = kind;
    fresh.first = walk->first(write->job, node);
    fresh.child = fresh.first;
    *frame = fresh;
    bool goes_on = true;
    if (row->enter)
        goes_on = row->enter(write, frame);
    else if (frame->element)
        html_start_tag(write, node, frame->element, row->class_name);
    frame = &write->frames[write->depth - 1];
    if (!goes_on)
        frame->child = frame->first = 0;
    frame->begun = write->bytes;
    if (frame->element && (row->layout == HTML_HOLDER ||
            (row->layout == HTML_ITEM && !starts_with_plain(write, frame))))
        html_puts(write, "\n");
}

static void
leave(struct html_write *write)
{
    const dc_walk *walk = write->job->host->walk;
    struct html_frame *frame = &write->frames[write->depth - 1];
    uint32_t kind = frame->kind;
    const struct html_row *row =
        kind < DC_KIND_COUNT ? &html_rows[kind] : NULL;
    bool ends_note = write->in_note && write->depth == 1 &&
        (kind == DC_PARA || kind == DC_PLAIN) &&
        walk->sibling(write->job, frame->node) == 0;
    if (write->raw.count)
        html_raw_leave(write, write->depth);
    if (ends_note)
        html_put_back_link(write);
    if (kind == DC_DIV)
        html_close_sections(write, write->depth);
    if (row && row->leave)
        row->leave(write, frame);
    if (frame->element) {
        html_puts(write, "</");
        html_puts(write, frame->element);
        html_puts(write, ">");
        if (row && row->layout != HTML_INLINE)
            html_puts(write, "\n");
    }
    write->depth--;
}

void
html_walk(struct html_write *write, uint32_t node)
{
    if (write->has_failed)
        return;
    enter(write, node);
    while (write->depth && !write->has_failed) {
        uint32_t child =
            next_child(write, &write->frames[write->depth - 1]);
        if (child)
            enter(write, child);
        else
            leave(write);
    }
}

static int32_t
begin(dc_job *job)
{
    struct html_write *write = dc_alloc(job, sizeof(*write));
    if (!write)
        return DC_E_NOMEM;
    write->job = job;
    job->state = write;
    int32_t status = html_read_options(write);
    if (status != DC_OK)
        return status;
    if (write->options.is_standalone)
        return html_begin_page(write);
    if (job->host->walk->meta_at(job, 0))
        dc_report(job, DC_DIAG_NOTE, "html-metadata",
            "an HTML fragment has no place for metadata");
    return DC_OK;
}

static int32_t
write_block(dc_job *job, uint32_t node)
{
    struct html_write *write = job->state;
    html_walk(write, node);
    html_write_notes(write);
    html_add_to_toc(write);
    if (write->options.notes_at == HTML_NOTES_BLOCK)
        html_list_notes(write);
    if (write->page)
        html_add_to_page(write, node);
    return dc_fail(job, DC_OK);
}

static int32_t
end(dc_job *job)
{
    struct html_write *write = job->state;
    html_raw_leave(write, 0);
    if (write->options.notes_at == HTML_NOTES_SECTION)
        html_list_notes(write);
    html_close_sections(write, 0);
    html_list_notes(write);
    html_end_toc(write);
    if (write->page)
        html_end_page(write);
    return dc_fail(job, DC_OK);
}

static void
free_state(dc_job *job)
{
    if (job->state)
        html_raw_free(job->state);
}

const dc_writer html_writer = {
    .struct_size = sizeof(dc_writer),
    .begin = begin,
    .block = write_block,
    .end = end,
    .free = free_state,
};
