/* SPDX-License-Identifier: MIT */
/* Pandoc's JSON, the document tree of pandoc's filters.  See README.md. */
#include "json_read.h"
#include "json_write.h"

static const dc_format json_format = {
    .struct_size = sizeof(dc_format),
    .reader = &json_format_reader,
    .writer = &json_format_writer,
};

/*
 * The magics are the first key of the document, as pandoc writes it and as
 * tools do that sort keys, and both as jq indents them.
 */
/* clang-format off */
DC_PLUGIN(
    DC_VERSION("0.1.0") DC_LICENSE("MIT")
    DC_FORMAT("json", "pandoc's JSON, the document tree of its filters")
    DC_CAN_READ DC_CAN_WRITE
    DC_ALIAS("pandoc_json")
    DC_EXCHANGE("pandoc") DC_EXCHANGE_OPTION("json-lines=no")
    DC_EXTENSION("json")
    DC_MIME("application/json")
    DC_MAGIC("0:7b2270616e646f632d6170692d76657273696f6e22")
    DC_MAGIC("0:7b22626c6f636b73223a")
    DC_MAGIC("0:7b0a20202270616e646f632d6170692d")
    DC_MAGIC("0:7b0a202022626c6f636b73223a")
    DC_OPTION_ENUM(DC_WRITING, "pandoc-api", "1.22|1.23", "1.23",
        "Write for pandoc 2.11 to 2.19 (1.22) or for pandoc 3 (1.23)")
    DC_OPTION_BOOL(DC_WRITING, "json-lines", "yes",
        "Write each block on a line of its own; no: all on one, like pandoc")
    DC_OPTION_BOOL(DC_WRITING, "json-positions", "no",
        "Write where in the source each node begins"),
    &json_format);
/* clang-format on */
