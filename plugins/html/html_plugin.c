/* SPDX-License-Identifier: MIT */
/* The HTML format.  Written now; read in a later step. */
#include "html.h"

static const dc_format html_format = {
    .struct_size = sizeof(dc_format),
    .writer = &html_writer,
};

DC_PLUGIN(
    DC_VERSION("0.1.0") DC_LICENSE("MIT")
    DC_FORMAT("html", "HTML: a fragment, what stands in <body>")
    DC_CAN_WRITE
    DC_EXTENSION("html") DC_EXTENSION("htm")
    DC_MIME("text/html"),
    &html_format);
