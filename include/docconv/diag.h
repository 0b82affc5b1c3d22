/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics: everything docconv says to people about a document.  Part of
 * plugin.h; the embedding API hands the same struct to its caller.
 */
#ifndef DOCCONV_DIAG_H
#define DOCCONV_DIAG_H

#include "docconv/base.h"

/* Severities, in rising order. */
#define DC_DIAG_EXPLAIN 0u /* why a line became what it is; --explain */
#define DC_DIAG_NOTE 1u    /* what was guessed or repaired; nothing is wrong */
#define DC_DIAG_LOSS 2u    /* something of the source is not in the result */
#define DC_DIAG_WARNING 3u /* the result may not be what was meant */
#define DC_DIAG_ERROR 4u   /* there is no result */

typedef struct dc_diag {
    uint32_t struct_size;
    uint32_t severity; /* DC_DIAG_ */
    const char *rule;  /* stable name, NUL-terminated: "text-binary" */
    dc_str message;    /* one line, no final full stop, no line feed */
    uint64_t pos;      /* byte offset in the input, or DC_POS_NONE */
    uint64_t line;     /* from 1; 0: the host works it out from pos */
    uint64_t column;   /* from 1, in characters; 0 as above */
    /*
     * Embedding API: the input's name.  Plugins: empty, or the name of a part
     * of the input ("text/ch1.xhtml"); the host sets that of the whole before
     * it, and line and column, or 0, are the plugin's to say.
     */
    dc_str file;
} dc_diag;

typedef struct dc_diag_table {
    uint32_t struct_size;

    /*
     * Reports one diagnostic.  Everything is copied.  Of one rule the host
     * passes on the first hundred of a document and counts the rest.
     */
    void(DC_CALL *report)(dc_job *job, const dc_diag *diag);

    /* 1 if somebody listens to this severity: DC_DIAG_EXPLAIN costs time. */
    int32_t(DC_CALL *is_wanted)(dc_job *job, uint32_t severity);
} dc_diag_table;

#endif
