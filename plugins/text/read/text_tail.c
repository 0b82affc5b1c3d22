/* SPDX-License-Identifier: MIT */
/*
 * The tail of a saved article: one line after another that ends no sentence,
 * below the last paragraph.  They are headlines of other stories, or names;
 * they stay what they are, paragraphs, in a division of their own.
 */
#include "read/text_doc.h"

/* A few short lines are a greeting or an address. */
#define LINES_MIN 8

/* Paragraphs before the tail in which a long one must be. */
#define PROSE_NEAR 4

/* One line, a paragraph by itself, that breaks off. */
static bool
is_headline(const struct text_doc *doc, uint32_t i)
{
    const struct text_line *line = &doc->lines[i];
    bool alone = line->flags & TEXT_STARTS &&
        (i + 1 == doc->body_end || line[1].flags & TEXT_STARTS);
    return alone && line->role == TEXT_PARAGRAPH &&
        !(line->flags & (TEXT_LONG | TEXT_PAGE_BREAK)) &&
        !text_ends_sentence(text_line_slice(doc, line));
}

/*
 * The last paragraph of unwrapped prose: it ends a sentence, and it or one
 * shortly before it is long.
 */
static bool
ends_article(const struct text_doc *doc, uint32_t last)
{
    const struct text_line *line = &doc->lines[last];
    bool is_long = false;
    uint32_t near =
        last - doc->body < PROSE_NEAR ? doc->body : last - PROSE_NEAR;
    for (uint32_t i = near; i <= last; i++) {
        is_long |= (doc->lines[i].flags & TEXT_LONG) != 0;
    }
    return is_long && line->role == TEXT_PARAGRAPH &&
        text_ends_sentence(text_line_slice(doc, line));
}

void
text_tail_find(struct text_doc *doc)
{
    uint32_t first = doc->body_end;
    doc->tail = doc->count;
    while (first > doc->body && is_headline(doc, first - 1)) {
        first--;
    }
    if (doc->body_end - first < LINES_MIN || first == doc->body) {
        return;
    }
    uint32_t last = first - 1;
    if (last > doc->body && doc->lines[last].role == TEXT_SCENE_BREAK) {
        last--;
    }
    if (ends_article(doc, last)) {
        doc->tail = first;
    }
}
