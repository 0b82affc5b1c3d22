/* SPDX-License-Identifier: MIT */
/*
 * Raw HTML in the tree, made safe: what of it may stand in a page, and where.
 *
 * pandoc's raw markup comes in pieces: a start tag in one node, its end tag in
 * another, the tree's own nodes between.  html_raw.c reads a node with the
 * parser's tokenizer; html_raw_stack.c pairs the tags and checks that what
 * came between may stand there; html_safe.c lists the elements that pass,
 * html_safe_attrs.c the attributes.  Nothing is copied from the source: tags
 * and text are written anew, so what comes out is what these lists say.
 */
#ifndef DOCCONV_PLUGIN_HTML_RAW_H
#define DOCCONV_PLUGIN_HTML_RAW_H

#include "parse/html_token.h"
#include "write/html_write.h"

/* What an element is to the one around it, and what stands in one. */
enum {
    HTML_CAT_FLOW = 1,
    HTML_CAT_PHRASING = 2,
    HTML_CAT_LI = 4,
    HTML_CAT_DT = 8,
    HTML_CAT_DD = 16,
    HTML_CAT_SUMMARY = 32,
    HTML_CAT_CAPTION = 64,
    HTML_CAT_THEAD = 128,
    HTML_CAT_TBODY = 256,
    HTML_CAT_TFOOT = 512,
    HTML_CAT_TR = 1024,
    HTML_CAT_CELL = 2048,
    HTML_CAT_RT = 4096,
    HTML_CAT_ANY = HTML_CAT_FLOW | HTML_CAT_PHRASING,

    /* What some elements bar at any depth. */
    HTML_HAS_LINK = 1 << 13, /* and all else that is operated */
    HTML_HAS_OUTLINE = 1 << 14, /* headings, sections */
    HTML_HAS_TABLE = 1 << 15
};

/* An element that passes. */
struct html_safe {
    const char *written; /* its name in the output; NULL: does not pass */
    uint32_t is;
    uint32_t holds;
    uint32_t bars; /* HTML_HAS_ */
    uint32_t adds; /* HTML_HAS_ */
    uint32_t first; /* what it must begin with, or 0 */
    uint32_t last;
    bool is_void;
    bool is_implied; /* its end tag may be left out */
    bool drops_text; /* does not pass, nor does what it holds */
    bool is_transparent; /* is what it holds */
};

/* The row of an element; one with NULL for those that do not pass. */
const struct html_safe *html_safe_of(uint32_t name);

/* A start tag that was let through; its end tag is yet to come. */
struct html_raw_open {
    const struct html_safe *row;
    const char *written;
    uint32_t name;
    uint32_t piece; /* its start tag, among the pieces */
    size_t depth; /* frames around it */
    uint32_t tree_holds; /* of the tree: what it may hold there */
    uint32_t tree_bars; /* and HTML_HAS_ that it may not */
    uint64_t pos; /* for messages */
    uint32_t has; /* HTML_CAT_ of what stands in it */
    uint32_t deep; /* and HTML_CAT_ANY, HTML_HAS_ of that at any depth */
    uint32_t first;
    uint32_t last;
};

/* A tag in what is held back. */
struct html_raw_piece {
    uint64_t at;
    uint32_t len;
    uint32_t parent; /* the piece of the element around it, plus one */
    uint32_t is;
    uint32_t end_piece; /* its end tag, plus one */
    bool is_dropped;
};

/* The stack (html_raw_stack.c). */
/* Opens an element; the tag is written between begin and end. */
bool html_raw_begin(struct html_write *write, const struct html_raw_open *open);
void html_raw_end_start(struct html_write *write);
/* An end tag; false if there is nothing that it ends. */
bool html_raw_close(struct html_write *write, uint32_t name);
/* Ends what a start tag of these categories ends without a tag. */
void html_raw_imply(struct html_write *write, uint32_t is);
/* Ends h1 to h6 that the node did not. */
void html_raw_end_headings(struct html_write *write);
/* True if an element of these categories may stand here. */
bool html_raw_takes(const struct html_write *write, uint32_t is, uint32_t adds);
/* What was written stands in the element that is open. */
void html_raw_add(struct html_write *write, uint32_t is, uint32_t adds);
void html_raw_lose(struct html_write *write, uint64_t pos);

/* The attributes of a tag that pass; false if some did not (html_safe_attrs.c).
 */
bool html_safe_put_attrs(struct html_write *write, const struct html_dom *dom,
    const struct html_token *token, const struct html_safe *row);
/* The value of an attribute of a tag, or {NULL, 0}. */
dc_str html_token_value(
    const struct html_dom *dom, const struct html_token *token, uint32_t name);

#endif
