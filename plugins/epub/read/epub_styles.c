/* SPDX-License-Identifier: MIT */
/*
 * The style sheets of content documents: those they link to are media of the
 * book; the text of a <style>, and a link that holds for some media alone,
 * become media beside the file they stand in, so that addresses in them lead
 * where they led.
 */
#include "read/epub_book.h"

#include "base/epub_dress.h"
#include "base/epub_utf8.h"

/* Puts text in which the five entities of XML and CDATA are resolved. */
static void
put_character_data(struct epub_buf *buf, dc_str text)
{
    static const struct {
        const char *written;
        const char *meant;
    } rows[] = {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""},
        {"&apos;", "'"}, {"<![CDATA[", ""}, {"]]>", ""}};
    size_t i = 0;
    while (i < text.len) {
        size_t row = 0;
        size_t len = 0;
        for (; row < sizeof rows / sizeof *rows; row++) {
            len = strlen(rows[row].written);
            if (text.len - i >= len &&
                memcmp(text.ptr + i, rows[row].written, len) == 0)
                break;
        }
        if (row < sizeof rows / sizeof *rows) {
            epub_puts(buf, rows[row].meant);
            i += len;
        } else {
            epub_put(buf, text.ptr + i++, 1);
        }
    }
}

/* True for lists that a screen is in, and for none. */
static bool
is_for_all(dc_str media)
{
    return media.len == 0 || epub_same_letters(media, "all") ||
        epub_same_letters(media, "screen");
}

/* True if it can be written into a sheet as it is. */
static bool
is_media_list(dc_str media)
{
    for (size_t i = 0; i < media.len; i++)
        if (!epub_is_letter(media.ptr[i]) && !epub_is_digit(media.ptr[i]) &&
            !memchr(" ,():.-/", media.ptr[i], 8))
            return false;
    return true;
}

/* Adds the medium to those of the file that is looked through. */
static void
add_name(struct epub_book *book, dc_str path)
{
    if (book->styles.len)
        epub_put(&book->styles, " ", 1);
    epub_put_address(&book->styles, path);
}

/* "OPS/a.xhtml.style-1.css", or the next number that is free. */
static dc_str
name_sheet(struct epub_book *book, dc_str path, uint32_t *number)
{
    dc_archive_entry entry = {.struct_size = sizeof entry};
    for (;;) {
        struct epub_buf name = {0};
        epub_put_str(&name, path);
        epub_puts(&name, ".style-");
        epub_put_uint(&name, ++*number);
        epub_puts(&name, ".css");
        dc_str kept = epub_book_keep_buf(book, &name);
        if (kept.len == 0 || !book->zip->lookup(book->archive, kept, 0, &entry))
            return kept;
    }
}

static void
add_sheet(struct epub_book *book, uint32_t number, struct epub_buf *text)
{
    struct epub_file *file = epub_file_at(book, number);
    struct epub_sheet *sheet =
        epub_book_add(book, &book->sheets, sizeof *sheet);
    dc_str bytes = epub_book_keep_buf(book, text);
    if (!sheet)
        return;
    sheet->bytes = bytes;
    sheet->path = name_sheet(book, file->path, &file->sheets);
    add_name(book, sheet->path);
}

/* A link for some media: a sheet of one line. */
static void
add_import(struct epub_book *book, uint32_t number, dc_str href, dc_str media)
{
    struct epub_buf text = {0};
    epub_puts(&text, "@import url(\"");
    epub_put_str(&text, href);
    epub_puts(&text, "\") ");
    epub_put_str(&text, media);
    epub_puts(&text, ";\n");
    add_sheet(book, number, &text);
}

static void
leave_out(struct epub_book *book, const char *what, dc_str href)
{
    epub_book_report(book, DC_DIAG_LOSS, "epub-style", what, href);
}

/* True for "OPS/base.css", and for "OPS/style.css". */
static bool
may_be_ours(dc_str path)
{
    static const char *const names[] = {"base.css", "style.css"};
    dc_str name = epub_file_name(path);
    return dc_str_equal(name, names[0]) || dc_str_equal(name, names[1]);
}

/* Whether the sheet is one that our writer gave the book. */
static enum epub_dress
dress_of(struct epub_book *book, const dc_archive_entry *entry)
{
    dc_str css = {NULL, 0};
    if (!may_be_ours(entry->name))
        return EPUB_DRESS_NONE;
    const uint32_t *known = epub_map_lookup(&book->dresses, entry->name);
    if (known)
        return *known;
    enum epub_dress dress = EPUB_DRESS_NONE;
    if (epub_book_load(book, entry->index, entry->name, &css))
        dress = epub_dress_of(css);
    epub_book_insert(book, &book->dresses, entry->name, dress);
    return dress;
}

/* The full dress, which is put on again where nothing else is. */
static void
add_dress(struct epub_book *book, dc_str path)
{
    bool is_first = book->styles.len == 0;
    add_name(book, path);
    if (is_first)
        book->dress_len = book->styles.len;
}

dc_str
epub_end_styles(struct epub_book *book)
{
    dc_str none = {NULL, 0};
    bool is_dress_alone = book->styles.len == book->dress_len;
    book->dress_len = 0;
    return is_dress_alone ? none
                          : epub_book_keep(book, epub_buf_str(&book->styles));
}

/* What our writer puts into every book is no sheet of this one. */
static void
add_entry(struct epub_book *book, const dc_archive_entry *entry)
{
    enum epub_dress dress = dress_of(book, entry);
    if (dress == EPUB_DRESS_FULL)
        add_dress(book, entry->name);
    else if (dress == EPUB_DRESS_NONE)
        add_name(book, entry->name);
}

static void
add_link(struct epub_book *book, uint32_t number, dc_str href, dc_str media)
{
    struct epub_address address;
    dc_archive_entry entry = {.struct_size = sizeof entry};
    epub_book_resolve(book, epub_file_at(book, number)->path, href, &address);
    if (address.where != EPUB_INSIDE) {
        leave_out(book, "a style sheet outside of the book is not read", href);
        return;
    }
    uint32_t index = epub_book_find(book, address.path);
    if (index == EPUB_NOTHING || !book->zip->at(book->archive, index, &entry))
        epub_report_missing(book,
            "the book does not have a style sheet of its text", address.path);
    else if (is_for_all(media))
        add_entry(book, &entry);
    else
        add_import(book, number, href, media);
}

void
epub_note_link(
    struct epub_book *book, uint32_t number, const struct epub_link *link)
{
    struct epub_buf text = {0};
    dc_str media = epub_trim(link->media);
    if (!epub_has_word(link->rel, "stylesheet") || link->href.len == 0)
        return;
    put_character_data(&text, epub_trim(link->href));
    dc_str href = epub_book_keep_buf(book, &text);
    if (link->type.len && !epub_same_letters(link->type, "text/css"))
        leave_out(book, "a style sheet that is no CSS was left out", href);
    else if (epub_has_word(link->rel, "alternate"))
        leave_out(book,
            "a style sheet that is applied by choice alone was left out", href);
    else if (!is_media_list(media))
        leave_out(book, "a style sheet for unknown media was left out", href);
    else
        add_link(book, number, href, media);
}

void
epub_note_style(
    struct epub_book *book, uint32_t number, dc_str css, dc_str media)
{
    struct epub_buf text = {0};
    bool is_limited = !is_for_all(epub_trim(media)) && is_media_list(media);
    if (epub_trim(css).len == 0)
        return;
    if (is_limited) {
        epub_puts(&text, "@media ");
        epub_put_str(&text, epub_trim(media));
        epub_puts(&text, " {\n");
    }
    put_character_data(&text, css);
    if (is_limited)
        epub_puts(&text, "\n}\n");
    add_sheet(book, number, &text);
}
