/* SPDX-License-Identifier: MIT */
/* The reader of EPUB 3 and EPUB 2; see epub_book.h. */
#ifndef DOCCONV_PLUGIN_EPUB_READ_H
#define DOCCONV_PLUGIN_EPUB_READ_H

#include "docconv/sdk/sdk.h"

extern const dc_reader epub_reader;

#endif
