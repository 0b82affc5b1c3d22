/* SPDX-License-Identifier: MIT */
/*
 * Notes. A reference is "[1]" or "[*]" behind a word; its note is a block
 * that opens with the same mark, further down. Each mark must be referred to
 * exactly once before its note comes: a mark that is used more often belongs
 * to a bibliography. What finds no partner stays text.
 */
#include "text_doc.h"

#include <stdlib.h>

/* Marks are numbers up to this, or one to three stars. */
#define MARK_MAX 999
#define MARKS (MARK_MAX + 4)
/* More notes are no notes. */
#define NOTES_MAX (1u << 20)

struct reference {
    uint64_t offset;
    uint32_t count; /* references since the last note of this mark */
    uint32_t line;
};

struct finder {
    struct text_doc *doc;
    struct reference open[MARKS];
    uint32_t room;
};

/*
 * Reads "[12]" or "[*]" at the head of `text`: the slot of the mark, and in
 * *len its length. UINT32_MAX if there is none.
 */
static uint32_t
read_mark(struct text_slice text, uint32_t *len)
{
    size_t i = 1;
    uint32_t value = 0;
    uint32_t stars = 0;
    if (text.len < 3 || text.at[0] != '[') {
        return UINT32_MAX;
    }
    for (; i < text.len && i <= 3; i++) {
        uint8_t c = text.at[i];
        if (c >= '0' && c <= '9' && stars == 0) {
            value = value * 10 + (c - '0');
        } else if (c == '*' && value == 0) {
            stars++;
        } else {
            break;
        }
    }
    if (i == 1 || i >= text.len || text.at[i] != ']') {
        return UINT32_MAX;
    }
    *len = (uint32_t)i + 1;
    return stars ? MARK_MAX + stars : value;
}

static bool
add_note(struct finder *finder, const struct text_note *note)
{
    struct text_doc *doc = finder->doc;
    if (doc->note_count == finder->room) {
        uint32_t room = finder->room ? finder->room * 2 : 16;
        struct text_note *notes
            = realloc(doc->notes, room * sizeof *doc->notes);
        if (!notes) {
            return false;
        }
        doc->notes = notes;
        finder->room = room;
    }
    doc->notes[doc->note_count++] = *note;
    return true;
}

/* Counts the references in a line. */
static void
look_for_references(struct finder *finder, uint32_t index)
{
    const struct text_doc *doc = finder->doc;
    struct text_slice text = text_line_slice(doc, &doc->lines[index]);
    for (size_t i = 1; i + 2 < text.len; i++) {
        uint32_t len = 0;
        if (text.at[i] != '[' || text.at[i - 1] == '[') {
            continue;
        }
        struct text_slice rest = {text.at + i, text.len - i};
        uint32_t mark = read_mark(rest, &len);
        if (mark == UINT32_MAX) {
            continue;
        }
        struct reference *open = &finder->open[mark];
        if (open->count == 0) {
            open->offset = doc->lines[index].offset + i;
            open->line = index;
        }
        open->count++;
    }
}

/* Takes the block as a note if its mark was referred to once. */
static bool
take_note(struct finder *finder, struct text_chunk block, bool *failed)
{
    struct text_doc *doc = finder->doc;
    struct text_slice text = text_line_slice(doc, &doc->lines[block.first]);
    uint32_t len = 0;
    uint32_t mark = read_mark(text, &len);
    if (mark == UINT32_MAX || len + 1 >= text.len || text.at[len] != ' ') {
        return false;
    }
    struct reference open = finder->open[mark];
    finder->open[mark].count = 0;
    if (open.count != 1 || doc->note_count >= NOTES_MAX) {
        return false;
    }
    while (len < text.len && text.at[len] == ' ') {
        len++;
    }
    struct text_note note = {.from = open.offset, .first = block.first,
        .end = block.end, .skip = len};
    struct text_slice reference
        = {doc->data + open.offset, (size_t)(doc->size - open.offset)};
    read_mark(reference, &note.len);
    if (!add_note(finder, &note)) {
        *failed = true;
        return false;
    }
    text_chunk_set(doc, block, TEXT_NOTE, 90, TEXT_RULE_SERIES);
    return true;
}

static int
compare_notes(const void *a, const void *b)
{
    uint64_t left = ((const struct text_note *)a)->from;
    uint64_t right = ((const struct text_note *)b)->from;
    return (left > right) - (left < right);
}

static bool
may_refer(const struct text_line *line)
{
    return (line->flags & TEXT_INLINE)
        && (line->role == TEXT_PARAGRAPH || line->role == TEXT_VERSE
            || line->role == TEXT_HEADING);
}

enum text_status
text_notes_assign(struct text_doc *doc)
{
    struct finder finder = {.doc = doc};
    bool failed = false;
    uint32_t i = doc->body;
    while (i < doc->body_end && !failed) {
        struct text_line *line = &doc->lines[i];
        if (!may_refer(line)) {
            i++;
            continue;
        }
        if ((line->flags & TEXT_STARTS) && line->role != TEXT_HEADING
            && doc->data[line->offset] == '[') {
            struct text_chunk block = text_block_at(doc, i);
            block.end = block.end > doc->body_end ? doc->body_end : block.end;
            if (take_note(&finder, block, &failed)) {
                i = block.end;
                continue;
            }
        }
        look_for_references(&finder, i);
        i++;
    }
    if (failed) {
        return TEXT_NO_MEMORY;
    }
    if (doc->note_count > 0) {
        qsort(doc->notes, doc->note_count, sizeof *doc->notes, compare_notes);
    }
    return TEXT_OK;
}
