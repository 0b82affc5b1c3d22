/* SPDX-License-Identifier: MIT */
/*
 * --extract-media: the media of a document become files, and the document
 * names these.  The run gives them names and writes them into a spool, one
 * behind the other; it needs no right to any folder.  When all went well its
 * caller makes the files.  Private to core/host.
 */
#ifndef DCI_EXTRACT_H
#define DCI_EXTRACT_H

#include <stdint.h>

#include "docconv/base.h"
#include "host/manifest.h"
#include "io/media_folder.h"

struct dc_conversion;
struct dci_reporter;
struct dci_run;

/* More media than any document has. */
#define DCI_EXTRACT_MAX ((size_t)100000)

/* A file to be: where its bytes are in the spool. */
struct dci_extracted {
    char *path; /* beneath the folder, NUL-terminated */
    uint64_t offset;
    uint64_t len;
};

/* What a conversion takes out. */
struct dci_extraction {
    char *folder; /* NULL: nothing is taken out */
    int spool; /* -1: there is none (yet) */
    struct dci_list media; /* struct dci_extracted * */
    struct dci_media_folder made; /* what save_media has made */
};

/* Makes the spool if the conversion needs one; a failure is reported. */
int32_t dci_extract_open(
    struct dc_conversion *conversion, struct dci_reporter *reporter);

void dci_extract_fini(struct dci_extraction *extraction);

/*
 * Notes a medium that the run has written.  DC_E_PLUGIN for what no run of
 * ours says, DC_E_NOMEM; neither is reported.
 */
int32_t dci_extract_note(struct dc_conversion *conversion, dc_str path,
    uint64_t offset, uint64_t len);

/*
 * In the run, when the document is whole and before it is written.  The
 * sticky status.
 */
int32_t dci_extract_run(struct dci_run *run);

/* 1 if the run is the one that takes media out. */
int dci_extract_is_due(const struct dci_run *run);

#endif
