/* SPDX-License-Identifier: MIT */
/*
 * The contents as the outline of the text.  Where an entry stands below
 * another, but its heading does not stand below that one's, the heading moves
 * down, and with it those that follow until the next entry; data-source-level
 * keeps the level that its author gave it.  A paragraph that says what an entry
 * says, at the place where it leads, is a heading. Headings that agree with the
 * contents stay as they are, and so do levels that are deeper than they need to
 * be: they may mean more than contents say.
 */
#include "read/epub_book.h"

enum {
    LEVELS_MAX = 6,
    DEPTH_MAX = 64, /* of entries; deeper ones count as that deep */
    REACH = 8192, /* bytes from a place to its heading */
    EYEBROW_MAX = 200, /* letters in a file before its heading */
    TITLE_MAX = 2048 /* bytes of a paragraph that may be a heading */
};

struct outline {
    struct epub_book *book;
    /* The level of the last heading of each depth; 0: it has none. */
    uint32_t levels[DEPTH_MAX + 1];
};

static struct epub_headline *
headline_at(const struct epub_book *book, size_t number)
{
    return (struct epub_headline *)book->headlines.items + number;
}

static bool
is_blank(char c)
{
    return (unsigned char)c <= ' ';
}

/* Behind the tag that begins at `at`. */
static size_t
skip_tag(dc_str text, size_t at)
{
    const char *end = memchr(text.ptr + at, '>', text.len - at);
    return end ? (size_t)(end + 1 - text.ptr) : text.len;
}

/* True if [from, to) has no more than `most` letters outside of tags. */
static bool
is_bare(dc_str text, size_t from, size_t to, size_t most)
{
    size_t letters = 0;
    while (from < to && letters <= most) {
        if (text.ptr[from] == '<') {
            from = skip_tag(text, from);
            continue;
        }
        letters += !is_blank(text.ptr[from]);
        from++;
    }
    return letters <= most;
}

/* Where in its file the entry leads to. */
static size_t
place_of(struct epub_book *book, const struct epub_entry *entry)
{
    const struct epub_place *place =
        entry->id.len ? epub_find_place(book, entry->file, entry->id) : NULL;
    return place ? place->at : epub_file_at(book, entry->file)->body_at;
}

/* The first heading of the file that ends behind `at`; or the number behind. */
static size_t
first_behind(
    const struct epub_book *book, const struct epub_file *file, size_t at)
{
    size_t low = file->first_headline;
    size_t high = low + file->headline_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (headline_at(book, middle)->close_at > at)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* The number of the heading that the entry may mean, or EPUB_NOTHING. */
static uint32_t
find_headline(struct epub_book *book, const struct epub_entry *entry)
{
    const struct epub_file *file = epub_file_at(book, entry->file);
    size_t at = place_of(book, entry);
    size_t number = first_behind(book, file, at);
    size_t most = entry->id.len ? 0 : EYEBROW_MAX;
    if (number == file->first_headline + file->headline_count)
        return EPUB_NOTHING;
    const struct epub_headline *headline = headline_at(book, number);
    if (headline->at > at &&
        (headline->at - at > REACH ||
            !is_bare(file->bytes, at, headline->at, most)))
        return EPUB_NOTHING;
    return (uint32_t)number;
}

/* Paragraphs. */

/* The next byte of text that is none of a tag and no blank; false: none. */
static bool
next_letter(dc_str text, size_t *at, char *letter)
{
    while (*at < text.len) {
        char c = text.ptr[*at];
        if (c == '<') {
            *at = skip_tag(text, *at);
            continue;
        }
        ++*at;
        if (is_blank(c))
            continue;
        *letter = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
        return true;
    }
    return false;
}

/* True if both say the same, but for blanks, tags and capitals. */
static bool
says_same(dc_str a, dc_str b)
{
    size_t i = 0;
    size_t j = 0;
    char left = 0;
    char right = 0;
    for (;;) {
        bool has_left = next_letter(a, &i, &left);
        bool has_right = next_letter(b, &j, &right);
        if (!has_left || !has_right)
            return has_left == has_right;
        if (left != right)
            return false;
    }
}

static bool
is_paragraph(dc_str text, size_t at)
{
    return text.len - at > 2 && text.ptr[at] == '<' &&
        (text.ptr[at + 1] | 0x20) == 'p' &&
        (text.ptr[at + 2] == '>' || is_blank(text.ptr[at + 2]));
}

/* The tag of the first paragraph from there, if no text comes before it. */
static size_t
find_paragraph(dc_str text, size_t at)
{
    size_t end = text.len - at > REACH ? at + REACH : text.len;
    while (at < end && !is_paragraph(text, at)) {
        if (text.ptr[at] == '<')
            at = skip_tag(text, at);
        else if (is_blank(text.ptr[at]))
            at++;
        else
            return SIZE_MAX;
    }
    return at < end ? at : SIZE_MAX;
}

/* Finds the paragraph that says what the entry says, where that leads. */
static void
find_line(struct epub_book *book, struct epub_entry *entry)
{
    dc_str text = epub_file_at(book, entry->file)->bytes;
    size_t at = find_paragraph(text, place_of(book, entry));
    if (at == SIZE_MAX || entry->title.len == 0)
        return;
    size_t behind = skip_tag(text, at);
    size_t len = text.len - behind < TITLE_MAX ? text.len - behind : TITLE_MAX;
    const char *close =
        len ? memmem(text.ptr + behind, len, "</p>", strlen("</p>")) : NULL;
    if (!close || text.ptr[behind - 2] == '/')
        return;
    size_t close_at = (size_t)(close - text.ptr);
    if (!says_same(
            dc_str_slice(text.ptr + behind, close_at - behind), entry->title))
        return;
    entry->line_at = at;
    entry->line_close_at = close_at;
}

void
epub_find_headings(struct epub_book *book, uint32_t number)
{
    struct epub_entry *entries = book->entries.items;
    for (uint32_t i = epub_file_at(book, number)->entries; i != EPUB_NOTHING;
         i = entries[i].next) {
        entries[i].headline = find_headline(book, &entries[i]);
        find_line(book, &entries[i]);
    }
}

/* Makes a heading of the paragraph that the entry means; false: none. */
static bool
make_headline(
    struct epub_book *book, const struct epub_entry *entry, uint32_t level)
{
    static const char *const names[] = {"", "h1", "h2", "h3", "h4", "h5", "h6"};
    dc_str name = dc_str_of(names[level]);
    if (entry->line_at == SIZE_MAX)
        return false;
    epub_patch_file(book, entry->file, entry->line_at + 1, 1, name);
    epub_patch_file(book, entry->file, entry->line_close_at + 2, 1, name);
    epub_file_at(book, entry->file)->has_heading = true;
    return true;
}

/* Levels. */

/* The level of the nearest entry above that has a heading, or 0. */
static uint32_t
level_above(const struct outline *outline, uint32_t depth)
{
    while (--depth > 0)
        if (outline->levels[depth])
            return outline->levels[depth];
    return 0;
}

static void
set_level(struct outline *outline, uint32_t depth, uint32_t level)
{
    outline->levels[depth] = level;
    for (uint32_t below = depth + 1; below <= DEPTH_MAX; below++)
        outline->levels[below] = 0;
}

static void
place_entry(struct outline *outline, const struct epub_entry *entry)
{
    uint32_t depth = entry->depth < DEPTH_MAX ? entry->depth : DEPTH_MAX;
    uint32_t above = level_above(outline, depth);
    uint32_t beside = outline->levels[depth];
    uint32_t below = above < LEVELS_MAX ? above + 1 : LEVELS_MAX;
    struct epub_headline *headline = entry->headline == EPUB_NOTHING
        ? NULL
        : headline_at(outline->book, entry->headline);
    uint32_t level = 0;
    if (headline && !headline->is_entry) {
        level = headline->level > above ? headline->level : below;
        headline->is_entry = true;
        headline->shift = level - headline->level;
    } else if (entry->file != EPUB_NOTHING && entry->title.len) {
        level = beside > above ? beside : below;
        if (!make_headline(outline->book, entry, level))
            level = 0;
    }
    set_level(outline, depth, level);
}

static void
write_level(struct epub_book *book, const struct epub_headline *headline,
    uint32_t shift)
{
    uint32_t level = headline->level + shift;
    char text[] = "0 data-source-level=\"0\"";
    text[0] = (char)('0' + (level < LEVELS_MAX ? level : LEVELS_MAX));
    text[sizeof text - 3] = (char)('0' + headline->level);
    dc_str open = epub_book_keep(book, dc_str_of(text));
    dc_str close = {open.ptr, open.len ? 1 : 0};
    epub_patch_file(book, headline->file, headline->at + 2, 1, open);
    epub_patch_file(book, headline->file, headline->close_at + 3, 1, close);
}

void
epub_follow_contents(struct epub_book *book)
{
    const struct epub_entry *entries = book->entries.items;
    struct outline outline = {.book = book};
    uint32_t shift = 0;
    for (size_t i = 0; i < book->entries.count; i++)
        place_entry(&outline, &entries[i]);
    for (size_t i = 0; i < book->headlines.count; i++) {
        const struct epub_headline *headline = headline_at(book, i);
        if (headline->is_entry)
            shift = headline->shift;
        else if (i && headline->file != headline_at(book, i - 1)->file)
            shift = 0;
        if (shift)
            write_level(book, headline, shift);
    }
}
