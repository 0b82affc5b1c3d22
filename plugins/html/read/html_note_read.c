/* SPDX-License-Identifier: MIT */
/*
 * Reading notes: the walk leaves the text at a reference, goes through what
 * html_note_find.c found to be the note, and comes back.
 */
#include "parse/html_ascii.h"
#include "parse/html_token.h"
#include "read/html_note.h"

/* Notes within notes; deeper ones stay links to where they stand. */
enum { NOTES_DEEP = 32 };

static bool
begins(dc_str text, const char *word)
{
    return html_begins_with(text.ptr, text.ptr + text.len, word);
}

/* The references to what the link leads to, or NULL. */
static struct html_reference *
references_like(const struct html_reader *reader, uint32_t link)
{
    dc_str href = html_attr_of(&reader->dom, link, HTML_HREF);
    if (!reader->notes || href.len < 2)
        return NULL;
    return html_reference_by_id(
        &reader->notes->links, dc_str_slice(href.ptr + 1, href.len - 1));
}

uint32_t
html_note_of(const struct html_reader *reader, uint32_t reference)
{
    const struct html_reference *found = references_like(reader, reference);
    uint32_t text = found && found->chosen == reference ? found->text : 0;
    const struct html_node *at = html_node(&reader->dom, text);
    bool is_free = text && at->first && !(at->flags & HTML_IS_READ);
    return is_free && reader->notes->depth < NOTES_DEEP ? text : 0;
}

uint32_t
html_next_left_note(const struct html_reader *reader, uint32_t node)
{
    const struct html_dom *dom = &reader->dom;
    do {
        node = html_dom_following(dom, node, HTML_ROOT);
    } while (node &&
        (html_node(dom, node)->flags & (HTML_IS_NOTE_TEXT | HTML_IS_READ)) !=
            HTML_IS_NOTE_TEXT);
    return node;
}

/* In a note: a link back to where it is referred to. */
bool
html_is_back_link(const struct html_reader *reader, uint32_t node)
{
    const struct html_dom *dom = &reader->dom;
    dc_str href = html_attr_of(dom, node, HTML_HREF);
    return html_has_word(dom, node, HTML_ROLE, "doc-backlink") ||
        html_has_word(dom, node, HTML_EPUB_TYPE, "backlink") ||
        html_has_word(dom, node, HTML_CLASS, "footnote-back") ||
        begins(href, "#fnref") || begins(href, "#_ftnref") ||
        begins(href, "#_ednref") || begins(href, "#cite_ref");
}

/* The reference's own identifier, if other links lead there. */
static void
put_own_id(struct html_reader *reader, uint32_t reference)
{
    dc_str id = html_id_of(&reader->dom, reference);
    const struct html_reference *own =
        id.len ? html_reference_by_id(&reader->notes->own, id) : NULL;
    if (!own || !own->keeps_id || own->node != reference)
        return;
    dc_open(reader->job, DC_SPAN, html_pos(reader, reference));
    dc_attr(reader->job, "id", id);
    dc_close(reader->job, DC_SPAN);
}

/* The id of an empty anchor that the note begins with; it stands for both. */
static dc_str
take_anchor(struct html_reader *reader, uint32_t text)
{
    const struct html_dom *dom = &reader->dom;
    uint32_t first = html_node(dom, text)->first;
    while (first && html_node(dom, first)->type == HTML_TYPE_TEXT &&
        html_trimmed(html_text_of(dom, first)).len == 0)
        first = html_node(dom, first)->next;
    if (!first || !html_is_element(dom, first, HTML_SPAN) ||
        html_node(dom, first)->first || html_node(dom, first)->len != 1)
        return dc_str_slice(NULL, 0);
    html_node(dom, first)->flags |= HTML_IS_SKIPPED;
    return html_id_of(dom, first);
}

static void
open_note(struct html_reader *reader, uint32_t reference, uint32_t text)
{
    const struct html_reference *found = references_like(reader, reference);
    bool keeps_id = found && found->keeps_id;
    dc_str id = keeps_id ? found->id : take_anchor(reader, text);
    dc_open(reader->job, DC_NOTE, html_pos(reader, reference));
    dc_str label = html_attr_of(&reader->dom, text, HTML_DATA_DOCCONV_LABEL);
    if (label.len)
        dc_attr(reader->job, "label", label);
    if (id.len)
        dc_attr(reader->job, "id", id);
}

static bool
put_aside(struct html_reader *reader, uint32_t reference)
{
    struct html_notes *notes = reader->notes;
    if (!html_more(reader->job, (void **)&notes->arounds, &notes->depth_room,
            notes->depth, sizeof *notes->arounds))
        return false;
    notes->arounds[notes->depth++] = (struct html_around){
        .note = reader->note,
        .reference = reference,
        .para = reader->para,
        .want = reader->want,
        .para_node = reader->para_node,
        .holder = reader->holder,
        .has_implied = reader->has_implied,
        .is_pre = reader->is_pre,
        .code_depth = reader->code_depth,
        .in_link = reader->in_link,
        .inline_base = reader->inline_base,
    };
    return true;
}

uint32_t
html_begin_note(struct html_reader *reader, uint32_t reference, uint32_t text)
{
    html_flow_open(reader);
    if (!put_aside(reader, reference))
        return 0;
    put_own_id(reader, reference);
    open_note(reader, reference, text);
    html_node(&reader->dom, text)->flags |= HTML_IS_READ;
    reader->note = text;
    reader->para = 0;
    reader->want = DC_PLAIN;
    reader->para_node = 0;
    reader->holder = HTML_HOLDS_BLOCKS;
    reader->blank = HTML_NO_BLANK;
    reader->has_text = false;
    reader->has_implied = false;
    reader->is_pre = false;
    reader->code_depth = 0;
    reader->in_link = 0;
    reader->inline_base = reader->inline_count;
    return html_node(&reader->dom, text)->first;
}

uint32_t
html_note_end(struct html_reader *reader)
{
    struct html_notes *notes = reader->notes;
    const struct html_around *around = &notes->arounds[--notes->depth];
    html_flow_end(reader);
    dc_close(reader->job, DC_NOTE);
    reader->note = around->note;
    reader->para = around->para;
    reader->want = around->want;
    reader->para_node = around->para_node;
    reader->holder = around->holder;
    reader->blank = HTML_NO_BLANK;
    reader->has_text = true;
    reader->has_implied = around->has_implied;
    reader->is_pre = around->is_pre;
    reader->code_depth = around->code_depth;
    reader->in_link = around->in_link;
    reader->inline_base = around->inline_base;
    return around->reference;
}
