/* SPDX-License-Identifier: MIT */
/*
 * The style sheets that the writer puts into every book.  They are known by
 * their words, all of them: one that a person has changed is the book's own.
 */
#ifndef EPUB_DRESS_H
#define EPUB_DRESS_H

#include "docconv/plugin.h"

enum epub_dress {
    EPUB_DRESS_NONE, /* a sheet of the book's own */
    EPUB_DRESS_BASE, /* what the writer's markup needs beside other sheets */
    EPUB_DRESS_FULL /* the look of a book that has no sheet of its own */
};

/* write/epub_style.c */
enum epub_dress epub_dress_of(dc_str css);

#endif
