/* SPDX-License-Identifier: MIT */
/* The reading half of the text format, for text_plugin.c alone. */
#ifndef DOCCONV_PLUGIN_TEXT_READER_H
#define DOCCONV_PLUGIN_TEXT_READER_H

#include "docconv/plugin.h"

extern const dc_reader text_reader;

#endif
