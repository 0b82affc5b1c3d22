/* SPDX-License-Identifier: MIT */
/*
 * Private header of the tree text form: its vocabulary, the primitives that
 * write it and those that read it.  The form itself is described in
 * README.md and docconv-tree(5).
 */
#ifndef DOCCONV_PLUGIN_TREE_H
#define DOCCONV_PLUGIN_TREE_H

#include <stdbool.h>

#include "docconv/sdk/sdk.h"

/* The first line of every file, and what the magic is taken from. */
#define TREE_VERSION_LINE "docconv-tree 1"

/* Spaces a level of depth. */
#define TREE_INDENT 2

/* Bytes of media in one line of base64: 76 characters. */
#define TREE_BASE64_BYTES 57

/* Words that are not in kinds.def. */
#define TREE_MEDIA_WORD "media"
#define TREE_BASE64_WORD "base64"
#define TREE_BREAK_WORD "break"
#define TREE_LITERAL_WORD "literal"

/* Field types, from the last column of fields.def. */
enum tree_type { TREE_TYPE_NONE, TREE_TYPE_I, TREE_TYPE_S, TREE_TYPE_R };

/* A kind's word and its place in the content model, from kinds.def. */
struct tree_kind {
    dc_str word;
    int is;
    int holds;
};

/* A field's word and type, from fields.def. */
struct tree_field {
    dc_str word;
    enum tree_type type;
};

extern const struct tree_kind tree_kinds[DC_KIND_COUNT];
extern const struct tree_field tree_fields[DC_F_COUNT];

/* The number of the kind or field of that word; -1 or 0 if there is none. */
int tree_kind_lookup(dc_str word);
uint32_t tree_field_lookup(dc_str word);

/*
 * One character of UTF-8 in *code; returns its length, or 0 if the bytes are
 * not UTF-8.  There is at least one byte.
 */
size_t tree_decode(const char *ptr, size_t len, uint32_t *code);

/* 1 if a key can stand without quotes: [A-Za-z_][A-Za-z0-9_.:-]*. */
bool tree_is_bare(dc_str key);

/* Writing (tree_put.c); errors are the sink's and sticky. */
void tree_put_str(dc_job *job, dc_str text);
void tree_put_indent(dc_job *job, size_t depth);
void tree_put_int(dc_job *job, int64_t value);
void tree_put_unsigned(dc_job *job, uint64_t value);
void tree_put_real(dc_job *job, double value);
/* The characters of `text` as they stand between quotes. */
void tree_put_escaped(dc_job *job, dc_str text);
void tree_put_quoted(dc_job *job, dc_str text);
void tree_put_base64(dc_job *job, const uint8_t *data, size_t len);

/*
 * Reading (tree_scan.c): a place in one line of the file.  The first thing
 * that is not as it must be is remembered; all later calls return false.
 */
struct tree_scan {
    dc_job *job;
    const char *base; /* the file */
    const char *at; /* the next byte of the line */
    const char *end; /* the end of the line */
    bool failed;
};

/* Memory for strings that hold escapes; grows, lasts as long as the job. */
struct tree_scratch {
    char *ptr;
    size_t size;
};

/* Reports "expected WHAT" at the place the scan has reached; false. */
bool tree_fail(struct tree_scan *scan, const char *message);
bool tree_fail_word(struct tree_scan *scan, const char *message, dc_str word);

/* True, and past it, if the line goes on with these characters. */
bool tree_accept(struct tree_scan *scan, char c);
bool tree_expect(struct tree_scan *scan, char c, const char *message);
bool tree_expect_end(struct tree_scan *scan);
/* A run of letters, digits and "_.:-"; may be empty. */
dc_str tree_scan_word(struct tree_scan *scan);
bool tree_scan_int(struct tree_scan *scan, int64_t *value);
bool tree_scan_unsigned(struct tree_scan *scan, uint64_t *value);
bool tree_scan_real(struct tree_scan *scan, double *value);
/*
 * A quoted string.  *text is a slice of the file when it holds no escape,
 * else it lies in *scratch.
 */
bool tree_scan_quoted(
    struct tree_scan *scan, struct tree_scratch *scratch, dc_str *text);
/* A word of base64, appended at out[*len]; at most `room` bytes in all. */
bool tree_scan_base64(
    struct tree_scan *scan, uint8_t *out, size_t room, size_t *len);

/* Media (tree_media.c). */
struct tree_media {
    dc_media media; /* what the file has stated so far */
    uint8_t *data;
    size_t filled;
    bool open;
    uint64_t pos; /* of the line that opened it */
};
/* A line "media name=... mime=... size=..." after its first word. */
bool tree_media_open(
    struct tree_scan *scan, struct tree_media *media, size_t input_left);
/* A line below it: a string or base64. */
bool tree_media_line(struct tree_scan *scan, struct tree_media *media,
    struct tree_scratch *scratch);
/* Adds it to the bag; the scan is for the message if bytes are missing. */
bool tree_media_close(struct tree_scan *scan, struct tree_media *media);
/* Writes all of the bag. */
void tree_media_write(dc_job *job, bool with_data);

extern const dc_reader tree_reader;
extern const dc_writer tree_writer;

#endif
