/* SPDX-License-Identifier: MIT */
/*
 * Identifiers of the book: unique, spelled as XML wants them, found by what
 * the document calls them.  Part of epub.h, which includes it.
 */
#ifndef EPUB_IDS_H
#define EPUB_IDS_H

#include "write/epub.h"

/*
 * Defines `id` in the open chapter and returns its fragment: unique in the
 * book, ASCII, an XML name.
 */
dc_str epub_define(struct epub *epub, dc_str id);

/* The same for an identifier that is made of a heading's text. */
dc_str epub_define_made(struct epub *epub, dc_str id);

/* Has links to `id` lead to `fragment` of the open chapter. */
void epub_define_as(struct epub *epub, dc_str id, dc_str fragment);

/* The number of the target that a link "#id" means. */
uint32_t epub_target(struct epub *epub, dc_str id);

/* `wanted`, or that with -2, -3 ... if it is taken; it is then taken. */
dc_str epub_claim(struct epub *epub, dc_str wanted);

/*
 * Appends `text` in lower case ASCII letters, digits and single hyphens: what
 * has no such spelling is left out.
 */
void epub_put_slug(struct epub_buf *buf, dc_str text, size_t max);

#endif
