/* SPDX-License-Identifier: MIT */
/*
 * Finding notes: links to a note and the elements that hold the notes' texts.
 *
 * A link refers to a note by its role or type (doc-noteref, noteref), by its
 * class (pandoc's footnote-ref, MediaWiki's reference), or by its address
 * (Word's #_ftn1, MediaWiki's #cite_note-1).  Its text is the element with
 * that id, where that looks like a note: an item of a list of notes, an
 * element of type footnote, or the block around Word's anchor.
 *
 * Where the page says nothing (Project Gutenberg, InDesign, calibre), a link
 * is a reference if its text is a mark, text stands before it, and it leads to
 * a block that begins with the same mark and links back to where it came from.
 *
 * One reference takes the text, the first that fits; the others stay links to
 * it.  So however often a note is referred to, it is there once.
 */
#include "parse/html_ascii.h"
#include "parse/html_token.h"
#include "read/html_note.h"

/* Steps for each node of the page in the search for what no type tells. */
enum { STEPS_PER_NODE = 16 };

static bool
begins(dc_str text, const char *word)
{
    return html_begins_with(text.ptr, text.ptr + text.len, word);
}

/* True if it or the element around it says that it refers to a note. */
static bool
is_typed_reference(const struct html_dom *dom, uint32_t node)
{
    dc_str href = html_attr_of(dom, node, HTML_HREF);
    uint32_t parent = html_node(dom, node)->parent;
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

/* The sorted list. */

static int
compare(dc_str a, dc_str b)
{
    size_t least = a.len < b.len ? a.len : b.len;
    int order = least ? memcmp(a.ptr, b.ptr, least) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* By id, then by place; a heap, which has no bad case. */
static bool
is_before(const struct html_reference *a, const struct html_reference *b)
{
    int order = compare(a->id, b->id);
    return order ? order < 0 : a->node < b->node;
}

static void
sift(struct html_reference *heap, size_t at, size_t count)
{
    for (;;) {
        size_t child = at * 2 + 1;
        if (child >= count)
            return;
        if (child + 1 < count && is_before(&heap[child], &heap[child + 1]))
            child++;
        if (!is_before(&heap[at], &heap[child]))
            return;
        struct html_reference other = heap[at];
        heap[at] = heap[child];
        heap[child] = other;
        at = child;
    }
}

static void
sort_by_id(struct html_references *references)
{
    struct html_reference *items = references->items;
    for (size_t i = references->count / 2; i-- > 0;)
        sift(items, i, references->count);
    for (size_t end = references->count; end-- > 1;) {
        struct html_reference other = items[0];
        items[0] = items[end];
        items[end] = other;
        sift(items, 0, end);
    }
}

struct html_reference *
html_reference_by_id(const struct html_references *references, dc_str id)
{
    size_t low = 0;
    size_t high = references->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(references->items[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_found =
        low < references->count && compare(references->items[low].id, id) == 0;
    return is_found ? &references->items[low] : NULL;
}

struct html_reference *
html_add_reference(
    struct html_reader *reader, struct html_references *references)
{
    if (!html_more(reader->job, (void **)&references->items, &references->room,
            references->count, sizeof *references->items))
        return NULL;
    struct html_reference *at = &references->items[references->count++];
    memset(at, 0, sizeof *at);
    return at;
}

/* "x" of a link to "#x"; empty for others. */
static dc_str
id_of_link(const struct html_dom *dom, uint32_t link)
{
    dc_str href = html_attr_of(dom, link, HTML_HREF);
    if (href.len < 2 || *href.ptr != '#')
        return dc_str_slice(NULL, 0);
    return dc_str_slice(href.ptr + 1, href.len - 1);
}

static void
collect(struct html_reader *reader, uint32_t node)
{
    const struct html_dom *dom = &reader->dom;
    struct html_mark mark;
    dc_str id = id_of_link(dom, node);
    bool is_typed = id.len && is_typed_reference(dom, node);
    if (id.len == 0 || (!is_typed && !html_mark_of_link(dom, node, &mark)))
        return;
    struct html_reference *at =
        html_add_reference(reader, &reader->notes->links);
    if (!at)
        return;
    at->node = node;
    at->id = id;
    at->is_typed = is_typed;
}

/* The texts. */

/* True for an element whose type says it is one note. */
static bool
is_typed_note(const struct html_dom *dom, uint32_t node)
{
    return html_has_word(dom, node, HTML_EPUB_TYPE, "footnote") ||
        html_has_word(dom, node, HTML_EPUB_TYPE, "endnote") ||
        html_has_word(dom, node, HTML_EPUB_TYPE, "rearnote") ||
        html_has_word(dom, node, HTML_EPUB_TYPE, "note") ||
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
typed_text_of(const struct html_dom *dom, uint32_t node)
{
    uint32_t parent = html_node(dom, node)->parent;
    dc_str id = html_id_of(dom, node);
    if (is_typed_note(dom, node))
        return node;
    if (html_is_element(dom, node, HTML_LI)) {
        uint32_t above = html_node(dom, parent)->parent;
        return is_notes_holder(dom, parent) || is_notes_holder(dom, above) ||
                begins(id, "fn") || begins(id, "cite_note")
            ? node
            : 0;
    }
    if (begins(id, "_ftn") || begins(id, "_edn")) {
        while (parent && html_is_element(dom, parent, HTML_SPAN))
            parent = html_node(dom, parent)->parent;
        uint32_t block = html_node(dom, parent)->parent;
        dc_str block_id = html_attr_of(dom, block, HTML_ID);
        bool is_whole = begins(block_id, "ftn") || begins(block_id, "edn");
        return is_whole && html_is_element(dom, block, HTML_DIV) ? block
            : html_is_element(dom, parent, HTML_P)               ? parent
                                                                 : 0;
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
        if (child->type == HTML_TYPE_TEXT &&
            html_trimmed(html_text_of(dom, at)).len)
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

static bool
mark_of(const struct html_dom *dom, const struct html_reference *reference,
    struct html_mark *mark)
{
    if (!reference->foreign)
        return html_mark_of_link(dom, reference->node, mark);
    *mark = reference->foreign->mark;
    return mark->len > 0;
}

static void
near_of(const struct html_dom *dom, const struct html_reference *reference,
    struct html_near *near)
{
    *near = (struct html_near){.count = 0};
    if (reference->foreign)
        near->address = reference->foreign->address;
    else
        html_near_of(dom, reference->node, near);
}

/* True if a link in `text` leads back to the reference. */
static bool
links_back(struct html_reader *reader, uint32_t text,
    const struct html_reference *reference)
{
    const struct html_dom *dom = &reader->dom;
    struct html_near near;
    uint32_t at = text;
    near_of(dom, reference, &near);
    for (; at && reader->notes->steps; reader->notes->steps--) {
        if (html_is_element(dom, at, HTML_A) && html_leads_back(dom, at, &near))
            return true;
        at = html_dom_following(dom, at, text);
    }
    return false;
}

/* The class of what holds one note: footnote, _idFootnote. */
static bool
is_called_note(const struct html_dom *dom, uint32_t node)
{
    dc_str name = html_attr_of(dom, node, HTML_CLASS);
    for (size_t i = 0; i + 4 <= name.len; i++)
        if (begins(dc_str_slice(name.ptr + i, name.len - i), "note"))
            return true;
    return false;
}

/* The element that is that one note, where a mark begins `block`. */
static uint32_t
whole_note(const struct html_dom *dom, uint32_t block)
{
    uint32_t parent = html_node(dom, block)->parent;
    uint32_t next = html_node(dom, block)->next;
    if (html_is_element(dom, block, HTML_DT)) {
        while (next && html_node(dom, next)->type != HTML_TYPE_ELEMENT)
            next = html_node(dom, next)->next;
        return next && html_is_element(dom, next, HTML_DD) ? next : 0;
    }
    if (!html_is_element(dom, block, HTML_P))
        return block;
    bool is_whole = html_is_element(dom, parent, HTML_LI) ||
        html_is_element(dom, parent, HTML_DD) ||
        ((html_is_element(dom, parent, HTML_DIV) ||
             html_is_element(dom, parent, HTML_ASIDE)) &&
            is_called_note(dom, parent) && !is_notes_holder(dom, parent));
    uint32_t first = html_node(dom, parent)->first;
    while (first && html_node(dom, first)->type != HTML_TYPE_ELEMENT)
        first = html_node(dom, first)->next;
    return is_whole && first == block ? parent : block;
}

/* Blocks that may be a note. */
static bool
can_be_note(const struct html_dom *dom, uint32_t block)
{
    static const uint32_t names[] = {
        HTML_P, HTML_LI, HTML_DIV, HTML_ASIDE, HTML_DT, HTML_DD};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (html_is_element(dom, block, names[i]))
            return true;
    return false;
}

/* The note that begins at `target` with the mark of the link, or 0. */
static uint32_t
marked_text_of(struct html_reader *reader, uint32_t target,
    const struct html_reference *reference)
{
    struct html_dom *dom = &reader->dom;
    struct html_mark mark;
    uint32_t block = html_block_of(dom, target);
    if (!can_be_note(dom, block) || reader->notes->steps == 0 ||
        !mark_of(dom, reference, &mark) ||
        !html_mark_begins(dom, block, target, &mark, false))
        return 0;
    uint32_t text = whole_note(dom, block);
    if (!text ||
        (!reference->is_typed &&
            ((reference->node && !html_follows_text(dom, reference->node)) ||
                !links_back(reader,
                    html_is_element(dom, block, HTML_DT) ? block : text,
                    reference))))
        return 0;
    return text;
}

/* Puts a paragraph into an element that can be a note of several. */
static uint32_t
take_bare(struct html_reader *reader, uint32_t para, uint32_t link)
{
    struct html_dom *dom = &reader->dom;
    uint32_t parent = html_node(dom, para)->parent;
    uint32_t next = html_node(dom, para)->next;
    uint32_t pos = html_node(dom, para)->pos;
    uint32_t holder = html_dom_new(dom, HTML_TYPE_ELEMENT, pos);
    struct html_reference *bare =
        holder ? html_add_reference(reader, &reader->notes->bare) : NULL;
    if (!bare)
        return para;
    html_node(dom, holder)->name = HTML_DIV;
    html_dom_remove(dom, para);
    html_dom_insert(dom, holder, 0, para);
    html_dom_insert(dom, parent, next, holder);
    bare->text = holder;
    bare->chosen = link;
    return holder;
}

/* The note itself has the id, if one is wanted. */
static void
drop_id(struct html_dom *dom, uint32_t target)
{
    const struct html_node *node = html_node(dom, target);
    struct html_attribute *attributes = dom->attributes + node->at;
    for (uint32_t i = 0; i < node->len; i++)
        if (attributes[i].name == HTML_ID || attributes[i].name == HTML_NAME)
            attributes[i].len = 0;
}

/* Takes what the number and the links back were out of the note's text. */
static void
clean_text(struct html_reader *reader, uint32_t target, uint32_t text,
    const struct html_reference *reference)
{
    struct html_dom *dom = &reader->dom;
    struct html_mark mark;
    struct html_near near;
    uint32_t block = html_block_of(dom, target);
    if (html_is_element(dom, block, HTML_DT))
        html_node(dom, block)->flags |= HTML_IS_SKIPPED;
    else if (mark_of(dom, reference, &mark) &&
        html_mark_begins(dom, text, text, &mark, false))
        html_mark_begins(dom, text, text, &mark, true);
    near_of(dom, reference, &near);
    for (uint32_t at = text; at; at = html_dom_following(dom, at, text))
        if (html_is_element(dom, at, HTML_A) && html_leads_back(dom, at, &near))
            html_node(dom, at)->flags |= HTML_IS_SKIPPED;
    if (is_within(dom, target, text))
        drop_id(dom, target);
}

/* The text that is next to `node`, or 0. */
static uint32_t
text_at(const struct html_dom *dom, uint32_t node)
{
    bool is_text = node && html_node(dom, node)->type == HTML_TYPE_TEXT;
    return is_text && html_node(dom, node)->len ? node : 0;
}

/* True if nothing but blanks stands beside the link. */
static bool
is_alone(const struct html_dom *dom, uint32_t link)
{
    uint32_t at = html_node(dom, html_node(dom, link)->parent)->first;
    while (at &&
        (at == link ||
            (html_node(dom, at)->type == HTML_TYPE_TEXT &&
                html_trimmed(html_text_of(dom, at)).len == 0)))
        at = html_node(dom, at)->next;
    return at == 0;
}

/* A note's number is raised and has its brackets where it is written. */
static void
clean_reference(struct html_dom *dom, uint32_t link)
{
    uint32_t parent = html_node(dom, link)->parent;
    bool is_first = html_node(dom, parent)->first == link;
    uint32_t before = is_first ? 0 : text_at(dom, html_node(dom, link)->prev);
    uint32_t behind = text_at(dom, html_node(dom, link)->next);
    dc_str left = html_text_of(dom, before);
    dc_str right = html_text_of(dom, behind);
    if (before && behind && left.ptr[left.len - 1] == '[' &&
        *right.ptr == ']') {
        html_node(dom, before)->len--;
        html_node(dom, behind)->at++;
        html_node(dom, behind)->len--;
    }
    if (html_is_element(dom, parent, HTML_SUP) && is_alone(dom, link))
        html_node(dom, parent)->name = HTML_SPAN;
}

static bool
take(struct html_reader *reader, uint32_t target, struct html_reference *group,
    const struct html_reference *reference)
{
    struct html_dom *dom = &reader->dom;
    bool is_told = reference->is_typed || is_typed_note(dom, target);
    uint32_t text = is_told ? typed_text_of(dom, target) : 0;
    if (!text)
        text = marked_text_of(reader, target, reference);
    if (!text || html_node(dom, text)->flags & HTML_IS_SKIPPED ||
        is_within(dom, reference->node, text))
        return false;
    clean_text(reader, target, text, reference);
    if (html_is_element(dom, text, HTML_P))
        text = take_bare(reader, text, reference->node);
    group->text = text;
    group->chosen = reference->node;
    if (reference->node) {
        clean_reference(dom, reference->node);
        html_node(dom, reference->node)->flags |= HTML_IS_NOTE;
    }
    html_node(dom, text)->flags |= HTML_IS_SKIPPED | HTML_IS_NOTE_TEXT;
    return true;
}

/* An element with an id: the first reference to it that fits takes it. */
static void
resolve(struct html_reader *reader, uint32_t node)
{
    struct html_references *links = &reader->notes->links;
    dc_str id = html_id_of(&reader->dom, node);
    struct html_reference *group =
        id.len ? html_reference_by_id(links, id) : NULL;
    struct html_reference *end = links->items + links->count;
    if (!group || group->is_tried)
        return;
    struct html_reference *at = group;
    group->is_tried = true;
    while (
        at < end && compare(at->id, id) == 0 && !take(reader, node, group, at))
        at++;
}

/* Further paragraphs of a note that nothing holds together. */

/* True if a note refers to a note or cannot go on with such an element. */
static bool
ends_note(const struct html_dom *dom, uint32_t node)
{
    static const uint32_t names[] = {HTML_P, HTML_BLOCKQUOTE, HTML_UL, HTML_OL};
    bool can_follow = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        can_follow |= html_is_element(dom, node, names[i]);
    for (uint32_t at = node; at && can_follow;
         at = html_dom_following(dom, at, node))
        can_follow = !(html_node(dom, at)->flags & HTML_IS_NOTE);
    return !can_follow;
}

/* True if a few paragraphs stand between the notes, or nothing. */
static bool
is_next_note(const struct html_dom *dom, uint32_t note, uint32_t next)
{
    enum { PARAGRAPHS_MAX = 3 };
    uint32_t at = html_node(dom, note)->next;
    for (int count = 0; at && at != next; at = html_node(dom, at)->next) {
        const struct html_node *here = html_node(dom, at);
        if (here->type == HTML_TYPE_TEXT &&
            html_trimmed(html_text_of(dom, at)).len)
            return false;
        if (here->type == HTML_TYPE_ELEMENT &&
            (count++ == PARAGRAPHS_MAX || ends_note(dom, at)))
            return false;
    }
    return at != 0;
}

/*
 * What stands between two notes belongs to the first, if what the second is
 * referred to from stands before both.
 */
static void
gather_rest(struct html_reader *reader)
{
    struct html_dom *dom = &reader->dom;
    const struct html_references *bare = &reader->notes->bare;
    for (size_t i = 0; i + 1 < bare->count; i++) {
        uint32_t note = bare->items[i].text;
        uint32_t next = bare->items[i + 1].text;
        uint32_t link = bare->items[i + 1].chosen;
        if (html_node(dom, link)->pos > html_node(dom, note)->pos ||
            !is_next_note(dom, note, next))
            continue;
        while (html_node(dom, note)->next != next) {
            uint32_t at = html_node(dom, note)->next;
            html_dom_remove(dom, at);
            html_dom_insert(dom, note, 0, at);
        }
    }
}

/* Leaves out the lists and sections that held nothing but notes. */
static void
drop_holders(struct html_reader *reader)
{
    struct html_dom *dom = &reader->dom;
    const struct html_references *links = &reader->notes->links;
    uint32_t before = 0; /* notes of one list come one after the other */
    for (size_t i = 0; i < links->count; i++) {
        uint32_t text = links->items[i].text;
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

/* Identifiers that would go with what became a note. */

static void
keep_id(struct html_notes *notes, dc_str id)
{
    struct html_reference *note = html_reference_by_id(&notes->links, id);
    struct html_reference *own = html_reference_by_id(&notes->own, id);
    if (note)
        note->keeps_id = true;
    if (own)
        own->keeps_id = true;
}

/* Copies the chosen references, for the identifiers they have themselves. */
static void
collect_own(struct html_reader *reader)
{
    struct html_notes *notes = reader->notes;
    for (size_t i = 0; i < notes->links.count; i++) {
        uint32_t chosen = notes->links.items[i].chosen;
        dc_str id =
            chosen ? html_id_of(&reader->dom, chosen) : dc_str_slice(NULL, 0);
        struct html_reference *own =
            id.len ? html_add_reference(reader, &notes->own) : NULL;
        if (!own)
            continue;
        own->id = id;
        own->node = chosen;
    }
    sort_by_id(&notes->own);
}

static void
keep_ids(struct html_reader *reader)
{
    const struct html_dom *dom = &reader->dom;
    dc_str linked = dc_option_str(reader->job, "linked-ids");
    collect_own(reader);
    for (uint32_t at = HTML_ROOT; at;) {
        const struct html_node *node = html_node(dom, at);
        unsigned gone = node->flags & (HTML_IS_SKIPPED | HTML_IS_NOTE_TEXT);
        if (gone == HTML_IS_SKIPPED) {
            at = html_dom_after(dom, at, HTML_ROOT);
            continue;
        }
        if (html_is_element(dom, at, HTML_A) && !(node->flags & HTML_IS_NOTE))
            keep_id(reader->notes, id_of_link(dom, at));
        at = html_dom_following(dom, at, HTML_ROOT);
    }
    for (dc_str id; (id = html_take_word(&linked)).len;)
        keep_id(reader->notes, id);
}

void
html_find_notes(struct html_reader *reader)
{
    struct html_dom *dom = &reader->dom;
    reader->notes = dc_alloc(reader->job, sizeof *reader->notes);
    if (!reader->notes)
        return;
    struct html_notes *notes = reader->notes;
    notes->steps = (uint64_t)dom->node_count * STEPS_PER_NODE;
    for (uint32_t at = HTML_ROOT; at;
         at = html_dom_following(dom, at, HTML_ROOT))
        if (html_is_element(dom, at, HTML_A))
            collect(reader, at);
    html_add_foreign(reader);
    if (notes->links.count == 0)
        return;
    sort_by_id(&notes->links);
    for (uint32_t at = HTML_ROOT; at;
         at = html_dom_following(dom, at, HTML_ROOT))
        if (html_node(dom, at)->type == HTML_TYPE_ELEMENT)
            resolve(reader, at);
    gather_rest(reader);
    drop_holders(reader);
    keep_ids(reader);
}
