/* SPDX-License-Identifier: MIT */
/* Private to the EPUB writer: style sheets, and what they name. */
#ifndef EPUB_SHEET_H
#define EPUB_SHEET_H

#include "write/epub.h"

/* Puts the sheets of --css into the package, with what they name. */
void epub_take_sheets(struct epub *epub);
/* Links to the sheets of a file of the source, which its data-styles names. */
dc_str epub_source_links(struct epub *epub, dc_str names);
/*
 * The name in the package of what the sheet (EPUB_NONE: that of a drawing)
 * calls `url`; empty if it cannot
 * be there, which was reported.
 */
dc_str epub_sheet_bring(
    struct epub *epub, uint32_t sheet, dc_str url, bool is_sheet);

/* epub_css.c */

/*
 * Copies the text of a sheet with its addresses as they are in the book.
 * Returns how many parts of it were left out because they are not well-formed.
 */
unsigned epub_css_copy(
    struct epub *epub, uint32_t sheet, dc_str text, struct epub_buf *out);
/* Reports a loss: `what` and `why` in one, and what it happened to. */
void epub_css_report(
    struct epub *epub, const char *what, const char *why, dc_str detail);

#endif
