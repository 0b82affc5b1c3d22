/* SPDX-License-Identifier: MIT */
/*
 * Decides for each chunk (lines without a blank line between) how its author
 * laid it out, and gives its lines the role of paragraph or verse.
 *
 * The one measure behind it: a line end is *forced* when the first word of
 * the next line would not have fitted. In wrapped prose nearly every line end
 * is forced; in verse, addresses and headlines few are. "Fitted" is judged
 * by the measure, the right edge that 98 % of the lines around stay within;
 * it is taken anew every WINDOW lines, so that a file may change its width.
 */
#include "read/text_doc.h"

#include <string.h>

/* Lines that share one measure. */
#define WINDOW 400
/* So many wrapped lines are needed to tell a measure surely. */
#define MEASURE_SAMPLES 8
/* In a short text the widest line will do, if it is as wide as pages are. */
#define MEASURE_FEW_MIN 50
/* Wrapped text is narrower than TEXT_LONG_WIDTH and wider than this. */
#define MEASURE_MIN 30
/* Parts in a hundred of the lines that lie within the measure. */
#define MEASURE_SHARE 98
/* A first word longer than this does not count as one. */
#define WORD_MAX 30
/* Indents of a paragraph's first line. */
#define INDENT_MAX 12

struct shape {
    uint32_t lines;
    uint32_t breaks; /* line ends inside */
    uint32_t forced; /* by the measure */
    uint32_t forced_own; /* by the chunk's own widest line */
    uint32_t capital; /* lines after the first that open with a capital */
    uint32_t lettered; /* lines after the first that open with a letter */
    uint32_t long_lines;
    uint32_t dashes; /* lines that open with a dash */
    uint32_t quoted; /* lines that open with '>' */
    uint32_t stops; /* lines that end a sentence */
    uint32_t marks; /* lines that end in any punctuation */
    unsigned left; /* smallest indent */
    unsigned right; /* right edge of the widest line */
    uint64_t width; /* sum */
};

static unsigned
right_edge(const struct text_line *line)
{
    return line->indent + line->width;
}

/* The widest line of a text that has few. */
static unsigned
measure_of_few(const struct text_doc *doc, uint32_t first, uint32_t end)
{
    unsigned widest = 0;
    for (uint32_t i = first; i + 1 < end; i++) {
        unsigned edge = right_edge(&doc->lines[i]);
        if (doc->lines[i + 1].gap == 0 && edge <= TEXT_LONG_WIDTH) {
            widest = edge > widest ? edge : widest;
        }
    }
    return widest >= MEASURE_FEW_MIN ? widest : 0;
}

static void
count_edges(const struct text_doc *doc, uint32_t first, uint32_t end,
    uint32_t histogram[TEXT_LONG_WIDTH + 1], uint32_t *samples)
{
    for (uint32_t i = first; i + 1 < end; i++) {
        const struct text_line *line = &doc->lines[i];
        unsigned edge = right_edge(line);
        if (line[1].gap == 0 && edge >= MEASURE_MIN &&
            edge <= TEXT_LONG_WIDTH) {
            histogram[edge]++;
            ++*samples;
        }
    }
}

/* The right edge that wrapped lines of [first, end) keep to; 0 if none. */
static unsigned
measure_of(const struct text_doc *doc, uint32_t first, uint32_t end)
{
    uint32_t histogram[TEXT_LONG_WIDTH + 1] = {0};
    uint32_t samples = 0;
    count_edges(doc, first, end, histogram, &samples);
    if (samples < MEASURE_SAMPLES) {
        return 0;
    }
    uint64_t within = 0;
    for (unsigned edge = 0; edge <= TEXT_LONG_WIDTH; edge++) {
        within += histogram[edge];
        if (within * 100 >= (uint64_t)samples * MEASURE_SHARE) {
            return edge;
        }
    }
    return TEXT_LONG_WIDTH;
}

/* Characters up to the first blank. */
static unsigned
first_word_width(const struct text_doc *doc, const struct text_line *line)
{
    struct text_slice rest = text_line_slice(doc, line);
    unsigned width = 0;
    while (rest.len > 0 && width < WORD_MAX) {
        uint32_t c = text_decode(&rest);
        if (c == ' ' || c == '\t') {
            break;
        }
        if (c >= 0x1100 && text_is_wide(c)) {
            return width ? width : 2;
        }
        width++;
    }
    return width;
}

/* The first letter of a line behind quotes and dashes, or 0. */
static uint32_t
opening_letter(const struct text_doc *doc, const struct text_line *line)
{
    struct text_slice rest = text_line_slice(doc, line);
    for (unsigned i = 0; i < 4 && rest.len > 0; i++) {
        uint32_t c = text_decode(&rest);
        if (text_is_letter(c)) {
            return c;
        }
        if (!text_is_opening(c) && !text_is_dash(c) && !text_is_space(c)) {
            return 0;
        }
    }
    return 0;
}

static bool
opens_with_dash(const struct text_doc *doc, const struct text_line *line)
{
    struct text_slice rest = text_line_slice(doc, line);
    return text_is_dash(text_decode(&rest)) &&
        (rest.len == 0 || text_is_space(text_decode(&rest)));
}

static void
add_break(const struct text_doc *doc, struct text_line *line, unsigned measure,
    struct shape *shape)
{
    unsigned need = right_edge(line) + 1u + first_word_width(doc, line + 1);
    shape->breaks++;
    if (measure && need > measure) {
        shape->forced++;
        line->flags |= TEXT_FORCED;
    }
    shape->forced_own += need > shape->right;
    uint32_t letter = opening_letter(doc, line + 1);
    shape->lettered += letter != 0;
    shape->capital += text_is_upper(letter);
}

static struct shape
shape_of(struct text_doc *doc, struct text_chunk chunk, unsigned measure)
{
    struct shape shape = {.lines = chunk.end - chunk.first, .left = UINT8_MAX};
    for (uint32_t i = chunk.first; i < chunk.end; i++) {
        const struct text_line *line = &doc->lines[i];
        unsigned right = right_edge(line);
        shape.right = right > shape.right ? right : shape.right;
        shape.left = line->indent < shape.left ? line->indent : shape.left;
        shape.long_lines += (line->flags & TEXT_LONG) != 0;
        shape.width += line->width;
        shape.dashes += opens_with_dash(doc, line);
        shape.quoted += doc->data[line->offset] == '>';
        struct text_slice text = text_line_slice(doc, line);
        bool stop = text_ends_sentence(text);
        shape.stops += stop;
        shape.marks +=
            stop || text_last(text) == ',' || text_is_dash(text_last(text));
    }
    for (uint32_t i = chunk.first; i + 1 < chunk.end; i++) {
        add_break(doc, &doc->lines[i], measure, &shape);
    }
    return shape;
}

/* True if the line ends of a chunk mean nothing. */
static bool
is_wrapped(const struct shape *shape, unsigned measure)
{
    uint32_t breaks = shape->breaks;
    bool capitals =
        shape->capital * 10 >= shape->lettered * 7 && shape->lettered > 0;
    if (shape->forced * 4 >= breaks * 3) {
        return true;
    }
    if (breaks == 1) {
        return !capitals && shape->width * 3 >= (uint64_t)measure * 2;
    }
    if (shape->forced * 2 >= breaks && !capitals) {
        return true;
    }
    if (shape->forced_own * 5 >= breaks * 4 && !capitals) {
        return true;
    }
    /* Prose that somebody wrapped at the end of clauses. */
    return shape->capital * 3 < shape->lettered &&
        shape->width * 5 > (uint64_t)measure * shape->lines * 3;
}

/* Wrapped lines among lines that are not wrapped need more to show for it. */
static bool
is_surely_wrapped(const struct shape *shape, unsigned measure)
{
    if (shape->breaks < 2) {
        return false;
    }
    /* No line but the first opens with a capital: one sentence runs on. */
    if (shape->capital == 0 && shape->lettered == shape->breaks &&
        shape->width * 4 >= (uint64_t)measure * shape->lines * 3) {
        return true;
    }
    return shape->forced * 4 >= shape->breaks * 3 &&
        shape->capital * 2 <= shape->lettered;
}

/*
 * Marks the lines where paragraphs start inside a wrapped chunk: at an
 * indented line, or after a line that ended a sentence with room to spare.
 */
static void
split_wrapped(struct text_doc *doc, struct text_chunk chunk, unsigned left,
    unsigned measure)
{
    bool by_indent = doc->opts.layout == TEXT_LAYOUT_INDENT ||
        doc->opts.layout == TEXT_LAYOUT_AUTO;
    bool by_room = doc->opts.layout != TEXT_LAYOUT_BLANK;
    for (uint32_t i = chunk.first + 1; i < chunk.end; i++) {
        struct text_line *line = &doc->lines[i];
        const struct text_line *before = line - 1;
        bool ended = text_ends_sentence(text_line_slice(doc, before));
        bool roomy = right_edge(before) * 5u <= measure * 4u;
        uint32_t letter = opening_letter(doc, line);
        if (by_indent && line->indent > left &&
            line->indent <= left + INDENT_MAX && before->indent <= left &&
            (ended || doc->opts.layout == TEXT_LAYOUT_INDENT)) {
            line->flags |= TEXT_STARTS;
            line->rules |= TEXT_RULE_INDENT;
        } else if (by_room && ended && roomy &&
            !(before->flags & TEXT_FORCED) && !text_is_lower(letter)) {
            line->flags |= TEXT_STARTS;
            line->rules |= TEXT_RULE_RAGGED;
        }
    }
}

/* Indented paragraphs whose first lines all stand in: each is a start. */
static void
split_dialogue(struct text_doc *doc, struct text_chunk chunk)
{
    for (uint32_t i = chunk.first; i < chunk.end; i++) {
        doc->lines[i].flags |= TEXT_STARTS;
    }
}

/*
 * Lines that belong together and must stay lines: verse, addresses, title
 * pages. Where the text around is not wrapped, short lines are rather
 * paragraphs of their own (headlines, names), unless they are punctuated or
 * go on in small letters as verse does.
 */
static bool
is_verse(const struct shape *shape, bool long_region)
{
    if (shape->dashes * 2 >= shape->lines) {
        return false;
    }
    bool short_lines = shape->width <= (uint64_t)shape->lines * 64;
    if (!long_region) {
        return short_lines || shape->stops * 2 < shape->lines;
    }
    bool punctuated = shape->marks * 4 >= shape->lines;
    bool goes_on =
        shape->capital * 4 <= shape->lettered * 3 && shape->lettered > 0;
    return shape->width <= (uint64_t)shape->lines * 48 &&
        shape->stops * 3 <= shape->lines * 2 && (punctuated || goes_on);
}

static void
assign_lines(struct text_doc *doc, struct text_chunk chunk,
    const struct shape *shape, bool long_region)
{
    if (is_verse(shape, long_region)) {
        text_chunk_set(doc, chunk, TEXT_VERSE, 70, TEXT_RULE_RAGGED);
    } else {
        text_chunk_set(doc, chunk, TEXT_PARAGRAPH, 65, TEXT_RULE_RAGGED);
        split_dialogue(doc, chunk);
    }
}

static void
assign_forced_layout(struct text_doc *doc, struct text_chunk chunk,
    unsigned measure, unsigned left)
{
    text_chunk_set(doc, chunk, TEXT_PARAGRAPH, 99, TEXT_RULE_OPTION);
    if (doc->opts.layout == TEXT_LAYOUT_LINE) {
        split_dialogue(doc, chunk);
    } else if (doc->opts.layout != TEXT_LAYOUT_BLANK) {
        split_wrapped(doc, chunk, left, measure ? measure : TEXT_LONG_WIDTH);
    }
}

static void
assign_chunk(struct text_doc *doc, struct text_chunk chunk, unsigned measure,
    bool long_region)
{
    struct shape shape = shape_of(doc, chunk, measure);
    if (doc->opts.layout != TEXT_LAYOUT_AUTO) {
        assign_forced_layout(doc, chunk, measure, shape.left);
        return;
    }
    if (shape.lines == 1) {
        unsigned rule =
            shape.long_lines ? TEXT_RULE_LONG_LINES : TEXT_RULE_BLANK_LINES;
        text_chunk_set(doc, chunk, TEXT_PARAGRAPH, 90, rule);
        return;
    }
    if (shape.quoted == shape.lines) {
        /* Mail that quotes mail: joined, the signs would stand inside. */
        text_chunk_set(doc, chunk, TEXT_VERSE, 85, TEXT_RULE_SYMBOLS);
        return;
    }
    if (shape.long_lines * 2 >= shape.lines ||
        (shape.long_lines > 0 &&
            (long_region || shape.forced * 4 < shape.breaks * 3))) {
        text_chunk_set(doc, chunk, TEXT_PARAGRAPH, 90, TEXT_RULE_LONG_LINES);
        split_dialogue(doc, chunk);
        return;
    }
    if (measure && is_wrapped(&shape, measure) &&
        (!long_region || is_surely_wrapped(&shape, measure))) {
        text_chunk_set(doc, chunk, TEXT_PARAGRAPH, 90, TEXT_RULE_WRAPPED);
        split_wrapped(doc, chunk, shape.left, measure);
        return;
    }
    assign_lines(doc, chunk, &shape, long_region);
}

/* True if the lines of a region were mostly never wrapped. */
static bool
is_long_region(const struct text_doc *doc, uint32_t first, uint32_t end)
{
    uint64_t long_width = 0;
    uint64_t width = 0;
    for (uint32_t i = first; i < end; i++) {
        const struct text_line *line = &doc->lines[i];
        width += line->width;
        long_width += line->flags & TEXT_LONG ? line->width : 0;
    }
    return long_width * 2 > width;
}

/* Gaps of more lines than this are counted as one. */
#define GAP_MAX 8

/* How many blank lines part blocks most often. */
static unsigned
usual_gap(const struct text_doc *doc)
{
    uint32_t counts[GAP_MAX + 1] = {0};
    unsigned usual = 1;
    for (uint32_t i = doc->body; i < doc->body_end; i++) {
        unsigned gap = doc->lines[i].gap;
        counts[gap < GAP_MAX ? gap : GAP_MAX]++;
    }
    for (unsigned gap = 2; gap <= GAP_MAX; gap++) {
        usual = counts[gap] > counts[usual] ? gap : usual;
    }
    return usual;
}

void
text_layout_assign(struct text_doc *doc)
{
    doc->usual_gap = (uint16_t)usual_gap(doc);
    doc->measure = (uint16_t)measure_of(doc, doc->body, doc->body_end);
    if (doc->measure == 0) {
        doc->measure = (uint16_t)measure_of_few(doc, doc->body, doc->body_end);
    }
    bool long_doc = is_long_region(doc, doc->body, doc->body_end);
    bool long_prose = long_doc;
    uint32_t i = doc->body;
    while (i < doc->body_end) {
        uint32_t end = doc->body_end - i > WINDOW ? i + WINDOW : doc->body_end;
        unsigned measure = measure_of(doc, i, end);
        measure = measure ? measure : doc->measure;
        bool long_window = long_doc || is_long_region(doc, i, end);
        while (i < end) {
            struct text_chunk chunk = text_chunk_at(doc, i);
            chunk.end = chunk.end > doc->body_end ? doc->body_end : chunk.end;
            assign_chunk(doc, chunk, measure, long_window || long_prose);
            /* A region lasts until prose of the other kind. */
            if (doc->lines[i].rules & TEXT_RULE_LONG_LINES) {
                long_prose = true;
            } else if (doc->lines[i].rules & TEXT_RULE_WRAPPED) {
                long_prose = false;
            }
            i = chunk.end;
        }
    }
}
