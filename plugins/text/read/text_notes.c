/* SPDX-License-Identifier: MIT */
/*
 * Notes. A reference is "[1]" or "[*]" behind a word; its note is a block
 * further down that opens with the same mark or, as Gutenberg writes it, says
 * "[Footnote 1: ...]", where the mark may be a letter too. Each mark must be
 * referred to exactly once before its note comes: a mark that is used more
 * often belongs to a bibliography. What finds no partner stays text.
 */
#include "read/text_doc.h"

#include <stdlib.h>

/* Marks are numbers up to this, one to three stars, or a capital. */
#define MARK_MAX 999
#define MARK_LETTER (MARK_MAX + 4)
#define MARKS (MARK_LETTER + 26)
/* A note in brackets has no more lines. */
#define NOTE_LINES_MAX 400
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
 * Reads "12", "*" or "A", which must end before `closing`: the slot of the
 * mark, and in *len its length. UINT32_MAX if there is none.
 */
static uint32_t
read_sign(struct text_slice text, uint8_t closing, uint32_t *len)
{
    size_t i = 0;
    uint32_t value = 0;
    uint32_t stars = 0;
    bool letter = text.len > 0 && text.at[0] >= 'A' && text.at[0] <= 'Z';
    for (i = letter ? 1 : 0; !letter && i < text.len && i < 3; i++) {
        uint8_t c = text.at[i];
        if (c >= '0' && c <= '9' && stars == 0) {
            value = value * 10 + (c - '0');
        } else if (c == '*' && value == 0) {
            stars++;
        } else {
            break;
        }
    }
    if (i == 0 || i >= text.len || text.at[i] != closing) {
        return UINT32_MAX;
    }
    *len = (uint32_t)i + 1;
    if (letter) {
        return MARK_LETTER + (uint32_t)(text.at[0] - 'A');
    }
    return stars ? MARK_MAX + stars : value;
}

/* Reads "[12]" or "[*]" at the head of `text`. */
static uint32_t
read_mark(struct text_slice text, uint32_t *len)
{
    if (text.len < 3 || text.at[0] != '[') {
        return UINT32_MAX;
    }
    uint32_t mark =
        read_sign((struct text_slice){text.at + 1, text.len - 1}, ']', len);
    *len += mark == UINT32_MAX ? 0 : 1;
    return mark;
}

/* Reads "[Footnote 12:", which closes with a bracket somewhere below. */
static uint32_t
read_footnote(struct text_slice text)
{
    static const char opening[] = "[Footnote ";
    uint32_t len = 0;
    if (!text_starts(text, opening)) {
        return UINT32_MAX;
    }
    text.at += sizeof opening - 1;
    text.len -= sizeof opening - 1;
    return read_sign(text, ':', &len);
}

/* The line behind the bracket that the note at `first` opens, or `first`. */
static uint32_t
end_of_footnote(const struct text_doc *doc, uint32_t first)
{
    uint32_t end = doc->body_end - first > NOTE_LINES_MAX
        ? first + NOTE_LINES_MAX
        : doc->body_end;
    for (uint32_t i = first; i < end; i++) {
        const struct text_line *line = &doc->lines[i];
        bool may = line->role == TEXT_PARAGRAPH || line->role == TEXT_VERSE;
        if (!may ||
            (i > first &&
                text_starts(text_line_slice(doc, line), "[Footnote "))) {
            return first;
        }
        bool last = i + 1 == doc->body_end || line[1].flags & TEXT_STARTS;
        if (last && text_last(text_line_slice(doc, line)) == ']') {
            return i + 1;
        }
    }
    return first;
}

static bool
add_note(struct finder *finder, const struct text_note *note)
{
    struct text_doc *doc = finder->doc;
    if (doc->note_count == finder->room) {
        uint32_t room = finder->room ? finder->room * 2 : 16;
        struct text_note *notes =
            realloc(doc->notes, room * sizeof *doc->notes);
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

/* Makes the lines a note of the reference, each of its blocks as it is. */
static bool
set_note(struct finder *finder, struct text_chunk lines,
    const struct reference *open, uint32_t skip)
{
    struct text_doc *doc = finder->doc;
    struct text_slice reference = {
        doc->data + open->offset, (size_t)(doc->size - open->offset)};
    struct text_note note = {.from = open->offset,
        .first = lines.first,
        .end = lines.end,
        .skip = skip};
    read_mark(reference, &note.len);
    if (!add_note(finder, &note)) {
        return false;
    }
    while (lines.first < lines.end) {
        struct text_chunk block = text_block_at(doc, lines.first);
        block.end = block.end > lines.end ? lines.end : block.end;
        text_chunk_set(doc, block, TEXT_NOTE, 90, TEXT_RULE_SERIES);
        lines.first = block.end;
    }
    return true;
}

/* Takes the note that begins at a block, if its mark was referred to once:
 * the line behind it, or `first`. */
static uint32_t
take_note(struct finder *finder, uint32_t first, bool *failed)
{
    struct text_doc *doc = finder->doc;
    struct text_slice text = text_line_slice(doc, &doc->lines[first]);
    struct text_chunk lines = {first, first};
    uint32_t skip = 0;
    uint32_t mark = read_footnote(text);
    if (mark != UINT32_MAX) {
        lines.end = end_of_footnote(doc, first);
    } else {
        mark = read_mark(text, &skip);
        if (mark == UINT32_MAX || mark >= MARK_LETTER || skip + 1 >= text.len ||
            text.at[skip] != ' ') {
            return first;
        }
        lines.end = text_block_at(doc, first).end;
        lines.end = lines.end > doc->body_end ? doc->body_end : lines.end;
    }
    struct reference open = finder->open[mark];
    if (lines.end == first) {
        return first;
    }
    finder->open[mark].count = 0;
    if (open.count != 1 || doc->note_count >= NOTES_MAX) {
        return first;
    }
    while (skip > 0 && skip < text.len && text.at[skip] == ' ') {
        skip++;
    }
    *failed = !set_note(finder, lines, &open, skip);
    return *failed ? first : lines.end;
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
    return (line->flags & TEXT_INLINE) &&
        (line->role == TEXT_PARAGRAPH || line->role == TEXT_VERSE ||
            line->role == TEXT_HEADING || line->role == TEXT_LIST);
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
        if ((line->flags & TEXT_STARTS) && line->role != TEXT_HEADING &&
            doc->data[line->offset] == '[') {
            uint32_t end = take_note(&finder, i, &failed);
            if (end > i) {
                i = end;
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
