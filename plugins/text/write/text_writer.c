/* SPDX-License-Identifier: MIT */
/*
 * The plain text writer: what a person would type.  One line a paragraph and
 * a blank line between them, so that reading the result back finds the same
 * paragraphs; words are never split and never left out.
 */
#include "write/text_writer.h"

#include "write/text_out.h"

struct text_out_frame *
text_out_parent(const struct text_out *out)
{
    return out->depth > 1 ? &out->frames[out->depth - 2] : NULL;
}

static const struct text_out_row *
row_of(uint32_t kind)
{
    static const struct text_out_row unknown = {
        .loss = "a kind of node that plain text output does not know"};
    bool is_known = kind < DC_KIND_COUNT && text_out_rows[kind].is_known;
    return is_known ? &text_out_rows[kind] : &unknown;
}

/* What text cannot show is said once for each kind. */
static void
report_loss(
    struct text_out *out, const struct text_out_row *row, const dc_view *view)
{
    uint64_t bit = (uint64_t)1 << (view->kind < 63 ? view->kind : 63);
    if (!row->loss || out->reported & bit)
        return;
    out->reported |= bit;
    dc_report_at(
        out->job, DC_DIAG_LOSS, "text-format", dc_str_of(row->loss), view->pos);
}

static void
put_run(struct text_out *out, const dc_view *view)
{
    const struct text_out_frame *parent =
        out->depth ? &out->frames[out->depth - 1] : NULL;
    if (parent && parent->kind == DC_CODE_BLOCK)
        text_out_put_lines(out, view->text.ptr, view->text.len);
    else
        text_out_put(out, view->text.ptr, view->text.len);
}

static void
enter(struct text_out *out, const dc_view *view)
{
    const struct text_out_row *row = row_of(view->kind);
    report_loss(out, row, view);
    if (!text_out_grow(out, (void **)&out->frames, &out->room, out->depth,
            sizeof(*out->frames)))
        return;
    struct text_out_frame *frame = &out->frames[out->depth++];
    struct text_out_frame fresh = {.node = view->node, .kind = view->kind};
    fresh.indent = out->indent;
    *frame = fresh;
    if (row->before)
        text_out_puts(out, row->before);
    bool goes_on = !row->enter || row->enter(out, frame);
    if (!goes_on && view->op == DC_OPEN)
        dc_walk_skip(out->job, &out->cursor);
}

static void
leave(struct text_out *out)
{
    struct text_out_frame *frame = &out->frames[out->depth - 1];
    const struct text_out_row *row = row_of(frame->kind);
    if (row->leave)
        row->leave(out, frame);
    if (row->after)
        text_out_puts(out, row->after);
    out->indent = frame->indent;
    out->depth--;
}

static void
walk_block(struct text_out *out, uint32_t node)
{
    dc_view view;
    dc_walk_start(out->job, &out->cursor, &view, node);
    while (!out->has_failed &&
        dc_walk_next(out->job, &out->cursor, &view) != DC_END) {
        if (view.kind == DC_TEXT) {
            put_run(out, &view);
        } else if (view.op == DC_CLOSE) {
            leave(out);
        } else {
            enter(out, &view);
            if (view.op == DC_LEAF)
                leave(out);
        }
    }
}

/* "[1] ", or the author's own mark. */
static void
hang_note(struct text_out *out, uint32_t note)
{
    char marker[TEXT_OUT_MARKER_MAX] = "[";
    dc_str label = dc_attr_of(out->job, note, "label");
    int64_t number = (int64_t)++out->note_texts;
    size_t len = label.len;
    if (len && len + sizeof(" ") <= sizeof(marker)) {
        memcpy(marker, label.ptr, len);
        memcpy(marker + len, " ", sizeof(" "));
        text_out_hang(out, marker, len + 1);
        return;
    }
    len =
        text_out_marker(number, DC_STYLE_DECIMAL, DC_DELIM_PERIOD, marker + 1);
    memcpy(marker + len, "] ", sizeof("] "));
    text_out_hang(out, marker, len + 2);
}

/* A note's text, held back for the end. */
static void
write_note(struct text_out *out, uint32_t note)
{
    const dc_walk *walk = out->job->host->walk;
    hang_note(out, note);
    for (uint32_t block = walk->first(out->job, note); block;
         block = walk->sibling(out->job, block))
        walk_block(out, block);
    if (out->marker.len)
        text_out_force_line(out);
    out->indent = 0;
    text_out_want_gap(out, 1);
}

/*
 * The texts of the notes that the block had, while it is there.  Notes in
 * notes join the queue.
 */
static void
write_notes(struct text_out *out)
{
    struct text_out_sink body = out->sink;
    struct text_out_sink notes = {.buffer = &out->note_text, .gap = 1};
    notes.has_lines = out->note_text.len != 0;
    out->sink = notes;
    while (out->notes_first < out->notes_count && !out->has_failed)
        write_note(out, out->notes[out->notes_first++]);
    out->sink = body;
    out->notes_first = 0;
    out->notes_count = 0;
}

static enum text_out_wrap
wrap_of(dc_str option)
{
    if (dc_str_equal(option, "auto"))
        return TEXT_OUT_WRAP_AUTO;
    return dc_str_equal(option, "preserve") ? TEXT_OUT_WRAP_KEEP
                                            : TEXT_OUT_WRAP_NONE;
}

static int32_t DC_CALL
begin(dc_job *job)
{
    struct text_out *out = dc_alloc(job, sizeof(*out));
    if (!out)
        return DC_E_NOMEM;
    out->job = job;
    out->wrap = wrap_of(dc_option_str(job, "wrap"));
    out->columns = (size_t)dc_option_int(job, "columns");
    job->state = out;
    return DC_OK;
}

static int32_t DC_CALL
write_block(dc_job *job, uint32_t node)
{
    struct text_out *out = job->state;
    walk_block(out, node);
    text_out_end_line(out);
    if (out->notes_count)
        write_notes(out);
    return dc_fail(job, DC_OK);
}

static int32_t DC_CALL
end(dc_job *job)
{
    struct text_out *out = job->state;
    if (out->note_text.len) {
        if (out->sink.has_lines)
            dc_puts(job, "\n");
        dc_write(job, out->note_text.ptr, out->note_text.len);
    }
    return dc_fail(job, DC_OK);
}

const dc_writer text_writer = {
    .struct_size = sizeof(dc_writer),
    .begin = begin,
    .block = write_block,
    .end = end,
};
