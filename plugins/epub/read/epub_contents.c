/* SPDX-License-Identifier: MIT */
/*
 * Navigation: the navigation document of EPUB 3 or else the NCX of EPUB 2.
 * What the contents call a chapter is kept for chapters without a heading,
 * the page list says where pages of a printed edition begin, landmarks and
 * guide say what a chapter is.  Landmarks come before the guide, the
 * navigation document before the NCX, and that before Adobe's page map.
 */
#include "read/epub_book.h"

/* Types of the guide (OPF 2.0.1, 2.6), as EPUB 3 calls them. */
static const struct {
    const char *type;
    const char *role;
} guide_types[] = {
    {"title-page", "titlepage"},
    {"notes", "endnotes"},
    {"text", ""},
    {"start", ""},
    {"bodymatter", ""},
};

enum list { LIST_NONE, LIST_TOC, LIST_PAGES, LIST_LANDMARKS };

struct contents {
    struct epub_book *book;
    dc_str path; /* of the document */
    enum list list;
    uint32_t depth; /* of the entry */
    bool skips_toc; /* another document had one */
    bool skips_pages;
    bool is_open; /* an entry's text is being gathered */
    struct epub_buf text;
    struct epub_buf href;
    dc_str type;
};

/* The file that `href` in `base` leads to, or EPUB_NOTHING. */
static uint32_t
file_of(struct epub_book *book, dc_str base, dc_str href,
    struct epub_address *address)
{
    epub_book_resolve(book, base, href, address);
    if (address->where != EPUB_INSIDE)
        return EPUB_NOTHING;
    return epub_file_called(book, address->path);
}

void
epub_note_role(struct epub_book *book, dc_str base, dc_str href, dc_str type)
{
    struct epub_address address;
    struct epub_guide *guide;
    for (size_t i = 0; i < sizeof guide_types / sizeof *guide_types; i++)
        if (dc_str_equal(type, guide_types[i].type))
            type = dc_str_of(guide_types[i].role);
    epub_book_resolve(book, base, href, &address);
    if (type.len == 0 || address.where != EPUB_INSIDE)
        return;
    guide = epub_book_add(book, &book->guide, sizeof *guide);
    if (!guide)
        return;
    guide->path = epub_book_keep(book, address.path);
    guide->type = epub_book_keep(book, type);
}

static void
apply_roles(struct epub_book *book)
{
    const struct epub_guide *guide = book->guide.items;
    for (size_t i = book->guide.count; i-- > 0;) {
        uint32_t known = epub_file_called(book, guide[i].path);
        struct epub_file *file =
            known != EPUB_NOTHING ? epub_file_at(book, known) : NULL;
        if (file && file->role.len == 0)
            file->role = guide[i].type;
    }
}

/* Entries. */

static void
note_title(struct contents *contents, uint32_t number, bool has_fragment)
{
    struct epub_file *file = epub_file_at(contents->book, number);
    struct epub_buf line = {0};
    if (file->title.len && (file->title_is_whole || has_fragment))
        return;
    epub_put_line(&line, epub_buf_str(&contents->text));
    file->title = epub_book_keep_buf(contents->book, &line);
    file->title_is_whole = !has_fragment;
}

static void
note_page(struct contents *contents, uint32_t number, dc_str fragment)
{
    struct epub_book *book = contents->book;
    struct epub_buf line = {0};
    struct epub_file *file = epub_file_at(book, number);
    epub_put_line(&line, epub_buf_str(&contents->text));
    dc_str label = epub_book_keep_buf(book, &line);
    if (fragment.len == 0) {
        file->page = file->page.len ? file->page : label;
        return;
    }
    struct epub_page_mark *mark =
        epub_book_add(book, &book->page_marks, sizeof *mark);
    if (!mark)
        return;
    uint32_t at = (uint32_t)(book->page_marks.count - 1);
    struct epub_page_mark *marks = book->page_marks.items;
    if (file->first_mark == EPUB_NOTHING)
        file->first_mark = at;
    else
        marks[file->last_mark].next = at;
    file->last_mark = at;
    mark->file = number;
    mark->next = EPUB_NOTHING;
    mark->id = epub_book_keep(book, fragment);
    mark->label = label;
}

/* Notes the entry for the outline of the book. */
static void
note_entry(struct contents *contents, uint32_t number, dc_str fragment)
{
    struct epub_book *book = contents->book;
    struct epub_buf line = {0};
    struct epub_entry *entry =
        epub_book_add(book, &book->entries, sizeof *entry);
    if (!entry)
        return;
    entry->file = number;
    entry->next = entry->headline = EPUB_NOTHING;
    entry->line_at = SIZE_MAX;
    if (number != EPUB_NOTHING) {
        struct epub_file *file = epub_file_at(book, number);
        entry->next = file->entries;
        file->entries = (uint32_t)(book->entries.count - 1);
    }
    entry->depth = contents->depth ? contents->depth : 1;
    entry->id = epub_book_keep(book, fragment);
    epub_put_line(&line, epub_buf_str(&contents->text));
    entry->title = epub_book_keep_buf(book, &line);
}

static void
end_entry(struct contents *contents)
{
    struct epub_address address;
    dc_str href = epub_buf_str(&contents->href);
    contents->is_open = false;
    if (contents->list == LIST_LANDMARKS) {
        epub_note_role(contents->book, contents->path, href, contents->type);
        return;
    }
    uint32_t number = file_of(contents->book, contents->path, href, &address);
    if (contents->list == LIST_TOC && !contents->skips_toc)
        note_entry(contents, number, address.fragment);
    if (number == EPUB_NOTHING)
        return;
    if (contents->list == LIST_TOC && !contents->skips_toc) {
        contents->book->has_toc = true;
        note_title(contents, number, address.fragment.len > 0);
    } else if (contents->list == LIST_PAGES && !contents->skips_pages) {
        contents->book->has_pages = true;
        note_page(contents, number, address.fragment);
    }
}

/* The navigation document. */

static enum list
list_of(dc_str type)
{
    return epub_has_word(type, "toc")      ? LIST_TOC
        : epub_has_word(type, "page-list") ? LIST_PAGES
        : epub_has_word(type, "landmarks") ? LIST_LANDMARKS
                                           : LIST_NONE;
}

static int32_t DC_CALL
start_nav(void *user, const dc_xml_element *element)
{
    struct contents *contents = user;
    if (dc_str_equal(element->name, "nav"))
        contents->list = list_of(epub_attribute(element, "type"));
    if (dc_str_equal(element->name, "ol"))
        contents->depth++;
    if (contents->list == LIST_NONE || !dc_str_equal(element->name, "a"))
        return DC_OK;
    contents->is_open = true;
    contents->text.len = contents->href.len = 0;
    epub_put_str(&contents->href, epub_attribute(element, "href"));
    contents->type =
        epub_book_keep(contents->book, epub_attribute(element, "type"));
    return contents->href.failed ? DC_E_NOMEM : DC_OK;
}

static int32_t DC_CALL
end_nav(void *user, const dc_xml_element *element)
{
    struct contents *contents = user;
    if (contents->is_open && dc_str_equal(element->name, "a"))
        end_entry(contents);
    if (dc_str_equal(element->name, "ol"))
        contents->depth--;
    if (dc_str_equal(element->name, "nav"))
        contents->list = LIST_NONE;
    return dc_status(contents->book->job);
}

static int32_t DC_CALL
gather(void *user, dc_str run, uint64_t pos)
{
    struct contents *contents = user;
    (void)pos;
    if (contents->is_open)
        epub_put_str(&contents->text, run);
    return contents->text.failed ? DC_E_NOMEM : DC_OK;
}

/* The NCX: an entry's text, then where it leads, then entries below it. */

static int32_t DC_CALL
start_ncx(void *user, const dc_xml_element *element)
{
    struct contents *contents = user;
    if (dc_str_equal(element->name, "navPoint")) {
        contents->list = LIST_TOC;
        contents->depth++;
    } else if (dc_str_equal(element->name, "pageTarget"))
        contents->list = LIST_PAGES;
    else if (dc_str_equal(element->name, "navTarget"))
        contents->list = LIST_NONE;
    else if (dc_str_equal(element->name, "text")) {
        contents->text.len = 0;
        contents->is_open = true;
    } else if (dc_str_equal(element->name, "content") &&
        contents->list != LIST_NONE) {
        contents->href.len = 0;
        epub_put_str(&contents->href, epub_attribute(element, "src"));
        end_entry(contents);
    }
    return contents->href.failed ? DC_E_NOMEM : dc_status(contents->book->job);
}

static int32_t DC_CALL
end_ncx(void *user, const dc_xml_element *element)
{
    struct contents *contents = user;
    if (dc_str_equal(element->name, "text"))
        contents->is_open = false;
    if (dc_str_equal(element->name, "navPoint"))
        contents->depth--;
    return DC_OK;
}

/* Adobe's page map: pages of books that have no NCX with them. */
static int32_t DC_CALL
start_page_map(void *user, const dc_xml_element *element)
{
    struct contents *contents = user;
    if (!dc_str_equal(element->name, "page"))
        return DC_OK;
    contents->list = LIST_PAGES;
    contents->href.len = contents->text.len = 0;
    epub_put_str(&contents->href, epub_attribute(element, "href"));
    epub_put_str(&contents->text, epub_attribute(element, "name"));
    end_entry(contents);
    return contents->href.failed ? DC_E_NOMEM : dc_status(contents->book->job);
}

static const dc_xml_events nav_events = {
    .struct_size = sizeof nav_events,
    .start = start_nav,
    .end = end_nav,
    .text = gather,
    .entity = epub_entity,
};

static const dc_xml_events ncx_events = {
    .struct_size = sizeof ncx_events,
    .start = start_ncx,
    .end = end_ncx,
    .text = gather,
};

static const dc_xml_events page_map_events = {
    .struct_size = sizeof page_map_events,
    .start = start_page_map,
};

/* Reads the item's lists, but for those that were read from another. */
static void
read_contents(struct epub_book *book, const struct epub_item *item,
    const dc_xml_events *events)
{
    struct contents contents = {
        .book = book,
        .path = item->path,
        .skips_toc = book->has_toc,
        .skips_pages = book->has_pages,
    };
    if (!item->is_away && !epub_book_parse(book, item->path, events, &contents))
        epub_report_missing(
            book, "the book does not have its table of contents", item->path);
    epub_buf_fini(&contents.text);
    epub_buf_fini(&contents.href);
}

static const struct epub_item *
item_called(const struct epub_book *book, dc_str id)
{
    const uint32_t *known =
        id.len ? epub_map_lookup(&book->item_ids, id) : NULL;
    return known ? epub_item_at(book, *known) : NULL;
}

static const struct epub_item *
nav_of(const struct epub_book *book)
{
    for (size_t i = 0; i < book->items.count; i++)
        if (epub_has_word(epub_item_at(book, i)->properties, "nav"))
            return epub_item_at(book, i);
    return NULL;
}

void
epub_read_contents(struct epub_book *book)
{
    const struct epub_item *nav = nav_of(book);
    const struct epub_item *ncx = item_called(book, book->toc_id);
    const struct epub_item *pages = item_called(book, book->page_map_id);
    if (nav)
        read_contents(book, nav, &nav_events);
    if (ncx && !(book->has_toc && book->has_pages))
        read_contents(book, ncx, &ncx_events);
    if (pages && !book->has_pages)
        read_contents(book, pages, &page_map_events);
    apply_roles(book);
}
