/* SPDX-License-Identifier: MIT */
/*
 * An engine that is a table, for tests of the command.  It defines the
 * functions of docconv.h that the command asks of an engine; the linker then
 * leaves the library's own out.
 *
 *     text     read, write   .txt
 *     html     read, write   .html .htm   --toc --columns --standalone
 *     epub     read, write   .epub        container, magic "EPUB", stamp
 *                                         "EPUB-MADE", --split-level
 *     mobi     read          .mobi
 *     pdf      write         .pdf         container
 *     blob     write         (no extension), container
 */
#ifndef FAKE_ENGINE_H
#define FAKE_ENGINE_H

#include "docconv/docconv.h"

/* Any pointer will do: the table is the engine. */
#define FAKE_ENGINE ((dc_engine *)fake_engine_tag)
extern char fake_engine_tag[1];

#endif
