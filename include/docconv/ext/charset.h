/* SPDX-License-Identifier: MIT */
/*
 * Service "docconv.charset/1": which character encoding bytes are in, and
 * their text as UTF-8.
 */
#ifndef DOCCONV_EXT_CHARSET_H
#define DOCCONV_EXT_CHARSET_H

#include "docconv/plugin.h"

#define DC_CHARSET_ID "docconv.charset/1"

/* How a charset was found. */
#define DC_CHARSET_BOM 1u        /* byte order mark */
#define DC_CHARSET_VALID 2u      /* the whole input is valid UTF-8 */
#define DC_CHARSET_PATTERN 3u    /* zero bytes or escape sequences: certain */
#define DC_CHARSET_STATISTICS 4u /* a guess, with a confidence */
#define DC_CHARSET_NAMED 5u      /* the caller named it */

/* A charset with the text it makes of an input.  Set struct_size first. */
typedef struct dc_decoded {
    uint32_t struct_size;
    uint32_t how;        /* DC_CHARSET_ */
    int32_t confidence;  /* percent */
    uint32_t bad;        /* undecodable places, each replaced by U+FFFD */
    const char *charset; /* canonical name, static: "windows-1251" */
    /*
     * The text, without its BOM: a slice of the input itself where that is
     * valid UTF-8, else memory of the job.  Pinned, so text() may borrow.
     */
    const char *text;
    size_t len;
    /* 1: control bytes that no text has; nothing is decoded without a label. */
    int32_t is_binary;
    uint32_t reserved; /* 0 */
    const void *state; /* the service's own */
} dc_decoded;

typedef struct dc_charset_service {
    uint32_t struct_size;

    /*
     * Finds out the charset of the input (or takes `label`, when not empty)
     * and decodes all of it.  Undecodable bytes are reported as warnings with
     * their place, rule "charset-undecodable"; a guess is reported as one,
     * rule "charset-guessed".  DC_E_CHARSET: unknown label (reported).
     */
    int32_t(DC_CALL *decode)(dc_job *job, const uint8_t *data, size_t len,
        dc_str label, dc_decoded *decoded);

    /*
     * The byte offset in the input `data` of offset `pos` in the decoded text;
     * for positions of nodes and diagnostics.
     */
    uint64_t(DC_CALL *input_pos)(dc_job *job, const dc_decoded *decoded,
        const uint8_t *data, uint64_t pos);
} dc_charset_service;

#endif
