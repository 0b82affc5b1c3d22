/* SPDX-License-Identifier: MIT */
/*
 * One space of names out of many files.  An identifier that one file alone
 * has stays as it is; others get the name of their file in front.  Each file
 * has a name of its own too, which links to the file as a whole lead to.
 */
#include "read/epub_book.h"

enum { NUMBER_BYTES = 4 };

/* The key of `id` in that file, in a buffer. */
static dc_str
key_of(struct epub_book *book, uint32_t file, dc_str id)
{
    char number[NUMBER_BYTES] = {
        (char)(file >> 24), (char)(file >> 16), (char)(file >> 8), (char)file};
    book->key.len = 0;
    epub_put(&book->key, number, sizeof number);
    epub_put_str(&book->key, id);
    if (book->key.failed)
        dc_fail(book->job, DC_E_NOMEM);
    return epub_buf_str(&book->key);
}

static dc_str
id_of(const struct epub_place *place)
{
    return dc_str_slice(
        place->key.ptr + NUMBER_BYTES, place->key.len - NUMBER_BYTES);
}

static struct epub_place *
place_at(const struct epub_book *book, uint32_t number)
{
    return (struct epub_place *)book->places.items + number;
}

struct epub_place *
epub_note_id(struct epub_book *book, uint32_t file, dc_str id)
{
    dc_str key = key_of(book, file, id);
    if (id.len == 0 || epub_map_lookup(&book->place_keys, key))
        return NULL;
    uint32_t number = (uint32_t)book->places.count;
    key = epub_book_keep(book, key);
    struct epub_place *place =
        key.len ? epub_book_add(book, &book->places, sizeof *place) : NULL;
    if (!place)
        return NULL;
    place->key = key;
    epub_book_insert(book, &book->place_keys, key, number);
    uint32_t *count = epub_map_lookup(&book->ids, id);
    if (count)
        ++*count;
    else
        epub_book_insert(book, &book->ids, id_of(place), 1);
    return place;
}

void
epub_note_page(struct epub_book *book, uint32_t file, dc_str label)
{
    dc_str key = key_of(book, file, label);
    if (label.len == 0 || epub_map_lookup(&book->own_pages, key))
        return;
    key = epub_book_keep(book, key);
    if (key.len)
        epub_book_insert(book, &book->own_pages, key, 1);
}

bool
epub_has_page(struct epub_book *book, uint32_t file, dc_str label)
{
    return epub_map_lookup(&book->own_pages, key_of(book, file, label)) != NULL;
}

struct epub_place *
epub_find_place(struct epub_book *book, uint32_t file, dc_str id)
{
    const uint32_t *number =
        epub_map_lookup(&book->place_keys, key_of(book, file, id));
    return number ? place_at(book, *number) : NULL;
}

/* `wanted`, or that with -2, -3 ... if the book has such an identifier. */
static dc_str
claim(struct epub_book *book, dc_str wanted)
{
    dc_str name = wanted;
    uint32_t *known = epub_map_lookup(&book->ids, wanted);
    uint32_t number = 2;
    uint32_t *next = known ? epub_map_lookup(&book->tails, wanted) : NULL;
    if (next)
        number = *next;
    while (known) {
        struct epub_buf buf = {0};
        epub_put_str(&buf, wanted);
        epub_put(&buf, "-", 1);
        epub_put_uint(&buf, number++);
        name = epub_book_keep_buf(book, &buf);
        known = name.len ? epub_map_lookup(&book->ids, name) : NULL;
    }
    if (next)
        *next = number;
    else if (number > 2)
        epub_book_insert(book, &book->tails, wanted, number);
    if (name.len)
        epub_book_insert(book, &book->ids, name, 1);
    return name;
}

dc_str
epub_place_name(struct epub_book *book, uint32_t file, struct epub_place *place)
{
    const struct epub_file *at = epub_file_at(book, file);
    const uint32_t *count = epub_map_lookup(&book->ids, id_of(place));
    struct epub_buf buf = {0};
    if (place->name.len)
        return place->name;
    if (epub_same(id_of(place), at->body_id)) {
        place->name = at->name;
    } else if (!count || *count < 2) {
        place->name = id_of(place);
    } else {
        epub_put_str(&buf, at->name);
        epub_put(&buf, "-", 1);
        epub_put_str(&buf, id_of(place));
        place->name = claim(book, epub_book_keep_buf(book, &buf));
    }
    return place->name;
}

/* "ch2" of "OEBPS/Text/ch2.xhtml", without what no identifier has. */
static dc_str
stem_of(struct epub_book *book, dc_str path)
{
    struct epub_buf buf = {0};
    dc_str name = epub_file_name(path);
    size_t to = name.len;
    for (size_t i = 1; i < name.len; i++)
        if (name.ptr[i] == '.')
            to = i;
    for (size_t i = 0; i < to; i++) {
        char c = name.ptr[i];
        bool is_blank = (unsigned char)c <= ' ' || memchr("#%&\"'<>", c, 7);
        epub_put(&buf, is_blank ? "-" : &c, 1);
    }
    return epub_book_keep_buf(book, &buf);
}

void
epub_name_files(struct epub_book *book)
{
    for (uint32_t i = 0; i < book->files.count; i++) {
        struct epub_file *file = epub_file_at(book, i);
        const uint32_t *count = epub_map_lookup(&book->ids, file->body_id);
        dc_str stem = stem_of(book, file->path);
        bool is_free = file->body_id.len && count && *count == 1;
        file->name = is_free ? file->body_id
            : stem.len       ? claim(book, stem)
                             : claim(book, (dc_str)DC_STR("file"));
    }
}
