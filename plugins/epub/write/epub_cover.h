/* SPDX-License-Identifier: MIT */
/* Covers that are made of the title.  Private to the files that make them. */
#ifndef EPUB_COVER_H
#define EPUB_COVER_H

#include "write/epub.h"

/* A text on lines that share a width. */
enum { EPUB_COVER_LINES_MAX = 12 };

struct epub_cover_box {
    uint32_t width; /* units of the drawing */
    uint32_t height;
    uint32_t size_most; /* of the letters */
    uint32_t size_least;
    uint32_t lines_most;
};

struct epub_cover_lines {
    uint32_t size;
    uint32_t count;
    dc_str lines[EPUB_COVER_LINES_MAX];
    bool is_cut; /* not all of the text is on them */
};

/*
 * Breaks the text into lines of about the same length, with the largest
 * letters that fit the box.
 */
void epub_cover_break(struct epub *epub, dc_str text,
    const struct epub_cover_box *box, struct epub_cover_lines *lines);

/* The distance of two base lines of letters of that size. */
uint32_t epub_cover_leading(uint32_t size);

/* True if the first letter with a direction is written from right to left. */
bool epub_cover_is_rtl(dc_str text);

/* The drawing; `creators` are the authors, each on a line. */
void epub_cover_draw(struct epub *epub, struct epub_buf *out);

#endif
