/* SPDX-License-Identifier: MIT */
/* Private to the EPUB writer: media overlays. */
#ifndef EPUB_OVERLAY_H
#define EPUB_OVERLAY_H

#include "write/epub.h"

/* How the words that are read aloud look, if the book does not say. */
#define EPUB_OVERLAY_LOOK " { background-color: #ffe08a; color: #000; }\n"
#define EPUB_OVERLAY_NO_LOOK " { }\n"

/* Writes the media overlays of all chapters, whose places are known. */
void epub_write_overlays(struct epub *epub);
/* Their durations, who reads, and how it looks. */
void epub_put_overlay_metadata(struct epub *epub, struct epub_buf *buf);
void epub_put_overlay_style(struct epub *epub, struct epub_buf *css);

#endif
