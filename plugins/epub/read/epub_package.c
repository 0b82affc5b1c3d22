/* SPDX-License-Identifier: MIT */
/*
 * The package document (EPUB 3.3, section 5; OPF 2.0.1): manifest, spine,
 * guide, and the statements of the metadata as they are written.
 */
#include "read/epub_book.h"

/* Where the parser is, and the text of the statement that is open. */
struct package {
    struct epub_book *book;
    struct epub_statement *statement;
    struct epub_buf text;
    bool is_in_metadata;
};

static dc_str
keep_attribute(
    struct epub_book *book, const dc_xml_element *element, const char *name)
{
    return epub_book_keep(book, epub_attribute(element, name));
}

static int32_t
start_package(struct package *package, const dc_xml_element *element)
{
    struct epub_book *book = package->book;
    book->has_package = true;
    book->unique_id = keep_attribute(book, element, "unique-identifier");
    book->prefixes = keep_attribute(book, element, "prefix");
    return DC_OK;
}

static int32_t
start_item(struct package *package, const dc_xml_element *element)
{
    struct epub_book *book = package->book;
    struct epub_address address;
    dc_str href = epub_attribute(element, "href");
    uint32_t number = (uint32_t)book->items.count;
    struct epub_item *item = epub_book_add(book, &book->items, sizeof *item);
    if (!item)
        return DC_E_NOMEM;
    epub_book_resolve(book, book->opf, href, &address);
    item->is_away = address.where == EPUB_AWAY;
    item->path = epub_book_keep(book, item->is_away ? href : address.path);
    item->id = keep_attribute(book, element, "id");
    item->type = keep_attribute(book, element, "media-type");
    item->overlay = keep_attribute(book, element, "media-overlay");
    item->fallback = keep_attribute(book, element, "fallback");
    item->properties = keep_attribute(book, element, "properties");
    item->entry = item->file = EPUB_NOTHING;
    if (address.leaks)
        epub_book_report(book, DC_DIAG_WARNING, "epub-address-leaks",
            "an address leads out of the book", href);
    if (item->id.len && !epub_map_lookup(&book->item_ids, item->id))
        epub_book_insert(book, &book->item_ids, item->id, number);
    if (item->path.len && !epub_map_lookup(&book->item_paths, item->path))
        epub_book_insert(book, &book->item_paths, item->path, number);
    return DC_OK;
}

static int32_t
start_spine(struct package *package, const dc_xml_element *element)
{
    struct epub_book *book = package->book;
    book->toc_id = keep_attribute(book, element, "toc");
    book->page_map_id = keep_attribute(book, element, "page-map");
    book->direction =
        keep_attribute(book, element, "page-progression-direction");
    return DC_OK;
}

static int32_t
start_itemref(struct package *package, const dc_xml_element *element)
{
    struct epub_book *book = package->book;
    struct epub_itemref *ref =
        epub_book_add(book, &book->itemrefs, sizeof *ref);
    if (!ref)
        return DC_E_NOMEM;
    ref->idref = keep_attribute(book, element, "idref");
    ref->properties = keep_attribute(book, element, "properties");
    ref->is_aside = dc_str_equal(epub_attribute(element, "linear"), "no");
    return DC_OK;
}

static int32_t
start_reference(struct package *package, const dc_xml_element *element)
{
    struct epub_book *book = package->book;
    epub_note_role(book, book->opf, epub_attribute(element, "href"),
        epub_attribute(element, "type"));
    return DC_OK;
}

static int32_t
start_metadata(struct package *package, const dc_xml_element *element)
{
    (void)element;
    package->is_in_metadata = true;
    return DC_OK;
}

/* Statements. */

static bool
is_dublin_core(dc_str space)
{
    static const char begin[] = "http://purl.org/dc/";
    return (space.len > sizeof begin - 1 &&
               memcmp(space.ptr, begin, sizeof begin - 1) == 0) ||
        dc_str_equal(space, "dc");
}

static dc_str
without_hash(dc_str text)
{
    if (text.len && *text.ptr == '#')
        return dc_str_slice(text.ptr + 1, text.len - 1);
    return text;
}

static void
fill_meta(struct epub_book *book, struct epub_statement *statement,
    const dc_xml_element *element)
{
    dc_str property = keep_attribute(book, element, "property");
    statement->is_meta = true;
    statement->is_old = property.len == 0;
    statement->name =
        property.len ? property : keep_attribute(book, element, "name");
    statement->value = keep_attribute(book, element, "content");
    statement->refines = without_hash(keep_attribute(book, element, "refines"));
}

/* What a link relates the book, or what it refines, to. */
static int32_t
start_link(struct package *package, const dc_xml_element *element)
{
    struct epub_book *book = package->book;
    struct epub_statement *statement =
        epub_book_add(book, &book->statements, sizeof *statement);
    if (!statement)
        return DC_E_NOMEM;
    statement->is_link = true;
    statement->name = keep_attribute(book, element, "rel");
    statement->value = keep_attribute(book, element, "href");
    statement->id = keep_attribute(book, element, "id");
    statement->scheme = keep_attribute(book, element, "media-type");
    statement->properties = keep_attribute(book, element, "properties");
    statement->lang = keep_attribute(book, element, "hreflang");
    statement->refines = without_hash(keep_attribute(book, element, "refines"));
    return DC_OK;
}

static int32_t
start_statement(struct package *package, const dc_xml_element *element)
{
    struct epub_book *book = package->book;
    bool is_core =
        is_dublin_core(element->space) || dc_str_equal(element->prefix, "dc");
    if (!is_core && dc_str_equal(element->name, "link"))
        return start_link(package, element);
    if (!is_core && !dc_str_equal(element->name, "meta"))
        return DC_OK;
    struct epub_statement *statement =
        epub_book_add(book, &book->statements, sizeof *statement);
    if (!statement)
        return DC_E_NOMEM;
    package->statement = statement;
    package->text.len = 0;
    statement->id = keep_attribute(book, element, "id");
    statement->scheme = keep_attribute(book, element, "scheme");
    statement->lang = keep_attribute(book, element, "lang");
    statement->role = keep_attribute(book, element, "role");
    statement->file_as = keep_attribute(book, element, "file-as");
    statement->event = keep_attribute(book, element, "event");
    if (is_core)
        statement->name = epub_book_keep(book, element->name);
    else
        fill_meta(book, statement, element);
    return DC_OK;
}

static void
end_statement(struct package *package)
{
    struct epub_book *book = package->book;
    struct epub_statement *statement = package->statement;
    struct epub_buf line = {0};
    package->statement = NULL;
    epub_put_line(&line, epub_buf_str(&package->text));
    dc_str text = epub_book_keep_buf(book, &line);
    if (statement->value.len == 0)
        statement->value = text;
}

static int32_t
start_collection(struct package *package, const dc_xml_element *element)
{
    return epub_start_collection(package->book, element);
}

/* The parser's events. */

static const struct {
    const char *name;
    int32_t (*start)(struct package *package, const dc_xml_element *element);
} elements[] = {
    {"package", start_package},
    {"metadata", start_metadata},
    {"item", start_item},
    {"spine", start_spine},
    {"itemref", start_itemref},
    {"reference", start_reference},
    {"collection", start_collection},
};

static int32_t DC_CALL
start(void *user, const dc_xml_element *element)
{
    struct package *package = user;
    if (package->book->collection != EPUB_NOTHING) {
        package->text.len = 0;
        return epub_start_in_collection(package->book, element);
    }
    if (package->is_in_metadata)
        return package->statement ? DC_OK : start_statement(package, element);
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (dc_str_equal(element->name, elements[i].name))
            return elements[i].start(package, element);
    return DC_OK;
}

static int32_t DC_CALL
end(void *user, const dc_xml_element *element)
{
    struct package *package = user;
    if (package->book->collection != EPUB_NOTHING)
        epub_end_in_collection(
            package->book, element, epub_buf_str(&package->text));
    else if (dc_str_equal(element->name, "metadata"))
        package->is_in_metadata = false;
    else if (package->statement &&
        (dc_str_equal(element->name, "meta") ||
            epub_same(element->name, package->statement->name)))
        end_statement(package);
    return dc_status(package->book->job);
}

static int32_t DC_CALL
text(void *user, dc_str run, uint64_t pos)
{
    struct package *package = user;
    (void)pos;
    if (package->statement || package->book->collection != EPUB_NOTHING)
        epub_put_str(&package->text, run);
    return package->text.failed ? DC_E_NOMEM : DC_OK;
}

int32_t
epub_read_package(struct epub_book *book)
{
    static const dc_xml_events events = {
        .struct_size = sizeof events,
        .start = start,
        .end = end,
        .text = text,
    };
    struct package package = {.book = book};
    epub_book_parse(book, book->opf, &events, &package);
    if (package.statement)
        end_statement(&package);
    epub_buf_fini(&package.text);
    if (dc_status(book->job) != DC_OK)
        return dc_status(book->job);
    if (epub_book_hiding(book, book->opf) == EPUB_HIDING_OTHER)
        return epub_refuse_locked(book);
    if (book->itemrefs.count == 0) {
        epub_book_report(book, DC_DIAG_ERROR, "epub-spine",
            "no EPUB book: the package document has no spine", book->opf);
        return dc_fail(book->job, DC_E_FORMAT);
    }
    return DC_OK;
}
