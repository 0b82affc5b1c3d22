/* SPDX-License-Identifier: MIT */
/*
 * Collections that a package document makes of files (EPUB 3.3, 5.8).  One
 * within another is a collection of its own.
 */
#include "read/epub_metadata.h"

static struct epub_collection *
collection_at(const struct epub_book *book, uint32_t number)
{
    return (struct epub_collection *)book->collections.items + number;
}

static struct epub_member *
member_at(const struct epub_book *book, uint32_t number)
{
    return (struct epub_member *)book->members.items + number;
}

static dc_str
address_of(struct epub_book *book, dc_str href)
{
    struct epub_address address;
    struct epub_buf name = {0};
    epub_book_resolve(book, book->opf, href, &address);
    if (address.where == EPUB_INSIDE)
        epub_put_address(&name, address.path);
    else
        epub_put_str(&name, href);
    if (address.where == EPUB_INSIDE && address.fragment.len) {
        epub_puts(&name, "#");
        epub_put_str(&name, address.fragment);
    }
    return epub_book_keep_buf(book, &name);
}

static void
add_member(struct epub_book *book, dc_str href)
{
    uint32_t number = (uint32_t)book->members.count;
    struct epub_collection *into = collection_at(book, book->collection);
    struct epub_member *member =
        epub_book_add(book, &book->members, sizeof *member);
    if (!member)
        return;
    member->address = address_of(book, href);
    member->next = EPUB_NOTHING;
    if (into->first == EPUB_NOTHING)
        into->first = number;
    else
        member_at(book, into->last)->next = number;
    into->last = number;
}

int32_t
epub_start_collection(struct epub_book *book, const dc_xml_element *element)
{
    uint32_t number = (uint32_t)book->collections.count;
    struct epub_collection *collection =
        epub_book_add(book, &book->collections, sizeof *collection);
    if (!collection)
        return DC_E_NOMEM;
    collection->role = epub_book_keep(book, epub_attribute(element, "role"));
    collection->outer = book->collection;
    collection->first = EPUB_NOTHING;
    book->collection = number;
    return DC_OK;
}

int32_t
epub_start_in_collection(struct epub_book *book, const dc_xml_element *element)
{
    if (dc_str_equal(element->name, "collection"))
        return epub_start_collection(book, element);
    if (dc_str_equal(element->name, "link"))
        add_member(book, epub_attribute(element, "href"));
    return dc_status(book->job);
}

void
epub_end_in_collection(
    struct epub_book *book, const dc_xml_element *element, dc_str text)
{
    struct epub_buf line = {0};
    struct epub_collection *at = collection_at(book, book->collection);
    if (dc_str_equal(element->name, "collection"))
        book->collection = at->outer;
    if (!dc_str_equal(element->name, "title") || at->title.len)
        return;
    epub_put_line(&line, text);
    at->title = epub_book_keep_buf(book, &line);
}

static void
put_members(struct epub_book *book, uint32_t first)
{
    dc_open(book->job, DC_META_ENTRY, DC_POS_NONE);
    dc_set_str(book->job, DC_F_KEY, (dc_str)DC_STR("links"));
    dc_open(book->job, DC_META_LIST, DC_POS_NONE);
    for (uint32_t i = first; i != EPUB_NOTHING; i = member_at(book, i)->next)
        epub_put_meta_text(book, member_at(book, i)->address, EPUB_STRING);
    dc_close(book->job, DC_META_LIST);
    dc_close(book->job, DC_META_ENTRY);
}

void
epub_put_collections(struct epub_book *book)
{
    if (book->collections.count == 0)
        return;
    epub_begin_list(book, "epub-collection");
    for (uint32_t i = 0; i < book->collections.count; i++) {
        const struct epub_collection *at = collection_at(book, i);
        dc_open(book->job, DC_META_MAP, DC_POS_NONE);
        epub_put_member(book, (dc_str)DC_STR("role"), at->role, EPUB_STRING);
        epub_put_member(book, (dc_str)DC_STR("title"), at->title, EPUB_TEXT);
        if (at->first != EPUB_NOTHING)
            put_members(book, at->first);
        dc_close(book->job, DC_META_MAP);
    }
    epub_end_list(book);
}
