/* SPDX-License-Identifier: MIT */
/*
 * The tree format: the document tree as text, for tests and for people who
 * want to see what a reader understood.  See README.md.
 */
#include "tree.h"

static const dc_format tree_format = {
    .struct_size = sizeof(dc_format),
    .reader = &tree_reader,
    .writer = &tree_writer,
};

/* The magic is "docconv-tree " without its version: see check_version. */
DC_PLUGIN(
    DC_VERSION("0.1.0") DC_LICENSE("MIT")
    DC_FORMAT("tree", "the document tree as text")
    DC_CAN_READ DC_CAN_WRITE
    DC_EXTENSION("tree")
    DC_MAGIC("0:646f63636f6e762d7472656520")
    DC_OPTION_BOOL(DC_WRITING, "tree-positions", "no",
        "Write where in the source each node begins")
    DC_OPTION_ENUM(DC_WRITING, "tree-media", "data|size", "data",
        "Write the bytes of images and other media, or only their size"),
    &tree_format);
