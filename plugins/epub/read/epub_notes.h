/* SPDX-License-Identifier: MIT */
/*
 * Notes that stand in another file than what refers to them.
 *
 * While the files are scanned, epub_notes_scan.c takes down the links between
 * files that may refer to a note.  epub_notes.c then has the reader of html
 * read each file with such targets into a document of its own, where it tells
 * the notes from the rest (its option foreign-notes).  When the text is read, a
 * note is copied to its first reference, by epub_notes_copy.c, and the file it
 * came from is what is left of it; one of which nothing but a heading is left
 * is left out.
 */
#ifndef EPUB_NOTES_H
#define EPUB_NOTES_H

#include "read/epub_book.h"

enum { EPUB_NEAR_MAX = 3 };

/* A link that may refer to a note in another file. */
struct epub_reference {
    uint64_t pos; /* of its tag in the file */
    uint32_t from;
    uint32_t to;
    uint32_t note; /* of epub_notes.notes, or EPUB_NOTHING */
    bool is_typed;
    dc_str id; /* in the file it leads to */
    dc_str own_id;
    dc_str mark; /* its text, or empty */
    dc_str near[EPUB_NEAR_MAX]; /* identifiers of the place it stands at */
    uint32_t near_count;
};

/* A place that another file links to. */
struct epub_linked {
    uint32_t to;
    dc_str id;
};

/* A note that a file has for others. */
struct epub_foreign_note {
    uint32_t file;
    uint32_t node; /* in the file's document: what holds it */
    dc_str id;
    bool is_taken;
};

struct epub_notes {
    struct epub_list references; /* struct epub_reference, in order */
    struct epub_list linked; /* struct epub_linked */
    struct epub_list notes; /* struct epub_foreign_note */
    struct epub_map links; /* file, identifier -> links to it */
    struct epub_map pairs; /* file, file, identifier: it has such a link */
    struct epub_map note_keys; /* file, identifier -> number of note */
    dc_job **loaded; /* by file: its document, or NULL */
    bool *is_used_up; /* by file: nothing but notes was in it */
    struct epub_buf *linked_ids; /* by file */
    uint32_t file_count;
    uint32_t depth; /* notes that are being copied */
    bool has_used_up;
    struct epub_buf key;

    /* The scan of the file at hand. */
    bool has_text; /* in the block at hand */
    dc_str near[EPUB_NEAR_MAX]; /* identifiers since the last text */
    uint32_t near_count;
};

/* The key of what `numbers` and `id` say, in a buffer. */
dc_str epub_notes_key(
    struct epub_book *book, const uint32_t *numbers, size_t count, dc_str id);
/* How many links lead there. */
uint32_t epub_links_to(struct epub_book *book, uint32_t file, dc_str id);
/* True if that file links to the place. */
bool epub_links_from(
    struct epub_book *book, uint32_t from, uint32_t to, dc_str id);

/* Copies the node and what is in it, of that file, into the open node. */
void epub_copy_node(struct epub_book *book, uint32_t file, uint32_t node);
/* What becomes of a link of book->file that was opened at `pos`. */
int32_t epub_link_fate(struct epub_book *book, dc_str url, uint64_t pos);

#endif
