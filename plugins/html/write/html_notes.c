/* SPDX-License-Identifier: MIT */
/*
 * Notes.  Where a note stands only its number is written; its text is held
 * back for the end of the document.  The text must be rendered while its
 * block is alive, so notes queue up during a block and are written to chunks
 * behind it.  A note in a note joins the same queue: nothing nests.
 *
 * Notes have the ids fn1, fn2 ... and fnref1, fnref2 ....  An id of the
 * document that looks like one of these gets an underscore appended, as do
 * links to it; fn1_ becomes fn1__, so ids that differ still differ.
 */
#include "write/html_write.h"

#define NOTE_ID "fn"
#define NOTE_REF_ID "fnref"

bool
html_is_note_id(dc_str id)
{
    size_t at = sizeof(NOTE_ID) - 1;
    if (id.len < at || memcmp(id.ptr, NOTE_ID, at) != 0)
        return false;
    if (id.len > sizeof(NOTE_REF_ID) - 1 &&
        memcmp(id.ptr, NOTE_REF_ID, sizeof(NOTE_REF_ID) - 1) == 0)
        at = sizeof(NOTE_REF_ID) - 1;
    size_t digits = at;
    while (at < id.len && id.ptr[at] >= '0' && id.ptr[at] <= '9')
        at++;
    if (at == digits)
        return false;
    while (at < id.len && id.ptr[at] == '_')
        at++;
    return at == id.len;
}

static void
put_note_id(struct html_write *write, const char *key, const char *id,
    uint64_t number)
{
    html_puts(write, " ");
    html_puts(write, key);
    html_puts(write, id);
    html_put_number(write, number);
    html_puts(write, "\"");
}

bool
html_enter_note(struct html_write *write, struct html_frame *frame)
{
    bool has_room = html_grow(write, (void **)&write->notes,
        &write->notes_room, write->notes_count, sizeof(*write->notes));
    if (!has_room)
        return false;
    write->notes[write->notes_count++] = frame->node;
    uint64_t number = ++write->note_refs;
    html_puts(write, "<sup");
    put_note_id(write, "id=\"", NOTE_REF_ID, number);
    html_puts(write, ">");
    /* A link cannot stand in a link; the note then has only its number. */
    if (!write->in_link) {
        html_puts(write, "<a");
        put_note_id(write, "href=\"#", NOTE_ID, number);
        html_puts(write, " role=\"doc-noteref\">");
    }
    dc_str label = dc_attr_of(write->job, frame->node, "label");
    if (label.len)
        html_put_text(write, label);
    else
        html_put_number(write, number);
    html_puts(write, write->in_link ? "</sup>" : "</a></sup>");
    return false;
}

void
html_put_back_link(struct html_write *write)
{
    html_puts(write, " <a");
    put_note_id(write, "href=\"#", NOTE_REF_ID, write->note_texts);
    html_puts(write, " role=\"doc-backlink\">\xE2\x86\xA9\xEF\xB8\x8E</a>");
}

static void
write_note(struct html_write *write, uint32_t note)
{
    const dc_walk *walk = write->job->host->walk;
    uint32_t last = DC_DOCUMENT;
    write->note_texts++;
    dc_str label = dc_attr_of(write->job, note, "label");
    html_puts(write, "<li");
    put_note_id(write, "id=\"", NOTE_ID, write->note_texts);
    html_puts(write, label.len ? " style=\"list-style-type: none\">" : ">");
    html_put_text(write, label);
    html_puts(write, "\n");
    for (uint32_t block = walk->first(write->job, note); block;
         block = walk->sibling(write->job, block)) {
        last = dc_kind(write->job, block);
        html_walk(write, block);
    }
    if (last != DC_PARA && last != DC_PLAIN) {
        html_puts(write, "<p>");
        html_put_back_link(write);
        html_puts(write, "</p>\n");
    }
    html_puts(write, "</li>\n");
}

void
html_write_notes(struct html_write *write)
{
    write->to_chunks = true;
    write->in_note = true;
    while (write->notes_first < write->notes_count && !write->has_failed)
        write_note(write, write->notes[write->notes_first++]);
    write->in_note = false;
    write->to_chunks = false;
    write->notes_first = 0;
    write->notes_count = 0;
}

void
html_end_notes(struct html_write *write)
{
    if (write->note_texts == 0)
        return;
    html_puts(write,
        "<div class=\"footnotes\" role=\"doc-endnotes\">\n<hr>\n<ol>\n");
    html_release(write);
    html_puts(write, "</ol>\n</div>\n");
}
