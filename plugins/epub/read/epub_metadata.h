/* SPDX-License-Identifier: MIT */
/*
 * What the files that read a book's metadata share: epub_metadata.c is the
 * order of the work, epub_agents.c has the lists of maps, epub_series.c the
 * series and the cover, epub_collections.c collections, epub_rest.c all that has no name of its own,
 * epub_values.c how statements are looked at and values put into the
 * document.
 */
#ifndef EPUB_METADATA_H
#define EPUB_METADATA_H

#include "read/epub_book.h"

/* Texts are inlines, the rest is strings. */
enum epub_form { EPUB_TEXT, EPUB_STRING };

/* epub_values.c: values. */
void epub_put_meta_text(
    struct epub_book *book, dc_str text, enum epub_form form);
/* A member of the open map, unless the text is empty. */
void epub_put_member(
    struct epub_book *book, dc_str key, dc_str text, enum epub_form form);
void epub_begin_entry(struct epub_book *book, const char *key);
void epub_end_entry(struct epub_book *book);
/* An entry, unless the text is empty. */
void epub_put_entry(
    struct epub_book *book, const char *key, dc_str text, enum epub_form form);
void epub_begin_list(struct epub_book *book, const char *key);
void epub_end_list(struct epub_book *book);

/* Statements. */
bool epub_is_core(const struct epub_statement *at, const char *name);
size_t epub_count_core(const struct epub_book *book, const char *name);
/* Chains the statements that refine the same one, in their order. */
void epub_index_refinements(struct epub_book *book);
/* The first statement that refines that one, or NULL. */
struct epub_statement *epub_first_refinement(
    const struct epub_book *book, const struct epub_statement *at);
/* The value of that refinement, or empty; it is then used. */
dc_str epub_refinement(const struct epub_book *book,
    const struct epub_statement *at, const char *property);
/* How many of them there are; and all as texts, into the open list. */
size_t epub_count_refinements(const struct epub_book *book,
    const struct epub_statement *at, const char *property);
void epub_put_refinements(struct epub_book *book,
    const struct epub_statement *at, const char *property);
/* Refinements that have no member of their own, as they are called. */
void epub_put_other_members(struct epub_book *book,
    const struct epub_statement *at, const char *const *known);
dc_str epub_either(dc_str a, dc_str b);
/*
 * The value of the meta of that name, of either edition, or empty.  It is
 * then not among those without a name of their own.
 */
dc_str epub_take_meta(struct epub_book *book, const char *name);

/* epub_agents.c */
void epub_put_authors(struct epub_book *book);
void epub_put_agents(struct epub_book *book, const char *name);
void epub_put_identifiers(struct epub_book *book);
void epub_put_subjects(struct epub_book *book);

/* epub_series.c, epub_collections.c */
void epub_put_series(struct epub_book *book);
void epub_put_cover(struct epub_book *book);
void epub_put_collections(struct epub_book *book);

/* epub_rest.c: all that was put under no other name. */
void epub_put_rest(struct epub_book *book);

#endif
