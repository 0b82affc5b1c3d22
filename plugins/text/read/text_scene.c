/* SPDX-License-Identifier: MIT */
/*
 * Scene breaks: a short line that stands alone and is made of one to three
 * different symbols ("* * *", "~~~", "-oOo-"), or of one letter of any script
 * that is repeated with blanks between ("x x x", Cyrillic or Greek or not).
 * Letters and lone signs need a second occurrence or prose on both sides.
 * Digits alone never make one: "1984" is a year.
 */
#include "read/text_doc.h"

/* A row of one symbol may be as wide as a page, other separators not. */
#define SEPARATOR_WIDTH 15
#define ROW_WIDTH 120
/* Different symbols that a separator may be made of. */
#define SYMBOLS_MAX 3
/* Counters for how often a letter or sign separates; shared by hash. */
#define COUNTERS 64

enum strength {
    STRENGTH_NONE,
    STRENGTH_WEAK, /* needs company or prose around */
    STRENGTH_STRONG
};

struct separator {
    uint32_t symbols[SYMBOLS_MAX];
    unsigned different;
    unsigned count;
    bool letters;
    bool spaced;
};

/* Look-alikes of x and o fold together: Х Χ × ✕, О Ο 0. */
static uint32_t
fold_symbol(uint32_t c)
{
    switch (text_fold(c)) {
    case 0x445:
    case 0x3C7:
    case 0xD7:
    case 0x2715:
        return 'x';
    case 0x43E:
    case 0x3BF:
    case '0':
        return 'o';
    default:
        return text_fold(c);
    }
}

static bool
is_sentence_mark(uint32_t c)
{
    return c == '?' || c == '!' || c == ',' || c == ';' || c == ':' ||
        c == '\'' || c == '"' || c == '(' || c == ')' || c == '/' || c == '%' ||
        c == '$' || c == '[' || c == ']' || c == '{' || c == '}' || c == '<' ||
        c == '>' || c == '|' || c == '\\' || c == '`' ||
        (c >= 0x3000 && c <= 0x303F) || c == 0x2019;
}

static bool
add_symbol(struct separator *separator, uint32_t c)
{
    uint32_t folded = fold_symbol(c);
    unsigned i = 0;
    while (i < separator->different && separator->symbols[i] != folded) {
        i++;
    }
    if (i == SYMBOLS_MAX) {
        return false;
    }
    separator->symbols[i] = folded;
    separator->different += i == separator->different;
    separator->count++;
    return true;
}

static bool
read_separator(struct text_slice text, struct separator *separator)
{
    bool gap = false;
    bool digits = true;
    unsigned symbols = 0;
    while (text.len > 0) {
        uint32_t c = text_decode(&text);
        if (text_is_space(c)) {
            gap = true;
            continue;
        }
        bool letter = text_is_letter(c) || c == '0';
        if (text_is_digit(c) && c != '0') {
            return false;
        }
        if (is_sentence_mark(c) || c < 0x20 || !add_symbol(separator, c)) {
            return false;
        }
        separator->spaced |= gap;
        separator->letters |= letter;
        digits &= c == '0';
        symbols += !letter;
    }
    if (digits) {
        return false;
    }
    /* Letters and symbols together only as in "-o0o-". */
    return !separator->letters || symbols == 0 || separator->symbols[0] != '.';
}

static enum strength
letters_strength(const struct separator *separator)
{
    bool has_o = false;
    for (unsigned i = 0; i < separator->different; i++) {
        has_o |= separator->symbols[i] == 'o';
    }
    if (separator->different == 1) {
        return separator->count >= 3 && (separator->spaced || has_o)
            ? STRENGTH_WEAK
            : STRENGTH_NONE;
    }
    /* "-oOo-", "--ooOoo--" */
    return has_o && separator->different == 2 && separator->count >= 5 &&
            (separator->symbols[0] == '-' || separator->symbols[0] == '*')
        ? STRENGTH_WEAK
        : STRENGTH_NONE;
}

static enum strength
strength_of(const struct text_line *line, struct text_slice text,
    struct separator *separator)
{
    if (line->width > ROW_WIDTH || !read_separator(text, separator)) {
        return STRENGTH_NONE;
    }
    if (line->width > SEPARATOR_WIDTH &&
        !(separator->different == 1 && !separator->letters)) {
        return STRENGTH_NONE;
    }
    if (separator->letters) {
        return letters_strength(separator);
    }
    if (separator->symbols[0] == '.' || separator->symbols[0] == 0x2026) {
        return separator->count >= 3 ? STRENGTH_WEAK : STRENGTH_NONE;
    }
    return separator->count >= 2 || separator->symbols[0] == '*' ||
            separator->symbols[0] == '#' || separator->symbols[0] == 0x2042
        ? STRENGTH_STRONG
        : STRENGTH_WEAK;
}

static bool
stands_alone(const struct text_doc *doc, uint32_t i)
{
    const struct text_line *line = &doc->lines[i];
    bool before =
        i == doc->body || line->gap > 0 || (line[-1].flags & TEXT_LONG);
    bool after = i + 1 >= doc->body_end || line[1].gap > 0 ||
        (line[1].flags & TEXT_LONG);
    return before && after && (line->flags & TEXT_STARTS);
}

/* How many of the blocks before and behind line `i` are prose. */
static unsigned
prose_around(const struct text_doc *doc, uint32_t i)
{
    if (i == doc->body || i + 1 >= doc->body_end) {
        return 0;
    }
    uint32_t before = i - 1;
    for (unsigned steps = 0; steps < 8 && before > doc->body &&
         !(doc->lines[before].flags & TEXT_STARTS);
         steps++) {
        before--;
    }
    struct text_chunk last = {before, i};
    struct text_chunk next = {i + 1, i + 2};
    next.end += i + 2 < doc->body_end && doc->lines[i + 2].gap == 0;
    return 0u + text_chunk_is_prose(doc, last) + text_chunk_is_prose(doc, next);
}

static unsigned
counter_of(const struct separator *separator)
{
    return (separator->symbols[0] * 31u + separator->different) % COUNTERS;
}

/* How strong line `i` is as a separator. */
static enum strength
look_at(const struct text_doc *doc, uint32_t i, struct separator *separator)
{
    const struct text_line *line = &doc->lines[i];
    bool words = line->width > SEPARATOR_WIDTH &&
        line->flags & (TEXT_LOWER | TEXT_UPPER | TEXT_DIGIT);
    if (words || line->width > ROW_WIDTH || line->role == TEXT_CODE ||
        !stands_alone(doc, i)) {
        return STRENGTH_NONE;
    }
    return strength_of(line, text_line_slice(doc, line), separator);
}

static void
set_break(struct text_doc *doc, uint32_t i, unsigned confidence, unsigned rules)
{
    struct text_chunk line = {i, i + 1};
    text_chunk_set(doc, line, TEXT_SCENE_BREAK, confidence, rules);
    if (i + 1 < doc->count) {
        doc->lines[i + 1].flags |= TEXT_STARTS;
    }
}

void
text_scene_assign(struct text_doc *doc)
{
    uint32_t counters[COUNTERS] = {0};
    for (uint32_t i = doc->body; i < doc->body_end; i++) {
        struct separator separator = {.count = 0};
        if (look_at(doc, i, &separator) != STRENGTH_NONE) {
            counters[counter_of(&separator)]++;
        }
    }
    for (uint32_t i = doc->body; i < doc->body_end; i++) {
        struct separator separator = {.count = 0};
        struct text_slice text = text_line_slice(doc, &doc->lines[i]);
        if (doc->opts.scene_break &&
            text_matcher_accepts(doc->opts.scene_break, text)) {
            set_break(doc, i, 99, TEXT_RULE_OPTION);
            continue;
        }
        enum strength strength = look_at(doc, i, &separator);
        if (strength == STRENGTH_NONE ||
            (strength == STRENGTH_WEAK &&
                counters[counter_of(&separator)] < 2 &&
                prose_around(doc, i) < (separator.spaced ? 1u : 2u))) {
            continue;
        }
        set_break(doc, i, strength == STRENGTH_STRONG ? 95 : 85,
            TEXT_RULE_SYMBOLS | TEXT_RULE_ISOLATED);
    }
}
