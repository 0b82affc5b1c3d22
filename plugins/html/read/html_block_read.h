/* SPDX-License-Identifier: MIT */
/*
 * Entering and leaving elements.  html_block_read.c has the table of what is
 * done for each, notes and what all share; lists, tables and elements without
 * levels of their own have a file each.
 */
#ifndef DOCCONV_PLUGIN_HTML_BLOCK_READ_H
#define DOCCONV_PLUGIN_HTML_BLOCK_READ_H

#include "read/html_reader.h"

/* Reads the beginning; false: the element is done, with all it holds. */
typedef bool html_enter_function(struct html_reader *reader,
    struct html_place *level, const struct html_role *role);
typedef void html_leave_function(
    struct html_reader *reader, struct html_place *level);

html_enter_function html_enter_element;
/* Leaves the innermost level. */
void html_leave_element(struct html_reader *reader);

/* Where blocks cannot be, they are flattened: text, parted by line breaks. */
bool html_is_flat(const struct html_reader *reader);
/* The kind of the node that the level above opened, or DC_DOCUMENT. */
uint32_t html_kind_above(const struct html_reader *reader);
/* Opens a node for the level and says what it takes. */
void html_open_node(struct html_reader *reader, struct html_place *level,
    uint32_t kind, enum html_holder holder);
/* The same for a node that is a block. */
void html_open_block(struct html_reader *reader, struct html_place *level,
    uint32_t kind, enum html_holder holder);
html_leave_function html_close_node;
/* A node that holds inlines only: heading, term. */
void html_open_inlines(
    struct html_reader *reader, struct html_place *level, uint32_t kind);
html_leave_function html_leave_inlines;
/* The element leaves no trace but the end of a paragraph. */
bool html_pass(struct html_reader *reader, struct html_place *level);
/* A caption of the figure or table that is the open node; else blocks. */
bool html_begin_caption_of(
    struct html_reader *reader, struct html_place *level, uint32_t kind);

/* Lists (html_list_begin.c). */
html_enter_function html_begin_list, html_begin_item, html_begin_definitions,
    html_begin_term, html_begin_definition;

/* Tables (html_table_begin.c). */
html_enter_function html_begin_table, html_begin_caption, html_begin_section,
    html_begin_row, html_begin_cell, html_begin_column;

/* Elements that are read as a whole, or not at all (html_leaf_begin.c). */
html_enter_function html_begin_pre, html_begin_rule, html_begin_break,
    html_begin_image, html_begin_input, html_begin_ruby_text, html_begin_math,
    html_begin_media, html_begin_script, html_begin_nothing;
/* Sound, film, objects (html_player_read.c). */
html_enter_function html_begin_player;
/* A drawing (html_svg_read.c). */
html_enter_function html_begin_drawing;
html_leave_function html_end_ruby_text, html_end_transparent;

/* Ends the note that is being read.  Returns the reference, after which the walk goes on. */
uint32_t html_note_end(struct html_reader *reader);

#endif
