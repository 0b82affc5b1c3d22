/* SPDX-License-Identifier: MIT */
/*
 * Drawings on their way into a book: epub_svg_copy, and what is private to the
 * files that copy them.
 */
#ifndef EPUB_SVG_H
#define EPUB_SVG_H

#include "docconv/ext/xml.h"
#include "write/epub.h"

struct epub_svg_source {
    dc_str url; /* its addresses are relative to it */
    dc_str bytes;
    uint64_t pos; /* for messages */
};

/*
 * Writes the drawing as a book may hold it; what it loses is reported.  NULL,
 * or why it cannot be there.
 */
const char *epub_svg_copy(struct epub *epub,
    const struct epub_svg_source *source, struct epub_buf *out);

#define EPUB_SVG_SPACE "http://www.w3.org/2000/svg"

/* What becomes of an element of SVG; a set of bits. */
enum {
    EPUB_SVG_KEPT = 1 << 0,
    EPUB_SVG_TEXT = 1 << 1, /* text may stand in it */
    EPUB_SVG_LED = 1 << 2, /* is nothing without what its href names */
    EPUB_SVG_HREF = 1 << 3, /* has an href to a part of the drawing */
    EPUB_SVG_UNWRAPPED = 1 << 4, /* its content stays */
    EPUB_SVG_SILENT = 1 << 5, /* nobody sees that it goes */
    EPUB_SVG_NEW = 1 << 6, /* not in SVG 1.1, which EPUB 2 has */
    EPUB_SVG_BOX = 1 << 7 /* what is said of text holds for text in it */
};

/* What a drawing loses, told once of each. */
enum epub_svg_loss {
    EPUB_SVG_NO_LOSS,
    EPUB_SVG_SCRIPT,
    EPUB_SVG_HANDLER,
    EPUB_SVG_ANIMATION,
    EPUB_SVG_LINK,
    EPUB_SVG_FOREIGN,
    EPUB_SVG_REMOTE,
    EPUB_SVG_MISSING,
    EPUB_SVG_STYLE,
    EPUB_SVG_ELEMENT,
    EPUB_SVG_LOSS_COUNT
};

struct epub_svg_row {
    const char *name;
    unsigned fate; /* EPUB_SVG_ */
    enum epub_svg_loss loss; /* if it is not kept */
};

/* The row of the element, or NULL for one that is not known. */
const struct epub_svg_row *epub_svg_element(dc_str name);
/* True for an attribute that the element may have. */
bool epub_svg_has_attr(
    const struct epub_svg_row *row, dc_str name, bool is_epub2);
/* "scripts": what a drawing loses, for people. */
const char *epub_svg_loss_name(enum epub_svg_loss loss);

/* What an identifier of the drawing stands at. */
enum epub_svg_target {
    EPUB_SVG_NOWHERE,
    EPUB_SVG_SHAPE,
    EPUB_SVG_PAINT,
    EPUB_SVG_CLIP
};

/* An element, in document order. */
struct epub_svg_node {
    uint32_t end; /* number of the first element behind it */
    uint32_t uses; /* of a use: number of what it shows; or EPUB_NONE */
    enum epub_svg_target target;
};

/* A level of open elements; a set of bits. */
enum {
    EPUB_SVG_IS_OUT = 1 << 0, /* its tag is not written */
    EPUB_SVG_HOLDS_TEXT = 1 << 1,
    EPUB_SVG_IS_FOREIGN = 1 << 2, /* XHTML, or what holds it */
    EPUB_SVG_IS_INLINE = 1 << 3 /* written as a span, like all below it */
};

struct epub_svg {
    struct epub *epub;
    dc_str url; /* of the drawing */
    struct epub_buf *out;
    bool is_first; /* the first pass: it learns what identifiers there are */
    bool is_again; /* one of them went with what it stood at */
    unsigned losses; /* 1 << EPUB_SVG_ */
    struct epub_map ids; /* as they are written -> number of element */
    struct epub_array nodes; /* struct epub_svg_node */
    uint32_t count; /* of elements so far in this pass */
    size_t embedded; /* bytes of pictures */
    uint32_t skipped; /* levels open in what is left out */
    uint32_t depth;
    uint8_t levels[DC_XML_DEPTH];
    uint32_t numbers[DC_XML_DEPTH]; /* of the open elements */
    bool is_tag_open; /* the last start tag has no ">" yet */
    bool in_style;
    struct epub_buf style;
    struct epub_buf scratch;
};

/* Notes what the drawing loses. */
static inline void
epub_svg_lose(struct epub_svg *svg, enum epub_svg_loss loss)
{
    svg->losses |= 1u << loss;
}

/* epub_svg_value.c */

/*
 * ` name="value"`, with references to the drawing's own parts alone; nothing
 * if it has others, or makes no sense.
 */
void epub_svg_put_attr(struct epub_svg *svg, dc_str name, dc_str value);
/* The declarations of a style attribute that may stay. */
void epub_svg_put_style(struct epub_svg *svg, dc_str text);
/* A style sheet of the drawing, with references to parts that are there. */
void epub_svg_put_sheet(struct epub_svg *svg, dc_str text);
/* An identifier, spelled as XML allows it. */
void epub_svg_put_id(struct epub_buf *out, dc_str id);
/* The number of the element that `id` names, or EPUB_NONE. */
uint32_t epub_svg_find(struct epub_svg *svg, dc_str id);

/* epub_svg_picture.c */

/* ` xlink:href="..."` of an image; false: the drawing cannot have it. */
bool epub_svg_put_picture(struct epub_svg *svg, dc_str url);

/* epub_svg_use.c */

/* True if what its uses repeat stays within reason. */
bool epub_svg_is_finite(struct epub_svg *svg);

#endif
