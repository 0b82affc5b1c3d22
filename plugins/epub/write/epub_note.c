/* SPDX-License-Identifier: MIT */
/*
 * Notes: a raised number in the text, and the note itself at the end of the
 * file, in the form that reading systems show as a pop-up (EPUB structural
 * semantics "noteref" and "footnote", DPUB-ARIA 1.1).  Each note is rendered
 * into a part of its own, so notes in notes come out in order.
 */
#include "write/epub.h"
#include "write/epub_endnotes.h"

/* A note in a link; its label is borrowed from the block. */
struct late_note {
    uint32_t name;
    uint32_t number;
    dc_str label;
};

/* ` id="note-12"` or ` href="#note-12"` */
static void
put_number_attr(struct epub_buf *out, const char *before, uint32_t number)
{
    epub_puts(out, before);
    epub_put_uint(out, number);
    epub_puts(out, "\"");
}

/* A note is called by its label, as the author marked it, or by number. */
static void
put_name(struct epub *epub, dc_str label, uint32_t number, const char *behind)
{
    if (label.len) {
        epub_put_text(&epub->out->text, label);
        return;
    }
    epub_put_uint(&epub->out->text, number);
    epub_puts(&epub->out->text, behind);
}

static void
put_reference(struct epub *epub, const struct late_note *note)
{
    struct epub_buf *out = &epub->out->text;
    epub_puts(out, "<a");
    put_number_attr(out,
        epub->notes_chapter ? " href=\"notes.xhtml#note-" : " href=\"#note-",
        note->name);
    put_number_attr(out, " id=\"noteref-", note->name);
    epub_puts(out, " class=\"noteref\"");
    if (!epub->is_epub2)
        epub_puts(out, " epub:type=\"noteref\" role=\"doc-noteref\"");
    epub_puts(out, ">");
    put_name(epub, note->label, note->number, "");
    epub_puts(out, "</a>");
}

void
epub_put_late_notes(struct epub *epub, uint32_t from)
{
    const struct late_note *notes = epub->late_notes.items;
    for (size_t i = from; i < epub->late_notes.count; i++)
        put_reference(epub, &notes[i]);
    epub->late_notes.count = from;
}

/* In a link the number has to wait until the link is closed. */
static void
show_reference(struct epub *epub, struct late_note note)
{
    if (!epub->links) {
        put_reference(epub, &note);
        return;
    }
    struct late_note *late = epub_grow(epub, &epub->late_notes, sizeof *late);
    if (late)
        *late = note;
}

static const char *
tag_of(const struct epub *epub)
{
    return epub->notes_at != EPUB_NOTES_POPUP ? "li"
        : epub->is_epub2                      ? "div"
                                              : "aside";
}

/* Links to the note's own identifier lead to the note. */
static void
define_note(struct epub *epub, uint32_t node, uint32_t number)
{
    struct epub_buf fragment = {0};
    dc_str id = dc_attr_of(epub->job, node, "id");
    if (id.len == 0)
        return;
    epub_puts(&fragment, "note-");
    epub_put_uint(&fragment, number);
    epub_define_as(epub, id, epub_keep_buf(epub, &fragment));
}

void
epub_enter_note(struct epub *epub, const dc_view *view)
{
    struct epub_frame *frame = epub_top(epub);
    struct epub_part *part = dc_alloc(epub->job, sizeof *part);
    struct epub_part **slot =
        epub_grow(epub, &epub->chapter->notes, sizeof(struct epub_part *));
    if (!part || !slot) {
        if (slot)
            epub->chapter->notes.count--;
        epub->skip = true;
        return;
    }
    *slot = part;
    frame->number = ++epub->note_number;
    frame->name = epub->notes_chapter ? ++epub->note_names : frame->number;
    frame->home = epub_place_number(epub);
    show_reference(epub,
        (struct late_note){frame->name, frame->number,
            dc_attr_of(epub->job, view->node, "label")});
    epub->notes_deep++;
    define_note(epub, view->node, frame->name);
    frame->saved = epub->links;
    frame->bits |= EPUB_BIT_BACK_LINK | EPUB_BIT_SIDE;
    epub->links = 0;
    epub_push_out(epub, part);

    struct epub_buf *out = &epub->out->text;
    epub_puts(out, "<");
    epub_puts(out, tag_of(epub));
    if (!epub->is_epub2)
        epub_puts(out,
            epub->notes_at == EPUB_NOTES_POPUP
                ? " epub:type=\"footnote\" role=\"doc-footnote\""
                : " epub:type=\"endnote\"");
    put_number_attr(out, " id=\"note-", frame->name);
    epub_put_attrs(epub, view->node, "note", EPUB_SKIP_ID | EPUB_SKIP_TYPE);
    epub_puts(out, ">\n");
}

/* The reference may be in a file whose name is not yet known. */
static void
put_back_href(struct epub *epub, const struct epub_frame *note)
{
    struct epub_buf *out = &epub->out->text;
    if (!epub->notes_chapter) {
        put_number_attr(out, " href=\"#noteref-", note->name);
        return;
    }
    uint32_t number = (uint32_t)epub->targets.count;
    struct epub_target *target =
        epub_grow(epub, &epub->targets, sizeof *target);
    struct epub_ref *ref = epub_part_add_ref(epub, epub->out, DC_POS_NONE);
    struct epub_buf fragment = {0};
    epub_puts(&fragment, "noteref-");
    epub_put_uint(&fragment, note->name);
    dc_str kept = epub_keep_buf(epub, &fragment);
    if (!target || !ref)
        return;
    target->fragment = kept;
    target->chapter = note->home;
    ref->target = number;
}

/* The number at the beginning of the note leads back to the text. */
static void
put_back_link(struct epub *epub, struct epub_frame *note)
{
    struct epub_buf *out = &epub->out->text;
    note->bits &= (uint16_t)~EPUB_BIT_BACK_LINK;
    epub_puts(out, "<a");
    put_back_href(epub, note);
    if (!epub->is_epub2)
        epub_puts(out, " role=\"doc-backlink\"");
    epub_puts(out, " class=\"backlink\">");
    put_name(
        epub, dc_attr_of(epub->job, note->node, "label"), note->number, ".");
    epub_puts(out, "</a> ");
}

void
epub_put_back_link(
    struct epub *epub, struct epub_frame *note, bool in_paragraph)
{
    if (!(note->bits & EPUB_BIT_BACK_LINK))
        return;
    if (!in_paragraph)
        epub_puts(&epub->out->text, "<p>");
    put_back_link(epub, note);
    if (!in_paragraph)
        epub_puts(&epub->out->text, "</p>\n");
}

void
epub_leave_note(struct epub *epub, struct epub_frame *frame)
{
    if (!(frame->bits & EPUB_BIT_SIDE))
        return;
    epub_put_back_link(epub, frame, false);
    epub_puts(&epub->out->text, "</");
    epub_puts(&epub->out->text, tag_of(epub));
    epub_puts(&epub->out->text, ">\n");
    if (!epub->notes_chapter)
        epub->chapter->note_bytes += epub->out->text.len;
    epub_pop_out(epub);
    epub->notes_deep--;
    epub->links = frame->saved;
}
