/* SPDX-License-Identifier: MIT */
/* What text_plugin.c must know of the plain text writer. */
#ifndef DOCCONV_PLUGIN_TEXT_WRITER_H
#define DOCCONV_PLUGIN_TEXT_WRITER_H

#include "docconv/plugin.h"

/* The writer's part of the manifest, behind DC_CAN_WRITE. */
/* clang-format off */
#define TEXT_WRITER_OPTIONS \
    DC_OPTION_ENUM(DC_WRITING, "wrap", "auto|none|preserve", "none", \
        "Lines of a paragraph: filled up to --columns, one, or as they were") \
    DC_OPTION_INT(DC_WRITING, "columns", "10..10000", "72", \
        "The length of lines with --wrap=auto and of tables, in columns") \
    DC_OPTION_ENUM(DC_WRITING, "text-style", "plain|gutenberg|press", "plain", \
        "Plain; as Project Gutenberg types books; or as agencies send news, " \
        "paragraphs indented and without blank lines") \
    DC_OPTION_ENUM(DC_WRITING, "paragraph-style", "auto|blank|line|indent", \
        "auto", \
        "Paragraphs are parted by a blank line, by nothing, or by an indent; " \
        "auto: a blank line, in the press style an indent") \
    DC_OPTION_ENUM(DC_WRITING, "heading-style", \
        "auto|bare|underline|capitals", "auto", \
        "Headings as they are, with a line below, or in capitals; auto: bare " \
        "in the plain style, else capitals") \
    DC_OPTION_ENUM(DC_WRITING, "emphasis", "auto|none|underscore|asterisk", \
        "auto", \
        "Emphasis and strong emphasis: left out, _so_ and *so*, or *so* and " \
        "**so**; auto: left out, but _so_ and =so= in the gutenberg style") \
    DC_OPTION_ENUM(DC_WRITING, "table-style", "open|ascii|box", "open", \
        "Tables: rules only, or a grid of ASCII or of box characters") \
    DC_OPTION_STRING(DC_WRITING, "bullets", "-*+", \
        "The bullet of each level of a list, one character each") \
    DC_OPTION_ENUM(DC_WRITING, "links", "inline|none|list", "inline", \
        "Addresses of links: behind their text, left out, or numbered in a " \
        "list at the end") \
    DC_OPTION_ENUM(DC_WRITING, "reference-location", \
        "document|section|block", "document", \
        "Where notes stand: at the end, before the next heading, or behind " \
        "their block") \
    DC_OPTION_BOOL(DC_WRITING, "standalone", "no", \
        "Title, authors and date from the metadata before the text") \
    DC_OPTION_BOOL(DC_WRITING, "toc", "no", \
        "Contents before the text") \
    DC_OPTION_INT(DC_WRITING, "toc-depth", "1..6", "3", \
        "Levels of headings in the contents") \
    DC_OPTION_BOOL(DC_WRITING, "number-sections", "no", \
        "Numbers before headings") \
    DC_OPTION_BOOL(DC_WRITING, "form-feeds", "no", \
        "A form feed before each heading of level 1 but at the start") \
    DC_OPTION_ENUM(DC_WRITING, "eol", "lf|crlf|native", "native", \
        "Line ends; native is lf") \
    DC_OPTION_BOOL(DC_WRITING, "ascii", "no", \
        "ASCII alone: quotes, dashes and letters as they are typed without " \
        "others, and a question mark for what has no such form") \
    DC_OPTION_BOOL(DC_WRITING, "bom", "no", \
        "A byte order mark at the start")
/* clang-format on */

extern const dc_writer text_writer;

#endif
