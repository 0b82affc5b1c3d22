/* SPDX-License-Identifier: MIT */
/*
 * Who made the book, by which identifiers it goes and what it is about: the
 * statements of Dublin Core that become lists of maps.
 */
#include "read/epub_metadata.h"

/* People. */

static dc_str
role_of(const struct epub_book *book, const struct epub_statement *at)
{
    return epub_either(at->role, epub_refinement(book, at, "role"));
}

/* One role is a text; several are a list of texts. */
static void
put_roles(struct epub_book *book, const struct epub_statement *at)
{
    size_t count = epub_count_refinements(book, at, "role");
    if (count < 2) {
        epub_put_member(
            book, (dc_str)DC_STR("role"), role_of(book, at), EPUB_STRING);
        return;
    }
    dc_open(book->job, DC_META_ENTRY, DC_POS_NONE);
    dc_set_str(book->job, DC_F_KEY, (dc_str)DC_STR("role"));
    dc_open(book->job, DC_META_LIST, DC_POS_NONE);
    epub_put_refinements(book, at, "role");
    dc_close(book->job, DC_META_LIST);
    dc_close(book->job, DC_META_ENTRY);
}

static void
put_agent(struct epub_book *book, const struct epub_statement *at)
{
    static const char *const known[] = {"role", "file-as", "display-seq", NULL};
    dc_open(book->job, DC_META_MAP, DC_POS_NONE);
    epub_put_member(book, (dc_str)DC_STR("text"), at->value, EPUB_TEXT);
    put_roles(book, at);
    epub_put_member(book, (dc_str)DC_STR("file-as"),
        epub_either(at->file_as, epub_refinement(book, at, "file-as")),
        EPUB_STRING);
    epub_put_other_members(book, at, known);
    dc_close(book->job, DC_META_MAP);
}

void
epub_put_agents(struct epub_book *book, const char *name)
{
    if (epub_count_core(book, name) == 0)
        return;
    epub_begin_list(book, name);
    for (size_t i = 0; i < book->statements.count; i++)
        if (epub_is_core(epub_statement_at(book, i), name))
            put_agent(book, epub_statement_at(book, i));
    epub_end_list(book);
}

/* Writers that know no roles name the authors. */
static bool
is_author(const struct epub_book *book, const struct epub_statement *at)
{
    dc_str role = role_of(book, at);
    return epub_is_core(at, "creator") &&
        (role.len == 0 || dc_str_equal(role, "aut"));
}

void
epub_put_authors(struct epub_book *book)
{
    size_t count = 0;
    for (size_t i = 0; i < book->statements.count; i++)
        count += is_author(book, epub_statement_at(book, i));
    if (count == 0)
        return;
    epub_begin_list(book, "author");
    for (size_t i = 0; i < book->statements.count; i++)
        if (is_author(book, epub_statement_at(book, i)))
            epub_put_meta_text(
                book, epub_statement_at(book, i)->value, EPUB_TEXT);
    epub_end_list(book);
}

static void
put_identifier(struct epub_book *book, const struct epub_statement *at)
{
    static const char *const known[] = {"identifier-type", NULL};
    dc_open(book->job, DC_META_MAP, DC_POS_NONE);
    epub_put_member(book, (dc_str)DC_STR("text"), at->value, EPUB_STRING);
    epub_put_member(
        book, (dc_str)DC_STR("scheme"), epub_scheme_of(book, at), EPUB_STRING);
    epub_put_other_members(book, at, known);
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
    dc_str type = epub_refinement(book, at, "identifier-type");
    for (size_t i = 0; i < sizeof onix / sizeof *onix; i++)
        if (dc_str_equal(type, onix[i].code))
            type = dc_str_of(onix[i].name);
    return epub_either(at->scheme, type);
}

/* The book's own comes first. */
void
epub_put_identifiers(struct epub_book *book)
{
    const struct epub_statement *own = NULL;
    if (epub_count_core(book, "identifier") == 0)
        return;
    for (size_t i = 0; i < book->statements.count; i++) {
        const struct epub_statement *at = epub_statement_at(book, i);
        if (!own && epub_is_core(at, "identifier") &&
            epub_same(at->id, book->unique_id))
            own = at;
    }
    epub_begin_list(book, "identifier");
    if (own)
        put_identifier(book, own);
    for (size_t i = 0; i < book->statements.count; i++) {
        const struct epub_statement *at = epub_statement_at(book, i);
        if (at != own && epub_is_core(at, "identifier"))
            put_identifier(book, at);
    }
    epub_end_list(book);
}

static void
put_subject(struct epub_book *book, const struct epub_statement *at)
{
    static const char *const known[] = {"authority", "term", NULL};
    dc_str authority = epub_refinement(book, at, "authority");
    dc_str term = epub_refinement(book, at, "term");
    if (authority.len == 0 && term.len == 0) {
        epub_put_meta_text(book, at->value, EPUB_TEXT);
        return;
    }
    dc_open(book->job, DC_META_MAP, DC_POS_NONE);
    epub_put_member(book, (dc_str)DC_STR("text"), at->value, EPUB_TEXT);
    epub_put_member(book, (dc_str)DC_STR("authority"), authority, EPUB_STRING);
    epub_put_member(book, (dc_str)DC_STR("term"), term, EPUB_STRING);
    epub_put_other_members(book, at, known);
    dc_close(book->job, DC_META_MAP);
}

void
epub_put_subjects(struct epub_book *book)
{
    if (epub_count_core(book, "subject") == 0)
        return;
    epub_begin_list(book, "subject");
    for (size_t i = 0; i < book->statements.count; i++)
        if (epub_is_core(epub_statement_at(book, i), "subject"))
            put_subject(book, epub_statement_at(book, i));
    epub_end_list(book);
}
