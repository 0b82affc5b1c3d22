/* SPDX-License-Identifier: MIT */
/* The HTML format; see README.md. */
#include "write/html_write.h"
#include "read/html_reader.h"

static const dc_format html_format = {
    .struct_size = sizeof(dc_format),
    .reader = &html_reader,
    .writer = &html_writer,
};

DC_PLUGIN(
    DC_VERSION("0.1.0") DC_LICENSE("MIT")
    DC_FORMAT("html", "HTML; written as a fragment, what stands in <body>")
    DC_CAN_READ DC_CAN_WRITE
    DC_ALIAS("html5") DC_ALIAS("xhtml")
    DC_EXTENSION("html") DC_EXTENSION("htm") DC_EXTENSION("xhtml")
    DC_MIME("text/html") DC_MIME("application/xhtml+xml")
    DC_NEEDS("docconv.charset/1")
    DC_OPTION_STRING(DC_READING, "input-encoding", "",
        "Character encoding of the input; found out if not given")
    DC_OPTION_BOOL(DC_READING, "article", "no",
        "Read the main content of a page alone, without menus and the like"),
    &html_format);
