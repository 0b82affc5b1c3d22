/* SPDX-License-Identifier: MIT */
/*
 * The text format: plain text in which nothing is markup without evidence.
 * See README.md.
 */
#include "read/text_reader.h"
#include "write/text_writer.h"

static const dc_format text_format = {
    .struct_size = sizeof(dc_format),
    .reader = &text_reader,
    .writer = &text_writer,
};

DC_PLUGIN(
    DC_VERSION("0.1.0") DC_LICENSE("MIT")
    DC_FORMAT("text", "plain text")
    DC_CAN_READ DC_CAN_WRITE
    DC_ALIAS("txt") DC_ALIAS("plain") DC_PANDOC_NAME("plain")
    DC_EXTENSION("txt") DC_EXTENSION("text")
    DC_MIME("text/plain")
    DC_NEEDS("docconv.charset/1")
    DC_OPTION_STRING(DC_READING, "input-encoding", "",
        "Character encoding of the input; found out if not given")
    DC_OPTION_ENUM(DC_READING, "paragraphs",
        "auto|blank|line|indent|wrapped|none|block|single|print|unformatted",
        "auto",
        "How paragraphs are told apart: by blank lines, one a line, by an "
        "indent, or wrapped without either; auto decides for each region")
    DC_OPTION_STRING(DC_READING, "chapter", "",
        "Lines that match this POSIX extended regular expression are chapters")
    DC_OPTION_STRING(DC_READING, "scene-break", "",
        "Lines that match this POSIX extended regular expression part scenes")
    DC_OPTION_ENUM(DC_READING, "gutenberg", "keep|drop", "keep",
        "Whether the header and footer of Project Gutenberg stay in the text")
    TEXT_WRITER_OPTIONS,
    &text_format);
