/* SPDX-License-Identifier: MIT */
/*
 * Notes: links to a note and the elements that hold the notes' texts.
 *
 * A link is a reference by its role or type (doc-noteref, noteref), by its
 * class (pandoc's footnote-ref, MediaWiki's reference), or by its address
 * (Word's #_ftn1, MediaWiki's #cite_note-1).  Its text is the element with
 * that id, where that looks like a note: an item of a list of notes, an
 * element of type footnote, or the block around Word's anchor.
 *
 * The first reference takes the text; later ones stay what they are.
 */
#include "read/html_block_read.h"
#include "parse/html_token.h"

/* A page with more is read without its notes. */
#define REFERENCES_MAX 65536

struct reference {
    uint32_t node;
    uint32_t text; /* the element that holds the note's text, or 0 */
    dc_str id;
};

/* What is put aside while a note is read. */
struct around {
    uint32_t reference;
    uint32_t para;
    uint32_t want;
    uint32_t para_node;
    enum html_holder holder;
    enum html_blank blank;
    bool has_implied;
    bool is_pre;
    unsigned code_depth;
    size_t inline_base;
};

struct html_notes {
    struct reference *references;
    size_t count;
    size_t room;
    struct around around;
};

static bool
begins(dc_str text, const char *word)
{
    return html_begins_with(text.ptr, text.ptr + text.len, word);
}

/* True if it or the element around it says that it refers to a note. */
static bool
is_reference(const struct html_dom *dom, uint32_t node)
{
    dc_str href = html_attr_of(dom, node, HTML_HREF);
    uint32_t parent = html_node(dom, node)->parent;
    if (href.len < 2 || *href.ptr != '#')
        return false;
    if (html_has_word(dom, node, HTML_EPUB_TYPE, "noteref") ||
        html_has_word(dom, node, HTML_ROLE, "doc-noteref") ||
        html_has_word(dom, node, HTML_CLASS, "footnote-ref") ||
        html_has_word(dom, node, HTML_CLASS, "noteref") ||
        html_has_word(dom, node, HTML_CLASS, "footnoteRef"))
        return true;
    if (begins(href, "#_ftn") || begins(href, "#_edn"))
        return !begins(href, "#_ftnref") && !begins(href, "#_ednref");
    return begins(href, "#cite_note") &&
        html_has_word(dom, parent, HTML_CLASS, "reference");
}

static int
compare(dc_str a, dc_str b)
{
    size_t least = a.len < b.len ? a.len : b.len;
    int order = least ? memcmp(a.ptr, b.ptr, least) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* By id, then by place; a heap, which has no bad case. */
static bool
is_before(const struct reference *a, const struct reference *b)
{
    int order = compare(a->id, b->id);
    return order ? order < 0 : a->node < b->node;
}

static void
sift(struct reference *heap, size_t at, size_t count)
{
    for (;;) {
        size_t child = at * 2 + 1;
        if (child >= count)
            return;
        if (child + 1 < count && is_before(&heap[child], &heap[child + 1]))
            child++;
        if (!is_before(&heap[at], &heap[child]))
            return;
        struct reference other = heap[at];
        heap[at] = heap[child];
        heap[child] = other;
        at = child;
    }
}

static void
sort_by_id(struct reference *references, size_t count)
{
    for (size_t i = count / 2; i-- > 0;)
        sift(references, i, count);
    for (size_t end = count; end-- > 1;) {
        struct reference other = references[0];
        references[0] = references[end];
        references[end] = other;
        sift(references, 0, end);
    }
}

static struct reference *
find_by_id(const struct html_notes *notes, dc_str id)
{
    size_t low = 0;
    size_t high = notes->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(notes->references[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_found = low < notes->count &&
        compare(notes->references[low].id, id) == 0;
    return is_found ? &notes->references[low] : NULL;
}

static void
collect(struct html_reader *reader, uint32_t node)
{
    struct html_notes *notes = reader->notes;
    if (notes->count == REFERENCES_MAX ||
        !html_more(reader->job, (void **)&notes->references, &notes->room,
            notes->count, sizeof *notes->references))
        return;
    dc_str href = html_attr_of(&reader->dom, node, HTML_HREF);
    struct reference *at = &notes->references[notes->count++];
    memset(at, 0, sizeof *at);
    at->node = node;
    at->id.ptr = href.ptr + 1;
    at->id.len = href.len - 1;
}

/* True for an element whose type says it is one note. */
static bool
is_typed_note(const struct html_dom *dom, uint32_t node)
{
    return html_has_word(dom, node, HTML_EPUB_TYPE, "footnote") ||
        html_has_word(dom, node, HTML_EPUB_TYPE, "endnote") ||
        html_has_word(dom, node, HTML_EPUB_TYPE, "rearnote") ||
        html_has_word(dom, node, HTML_ROLE, "doc-footnote") ||
        html_has_word(dom, node, HTML_ROLE, "doc-endnote");
}

/* True for what holds notes: a section or list by its type or class. */
static bool
is_notes_holder(const struct html_dom *dom, uint32_t node)
{
    return html_has_word(dom, node, HTML_CLASS, "footnotes") ||
        html_has_word(dom, node, HTML_CLASS, "references") ||
        html_has_word(dom, node, HTML_CLASS, "endnotes") ||
        html_has_word(dom, node, HTML_ROLE, "doc-endnotes") ||
        html_has_word(dom, node, HTML_ROLE, "doc-footnotes") ||
        html_has_word(dom, node, HTML_EPUB_TYPE, "footnotes") ||
        html_has_word(dom, node, HTML_EPUB_TYPE, "rearnotes") ||
        html_has_word(dom, node, HTML_EPUB_TYPE, "endnotes");
}

/* The element whose content is the note that the id at `node` names, or 0. */
static uint32_t
text_of(const struct html_dom *dom, uint32_t node)
{
    uint32_t parent = html_node(dom, node)->parent;
    dc_str id = html_id_of(dom, node);
    if (is_typed_note(dom, node))
        return node;
    if (html_is_element(dom, node, HTML_LI)) {
        uint32_t above = html_node(dom, parent)->parent;
        return is_notes_holder(dom, parent) || is_notes_holder(dom, above) ||
                begins(id, "fn") || begins(id, "cite_note")
            ? node : 0;
    }
    if (begins(id, "_ftn") || begins(id, "_edn")) {
        while (parent && html_is_element(dom, parent, HTML_SPAN))
            parent = html_node(dom, parent)->parent;
        uint32_t block = html_node(dom, parent)->parent;
        dc_str block_id = html_attr_of(dom, block, HTML_ID);
        bool is_whole = begins(block_id, "ftn") || begins(block_id, "edn");
        return is_whole && html_is_element(dom, block, HTML_DIV)
            ? block : html_is_element(dom, parent, HTML_P) ? parent : 0;
    }
    return 0;
}

/* True if nothing is left in `node` but what notes were, rules and blanks. */
static bool
is_used_up(const struct html_dom *dom, uint32_t node)
{
    uint32_t at = html_node(dom, node)->first;
    for (; at; at = html_node(dom, at)->next) {
        const struct html_node *child = html_node(dom, at);
        if (child->type == HTML_TYPE_ELEMENT &&
            !(child->flags & HTML_IS_SKIPPED) &&
            !html_is_element(dom, at, HTML_HR))
            return false;
        dc_str text = html_text_of(dom, at);
        for (size_t i = 0; child->type == HTML_TYPE_TEXT && i < text.len; i++)
            if (!html_is_blank(text.ptr[i]))
                return false;
    }
    return true;
}

/* True if `node` stands within `root`. */
static bool
is_within(const struct html_dom *dom, uint32_t node, uint32_t root)
{
    while (node && node != root)
        node = html_node(dom, node)->parent;
    return node == root;
}

static void
resolve(struct html_reader *reader, uint32_t node)
{
    struct html_dom *dom = &reader->dom;
    dc_str id = html_id_of(dom, node);
    if (id.len == 0)
        return;
    struct reference *found = find_by_id(reader->notes, id);
    if (!found || found->text)
        return;
    uint32_t text = text_of(dom, node);
    if (!text || html_node(dom, text)->flags & HTML_IS_SKIPPED ||
        is_within(dom, found->node, text))
        return;
    found->text = text;
    html_node(dom, found->node)->flags |= HTML_IS_NOTE;
    html_node(dom, text)->flags |= HTML_IS_SKIPPED | HTML_IS_NOTE_TEXT;
}

/* Leaves out the lists and sections that held nothing but notes. */
static void
drop_holders(struct html_reader *reader)
{
    struct html_dom *dom = &reader->dom;
    const struct html_notes *notes = reader->notes;
    uint32_t before = 0; /* notes of one list come one after the other */
    for (size_t i = 0; i < notes->count; i++) {
        uint32_t text = notes->references[i].text;
        uint32_t above = text ? html_node(dom, text)->parent : 0;
        if (above == before)
            continue;
        before = above;
        for (; above && !html_is_element(dom, above, HTML_BODY) &&
             is_used_up(dom, above);
             above = html_node(dom, above)->parent)
            html_node(dom, above)->flags |= HTML_IS_SKIPPED;
    }
}

void
html_find_notes(struct html_reader *reader)
{
    struct html_dom *dom = &reader->dom;
    reader->notes = dc_alloc(reader->job, sizeof *reader->notes);
    if (!reader->notes)
        return;
    for (uint32_t at = HTML_ROOT; at;
         at = html_dom_following(dom, at, HTML_ROOT))
        if (html_is_element(dom, at, HTML_A) && is_reference(dom, at))
            collect(reader, at);
    if (reader->notes->count == 0)
        return;
    sort_by_id(reader->notes->references, reader->notes->count);
    for (uint32_t at = HTML_ROOT; at;
         at = html_dom_following(dom, at, HTML_ROOT))
        if (html_node(dom, at)->type == HTML_TYPE_ELEMENT)
            resolve(reader, at);
    drop_holders(reader);
}

/* The first reference to what the link leads to, or NULL. */
static const struct reference *
first_reference(const struct html_reader *reader, uint32_t link)
{
    dc_str href = html_attr_of(&reader->dom, link, HTML_HREF);
    if (!reader->notes || href.len < 2 || *href.ptr != '#')
        return NULL;
    dc_str id = {href.ptr + 1, href.len - 1};
    return find_by_id(reader->notes, id);
}

uint32_t
html_note_of(const struct html_reader *reader, uint32_t reference)
{
    const struct reference *found = first_reference(reader, reference);
    return found && found->node == reference ? found->text : 0;
}

bool
html_is_note_taken(const struct html_reader *reader, uint32_t node)
{
    const struct reference *found = first_reference(reader, node);
    return found && found->text && found->node != node;
}

uint32_t
html_next_left_note(const struct html_reader *reader, uint32_t node)
{
    const struct html_dom *dom = &reader->dom;
    do {
        node = html_dom_following(dom, node, HTML_ROOT);
    } while (node && (html_node(dom, node)->flags &
        (HTML_IS_NOTE_TEXT | HTML_IS_READ)) != HTML_IS_NOTE_TEXT);
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

void
html_note_begin(
    struct html_reader *reader, uint32_t reference, uint32_t text)
{
    struct around *around = &reader->notes->around;
    *around = (struct around){
        .reference = reference,
        .para = reader->para,
        .want = reader->want,
        .para_node = reader->para_node,
        .holder = reader->holder,
        .blank = reader->blank,
        .has_implied = reader->has_implied,
        .is_pre = reader->is_pre,
        .code_depth = reader->code_depth,
        .inline_base = reader->inline_base,
    };
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
    reader->inline_base = reader->inline_count;
}

uint32_t
html_note_end(struct html_reader *reader)
{
    const struct around *around = &reader->notes->around;
    html_flow_end(reader);
    dc_close(reader->job, DC_NOTE);
    reader->note = 0;
    reader->para = around->para;
    reader->want = around->want;
    reader->para_node = around->para_node;
    reader->holder = around->holder;
    reader->blank = HTML_NO_BLANK;
    reader->has_text = true;
    reader->has_implied = around->has_implied;
    reader->is_pre = around->is_pre;
    reader->code_depth = around->code_depth;
    reader->inline_base = around->inline_base;
    return around->reference;
}
