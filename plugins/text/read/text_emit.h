/* SPDX-License-Identifier: MIT */
/*
 * What text_emit.c, text_inline.c and text_links.c share while the tree is
 * built. Not for other files.
 */
#ifndef DOCCONV_PLUGIN_TEXT_EMIT_H
#define DOCCONV_PLUGIN_TEXT_EMIT_H

#include "docconv/ext/charset.h"
#include "docconv/sdk/sdk.h"
#include "read/text_doc.h"

struct text_emit {
    dc_job *job;
    const struct text_doc *doc;
    const dc_charset_service *charset; /* NULL if the text is the input */
    const dc_decoded *decoded;
    const uint8_t *input;
    uint64_t shift; /* of the text in the input, without a service */
    uint32_t next_note; /* first note whose reference is still to come */
    bool in_note;
    unsigned list_depth;
    struct text_marker lists[TEXT_LIST_LEVELS]; /* their last items' */
};

/* The place in the input of offset `offset` in the text. */
uint64_t text_emit_pos(const struct text_emit *emit, uint64_t offset);

/* text_inline.c: the lines [first, end) as inline nodes of the open block;
 * `skip` bytes of the first line are left out. */
void text_inline_put(
    struct text_emit *emit, uint32_t first, uint32_t end, uint32_t skip);

/* text_links.c: the link that has its ':' or '@' at `at`. Both ends are
 * offsets in `text`; false if there is none that begins at `from` or later. */
struct text_link {
    size_t from;
    size_t end;
    bool mail;
};
bool text_link_at(
    struct text_slice text, size_t from, size_t at, struct text_link *link);

/* text_emit.c: the whole tree. */
void text_emit_body(struct text_emit *emit);
/* text_meta.c: metadata, before the body. */
void text_emit_meta(struct text_emit *emit);
/* text_explain.c: one diagnostic a line. */
void text_explain(struct text_emit *emit);

#endif
