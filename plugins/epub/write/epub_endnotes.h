/* SPDX-License-Identifier: MIT */
/* Notes, and where those of a book stand. */
#ifndef EPUB_ENDNOTES_H
#define EPUB_ENDNOTES_H

#include "write/epub.h"

/* epub_note.c */
void epub_enter_note(struct epub *epub, const dc_view *view);
void epub_leave_note(struct epub *epub, struct epub_frame *frame);
/* Shows the number of the note if it is not shown yet. */
void epub_put_back_link(
    struct epub *epub, struct epub_frame *note, bool in_paragraph);
/* Shows the references that waited for a link to close. */
void epub_put_late_notes(struct epub *epub, uint32_t from);

/* epub_endnotes.c */

/* Reads the option; makes the file of notes if there is to be one. */
void epub_begin_notes(struct epub *epub);
/* The chapter that an identifier is in that comes now. */
uint32_t epub_place_number(struct epub *epub);
/* Puts the notes that stand at the end of the chapter's file. */
void epub_put_chapter_notes(
    struct epub *epub, const struct epub_chapter *chapter);
/* Writes the file of notes, if there is to be one. */
void epub_write_notes(struct epub *epub);

#endif
