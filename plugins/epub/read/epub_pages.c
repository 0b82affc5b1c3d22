/* SPDX-License-Identifier: MIT */
/*
 * Pages of a printed edition that the page list places within a file: where
 * the file itself says nothing of them, they are written into it.
 */
#include "read/epub_book.h"

#include "base/epub_utf8.h"

/* So far from a row its first cell may be. */
enum { CELL_SCAN = 4096 };

/* What holds nothing but its parts: a page begins in the part. */
static const char *const holders[] = {
    "li", "dd", "dt", "td", "th", "caption", "figcaption", NULL};
static const char *const rows[] = {"tr", "tbody", "thead", "tfoot", NULL};

static bool
is_one_of(dc_str name, const char *const *names)
{
    for (; *names; names++)
        if (epub_same_letters(name, *names))
            return true;
    return false;
}

/* Behind the tag of the first cell after `from`; SIZE_MAX: there is none. */
static size_t
next_cell(dc_str text, size_t from)
{
    for (size_t at = from; at + 4 < text.len && at - from < CELL_SCAN; at++) {
        const char *tag = text.ptr + at;
        bool is_cell = tag[0] == '<' && (tag[1] | 0x20) == 't' &&
            ((tag[2] | 0x20) == 'd' || (tag[2] | 0x20) == 'h') &&
            !epub_is_letter(tag[3]);
        const char *end = is_cell ? memchr(tag, '>', text.len - at) : NULL;
        if (end)
            return (size_t)(end + 1 - text.ptr);
    }
    return SIZE_MAX;
}

/* The next tag is that of a page break, with nothing before it. */
static bool
is_before_break(dc_str text, size_t at)
{
    static const char word[] = "pagebreak";
    while (at < text.len && (unsigned char)text.ptr[at] <= ' ')
        at++;
    const char *tag = text.ptr + at;
    const char *end =
        at < text.len && *tag == '<' ? memchr(tag, '>', text.len - at) : NULL;
    return end && memmem(tag, (size_t)(end - tag), word, sizeof word - 1);
}

/* The name of the element whose tag begins there. */
static dc_str
tag_at(dc_str text, size_t at)
{
    size_t end = ++at;
    while (end < text.len && epub_is_letter(text.ptr[end]))
        end++;
    return dc_str_slice(text.ptr + at, end - at);
}

static size_t
spot_of(const struct epub_file *file, const struct epub_place *place)
{
    dc_str tag = tag_at(file->bytes, place->at);
    if (is_one_of(tag, rows))
        return next_cell(file->bytes, place->behind);
    return is_one_of(tag, holders) ? place->behind : place->at;
}

/* Puts the label, in letters that no encoding changes. */
static void
put_label(struct epub_buf *buf, dc_str label)
{
    const unsigned char *at = (const unsigned char *)label.ptr;
    const unsigned char *end = at + label.len;
    while (at < end) {
        struct epub_char c = epub_utf8_next(at, end);
        if (c.code < 0x80) {
            epub_put_value(buf, dc_str_slice((const char *)at, 1));
        } else if (c.code != EPUB_INVALID) {
            epub_puts(buf, "&#");
            epub_put_uint(buf, c.code);
            epub_puts(buf, ";");
        }
        at += c.len;
    }
}

static void
write_break(struct epub_book *book, uint32_t file, size_t at, dc_str label)
{
    struct epub_buf text = {0};
    epub_puts(&text, "<span role=\"doc-pagebreak\" title=\"");
    put_label(&text, label);
    epub_puts(&text, "\"></span>");
    epub_patch_file(book, file, at, 0, epub_book_keep_buf(book, &text));
}

static void
place_page(struct epub_book *book, const struct epub_page_mark *mark)
{
    struct epub_file *file = epub_file_at(book, mark->file);
    struct epub_place *place = epub_find_place(book, mark->file, mark->id);
    if (!place) {
        if (!epub_is_cfi(mark->id))
            epub_book_report(book, DC_DIAG_WARNING, "epub-page-dangling",
                "a page of the page list begins at no place of the book",
                mark->label);
        return;
    }
    if (place->is_page_break || place->has_page || mark->label.len == 0 ||
        epub_has_page(book, mark->file, mark->label))
        return;
    place->has_page = true;
    if (place->at < file->body_at) {
        file->page = file->page.len ? file->page : mark->label;
        return;
    }
    size_t at = spot_of(file, place);
    if (at != SIZE_MAX && !is_before_break(file->bytes, place->behind))
        write_break(book, mark->file, at, mark->label);
}

void
epub_place_pages(struct epub_book *book, uint32_t number)
{
    const struct epub_page_mark *marks = book->page_marks.items;
    for (uint32_t i = epub_file_at(book, number)->first_mark; i != EPUB_NOTHING;
         i = marks[i].next)
        place_page(book, &marks[i]);
}
