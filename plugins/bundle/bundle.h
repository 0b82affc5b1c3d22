/* SPDX-License-Identifier: MIT */
/*
 * The bundle reader: several files become one document, a chapter each.
 *
 *     bundle_read.c   the order of the work: members and chapters
 *     bundle_parts.c  folders, which are parts of the book
 *     bundle_facts.c  what members state: language, authors, titles
 *     bundle_title.c  the heading of a chapter
 *     bundle_slug.c   what identifiers begin with
 *     bundle_link.c   what addresses lead to
 *     bundle_image.c  images and other media
 *     bundle_copy.c   a member's tree into the document
 */
#ifndef BUNDLE_H
#define BUNDLE_H

#include <stdbool.h>

#include "docconv/ext/members.h"
#include "docconv/ext/sub.h"
#include "docconv/sdk/sdk.h"

/*
 * Longest path that an address may lead to; longest slug, with the number that
 * parts it from others; digits of a number with its sign.
 */
enum {
    BUNDLE_PATH_MOST = 1024,
    BUNDLE_SLUG_MOST = 96,
    BUNDLE_NUMBER_MOST = 12
};

/* One member of the input. */
struct bundle_member {
    dc_member member;
    const char *format; /* NULL: no document */
    dc_str slug; /* begins its identifiers; unique */
    bool is_used; /* read, or shown by one that was */
};

/* A folder that documents lie in. */
struct bundle_folder {
    dc_str name; /* with its slash, without what all share */
    uint32_t root;
    int64_t level; /* of its heading */
    dc_str slug;
    uint32_t first; /* member that it begins with */
};

/* A member by its name without the case. */
struct bundle_folded {
    dc_str name;
    uint32_t root;
    uint32_t index;
};

/* The job. */
struct bundle {
    dc_job *job;
    const dc_members_service *service;
    const dc_sub_service *sub;
    struct bundle_member *members;
    uint32_t count;
    uint32_t documents;
    struct bundle_folder *folders; /* in the order of the members */
    uint32_t folder_count;
    uint32_t next_folder; /* that has no heading yet */
    struct bundle_folder **by_name; /* the folders, sorted */
    struct bundle_folded *folded; /* the members, once one was wanted */
    size_t stripped; /* bytes of the folder that all documents lie in */
};

/* A member on its way into the document. */
struct bundle_chapter {
    struct bundle *bundle;
    struct bundle_member *member;
    dc_job *loaded; /* to walk it with */
    uint32_t title; /* its heading that becomes the chapter's, or 0 */
    bool is_title_first; /* nothing stands before it */
    bool is_title_highest; /* and no other heading is as high */
    bool is_book; /* it has files of its own, which become chapters */
    int64_t level; /* of the chapter's heading */
    int64_t highest; /* level of its headings */
};

/* bundle_slug.c */

/* Gives documents and folders slugs; false when memory ran out. */
bool bundle_name_members(struct bundle *bundle);

/* Memory of the job's that holds a copy; empty when memory ran out. */
dc_str bundle_keep(struct bundle *bundle, dc_str text);

/* The three in a row, in the job's memory. */
dc_str bundle_join(
    struct bundle *bundle, dc_str a, const char *between, dc_str b);

/* "slug--id", or the slug alone for an empty id. */
dc_str bundle_id(
    struct bundle *bundle, const struct bundle_member *member, dc_str id);

/* "-NUMBER"; returns its length. */
size_t bundle_put_number(char to[BUNDLE_NUMBER_MOST], uint32_t number);

bool bundle_is_letter(char c);
bool bundle_is_same(dc_str a, dc_str b);

/* A name without the folder that all documents share. */
dc_str bundle_short_name(const struct bundle *bundle, dc_str name);

/* Without its extension; a name that begins with the dot has none. */
dc_str bundle_without_extension(dc_str name);

/* The last part of a name without its extension. */
dc_str bundle_stem(dc_str name);

/* bundle_parts.c */

/* Finds the folders of all documents; false when memory ran out. */
bool bundle_find_folders(struct bundle *bundle);

/* Level of the headings of chapters in the member's folder. */
int64_t bundle_level(
    const struct bundle *bundle, const struct bundle_member *member);

/* Headings for the folders up to the member's that have none yet. */
void bundle_build_parts(
    struct bundle *bundle, const struct bundle_member *member);

/* The folder of that name, or NULL. */
const struct bundle_folder *bundle_lookup_folder(
    const struct bundle *bundle, uint32_t root, dc_str name);

/* A heading with a text. */
void bundle_build_heading(struct bundle *bundle, int64_t level, dc_str text);

/* bundle_facts.c */

/* States the book's language and author, as its members let them be known. */
void bundle_state_facts(struct bundle *bundle);

/* The attributes of the open chapter that say what the member states. */
void bundle_build_facts(struct bundle_chapter *chapter);

/* bundle_link.c */

/*
 * The name that a relative address means beside the member, in `to`; false if
 * it is none or leads out of the root.  Folders end with '/', the root is "".
 */
bool bundle_resolve(const struct bundle_member *from, dc_str url,
    char to[BUNDLE_PATH_MOST], size_t *len);

/* The member of that name, also if it differs in case; or NULL. */
struct bundle_member *bundle_find_member(
    struct bundle *bundle, uint32_t root, dc_str name);

/* What the address of a link or image of the member is in the whole. */
dc_str bundle_link(struct bundle_chapter *chapter, dc_str url);
dc_str bundle_image(struct bundle_chapter *chapter, dc_str url);

/* bundle_title.c: finds the heading that becomes the chapter's. */
void bundle_find_title(struct bundle_chapter *chapter);

/* bundle_copy.c: copies the node and what is in it into the open node. */
void bundle_copy(struct bundle_chapter *chapter, uint32_t node);

extern const dc_reader bundle_reader;

#endif
