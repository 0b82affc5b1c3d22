/* SPDX-License-Identifier: MIT */
/* The writers: EPUB 3.3 with an NCX for older readers, and EPUB 2.0.1. */
#ifndef DOCCONV_PLUGIN_EPUB_WRITE_H
#define DOCCONV_PLUGIN_EPUB_WRITE_H

#include "docconv/sdk/sdk.h"

extern const dc_writer epub3_writer;
extern const dc_writer epub2_writer;

#endif
