/* SPDX-License-Identifier: MIT */
/*
 * Lines whose blanks mean something: program code, tables in columns and
 * drawings. They become one preformatted block. The evidence is a pair of
 * fences, columns parted by gutters, more signs than letters, or the marks of
 * programming languages in half of the lines. An indent alone is no evidence.
 */
#include "read/text_doc.h"

#include <string.h>

/* Of a line, only so much is looked at for signs. */
#define LOOK_MAX 200
/* Of a wrapped paragraph, only so many lines. */
#define WRAPPED_LOOK 3

/* What the bytes of a line can be. */
enum {
    BYTE_LETTER = 1,
    BYTE_SIGN = 2,
    BYTE_CODE = 4 /* a sign that programs use and prose seldom does */
};

struct evidence {
    uint32_t lines;
    uint32_t gutters;
    uint32_t code;
    uint64_t signs;
    uint64_t letters;
};

struct scales {
    uint8_t kinds[256];
};

static void
fill_scales(struct scales *scales)
{
    for (unsigned c = 0; c < 256; c++) {
        bool letter = c >= 0x80 || (c >= 'a' && c <= 'z') ||
            (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        uint8_t kind = letter ? BYTE_LETTER : 0;
        if (!letter && c > ' ' && !strchr(".,'\"!?_*", (int)c)) {
            kind = BYTE_SIGN;
        }
        if (c > ' ' && strchr("{}=<>&|#;/+", (int)c)) {
            kind = BYTE_SIGN | BYTE_CODE;
        }
        scales->kinds[c] = kind;
    }
}

/* A brace inside a line may as well be a transcriber's: "M^{o}". */
static bool
is_brace(uint8_t c)
{
    return c == '{' || c == '}';
}

static bool
is_code_line(struct text_slice text)
{
    static const char *const tokens[] = {"();", "==", "=>", "->", "</", "/>",
        "#include", "&&", "||", " = ", ");", "//", "+="};
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++) {
        if (text_contains(text, tokens[i])) {
            return !text_contains(text, "://");
        }
    }
    return is_brace(text.at[0]) ||
        (is_brace(text.at[text.len - 1]) && !text_contains(text, "^{"));
}

static void
weigh_line(const struct scales *scales, const struct text_doc *doc,
    const struct text_line *line, struct evidence *evidence)
{
    struct text_slice text = text_line_slice(doc, line);
    unsigned kinds = 0;
    text.len = text.len > LOOK_MAX ? LOOK_MAX : text.len;
    evidence->lines++;
    evidence->gutters += (line->flags & TEXT_GUTTER) != 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned kind = scales->kinds[text.at[i]];
        kinds |= kind;
        evidence->letters += kind & BYTE_LETTER;
        evidence->signs += (kind & BYTE_SIGN) / BYTE_SIGN;
    }
    evidence->code += kinds & BYTE_CODE && is_code_line(text);
}

static unsigned
rules_of(const struct evidence *evidence)
{
    if (evidence->lines >= 2 && evidence->gutters * 5 >= evidence->lines * 3) {
        return TEXT_RULE_COLUMNS;
    }
    if (evidence->lines >= 2 && evidence->signs * 5 >= evidence->letters * 4) {
        return TEXT_RULE_SYMBOLS;
    }
    if (evidence->lines >= 3 && evidence->code * 2 >= evidence->lines &&
        evidence->signs * 12 >= evidence->letters) {
        return TEXT_RULE_SYMBOLS | TEXT_RULE_SERIES;
    }
    return 0;
}

static bool
is_fence(const struct text_doc *doc, uint32_t i)
{
    struct text_slice text = text_line_slice(doc, &doc->lines[i]);
    return text.len <= 40 &&
        (text_starts(text, "```") || text_starts(text, "~~~~"));
}

/* Takes a fenced block that begins at `first`; returns its end or `first`. */
static uint32_t
take_fence(struct text_doc *doc, uint32_t first, uint32_t *no_fence)
{
    if (first < *no_fence || !is_fence(doc, first)) {
        return first;
    }
    const uint8_t *mark = doc->data + doc->lines[first].offset;
    for (uint32_t i = first + 1; i < doc->body_end; i++) {
        if (is_fence(doc, i) && doc->data[doc->lines[i].offset] == *mark) {
            struct text_chunk block = {first, i + 1};
            text_chunk_set(doc, block, TEXT_CODE, 95, TEXT_RULE_SYMBOLS);
            return i + 1;
        }
    }
    /* No second fence below: do not look for one again. */
    *no_fence = doc->body_end;
    return first;
}

static struct evidence
weigh_chunk(const struct scales *scales, const struct text_doc *doc,
    struct text_chunk chunk)
{
    struct evidence evidence = {0};
    bool wrapped = doc->lines[chunk.first].rules & TEXT_RULE_WRAPPED;
    uint32_t end = chunk.end;
    if (wrapped && end - chunk.first > WRAPPED_LOOK) {
        end = chunk.first + WRAPPED_LOOK;
    }
    for (uint32_t i = chunk.first; i < end; i++) {
        weigh_line(scales, doc, &doc->lines[i], &evidence);
    }
    return evidence;
}

static bool
is_row(const struct text_doc *doc, uint32_t i)
{
    const struct text_line *line = &doc->lines[i];
    return i < doc->body_end && (line->flags & TEXT_GUTTER) &&
        !(line->flags & TEXT_LONG) && line->gap <= 2 &&
        (i + 1 == doc->body_end || line[1].gap > 0);
}

/* Rows that stand apart by blank lines, as in many tables of contents. */
static uint32_t
take_rows(struct text_doc *doc, uint32_t first)
{
    uint32_t end = first + 1;
    if (!(doc->lines[first].flags & TEXT_GUTTER) ||
        doc->lines[first].flags & TEXT_LONG ||
        text_ends_with_page(text_line_slice(doc, &doc->lines[first]))) {
        return first;
    }
    while (end < doc->body_end && doc->lines[end].gap > 0 && is_row(doc, end)) {
        end++;
    }
    if (end - first < 2) {
        return first;
    }
    struct text_chunk block = {first, end};
    text_chunk_set(doc, block, TEXT_CODE, 75, TEXT_RULE_COLUMNS);
    return end;
}

void
text_code_assign(struct text_doc *doc)
{
    static const struct text_chunk nothing = {0, 0};
    struct scales scales;
    uint32_t no_fence = doc->body;
    uint32_t i = doc->body;
    if (doc->opts.layout != TEXT_LAYOUT_AUTO) {
        return;
    }
    fill_scales(&scales);
    while (i < doc->body_end) {
        uint32_t fence = take_fence(doc, i, &no_fence);
        if (fence > i) {
            i = fence;
            continue;
        }
        struct text_chunk chunk = text_chunk_at(doc, i);
        chunk.end = chunk.end > doc->body_end ? doc->body_end : chunk.end;
        if (chunk.end - i == 1) {
            uint32_t rows = take_rows(doc, i);
            i = rows > i ? rows : i + 1;
            continue;
        }
        bool long_lines = doc->lines[i].rules & TEXT_RULE_LONG_LINES;
        struct evidence evidence =
            weigh_chunk(&scales, doc, long_lines ? nothing : chunk);
        unsigned rules = rules_of(&evidence);
        if (rules != 0) {
            text_chunk_set(doc, chunk, TEXT_CODE, 80, rules);
        }
        i = chunk.end;
    }
}
