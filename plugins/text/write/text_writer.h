/* SPDX-License-Identifier: MIT */
/* What text_plugin.c must know of the plain text writer. */
#ifndef DOCCONV_PLUGIN_TEXT_WRITER_H
#define DOCCONV_PLUGIN_TEXT_WRITER_H

#include "docconv/plugin.h"

/* The writer's part of the manifest, behind DC_CAN_WRITE. */
#define TEXT_WRITER_OPTIONS                                                    \
    DC_OPTION_ENUM(DC_WRITING, "wrap", "auto|none|preserve", "none",           \
        "Lines of a paragraph: filled up to --columns, one, or as they were")  \
    DC_OPTION_INT(DC_WRITING, "columns", "10..10000", "72",                    \
        "The length of lines with --wrap=auto, in columns")

extern const dc_writer text_writer;

#endif
