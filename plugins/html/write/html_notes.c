/* SPDX-License-Identifier: MIT */
/*
 * Notes.  Where a note stands only its number is written; its text is held
 * back for the end of the block, section or document.  The text must be rendered while its
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
    html_put_value(write, write->options.id_prefix);
    html_puts(write, id);
    html_put_number(write, number);
    html_puts(write, "\"");
}

bool
html_enter_note(struct html_write *write, struct html_frame *frame)
{
    if (write->in_toc)
        return false;
    bool has_room = html_grow(write, (void **)&write->notes,
        &write->notes_room, write->notes_count, sizeof(*write->notes));
    if (!has_room)
        return false;
    write->notes[write->notes_count++] = frame->node;
    uint64_t number = ++write->note_refs;
    /* A link cannot stand in a link; the note then has only its number. */
    if (!write->in_link) {
        html_puts(write, "<a");
        put_note_id(write, "href=\"#", NOTE_ID, number);
        html_puts(write, " class=\"footnote-ref\"");
        put_note_id(write, "id=\"", NOTE_REF_ID, number);
        html_puts(write, " role=\"doc-noteref\"><sup>");
    } else {
        html_puts(write, "<sup");
        put_note_id(write, "id=\"", NOTE_REF_ID, number);
        html_puts(write, ">");
    }
    dc_str label = dc_attr_of(write->job, frame->node, "label");
    if (label.len)
        html_put_text(write, label);
    else
        html_put_number(write, number);
    html_puts(write, write->in_link ? "</sup>" : "</sup></a>");
    return false;
}

void
html_put_back_link(struct html_write *write)
{
    html_puts(write, " <a");
    put_note_id(write, "href=\"#", NOTE_REF_ID, write->note_texts);
    html_puts(write,
        " class=\"footnote-back\" "
        "role=\"doc-backlink\">\xE2\x86\xA9\xEF\xB8\x8E</a>");
}

/* The label as the item's marker, in quotes that CSS needs no escapes in. */
static void
put_label(struct html_write *write, dc_str label)
{
    html_put_attr(write, "data-docconv-label", label);
    bool is_plain = true;
    for (size_t i = 0; i < label.len; i++)
        is_plain = is_plain && (uint8_t)label.ptr[i] >= ' ' &&
            !strchr("'\\<&", label.ptr[i]);
    html_puts(write, " style=\"list-style-type: ");
    html_puts(write, is_plain ? "'" : "none\"");
    if (is_plain) {
        html_put_value(write, label);
        html_puts(write, " '\"");
    }
}

/* What other links to the note lead to. */
static void
put_anchor(struct html_write *write, uint32_t note)
{
    if (dc_attr_of(write->job, note, "id").len == 0)
        return;
    html_puts(write, "<span");
    html_put_id(write, note);
    html_puts(write, "></span>");
}

static void
write_note(struct html_write *write, uint32_t note)
{
    const dc_walk *walk = write->job->host->walk;
    uint32_t last = DC_DOCUMENT;
    struct html_raw outer = write->raw;
    struct html_raw fresh = {.count = 0};
    write->raw = fresh;
    write->note_texts++;
    dc_str label = dc_attr_of(write->job, note, "label");
    html_puts(write, "<li");
    put_note_id(write, "id=\"", NOTE_ID, write->note_texts);
    if (label.len)
        put_label(write, label);
    html_puts(write, ">\n");
    put_anchor(write, note);
    for (uint32_t block = walk->first(write->job, note); block;
         block = walk->sibling(write->job, block)) {
        last = dc_kind(write->job, block);
        html_walk(write, block);
    }
    html_raw_leave(write, 0);
    write->raw = outer;
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
    struct html_spool *outer = write->spool;
    write->spool = &write->note_spool;
    write->in_note = true;
    while (write->notes_first < write->notes_count && !write->has_failed)
        write_note(write, write->notes[write->notes_first++]);
    write->in_note = false;
    write->spool = outer;
    write->notes_first = 0;
    write->notes_count = 0;
}

/* Classes and rules as pandoc has them. */
void
html_list_notes(struct html_write *write)
{
    static const char *const starts[] = {
        [HTML_NOTES_BLOCK] = "<div class=\"footnotes footnotes-end-of-block\" "
                             "role=\"doc-endnotes\">\n<ol",
        [HTML_NOTES_SECTION] =
            "<div class=\"footnotes footnotes-end-of-section\" "
            "role=\"doc-endnotes\">\n<hr>\n<ol",
        [HTML_NOTES_DOCUMENT] =
            "<div class=\"footnotes footnotes-end-of-document\" "
            "role=\"doc-endnotes\">\n<hr>\n<ol",
    };
    if (write->note_texts == write->notes_listed)
        return;
    html_raw_add_block(write);
    html_puts(write, starts[write->options.notes_at]);
    if (write->notes_listed)
        html_put_number_attr(write, "start", write->notes_listed + 1);
    html_puts(write, ">\n");
    html_release(write, &write->note_spool);
    html_puts(write, "</ol>\n</div>\n");
    write->notes_listed = write->note_texts;
}
