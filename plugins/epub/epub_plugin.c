/* SPDX-License-Identifier: MIT */
/*
 * The plugin: formats epub (EPUB 3.3 with an NCX for older readers; reads
 * both) and epub2 (EPUB 2.0.1, for writing); see README.md.
 */
#include "check/epub_check_plugin.h"
#include "docconv/ext/archive.h"
#include "docconv/ext/charset.h"
#include "docconv/ext/package.h"
#include "docconv/ext/sub.h"
#include "docconv/ext/xml.h"
#include "read/epub_read.h"
#include "write/epub_write.h"

static const dc_format epub3_format = {
    .struct_size = sizeof(dc_format),
    .reader = &epub_reader,
    .writer = &epub3_writer,
    .checker = &epub_checker,
};

static const dc_format epub2_format = {
    .struct_size = sizeof(dc_format),
    .writer = &epub2_writer,
    .checker = &epub_checker,
};

/* "made by docconv" in META-INF/container.xml; see write/epub_file.c. */
#define EPUB_STAMP "154:6d61646520627920646f63636f6e76"

#define EPUB_OPTIONS                                                           \
    DC_OPTION_INT(DC_WRITING, "split-level", "0..6", "1",                      \
        "Begin a file at headings up to this level; 0: at none")               \
    DC_OPTION_SIZE(DC_WRITING, "split-size", "256K",                           \
        "Begin a file at a block's end when it has this size; 0: never")       \
    DC_OPTION_INT(DC_WRITING, "toc-depth", "1..6", "3",                        \
        "Depth of the table of contents")                                      \
    DC_OPTION_BOOL(DC_WRITING, "toc", "no",                                    \
        "Show the table of contents as a page; not given: in books that "      \
        "have a title page")                                                   \
    DC_OPTION_LINKS(DC_WRITING, "css",                                         \
        "A style sheet for the book, behind its own; brings what it names")    \
    DC_OPTION_FILES(DC_WRITING, "epub-embed-font",                             \
        "A font for the book: the first that no sheet of --css names is that " \
        "of its text")                                                         \
    DC_OPTION_ENUM(DC_WRITING, "a11y", "off|report|strict", "off",             \
        "Say what keeps people from reading the book; strict: and write "      \
        "none then")                                                           \
    DC_OPTION_FILE(DC_WRITING, "epub-cover-image", "The image on the cover")   \
    DC_OPTION_ENUM(DC_WRITING, "epub-cover", "auto|made|none", "auto",         \
        "The cover: given, or made for a book that has none; made of its "     \
        "title; none")                                                         \
    DC_OPTION_ENUM(DC_WRITING, "notes", "popup|chapter|end", "popup",          \
        "Notes pop up where they are referred to, or are read at the end of "  \
        "each chapter or of the book")                                         \
    DC_OPTION_BOOL(DC_WRITING, "default-css", "yes",                           \
        "Put the book's own style sheet before those of the source and of "    \
        "--css")                                                               \
    DC_OPTION_BOOL(DC_WRITING, "epub-title-page", "no",                        \
        "Add a title page; not given: to books whose text shows no title")     \
    DC_OPTION_BOOL(                                                            \
        DC_WRITING, "epub-half-title", "no", "Add a half title page")          \
    DC_OPTION_BOOL(DC_WRITING, "epub-colophon", "no",                          \
        "Add a colophon of the metadata behind the text")                      \
    DC_OPTION_FILE(DC_WRITING, "epub-title-page-template",                     \
        "Make the title page from this template")                              \
    DC_OPTION_FILE(DC_WRITING, "epub-half-title-template",                     \
        "Make the half title page from this template")                         \
    DC_OPTION_FILE(DC_WRITING, "epub-colophon-template",                       \
        "Make the colophon from this template")

/* clang-format off */
DC_PLUGIN(
    DC_VERSION("0.1.0") DC_LICENSE("MIT")
    DC_FORMAT("epub", "EPUB 3.3 book; reads EPUB 2 too")
    DC_CAN_READ DC_CAN_WRITE DC_CAN_CHECK DC_CONTAINER
    DC_ALIAS("epub3")
    DC_EXTENSION("epub") DC_MIME("application/epub+zip")
    DC_MAGIC("0:504b0304+30:6d696d65747970656170706c69636174696f6e2f65707562")
    DC_STAMP(EPUB_STAMP) DC_PRIORITY("10")
    DC_NEEDS(DC_PACKAGE_ID) DC_NEEDS(DC_ARCHIVE_ID) DC_NEEDS(DC_XML_ID)
    DC_NEEDS(DC_SUB_ID) DC_NEEDS(DC_CHARSET_ID)
    EPUB_OPTIONS
    DC_FORMAT("epub2", "EPUB 2.0.1 book, for old readers")
    DC_CAN_WRITE DC_CAN_CHECK DC_CONTAINER
    DC_EXTENSION("epub") DC_MIME("application/epub+zip")
    DC_STAMP(EPUB_STAMP)
    DC_NEEDS(DC_PACKAGE_ID) DC_NEEDS(DC_ARCHIVE_ID) DC_NEEDS(DC_XML_ID)
    EPUB_OPTIONS,
    &epub3_format, &epub2_format);
/* clang-format on */
