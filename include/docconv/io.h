/* SPDX-License-Identifier: MIT */
/*
 * Bytes in, bytes out, and the media that travel beside the document.  Part
 * of plugin.h.  A plugin never sees a path, a descriptor or a FILE.
 */
#ifndef DOCCONV_IO_H
#define DOCCONV_IO_H

#include "docconv/base.h"

/* The readable zero bytes behind the end of every input. */
#define DC_INPUT_PADDING 64

/* The whole input in one piece, read-only, valid until the job ends. */
typedef struct dc_input {
    uint32_t struct_size;
    uint32_t flags; /* 0 */
    const uint8_t *data;
    uint64_t len;
    dc_str name; /* of the file, without its folder: for titles */
} dc_input;

typedef struct dc_io {
    uint32_t struct_size;

    /*
     * Appends to the output.  Errors are sticky and the host's to report.
     * [writers]
     */
    int32_t(DC_CALL *write)(dc_job *job, const void *data, size_t len);

    /*
     * Room for at least `min` bytes (at most 1 MiB) in the host's own buffer,
     * to render into without a copy; *room says how many fit.  NULL after an
     * error.  commit(n) makes the first n of them output.  [writers]
     */
    char *(DC_CALL *reserve)(dc_job *job, size_t min, size_t *room);
    int32_t(DC_CALL *commit)(dc_job *job, size_t len);

    /*
     * Says that the input before offset `upto` will not be read again, so
     * that its pages may go; text that was borrowed stays readable.  [readers]
     */
    void(DC_CALL *release)(dc_job *job, uint64_t upto);
} dc_io;

/* An image, font, style sheet or other file that belongs to the document. */
typedef struct dc_media {
    uint32_t struct_size;
    uint32_t flags; /* 0 */
    dc_str name;    /* as the document's URLs spell it: "images/map.png" */
    dc_str mime;    /* "image/png"; empty: not known */
    const uint8_t *data;
    uint64_t len;
} dc_media;

/*
 * Brings the bytes of a medium that was announced: sets data and len of
 * *media, which stay valid until the job ends.  Called at most once.  Other
 * than DC_OK: there is none after all; the source has said why.
 */
typedef int32_t(DC_CALL *dc_media_source)(void *user, dc_media *media);

/* The media bag.  Names are unique; the order is that of their names. */
typedef struct dc_media_table {
    uint32_t struct_size;

    /* Adds one; the bytes are copied unless pinned.  A used name is refused. */
    int32_t(DC_CALL *add)(dc_job *job, const dc_media *media);

    /*
     * Number `index` in *media; 1, or 0 past the last.  data is NULL for one
     * that was announced and never came.
     */
    int32_t(DC_CALL *at)(dc_job *job, uint32_t index, dc_media *media);

    /* The one of that name in *media; 1, or 0 when there is none. */
    int32_t(DC_CALL *lookup)(dc_job *job, dc_str name, dc_media *media);

    /*
     * Announces one, whose bytes `source` brings when they are first looked
     * at: most of a book's media may never be.  data and len are ignored.
     */
    int32_t(DC_CALL *announce)(dc_job *job, const dc_media *media,
        dc_media_source source, void *user);
} dc_media_table;

#endif
