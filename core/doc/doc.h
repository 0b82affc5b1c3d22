/* SPDX-License-Identifier: MIT */
/*
 * The document: its nodes, metadata and media, and the tables through which
 * plugins build and walk it.  For core/doc and core/host.
 *
 * A document is filled by one reader's job and emptied by one writer's job,
 * on one thread.  With an on_block hook it holds one top-level block at a
 * time: when the block closes, the hook runs and the nodes are recycled;
 * without, it keeps the whole tree.
 */
#ifndef DCI_DOC_H
#define DCI_DOC_H

#include "docconv/plugin.h"

struct dci_arena;
struct dci_doc;

/* The rule under which exhausted memory is reported. */
#define DCI_RULE_NOMEM "memory-exhausted"

/* A job as the tables see it; the host's own job starts with this. */
struct dci_job {
    dc_job api; /* first: a dc_job pointer is a dci_job pointer */
    struct dci_doc *doc;
};

static inline struct dci_doc *
dci_doc_of(dc_job *job)
{
    return ((struct dci_job *)(void *)job)->doc;
}

struct dci_doc_config {
    uint32_t max_depth; /* open nodes; deeper ones are flattened */
    uint64_t max_memory; /* bytes of nodes, attributes, copied text, media */
    int32_t heading_shift; /* added to the levels of headings */
    void *user; /* handed to the hooks */

    /* Reports a diagnostic; `severity` as in diag.h.  Required. */
    void (*report)(void *user, const dc_diag *diag);

    /*
     * A top-level block is complete.  A negative result becomes the sticky
     * status.  NULL: keep the whole tree.
     */
    int32_t (*on_block)(void *user, uint32_t node);

    /* Polled now and then while building; negative ends the job.  May be NULL.
     */
    int32_t (*poll)(void *user);
};

/* NULL when memory ran out.  The config is copied. */
struct dci_doc *dci_doc_new(const struct dci_doc_config *config);

/* Frees everything and runs the drop of every pinned region. */
void dci_doc_free(struct dci_doc *doc);

/*
 * Lets text borrow from the input and gives runs within it their position.
 * Call before the reader runs.
 */
void dci_doc_set_input(struct dci_doc *doc, const void *data, uint64_t len);

/*
 * Ends building: closes what is open (with a diagnostic if the reader left
 * anything open) and returns the sticky status.
 */
int32_t dci_doc_finish(struct dci_doc *doc);

/*
 * Begins and ends a part that another reader builds: it may close only what it
 * opened itself, and what it left open is closed.  begin returns what end is
 * to be given.
 */
uint32_t dci_doc_begin_part(struct dci_doc *doc);
void dci_doc_end_part(struct dci_doc *doc, uint32_t floor);

/* The sticky status, and setting it if it is still DC_OK. */
int32_t dci_doc_status(const struct dci_doc *doc);
int32_t dci_doc_fail(struct dci_doc *doc, int32_t status);

/* First top-level block of a document kept whole, or 0. */
uint32_t dci_doc_first_block(const struct dci_doc *doc);

/*
 * Hands the media of `from` on to `to`, which has none yet.  `from` forgets
 * its nodes and metadata, but keeps the bytes: it must outlive `to`.
 */
void dci_doc_pass_media(struct dci_doc *from, struct dci_doc *to);

/*
 * Lets `rename` look at each place of a document, kept whole, where a medium
 * may be named: URLs, attributes, and metadata that is a plain string.  If it
 * returns 1, *now stands there from then on; it must live as long as the
 * document.
 */
enum dci_naming {
    DCI_NAMING_IMAGE, /* the URL of an image */
    DCI_NAMING_LINK, /* and of a link */
    DCI_NAMING_WORDS /* words, some of which may be names */
};
typedef int (*dci_rename)(
    void *user, enum dci_naming naming, dc_str old, dc_str *now);
void dci_doc_rename(struct dci_doc *doc, dci_rename rename, void *user);

/*
 * Has the document own these media and no others; what they point to must
 * live as long.  DC_OK, or the status when memory ran out.
 */
int32_t dci_doc_replace_media(
    struct dci_doc *doc, const dc_media *const *media, size_t count);

/*
 * Zeroed memory that lives as long as the document; NULL for size 0, and
 * after a failure, which sets the status.
 */
void *dci_doc_alloc(struct dci_doc *doc, size_t size);
/* The same, in an arena that goes before the document does. */
void *dci_doc_alloc_in(
    struct dci_doc *doc, struct dci_arena *arena, size_t size);
void dci_doc_init_arena(struct dci_doc *doc, struct dci_arena *arena);

/* The tables of plugin.h for jobs whose dci_job.doc is set. */
extern const dc_build dci_doc_build_table;
extern const dc_walk dci_doc_walk_table;
extern const dc_media_table dci_doc_media_table;

#endif
