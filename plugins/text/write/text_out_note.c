/* SPDX-License-Identifier: MIT */
/*
 * Notes and addresses that stand apart from the text.  Both are numbered in
 * one series, so that no number means two things.  Notes are rendered while
 * their block is there and held back until their place comes.
 */
#include "write/text_out.h"

static void
put_reference(struct text_out *out, uint64_t number)
{
    text_out_puts(out, "[");
    text_out_put_number(out, number);
    text_out_puts(out, "]");
}

/* The mark, "[1]" or the author's own; the text joins the queue. */
bool
text_out_enter_note(struct text_out *out, struct text_out_frame *frame)
{
    if (!text_out_grow(out, (void **)&out->notes, &out->notes_room,
            out->notes_count, sizeof(*out->notes)))
        return false;
    struct text_out_note note = {frame->node, ++out->references};
    out->notes[out->notes_count++] = note;
    /* The contents do without the mark. */
    bool in_heading = out->in_heading;
    out->in_heading = false;
    dc_str label = dc_attr_of(out->job, frame->node, "label");
    if (label.len)
        text_out_put(out, label.ptr, label.len);
    else
        put_reference(out, note.number);
    out->in_heading = in_heading;
    return false;
}

/* Books that are typed say at the note itself what it is. */
static bool
names_itself(struct text_out *out, uint32_t note)
{
    static const char word[] = "[Footnote";
    uint32_t block = out->job->host->walk->first(out->job, note);
    dc_str text =
        block ? dc_plain_text(out->job, block) : dc_str_slice(NULL, 0);
    return text.len >= sizeof(word) - 1 &&
        memcmp(text.ptr, word, sizeof(word) - 1) == 0;
}

/* "[1] ", or the author's own mark. */
static void
hang_note(struct text_out *out, const struct text_out_note *note)
{
    char marker[TEXT_OUT_MARKER_MAX] = "[";
    dc_str label = dc_attr_of(out->job, note->node, "label");
    if (names_itself(out, note->node))
        return;
    if (label.len && label.len < sizeof(marker)) {
        text_out_hang(out, label.ptr, label.len,
            text_out_width(label.ptr, label.len) + 1);
        return;
    }
    size_t len = text_out_marker(
        (int64_t)note->number, DC_STYLE_DECIMAL, DC_DELIM_PERIOD, marker + 1);
    marker[len] = ']';
    text_out_hang(out, marker, len + 1, len + 2);
}

static void
render_note(struct text_out *out, const struct text_out_note *note)
{
    const dc_walk *walk = out->job->host->walk;
    hang_note(out, note);
    for (uint32_t block = walk->first(out->job, note->node); block;
         block = walk->sibling(out->job, block))
        text_out_walk(out, block);
    if (out->flow->marker.len)
        text_out_force_line(out);
    out->flow->indent = 0;
    text_out_want_gap(out, 1);
}

void
text_out_render_notes(struct text_out *out)
{
    struct text_out_flow *flow = out->flow;
    unsigned capitals = out->capitals;
    bool in_heading = out->in_heading;
    struct text_out_flow fresh = {.to = &out->note_text,
        .columns = out->options.columns,
        .gap = 1,
        .has_lines = out->note_text.len != 0,
        .marker = out->note_flow.marker,
        .fill = out->note_flow.fill};
    out->note_flow = fresh;
    out->flow = &out->note_flow;
    out->capitals = 0;
    out->in_heading = false;
    while (out->notes_first < out->notes_count && !out->has_failed) {
        struct text_out_note note = out->notes[out->notes_first++];
        render_note(out, &note);
    }
    out->flow = flow;
    out->capitals = capitals;
    out->in_heading = in_heading;
    out->notes_first = 0;
    out->notes_count = 0;
}

/* A piece of rendered lines, with a blank line before it. */
static void
put_apart(struct text_out *out, struct text_out_buffer *text)
{
    if (text->len == 0)
        return;
    if (out->body.has_lines)
        text_out_emit(out, &out->page, "\n", 1);
    text_out_emit(out, &out->page, text->ptr, text->len);
    out->body.has_lines = true;
    text_out_want_gap(out, 1);
    text->len = 0;
}

void
text_out_flush_notes(struct text_out *out)
{
    put_apart(out, &out->note_text);
}

uint64_t
text_out_keep_link(struct text_out *out, dc_str url)
{
    char marker[TEXT_OUT_MARKER_MAX] = "[";
    uint64_t number = ++out->references;
    size_t len = text_out_marker(
        (int64_t)number, DC_STYLE_DECIMAL, DC_DELIM_PERIOD, marker + 1);
    marker[len] = ']';
    marker[len + 1] = ' ';
    text_out_append(out, &out->links, marker, len + 2);
    text_out_append(out, &out->links, url.ptr, url.len);
    text_out_append(out, &out->links, "\n", 1);
    return number;
}

void
text_out_flush_links(struct text_out *out)
{
    put_apart(out, &out->links);
}
