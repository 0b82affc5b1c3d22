/* SPDX-License-Identifier: MIT */
/* The two halves of the text format, for text_plugin.c alone. */
#ifndef DOCCONV_PLUGIN_TEXT_READER_H
#define DOCCONV_PLUGIN_TEXT_READER_H

#include "docconv/plugin.h"

extern const dc_reader text_reader;
extern const dc_writer text_writer; /* text_writer.c */

#endif
