/* SPDX-License-Identifier: MIT */
/*
 * The bundle reader: several files become one document, a chapter each.
 *
 *     bundle_read.c   the order of the work: members, parts, chapters
 *     bundle_title.c  the heading of a chapter
 *     bundle_names.c  identifiers, and what addresses lead to
 *     bundle_copy.c   a member's tree into the document
 */
#ifndef BUNDLE_H
#define BUNDLE_H

#include <stdbool.h>

#include "docconv/ext/members.h"
#include "docconv/ext/sub.h"
#include "docconv/sdk/sdk.h"

/* One member of the input. */
struct bundle_member {
    dc_member member;
    const char *format; /* NULL: no document */
    dc_str slug; /* begins its identifiers; unique */
    bool is_used; /* read, or shown by one that was */
};

/* The job. */
struct bundle {
    dc_job *job;
    const dc_members_service *service;
    const dc_sub_service *sub;
    struct bundle_member *members;
    uint32_t count;
    uint32_t documents;
    size_t stripped; /* bytes of the folder that all documents lie in */
};

/* A medium that a document shows, until its bytes are wanted. */
struct bundle_image {
    struct bundle *bundle;
    uint32_t root;
    dc_str name;
};

/* A member on its way into the document. */
struct bundle_chapter {
    struct bundle *bundle;
    struct bundle_member *member;
    dc_job *loaded; /* to walk it with */
    uint32_t title; /* its heading that becomes the chapter's, or 0 */
    bool is_title_first; /* nothing stands before it */
    bool is_title_highest; /* and no other heading is as high */
    int64_t level; /* of the chapter's heading */
    int64_t highest; /* level of its headings */
};

/* Gives each document a slug of its own; false when memory ran out. */
bool bundle_name_members(struct bundle *bundle);

/* Memory of the job's that holds a copy; empty when memory ran out. */
dc_str bundle_keep(struct bundle *bundle, dc_str text);

/* "slug--id", or the slug alone for an empty id. */
dc_str bundle_id(
    struct bundle *bundle, const struct bundle_member *member, dc_str id);

/* What the address of a link or image of the member is in the whole. */
dc_str bundle_link(struct bundle_chapter *chapter, dc_str url);
dc_str bundle_image(struct bundle_chapter *chapter, dc_str url);

/* Hands the media that the member brought on, under names of its own. */
void bundle_take_media(struct bundle_chapter *chapter);

/* Finds the heading that becomes the chapter's. */
void bundle_find_title(struct bundle_chapter *chapter);

/* Copies the node and what is in it into the open node. */
void bundle_copy(struct bundle_chapter *chapter, uint32_t node);

extern const dc_reader bundle_reader;

#endif
