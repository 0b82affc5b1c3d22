/* SPDX-License-Identifier: MIT */
/* Ruby in a book (epub_ruby.c). */
#ifndef EPUB_RUBY_H
#define EPUB_RUBY_H

#include "write/epub.h"

/* Begins the element if the span is a ruby, or a part of one; else false. */
bool epub_enter_ruby(struct epub *epub, const dc_view *view);

#endif
