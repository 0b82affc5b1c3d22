/* SPDX-License-Identifier: MIT */
/*
 * What the package document says of the book, under the names that pandoc and
 * our EPUB writer use.  EPUB 3 refines a statement by others that point at it,
 * EPUB 2 by attributes; both become members of a map.  What has no name of
 * its own stands in the map `epub-meta` as it was written.
 */
#include "read/epub_book.h"

/* Texts are inlines, the rest is strings. */
enum form { TEXT, STRING };

/* Dublin Core elements that need no more than a list. */
static const struct {
    const char *name;
    const char *key;
    enum form form;
} simple[] = {
    {"publisher", "publisher", TEXT},
    {"description", "description", TEXT},
    {"rights", "rights", TEXT},
    {"source", "source", STRING},
    {"type", "type", STRING},
    {"format", "format", STRING},
    {"relation", "relation", STRING},
    {"coverage", "coverage", STRING},
};

/* Statements in a meta that have a key of their own. */
static const struct {
    const char *name;
    const char *key;
} metas[] = {
    {"dcterms:modified", "modified"},
    {"rendition:layout", "rendition:layout"},
    {"rendition:flow", "rendition:flow"},
    {"rendition:orientation", "rendition:orientation"},
    {"rendition:spread", "rendition:spread"},
    {"rendition:viewport", "rendition:viewport"},
    {"calibre:title_sort", "title-sort"},
};

/* Those that are read where they belong to. */
static const char *const used_metas[] = {
    "belongs-to-collection", "calibre:series", "calibre:series_index", "cover"};

/* Building values. */

static void
put_text(struct epub_book *book, dc_str text, enum form form)
{
    uint32_t kind = form == TEXT ? DC_META_INLINES : DC_META_STRING;
    dc_open(book->job, kind, DC_POS_NONE);
    dc_text(book->job, text.ptr, text.len);
    dc_close(book->job, kind);
}

static void
put_member(struct epub_book *book, dc_str key, dc_str text, enum form form)
{
    if (text.len == 0)
        return;
    dc_open(book->job, DC_META_ENTRY, DC_POS_NONE);
    dc_set_str(book->job, DC_F_KEY, key);
    put_text(book, text, form);
    dc_close(book->job, DC_META_ENTRY);
}

static void
begin_entry(struct epub_book *book, const char *key)
{
    book->job->host->build->meta_open(
        book->job, dc_str_of(key), DC_ORIGIN_DOCUMENT, 100);
}

static void
end_entry(struct epub_book *book)
{
    book->job->host->build->meta_close(book->job);
}

static void
put_entry(struct epub_book *book, const char *key, dc_str text, enum form form)
{
    if (text.len == 0)
        return;
    begin_entry(book, key);
    put_text(book, text, form);
    end_entry(book);
}

/* Looking at statements. */

static bool
is_core(const struct epub_statement *at, const char *name)
{
    return !at->is_meta && dc_str_equal(at->name, name) && at->value.len;
}

static const struct epub_statement *
statement(const struct epub_book *book, uint32_t number)
{
    return number == EPUB_NOTHING ? NULL : epub_statement_at(book, number);
}

/* The first statement that refines the one with that id. */
static const struct epub_statement *
first_of(const struct epub_book *book, const struct epub_statement *at)
{
    const uint32_t *first =
        at->id.len ? epub_map_lookup(&book->refined, at->id) : NULL;
    return first ? epub_statement_at(book, *first) : NULL;
}

static dc_str
refinement(const struct epub_book *book, const struct epub_statement *at,
    const char *property)
{
    const struct epub_statement *by = first_of(book, at);
    for (; by; by = statement(book, by->next))
        if (dc_str_equal(by->name, property))
            return by->value;
    return dc_str_slice(NULL, 0);
}

static dc_str
either(dc_str a, dc_str b)
{
    return a.len ? a : b;
}

/* The value of the meta of that name, of either edition, or empty. */
static dc_str
meta_value(const struct epub_book *book, const char *name)
{
    for (size_t i = 0; i < book->statements.count; i++) {
        const struct epub_statement *at = epub_statement_at(book, i);
        if (at->is_meta && at->refines.len == 0 &&
            dc_str_equal(at->name, name) && at->value.len)
            return at->value;
    }
    return dc_str_slice(NULL, 0);
}

/* Chains the statements that refine the same one, in their order. */
static void
index_refinements(struct epub_book *book)
{
    for (size_t i = book->statements.count; i-- > 0;) {
        struct epub_statement *at = epub_statement_at(book, i);
        at->next = EPUB_NOTHING;
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

/* Refinements that have no member of their own, as they are called. */
static void
put_other_members(struct epub_book *book, const struct epub_statement *at,
    const char *const *known)
{
    const struct epub_statement *by = first_of(book, at);
    for (; by; by = statement(book, by->next)) {
        bool is_known = false;
        for (size_t i = 0; known[i]; i++)
            is_known |= dc_str_equal(by->name, known[i]);
        if (!is_known)
            put_member(book, by->name, by->value, STRING);
    }
    put_member(book, (dc_str)DC_STR("lang"), at->lang, STRING);
}

/* Titles. */

/* The main title: the one that says so, else the first. */
static const struct epub_statement *
main_title(const struct epub_book *book)
{
    const struct epub_statement *first = NULL;
    for (size_t i = 0; i < book->statements.count; i++) {
        const struct epub_statement *at = epub_statement_at(book, i);
        if (!is_core(at, "title"))
            continue;
        if (dc_str_equal(refinement(book, at, "title-type"), "main"))
            return at;
        first = first ? first : at;
    }
    return first;
}

static void
put_title_map(struct epub_book *book, const struct epub_statement *at)
{
    static const char *const known[] = {"title-type", "file-as", NULL};
    dc_open(book->job, DC_META_MAP, DC_POS_NONE);
    put_member(book, (dc_str)DC_STR("text"), at->value, TEXT);
    put_member(book, (dc_str)DC_STR("type"), refinement(book, at, "title-type"),
        STRING);
    put_member(book, (dc_str)DC_STR("file-as"),
        either(at->file_as, refinement(book, at, "file-as")), STRING);
    put_other_members(book, at, known);
    dc_close(book->job, DC_META_MAP);
}

/* Title and subtitle are texts; others are a list of their own. */
static void
put_titles(struct epub_book *book)
{
    const struct epub_statement *title = main_title(book);
    const struct epub_statement *subtitle = NULL;
    size_t others = 0;
    if (!title)
        return;
    put_entry(book, "title", title->value, TEXT);
    put_entry(book, "title-sort",
        either(title->file_as, refinement(book, title, "file-as")), STRING);
    for (size_t i = 0; i < book->statements.count; i++) {
        const struct epub_statement *at = epub_statement_at(book, i);
        if (!is_core(at, "title") || at == title)
            continue;
        if (!subtitle &&
            dc_str_equal(refinement(book, at, "title-type"), "subtitle"))
            subtitle = at;
        else
            others++;
    }
    if (subtitle)
        put_entry(book, "subtitle", subtitle->value, TEXT);
    if (others == 0)
        return;
    begin_entry(book, "other-title");
    dc_open(book->job, DC_META_LIST, DC_POS_NONE);
    for (size_t i = 0; i < book->statements.count; i++) {
        const struct epub_statement *at = epub_statement_at(book, i);
        if (is_core(at, "title") && at != title && at != subtitle)
            put_title_map(book, at);
    }
    dc_close(book->job, DC_META_LIST);
    end_entry(book);
}

/* People. */

static dc_str
role_of(const struct epub_book *book, const struct epub_statement *at)
{
    return either(at->role, refinement(book, at, "role"));
}

static void
put_agent(struct epub_book *book, const struct epub_statement *at)
{
    static const char *const known[] = {"role", "file-as", "display-seq", NULL};
    dc_open(book->job, DC_META_MAP, DC_POS_NONE);
    put_member(book, (dc_str)DC_STR("text"), at->value, TEXT);
    put_member(book, (dc_str)DC_STR("role"), role_of(book, at), STRING);
    put_member(book, (dc_str)DC_STR("file-as"),
        either(at->file_as, refinement(book, at, "file-as")), STRING);
    put_other_members(book, at, known);
    dc_close(book->job, DC_META_MAP);
}

static size_t
count_core(const struct epub_book *book, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < book->statements.count; i++)
        count += is_core(epub_statement_at(book, i), name);
    return count;
}

static void
put_agents(struct epub_book *book, const char *name)
{
    if (count_core(book, name) == 0)
        return;
    begin_entry(book, name);
    dc_open(book->job, DC_META_LIST, DC_POS_NONE);
    for (size_t i = 0; i < book->statements.count; i++)
        if (is_core(epub_statement_at(book, i), name))
            put_agent(book, epub_statement_at(book, i));
    dc_close(book->job, DC_META_LIST);
    end_entry(book);
}

/* Writers that know no roles name the authors. */
static bool
is_author(const struct epub_book *book, const struct epub_statement *at)
{
    dc_str role = role_of(book, at);
    return is_core(at, "creator") &&
        (role.len == 0 || dc_str_equal(role, "aut"));
}

static void
put_authors(struct epub_book *book)
{
    size_t count = 0;
    for (size_t i = 0; i < book->statements.count; i++)
        count += is_author(book, epub_statement_at(book, i));
    if (count == 0)
        return;
    begin_entry(book, "author");
    dc_open(book->job, DC_META_LIST, DC_POS_NONE);
    for (size_t i = 0; i < book->statements.count; i++)
        if (is_author(book, epub_statement_at(book, i)))
            put_text(book, epub_statement_at(book, i)->value, TEXT);
    dc_close(book->job, DC_META_LIST);
    end_entry(book);
}

/* Identifiers, subjects, languages, dates. */

static void
put_identifier(struct epub_book *book, const struct epub_statement *at)
{
    static const char *const known[] = {"identifier-type", NULL};
    dc_open(book->job, DC_META_MAP, DC_POS_NONE);
    put_member(book, (dc_str)DC_STR("text"), at->value, STRING);
    put_member(
        book, (dc_str)DC_STR("scheme"), epub_scheme_of(book, at), STRING);
    put_other_members(book, at, known);
    dc_close(book->job, DC_META_MAP);
}

dc_str
epub_scheme_of(const struct epub_book *book, const struct epub_statement *at)
{
    static const struct {
        const char *code;
        const char *name;
    } onix[] = {{"02", "ISBN-10"}, {"03", "GTIN-13"}, {"04", "UPC"},
        {"05", "ISMN-10"}, {"06", "DOI"}, {"13", "LCCN"}, {"14", "GTIN-14"},
        {"15", "ISBN-13"}, {"22", "URN"}, {"23", "OCLC"}, {"25", "ISMN-13"},
        {"32", "ISSN"}};
    dc_str type = refinement(book, at, "identifier-type");
    for (size_t i = 0; i < sizeof onix / sizeof *onix; i++)
        if (dc_str_equal(type, onix[i].code))
            type = dc_str_of(onix[i].name);
    return either(at->scheme, type);
}

/* The book's own comes first. */
static void
put_identifiers(struct epub_book *book)
{
    const struct epub_statement *own = NULL;
    if (count_core(book, "identifier") == 0)
        return;
    for (size_t i = 0; i < book->statements.count; i++) {
        const struct epub_statement *at = epub_statement_at(book, i);
        if (!own && is_core(at, "identifier") &&
            epub_same(at->id, book->unique_id))
            own = at;
    }
    begin_entry(book, "identifier");
    dc_open(book->job, DC_META_LIST, DC_POS_NONE);
    if (own)
        put_identifier(book, own);
    for (size_t i = 0; i < book->statements.count; i++) {
        const struct epub_statement *at = epub_statement_at(book, i);
        if (at != own && is_core(at, "identifier"))
            put_identifier(book, at);
    }
    dc_close(book->job, DC_META_LIST);
    end_entry(book);
}

static void
put_subject(struct epub_book *book, const struct epub_statement *at)
{
    static const char *const known[] = {"authority", "term", NULL};
    dc_str authority = refinement(book, at, "authority");
    dc_str term = refinement(book, at, "term");
    if (authority.len == 0 && term.len == 0) {
        put_text(book, at->value, TEXT);
        return;
    }
    dc_open(book->job, DC_META_MAP, DC_POS_NONE);
    put_member(book, (dc_str)DC_STR("text"), at->value, TEXT);
    put_member(book, (dc_str)DC_STR("authority"), authority, STRING);
    put_member(book, (dc_str)DC_STR("term"), term, STRING);
    put_other_members(book, at, known);
    dc_close(book->job, DC_META_MAP);
}

static void
put_subjects(struct epub_book *book)
{
    if (count_core(book, "subject") == 0)
        return;
    begin_entry(book, "subject");
    dc_open(book->job, DC_META_LIST, DC_POS_NONE);
    for (size_t i = 0; i < book->statements.count; i++)
        if (is_core(epub_statement_at(book, i), "subject"))
            put_subject(book, epub_statement_at(book, i));
    dc_close(book->job, DC_META_LIST);
    end_entry(book);
}

/* One value, or a list if there are several. */
static void
put_values(
    struct epub_book *book, const char *name, const char *key, enum form form)
{
    size_t count = count_core(book, name);
    if (count == 0)
        return;
    begin_entry(book, key);
    if (count > 1)
        dc_open(book->job, DC_META_LIST, DC_POS_NONE);
    for (size_t i = 0; i < book->statements.count; i++)
        if (is_core(epub_statement_at(book, i), name))
            put_text(book, epub_statement_at(book, i)->value, form);
    if (count > 1)
        dc_close(book->job, DC_META_LIST);
    end_entry(book);
}

static void
put_languages(struct epub_book *book)
{
    for (size_t i = 0; book->lang.len == 0 && i < book->statements.count; i++)
        if (is_core(epub_statement_at(book, i), "language"))
            book->lang = epub_statement_at(book, i)->value;
    put_entry(book, "lang", book->lang, STRING);
    if (count_core(book, "language") > 1)
        put_values(book, "language", "language", STRING);
}

/* EPUB 2 has dates of several events; that of publication comes first. */
static void
put_dates(struct epub_book *book)
{
    dc_str date = {NULL, 0};
    for (size_t i = 0; i < book->statements.count; i++) {
        const struct epub_statement *at = epub_statement_at(book, i);
        if (!is_core(at, "date"))
            continue;
        if (dc_str_equal(at->event, "modification"))
            put_entry(book, "modified", at->value, STRING);
        else if (dc_str_equal(at->event, "publication") ||
            (date.len == 0 && !dc_str_equal(at->event, "creation")))
            date = at->value;
    }
    put_entry(book, "date", date, STRING);
}

/* Series, cover, and the rest. */

static void
put_series(struct epub_book *book)
{
    const struct epub_statement *series = NULL;
    for (size_t i = 0; i < book->statements.count; i++) {
        const struct epub_statement *at = epub_statement_at(book, i);
        if (!at->is_meta || !dc_str_equal(at->name, "belongs-to-collection"))
            continue;
        bool is_series =
            dc_str_equal(refinement(book, at, "collection-type"), "series");
        if (!series || is_series)
            series = at;
        if (is_series)
            break;
    }
    put_entry(book, "belongs-to-collection",
        series ? series->value : meta_value(book, "calibre:series"), STRING);
    put_entry(book, "group-position",
        series ? refinement(book, series, "group-position")
               : meta_value(book, "calibre:series_index"),
        STRING);
}

/* The item with the cover image, or NULL. */
static const struct epub_item *
cover_item(const struct epub_book *book)
{
    dc_str id = meta_value(book, "cover");
    for (size_t i = 0; i < book->items.count; i++)
        if (epub_has_word(epub_item_at(book, i)->properties, "cover-image"))
            return epub_item_at(book, i);
    const uint32_t *known =
        id.len ? epub_map_lookup(&book->item_ids, id) : NULL;
    return known ? epub_item_at(book, *known) : NULL;
}

static void
put_cover(struct epub_book *book)
{
    const struct epub_item *item = cover_item(book);
    struct epub_buf address = {0};
    if (!item || item->is_away || item->type.len < 6 ||
        memcmp(item->type.ptr, "image/", 6) != 0)
        return;
    if (epub_book_find(book, item->path) == EPUB_NOTHING) {
        epub_book_report(book, DC_DIAG_WARNING, "epub-file-missing",
            "the book does not have its cover image", item->path);
        return;
    }
    epub_put_address(&address, item->path);
    put_entry(book, "cover-image", epub_buf_str(&address), STRING);
    epub_buf_fini(&address);
}

static bool
is_other_meta(const struct epub_statement *at)
{
    if (!at->is_meta || at->refines.len || !at->name.len || !at->value.len)
        return false;
    for (size_t i = 0; i < sizeof metas / sizeof *metas; i++)
        if (dc_str_equal(at->name, metas[i].name))
            return false;
    for (size_t i = 0; i < sizeof used_metas / sizeof *used_metas; i++)
        if (dc_str_equal(at->name, used_metas[i]))
            return false;
    return true;
}

/* A list of name and text, since names may stand several times. */
static void
put_other_metas(struct epub_book *book)
{
    bool is_open = false;
    for (size_t i = 0; i < book->statements.count; i++) {
        const struct epub_statement *at = epub_statement_at(book, i);
        if (!is_other_meta(at))
            continue;
        if (!is_open) {
            begin_entry(book, "epub-meta");
            dc_open(book->job, DC_META_LIST, DC_POS_NONE);
        }
        is_open = true;
        dc_open(book->job, DC_META_MAP, DC_POS_NONE);
        put_member(book,
            at->is_old ? (dc_str)DC_STR("name") : (dc_str)DC_STR("property"),
            at->name, STRING);
        put_member(book, (dc_str)DC_STR("text"), at->value, STRING);
        dc_close(book->job, DC_META_MAP);
    }
    if (!is_open)
        return;
    dc_close(book->job, DC_META_LIST);
    end_entry(book);
}

void
epub_put_book_metadata(struct epub_book *book)
{
    index_refinements(book);
    put_titles(book);
    put_authors(book);
    put_agents(book, "creator");
    put_agents(book, "contributor");
    put_identifiers(book);
    put_languages(book);
    put_dates(book);
    put_subjects(book);
    for (size_t i = 0; i < sizeof simple / sizeof *simple; i++)
        put_values(book, simple[i].name, simple[i].key, simple[i].form);
    for (size_t i = 0; i < sizeof metas / sizeof *metas; i++)
        put_entry(book, metas[i].key, meta_value(book, metas[i].name), STRING);
    put_entry(book, "page-progression-direction", book->direction, STRING);
    put_series(book);
    put_cover(book);
    put_other_metas(book);
}
