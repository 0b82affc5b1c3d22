/* SPDX-License-Identifier: MIT */
/*
 * Service "docconv.sub/1": reading a part of the input with the reader of
 * another format.  A book's chapters are XHTML, a folder's members are
 * anything: their reader parses none of it itself.
 */
#ifndef DOCCONV_EXT_SUB_H
#define DOCCONV_EXT_SUB_H

#include "docconv/plugin.h"

#define DC_SUB_ID "docconv.sub/1"

/* What becomes of a link. */
enum {
    DC_SUB_KEPT = 0,
    DC_SUB_REPLACED = 1,
    DC_SUB_UNWRAPPED = 2 /* what it holds stays */
};

/*
 * What becomes of a part's names in the whole.  The functions return a string
 * that is borrowed until their next call; NULL: names stay as they are.
 */
typedef struct dc_sub_scope {
    uint32_t struct_size;
    uint32_t reserved; /* 0 */
    void *user;

    /* The identifier that the part calls `id`; empty: it has none. */
    dc_str(DC_CALL *id)(void *user, dc_str id);

    /*
     * The address of a link (`kind` DC_LINK) or image (DC_IMAGE), or of the
     * attribute `poster` of one.
     */
    dc_str(DC_CALL *url)(void *user, uint32_t kind, dc_str url);

    /*
     * A link comes, which the part's reader opened at `pos`: what becomes of
     * it.  For DC_SUB_REPLACED the caller has built what stands there instead,
     * and the link goes with all it holds.  NULL: all are built.
     */
    int32_t(DC_CALL *link)(void *user, dc_str url, uint64_t pos);
} dc_sub_scope;

/* Flags of a part: nothing that its reader says is reported. [load] */
#define DC_SUB_QUIET 1u

/* A part.  Set struct_size first. */
typedef struct dc_sub_part {
    uint32_t struct_size;
    uint32_t flags; /* DC_SUB_ */
    const char *format; /* its name: "html" */
    /*
     * With DC_INPUT_PADDING zero bytes behind it.  For read() it stays until
     * that returns, when the part's job ends with all its memory: text that
     * its reader pins is copied all the same.  For load() it stays until
     * drop().
     */
    const uint8_t *data;
    uint64_t len;
    dc_str name; /* for messages and titles: "text/ch1.xhtml" */
    /* Options of that format: name, value, name, value ..., NULL; or NULL. */
    const char *const *options;
} dc_sub_part;

typedef struct dc_sub_service {
    uint32_t struct_size;

    /*
     * Reads the part into the node that is open in the builder.  Its metadata
     * are dropped and its nodes have no positions; what its reader reports is
     * reported with the part's name, errors as warnings.  Media that it adds
     * are the whole's, under another name where the whole has one of theirs.
     *
     * DC_OK; what the reader failed with, what it built up to there being
     * kept; DC_E_READER for an unknown format or one that cannot read,
     * DC_E_EXTENSION for an option it does not have, DC_E_LIMIT for parts
     * within parts more than 8 deep.  A failed part does not fail the job,
     * unless memory, time or the builder's own limits ran out.  [readers]
     */
    int32_t(DC_CALL *read)(dc_job *job, const dc_sub_part *part,
        const dc_sub_scope *scope);

    /*
     * Reads the part into a document of its own, for a reader that must see
     * all of it, or its metadata, before it builds.  *loaded is a job whose
     * host has the tables walk and media for that document, until drop(); its
     * blocks are the children of the node that first(loaded, 0) begins.
     * Errors are those of read(), *loaded then being NULL.  [readers]
     */
    int32_t(DC_CALL *load)(
        dc_job *job, const dc_sub_part *part, dc_job **loaded);

    /* Frees what load() gave; the part's data may go then. */
    void(DC_CALL *drop)(dc_job *job, dc_job *loaded);
} dc_sub_service;

#endif
