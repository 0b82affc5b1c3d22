/* SPDX-License-Identifier: MIT */
/*
 * Links between files, as their tags are scanned: which may refer to a note.
 * That is one that says so, or one whose text is short and no word, behind
 * other text in its block; whether there is a note at its end is found out
 * later.
 */
#include "base/epub_utf8.h"
#include "read/epub_notes.h"

enum { MARK_MAX = 16, MARKUP_MAX = 200 };

dc_str
epub_notes_key(
    struct epub_book *book, const uint32_t *numbers, size_t count, dc_str id)
{
    struct epub_buf *key = &book->notes->key;
    key->len = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t number = numbers[i];
        char bytes[4] = {(char)(number >> 24), (char)(number >> 16),
            (char)(number >> 8), (char)number};
        epub_put(key, bytes, sizeof bytes);
    }
    epub_put_str(key, id);
    if (key->failed)
        dc_fail(book->job, DC_E_NOMEM);
    return epub_buf_str(key);
}

uint32_t
epub_links_to(struct epub_book *book, uint32_t file, dc_str id)
{
    const uint32_t *count = epub_map_lookup(
        &book->notes->links, epub_notes_key(book, &file, 1, id));
    return count ? *count : 0;
}

bool
epub_links_from(struct epub_book *book, uint32_t from, uint32_t to, dc_str id)
{
    const uint32_t numbers[] = {from, to};
    dc_str key = epub_notes_key(book, numbers, 2, id);
    return epub_map_lookup(&book->notes->pairs, key) != NULL;
}

/* One more in the map; true: the first of its key. */
static bool
count_key(struct epub_book *book, struct epub_map *map, dc_str key)
{
    uint32_t *count = epub_map_lookup(map, key);
    if (count) {
        *count += *count < UINT32_MAX;
        return false;
    }
    dc_str kept = epub_book_keep(book, key);
    return kept.len == key.len && epub_book_insert(book, map, kept, 1);
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* The text of a link, without tags and blanks; empty if it is too long. */
static dc_str
mark_of(struct epub_book *book, dc_str markup)
{
    char mark[MARK_MAX];
    size_t len = 0;
    bool is_tag = false;
    if (markup.len > MARKUP_MAX)
        markup.len = MARKUP_MAX;
    for (size_t i = 0; i < markup.len; i++) {
        char c = markup.ptr[i];
        if (c == '<' && i + 2 < markup.len && markup.ptr[i + 1] == '/' &&
            (markup.ptr[i + 2] | 0x20) == 'a' && i + 3 < markup.len &&
            !epub_is_letter(markup.ptr[i + 3]))
            return epub_book_keep(book, dc_str_slice(mark, len));
        is_tag |= c == '<';
        if (!is_tag && !is_blank(c)) {
            if (len == MARK_MAX || c == '&')
                break;
            mark[len++] = c;
        }
        is_tag &= c != '>';
    }
    return dc_str_slice(NULL, 0);
}

static bool
is_inline(dc_str name)
{
    static const char *const names[] = {"a", "span", "sup", "sub", "i", "b",
        "em", "strong", "small", "big", "font", "u", "cite", "q", "abbr",
        "code", "tt", "img", "br", "s", "del", "ins", "mark", "var"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (epub_same_letters(name, names[i]))
            return true;
    return false;
}

static bool
is_typed(const struct epub_anchor *anchor)
{
    return epub_has_word(anchor->type, "noteref") ||
        epub_has_word(anchor->role, "doc-noteref") ||
        epub_has_word(anchor->class_name, "noteref") ||
        epub_has_word(anchor->class_name, "footnote-ref");
}

static void
add_reference(struct epub_book *book, uint32_t to, dc_str id,
    const struct epub_anchor *anchor)
{
    struct epub_notes *notes = book->notes;
    dc_str mark = mark_of(book, anchor->behind);
    bool is_told = is_typed(anchor);
    if (!is_told && (mark.len == 0 || !notes->has_text))
        return;
    struct epub_reference *at =
        epub_book_add(book, &notes->references, sizeof *at);
    if (!at)
        return;
    at->pos = anchor->pos;
    at->from = anchor->file;
    at->to = to;
    at->note = EPUB_NOTHING;
    at->is_typed = is_told;
    at->id = id;
    at->own_id = anchor->id.len ? epub_book_keep(book, anchor->id) : anchor->id;
    at->mark = mark;
    at->near_count = notes->near_count;
    for (uint32_t i = 0; i < notes->near_count; i++)
        at->near[i] = epub_book_keep(book, notes->near[i]);
}

/* A link to a place: counts it, and takes down what may be a reference. */
static void
note_link(struct epub_book *book, const struct epub_anchor *anchor)
{
    struct epub_notes *notes = book->notes;
    struct epub_address address;
    uint32_t to = anchor->file;
    epub_book_resolve(
        book, epub_file_at(book, to)->path, anchor->href, &address);
    if (address.where == EPUB_INSIDE) {
        const uint32_t *file = epub_map_lookup(&book->file_paths, address.path);
        if (!file)
            return;
        to = *file;
    }
    if (address.where == EPUB_AWAY || address.fragment.len == 0)
        return;
    dc_str key = epub_notes_key(book, &to, 1, address.fragment);
    count_key(book, &notes->links, key);
    if (to == anchor->file)
        return;
    dc_str id = epub_book_keep(book, address.fragment);
    const uint32_t numbers[] = {anchor->file, to};
    if (count_key(book, &notes->pairs, epub_notes_key(book, numbers, 2, id))) {
        struct epub_linked *linked =
            epub_book_add(book, &notes->linked, sizeof *linked);
        if (linked)
            *linked = (struct epub_linked){to, id};
    }
    add_reference(book, to, id, anchor);
}

static struct epub_notes *
notes_of(struct epub_book *book)
{
    if (!book->notes)
        book->notes = dc_alloc(book->job, sizeof *book->notes);
    return book->notes;
}

void
epub_scan_text(struct epub_book *book, dc_str text)
{
    struct epub_notes *notes = notes_of(book);
    size_t i = 0;
    while (i < text.len && is_blank(text.ptr[i]))
        i++;
    if (!notes || i == text.len)
        return;
    notes->has_text = true;
    notes->near_count = 0;
}

void
epub_scan_anchor(
    struct epub_book *book, dc_str tag, const struct epub_anchor *anchor)
{
    struct epub_notes *notes = notes_of(book);
    if (!notes)
        return;
    if (!is_inline(tag)) {
        notes->has_text = false;
        notes->near_count = 0;
    }
    if (anchor->id.len && notes->near_count < EPUB_NEAR_MAX)
        notes->near[notes->near_count++] = anchor->id;
    if (anchor->href.len && epub_same_letters(tag, "a") &&
        memchr(anchor->href.ptr, '#', anchor->href.len))
        note_link(book, anchor);
}
