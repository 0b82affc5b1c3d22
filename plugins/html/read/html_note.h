/* SPDX-License-Identifier: MIT */
/*
 * Notes of a page.  html_note_find.c finds the references and the elements
 * that hold the notes' texts; html_note_mark.c knows what a mark is ("12",
 * "[3]", "*") and where one stands; html_note_read.c brings the texts to the
 * references.
 */
#ifndef DOCCONV_PLUGIN_HTML_NOTE_H
#define DOCCONV_PLUGIN_HTML_NOTE_H

#include "read/html_block_read.h"

/* The attribute of a note that another file refers to. */
#define HTML_FOREIGN_KEY "data-docconv-note"

enum { HTML_MARK_MAX = 12, HTML_NEAR_MAX = 12 };

/* What a note is called by, without brackets and raised digits made plain. */
struct html_mark {
    char text[HTML_MARK_MAX];
    size_t len; /* 0: none */
};

/* Identifiers at the place of a reference: what links back lead to. */
struct html_near {
    dc_str ids[HTML_NEAR_MAX];
    size_t count;
    dc_str address; /* of the place, where it is in another file: "a.html#b" */
};

/* A reference in another file (--foreign-notes). */
struct html_foreign {
    struct html_mark mark;
    dc_str address; /* of the reference, or empty */
};

/*
 * A link to a note.  Of those to one note the first in the sorted list speaks
 * for all: `text` and `chosen` stand there.
 */
struct html_reference {
    uint32_t node; /* 0: it stands in another file */
    const struct html_foreign *foreign; /* of that one */
    uint32_t text; /* the element that holds the note's text, or 0 */
    uint32_t chosen; /* the link that the note takes the place of */
    dc_str id; /* of the note */
    bool is_typed; /* the page says that it refers to a note */
    bool is_tried; /* the element with that id was looked at */
    bool keeps_id; /* other links lead there */
};

struct html_references {
    struct html_reference *items;
    size_t count;
    size_t room;
};

/* What is put aside while a note is read. */
struct html_around {
    uint32_t note;
    uint32_t reference;
    uint32_t para;
    uint32_t want;
    uint32_t para_node;
    enum html_holder holder;
    bool has_implied;
    bool is_pre;
    unsigned code_depth;
    unsigned in_link;
    size_t inline_base;
};

struct html_notes {
    struct html_references links;
    struct html_references own; /* the chosen ones, by their own ids */
    struct html_references bare; /* paragraphs that are notes, in order */
    uint64_t steps; /* that the search for what no type tells may yet take */
    struct html_around *arounds;
    size_t depth;
    size_t depth_room;
};

/* The references with that id; the first of them, or NULL. */
struct html_reference *html_reference_by_id(
    const struct html_references *references, dc_str id);

/* Adds the references that stand in other files (html_note_foreign.c). */
void html_add_foreign(struct html_reader *reader);
/* A new one at the end of the list, or NULL. */
struct html_reference *html_add_reference(
    struct html_reader *reader, struct html_references *references);
/* The next note that is referred to from another file, and its text. */
const struct html_reference *html_next_foreign(
    const struct html_reader *reader, size_t *at);

/* Reads a mark; false: the text is none. */
bool html_mark_of(dc_str text, struct html_mark *mark);
/* The mark that is all the text of the link; false: it is none. */
bool html_mark_of_link(
    const struct html_dom *dom, uint32_t link, struct html_mark *mark);
/*
 * True if the text of `block` begins with the mark, and no text stands before
 * the element `target` in it; `cut`: the mark is then taken off.
 */
bool html_mark_begins(struct html_dom *dom, uint32_t block, uint32_t target,
    const struct html_mark *mark, bool cut);

/* The block that the node stands in, or is. */
uint32_t html_block_of(const struct html_dom *dom, uint32_t node);
/* True if text stands before the link in its block. */
bool html_follows_text(const struct html_dom *dom, uint32_t link);
void html_near_of(
    const struct html_dom *dom, uint32_t link, struct html_near *near);
/* True for a link to one of these. */
bool html_leads_back(
    const struct html_dom *dom, uint32_t link, const struct html_near *near);

#endif
