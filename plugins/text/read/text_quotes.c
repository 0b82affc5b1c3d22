/* SPDX-License-Identifier: MIT */
/*
 * Block quotes: paragraphs whose lines all stand in by the same step, while
 * the text around them starts at the margin. One line that stands in is no
 * evidence, and neither is a step that most paragraphs have.
 */
#include "read/text_doc.h"

#define QUOTE_INDENT_MIN 2

static bool
is_indented(const struct text_doc *doc, struct text_chunk block)
{
    unsigned indent = doc->lines[block.first].indent;
    if (doc->lines[block.first].role != TEXT_PARAGRAPH ||
        block.end - block.first < 2 || indent < QUOTE_INDENT_MIN) {
        return false;
    }
    for (uint32_t i = block.first; i < block.end; i++) {
        if (doc->lines[i].indent != indent) {
            return false;
        }
    }
    return true;
}

/* True if less than a third of the paragraphs stand in. */
static bool
margin_is_flush(const struct text_doc *doc)
{
    uint64_t flush = 0;
    uint64_t indented = 0;
    for (uint32_t i = doc->body; i < doc->body_end; i++) {
        const struct text_line *line = &doc->lines[i];
        if (line->role == TEXT_PARAGRAPH) {
            flush += line->indent == 0;
            indented += line->indent >= QUOTE_INDENT_MIN;
        }
    }
    return indented * 2 < flush;
}

void
text_quotes_assign(struct text_doc *doc)
{
    if (!margin_is_flush(doc)) {
        return;
    }
    uint32_t i = doc->body;
    while (i < doc->body_end) {
        struct text_chunk block = text_block_at(doc, i);
        block.end = block.end > doc->body_end ? doc->body_end : block.end;
        if (is_indented(doc, block)) {
            for (uint32_t k = block.first; k < block.end; k++) {
                doc->lines[k].role = TEXT_QUOTE;
                doc->lines[k].rules |= TEXT_RULE_INDENT;
            }
        }
        i = block.end;
    }
}
