/* SPDX-License-Identifier: MIT */
/*
 * Blocks that are lines, not paragraphs, although each stands alone: entries
 * of an index ("Oboe, 47, 74") or of a table of contents ("The Storm    47"),
 * in a run of their like, and the name below a quoted stanza ("--Wordsworth").
 */
#include "read/text_doc.h"

#include <string.h>

/* Entries make a list when so many of them follow each other, */
#define ENTRIES_MIN 4
/* but for so many other blocks between: "A", "See also ...". */
#define OTHERS_MAX 2
#define ENTRY_LINES_MAX 60
/* Only the end of an entry's last line is looked at. */
#define LOOK_BACK 24
/* Pages have less digits; a leader has more blanks or dots. */
#define PAGE_MAX 6
#define LEADER_MIN 3

static struct text_chunk
body_block(const struct text_doc *doc, uint32_t first)
{
    struct text_chunk block = {first, first + 1};
    while (block.end < doc->body_end && block.end - first <= ENTRY_LINES_MAX &&
        !(doc->lines[block.end].flags & TEXT_STARTS)) {
        block.end++;
    }
    return block;
}

static bool
is_page_sign(uint8_t c)
{
    return (c >= '0' && c <= '9') || (c != 0 && strchr("ivxlc", c));
}

/* True if a line ends "     47" or "..... xii", as contents do. */
static bool
ends_with_leader(struct text_slice text)
{
    size_t i = text.len;
    while (i > 0 && text.len - i < PAGE_MAX && is_page_sign(text.at[i - 1])) {
        i--;
    }
    size_t page = i;
    while (i > 0 &&
        (text.at[i - 1] == ' ' || text.at[i - 1] == '.' ||
            text.at[i - 1] == '\t')) {
        i--;
    }
    return page < text.len && i > 0 && page - i >= LEADER_MIN;
}

/* True if a line ends ", 47" or ", 47 _et seq._". */
static bool
ends_with_number(struct text_slice text)
{
    size_t from = text.len > LOOK_BACK ? text.len - LOOK_BACK : 0;
    size_t digits = 0;
    size_t i = text.len;
    while (i > from && text.at[i - 1] != ',') {
        i--;
    }
    if (i == from) {
        return false;
    }
    for (; i < text.len && text.at[i] == ' '; i++) {
    }
    while (i + digits < text.len && text.at[i + digits] >= '0' &&
        text.at[i + digits] <= '9') {
        digits++;
    }
    return digits > 0 && digits < PAGE_MAX;
}

bool
text_ends_with_page(struct text_slice text)
{
    return ends_with_leader(text) || ends_with_number(text);
}

static bool
is_entry(const struct text_doc *doc, struct text_chunk block)
{
    const struct text_line *line = &doc->lines[block.first];
    if ((line->role != TEXT_PARAGRAPH && line->role != TEXT_VERSE) ||
        block.end - block.first > ENTRY_LINES_MAX || line->flags & TEXT_LONG) {
        return false;
    }
    return text_ends_with_page(
        text_line_slice(doc, &doc->lines[block.end - 1]));
}

/* Makes the entries in [first, end) lines. */
static void
set_entries(struct text_doc *doc, uint32_t first, uint32_t end)
{
    while (first < end) {
        struct text_chunk block = body_block(doc, first);
        if (is_entry(doc, block)) {
            text_chunk_set(doc, block, TEXT_VERSE, 80,
                TEXT_RULE_SERIES | TEXT_RULE_COLUMNS);
        }
        first = block.end;
    }
}

/* Takes the index that begins at `first`; returns where to go on. */
static uint32_t
take_index(struct text_doc *doc, uint32_t first)
{
    uint32_t entries = 0;
    uint32_t others = 0;
    uint32_t end = first;
    uint32_t i = first;
    while (i < doc->body_end && others <= OTHERS_MAX) {
        struct text_chunk block = body_block(doc, i);
        i = block.end;
        if (is_entry(doc, block)) {
            entries++;
            others = 0;
            end = i;
        } else {
            others++;
        }
    }
    if (entries >= ENTRIES_MIN) {
        set_entries(doc, first, end);
    }
    return end;
}

/* "--Wordsworth" to the right below a stanza or a line that stands in. */
static bool
is_attribution(const struct text_doc *doc, struct text_chunk block)
{
    const struct text_line *line = &doc->lines[block.first];
    struct text_slice text = text_line_slice(doc, line);
    if (block.first == doc->body || block.end - block.first > 1 ||
        line->role != TEXT_PARAGRAPH || line->gap > 1 ||
        line->indent <= line[-1].indent) {
        return false;
    }
    bool below = line[-1].role == TEXT_VERSE ||
        (line[-1].role == TEXT_PARAGRAPH && line[-1].indent > 0 &&
            line[-1].flags & TEXT_STARTS);
    return below && text_is_dash(text_decode(&text)) &&
        text_case_of(text).words <= 12;
}

void
text_entries_assign(struct text_doc *doc)
{
    uint32_t i = doc->body;
    if (doc->opts.layout != TEXT_LAYOUT_AUTO) {
        return;
    }
    while (i < doc->body_end) {
        struct text_chunk block = body_block(doc, i);
        if (is_entry(doc, block)) {
            i = take_index(doc, i);
            continue;
        }
        if (is_attribution(doc, block)) {
            text_chunk_set(doc, block, TEXT_VERSE, 75, TEXT_RULE_INDENT);
            doc->lines[block.first - 1].role = TEXT_VERSE;
        }
        i = block.end;
    }
}
