/* SPDX-License-Identifier: MIT */
/*
 * The container (OCF): which file is the package document, and which files
 * are hidden or locked.
 */
#include "read/epub_book.h"

static const char container_path[] = "META-INF/container.xml";
static const char encryption_path[] = "META-INF/encryption.xml";

static const struct {
    const char *algorithm;
    enum epub_hiding hiding;
} algorithms[] = {
    {"http://www.idpf.org/2008/embedding", EPUB_HIDING_IDPF},
    {"http://ns.adobe.com/pdf/enc#RC", EPUB_HIDING_ADOBE},
};

/* container.xml: the first rootfile that is there. */
static int32_t DC_CALL
start_rootfile(void *user, const dc_xml_element *element)
{
    struct epub_book *book = user;
    if (!dc_str_equal(element->name, "rootfile") || book->opf.len)
        return DC_OK;
    dc_str path = epub_attribute(element, "full-path");
    dc_str type = epub_attribute(element, "media-type");
    if (type.len && !dc_str_equal(type, "application/oebps-package+xml"))
        return DC_OK;
    struct epub_address address;
    epub_book_resolve(book, dc_str_slice("", 0), path, &address);
    if (epub_book_find(book, path) != EPUB_NOTHING)
        book->opf = epub_book_keep(book, path);
    else if (address.where == EPUB_INSIDE &&
        epub_book_find(book, address.path) != EPUB_NOTHING)
        book->opf = epub_book_keep(book, address.path);
    else
        epub_book_report(book, DC_DIAG_WARNING, "epub-package-missing",
            "the book does not have the package document that its container "
            "names",
            path);
    return DC_OK;
}

static const dc_xml_events container_events = {
    .struct_size = sizeof(dc_xml_events),
    .start = start_rootfile,
};

/* encryption.xml */

static int32_t DC_CALL
start_encryption(void *user, const dc_xml_element *element)
{
    struct epub_book *book = user;
    struct epub_list *list = &book->hidden;
    if (dc_str_equal(element->name, "EncryptedData")) {
        struct epub_hidden *hidden = epub_book_add(book, list, sizeof *hidden);
        if (hidden)
            hidden->hiding = EPUB_HIDING_OTHER;
        return hidden ? DC_OK : DC_E_NOMEM;
    }
    if (list->count == 0)
        return DC_OK;
    struct epub_hidden *hidden =
        (struct epub_hidden *)list->items + list->count - 1;
    if (dc_str_equal(element->name, "EncryptionMethod")) {
        dc_str algorithm = epub_attribute(element, "Algorithm");
        for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++)
            if (dc_str_equal(algorithm, algorithms[i].algorithm))
                hidden->hiding = algorithms[i].hiding;
    } else if (dc_str_equal(element->name, "CipherReference")) {
        struct epub_address address;
        epub_book_resolve(book, dc_str_slice("", 0),
            epub_attribute(element, "URI"), &address);
        hidden->path = epub_book_keep(book, address.path);
        if (hidden->path.len &&
            !epub_map_lookup(&book->hidden_paths, hidden->path))
            epub_book_insert(book, &book->hidden_paths, hidden->path,
                (uint32_t)list->count - 1);
    }
    return DC_OK;
}

static const dc_xml_events encryption_events = {
    .struct_size = sizeof(dc_xml_events),
    .start = start_encryption,
};

/* Without a container the book is one if it has just one package document. */
static void
search_package(struct epub_book *book)
{
    dc_archive_entry entry = {.struct_size = sizeof entry};
    dc_str found = {NULL, 0};
    size_t count = 0;
    for (uint32_t i = 0; book->zip->at(book->archive, i, &entry); i++) {
        dc_str name = entry.name;
        if (name.len > 4 &&
            epub_same_letters(
                dc_str_slice(name.ptr + name.len - 4, 4), ".opf")) {
            found = name;
            count++;
        }
    }
    if (count != 1)
        return;
    book->opf = epub_book_keep(book, found);
    epub_book_report(book, DC_DIAG_WARNING, "epub-container",
        "no usable META-INF/container.xml; the only package document was "
        "taken",
        found);
}

/* Books are read without it, but other programs may not. */
static void
check_type(struct epub_book *book)
{
    dc_archive_entry entry = {.struct_size = sizeof entry};
    dc_str path = DC_STR("mimetype");
    dc_str bytes = {NULL, 0};
    if (book->zip->lookup(book->archive, path, 0, &entry))
        epub_book_load(book, entry.index, path, &bytes);
    if (!dc_str_equal(epub_trim(bytes), "application/epub+zip"))
        epub_book_report(book, DC_DIAG_WARNING, "epub-mimetype",
            "the file mimetype does not say that this is an EPUB book",
            (dc_str){NULL, 0});
}

int32_t
epub_find_package(struct epub_book *book)
{
    check_type(book);
    epub_book_parse(book, dc_str_of(container_path), &container_events, book);
    if (book->opf.len == 0)
        search_package(book);
    if (dc_status(book->job) != DC_OK)
        return dc_status(book->job);
    if (book->opf.len == 0) {
        dc_report(book->job, DC_DIAG_ERROR, "epub-container",
            "no EPUB book: META-INF/container.xml names no package document "
            "that is there");
        return dc_fail(book->job, DC_E_FORMAT);
    }
    epub_find_lock(book);
    epub_book_parse(book, dc_str_of(encryption_path), &encryption_events, book);
    return dc_status(book->job);
}
