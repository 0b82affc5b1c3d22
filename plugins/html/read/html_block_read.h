/* SPDX-License-Identifier: MIT */
/* Entering and leaving elements; notes within (html_block_read.c). */
#ifndef DOCCONV_PLUGIN_HTML_BLOCK_READ_H
#define DOCCONV_PLUGIN_HTML_BLOCK_READ_H

#include "read/html_reader.h"

/* False: the element is done, with all it holds. */
bool html_enter_element(struct html_reader *reader, struct html_place *level,
    const struct html_role *role);
/* Leaves the innermost level. */
void html_leave_element(struct html_reader *reader);

void html_note_begin(
    struct html_reader *reader, uint32_t reference, uint32_t text);
/* Returns the reference, after which the walk goes on. */
uint32_t html_note_end(struct html_reader *reader);

#endif
