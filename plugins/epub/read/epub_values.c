/* SPDX-License-Identifier: MIT */
/*
 * Metadata as it is put into the document, and how statements of the package
 * document are looked at: by name, and by what refines them.
 */
#include "read/epub_metadata.h"

/* Building values. */

void
epub_put_meta_text(struct epub_book *book, dc_str text, enum epub_form form)
{
    uint32_t kind = form == EPUB_TEXT ? DC_META_INLINES : DC_META_STRING;
    dc_open(book->job, kind, DC_POS_NONE);
    dc_text(book->job, text.ptr, text.len);
    dc_close(book->job, kind);
}

void
epub_put_member(
    struct epub_book *book, dc_str key, dc_str text, enum epub_form form)
{
    if (text.len == 0)
        return;
    dc_open(book->job, DC_META_ENTRY, DC_POS_NONE);
    dc_set_str(book->job, DC_F_KEY, key);
    epub_put_meta_text(book, text, form);
    dc_close(book->job, DC_META_ENTRY);
}

void
epub_begin_entry(struct epub_book *book, const char *key)
{
    book->job->host->build->meta_open(
        book->job, dc_str_of(key), DC_ORIGIN_DOCUMENT, 100);
}

void
epub_end_entry(struct epub_book *book)
{
    book->job->host->build->meta_close(book->job);
}

void
epub_put_entry(
    struct epub_book *book, const char *key, dc_str text, enum epub_form form)
{
    if (text.len == 0)
        return;
    epub_begin_entry(book, key);
    epub_put_meta_text(book, text, form);
    epub_end_entry(book);
}

/* Looking at statements. */

bool
epub_is_core(const struct epub_statement *at, const char *name)
{
    return !at->is_meta && dc_str_equal(at->name, name) && at->value.len;
}

static struct epub_statement *
statement_or_null(const struct epub_book *book, uint32_t number)
{
    return number == EPUB_NOTHING ? NULL : epub_statement_at(book, number);
}

struct epub_statement *
epub_first_refinement(
    const struct epub_book *book, const struct epub_statement *at)
{
    const uint32_t *first =
        at->id.len ? epub_map_lookup(&book->refined, at->id) : NULL;
    return first ? epub_statement_at(book, *first) : NULL;
}

dc_str
epub_refinement(const struct epub_book *book, const struct epub_statement *at,
    const char *property)
{
    struct epub_statement *by = epub_first_refinement(book, at);
    for (; by; by = statement_or_null(book, by->next)) {
        if (!dc_str_equal(by->name, property))
            continue;
        by->is_used = true;
        return by->value;
    }
    return dc_str_slice(NULL, 0);
}

size_t
epub_count_refinements(const struct epub_book *book,
    const struct epub_statement *at, const char *property)
{
    size_t count = 0;
    const struct epub_statement *by = epub_first_refinement(book, at);
    for (; by; by = statement_or_null(book, by->next))
        count += dc_str_equal(by->name, property) ? 1 : 0;
    return count;
}

void
epub_put_refinements(struct epub_book *book, const struct epub_statement *at,
    const char *property)
{
    const struct epub_statement *by = epub_first_refinement(book, at);
    for (; by; by = statement_or_null(book, by->next))
        if (dc_str_equal(by->name, property))
            epub_put_meta_text(book, by->value, EPUB_STRING);
}

dc_str
epub_either(dc_str a, dc_str b)
{
    return a.len ? a : b;
}

dc_str
epub_take_meta(struct epub_book *book, const char *name)
{
    for (size_t i = 0; i < book->statements.count; i++) {
        struct epub_statement *at = epub_statement_at(book, i);
        if (!at->is_meta || at->refines.len || at->value.len == 0 ||
            !dc_str_equal(at->name, name))
            continue;
        at->is_used = true;
        return at->value;
    }
    return dc_str_slice(NULL, 0);
}

/* Several of one name are a list: a map has a key once. */
static void
put_all_refinements(struct epub_book *book, const struct epub_statement *at,
    const struct epub_statement *by)
{
    const struct epub_statement *first = epub_first_refinement(book, at);
    while (!epub_same(first->name, by->name))
        first = statement_or_null(book, first->next);
    if (first != by)
        return;
    dc_open(book->job, DC_META_ENTRY, DC_POS_NONE);
    dc_set_str(book->job, DC_F_KEY, by->name);
    dc_open(book->job, DC_META_LIST, DC_POS_NONE);
    for (; by; by = statement_or_null(book, by->next))
        if (epub_same(first->name, by->name))
            epub_put_meta_text(book, by->value, EPUB_STRING);
    dc_close(book->job, DC_META_LIST);
    dc_close(book->job, DC_META_ENTRY);
}

static bool
stands_twice(
    const struct epub_book *book, const struct epub_statement *at, dc_str name)
{
    size_t count = 0;
    const struct epub_statement *by = epub_first_refinement(book, at);
    for (; by; by = statement_or_null(book, by->next))
        count += epub_same(by->name, name) ? 1 : 0;
    return count > 1;
}

void
epub_put_other_members(struct epub_book *book, const struct epub_statement *at,
    const char *const *known)
{
    struct epub_statement *by = epub_first_refinement(book, at);
    for (; by; by = statement_or_null(book, by->next)) {
        bool is_known = false;
        by->is_used = true;
        for (size_t i = 0; known[i]; i++)
            is_known |= dc_str_equal(by->name, known[i]);
        if (!is_known && stands_twice(book, at, by->name))
            put_all_refinements(book, at, by);
        else if (!is_known)
            epub_put_member(book, by->name, by->value, EPUB_STRING);
    }
    epub_put_member(book, (dc_str)DC_STR("lang"), at->lang, EPUB_STRING);
}

void
epub_index_refinements(struct epub_book *book)
{
    for (size_t i = book->statements.count; i-- > 0;) {
        struct epub_statement *at = epub_statement_at(book, i);
        at->next = EPUB_NOTHING;
        if (at->id.len && !epub_map_lookup(&book->statement_ids, at->id))
            epub_book_insert(book, &book->statement_ids, at->id, (uint32_t)i);
        if (at->refines.len == 0)
            continue;
        uint32_t *first = epub_map_lookup(&book->refined, at->refines);
        if (first) {
            at->next = *first;
            *first = (uint32_t)i;
        } else {
            epub_book_insert(book, &book->refined, at->refines, (uint32_t)i);
        }
    }
}

size_t
epub_count_core(const struct epub_book *book, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < book->statements.count; i++)
        count += epub_is_core(epub_statement_at(book, i), name);
    return count;
}

/* A list of maps or texts. */

void
epub_begin_list(struct epub_book *book, const char *key)
{
    epub_begin_entry(book, key);
    dc_open(book->job, DC_META_LIST, DC_POS_NONE);
}

void
epub_end_list(struct epub_book *book)
{
    dc_close(book->job, DC_META_LIST);
    epub_end_entry(book);
}
