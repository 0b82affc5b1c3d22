/* SPDX-License-Identifier: MIT */
/*
 * Title, byline, dateline and labels at the head of a text.
 *
 * A Gutenberg header names the title, and the block in the body that says
 * the same letters becomes the title heading. A news article is known by its
 * dateline (text_dateline.c): of the short lines above it the longest first
 * one is the headline, what stands before it are labels, what follows is a
 * sub-headline. Any other text has a title when its first block is short,
 * does not end like a sentence and stands before something longer. Nothing
 * is removed: the lines keep their place and get a role.
 */
#include "read/text_heading.h"

#include <string.h>

/* How far down a title is looked for, in blocks. */
#define TITLE_BLOCKS 60
#define TITLE_LINES 6
#define TITLE_WIDTH 150
/* Short lines that may stand above the first paragraph of an article. */
#define HEAD_LINES 12

static void
set_title(struct text_doc *doc, struct text_chunk block, unsigned confidence)
{
    text_chunk_set(doc, block, TEXT_HEADING, confidence,
        TEXT_RULE_FRONT | TEXT_RULE_ISOLATED);
    for (uint32_t i = block.first; i < block.end; i++) {
        doc->lines[i].level = 1;
    }
    doc->lines[block.first].flags |= TEXT_TITLE;
    if (block.end < doc->count) {
        doc->lines[block.end].flags |= TEXT_STARTS;
    }
    if (doc->meta.title.len == 0) {
        doc->meta.title = text_chunk_slice(doc, block);
    }
}

static struct text_chunk
body_block(const struct text_doc *doc, uint32_t first)
{
    struct text_chunk block = text_block_at(doc, first);
    block.end = block.end > doc->body_end ? doc->body_end : block.end;
    return block;
}

/* True if a block says the beginning of the title, up to a mark in it. */
static bool
says_first_part(struct text_slice text, struct text_slice title)
{
    static const char marks[] = "\r\n:;,(";
    for (size_t len = 1; len < title.len && len <= TITLE_WIDTH; len++) {
        if (memchr(marks, title.at[len], sizeof marks - 1) &&
            text_same_letters(text, (struct text_slice){title.at, len})) {
            return true;
        }
    }
    return false;
}

/* True if a block says the title, or nearly all of it. */
static bool
says_title(struct text_slice text, struct text_slice title)
{
    unsigned letters = 0;
    unsigned wanted = 0;
    unsigned common = text_common_letters(text, title, &letters);
    text_common_letters(title, text, &wanted);
    if (letters == 0) {
        return false;
    }
    return (common == letters && letters * 2 >= wanted) ||
        (common == wanted && wanted >= 12) ||
        (common == letters && says_first_part(text, title));
}

/* The block of the body that says what the Gutenberg header calls title. */
static void
find_named_title(struct text_doc *doc)
{
    uint32_t i = doc->body;
    for (unsigned n = 0; n < TITLE_BLOCKS && i < doc->body_end; n++) {
        struct text_chunk block = body_block(doc, i);
        struct text_slice text = text_chunk_slice(doc, block);
        i = block.end;
        if (block.end - block.first > TITLE_LINES ||
            text.len > TITLE_WIDTH * 3) {
            continue;
        }
        if (says_title(text, doc->meta.title)) {
            set_title(doc, block, 98);
            return;
        }
    }
}

static uint64_t
block_width(const struct text_doc *doc, struct text_chunk block)
{
    uint64_t width = 0;
    for (uint32_t i = block.first; i < block.end; i++) {
        width += doc->lines[i].width;
    }
    return width;
}

/* "by", "Von", "Автор:" with or without the name behind it. */
static bool
is_byline(const struct text_doc *doc, struct text_chunk block,
    struct text_slice *name)
{
    struct text_slice text = text_chunk_slice(doc, block);
    struct text_slice rest = text;
    if (text.len > 120) {
        return false;
    }
    const struct text_word_entry *entry = text_word_lookup(text_word(&rest));
    if (!entry || entry->class != TEXT_WORD_BY) {
        return false;
    }
    while (rest.len > 0 &&
        (rest.at[0] == ':' || rest.at[0] == ' ' || rest.at[0] == '\n' ||
            rest.at[0] == '\r')) {
        rest.at++;
        rest.len--;
    }
    const uint8_t *end = rest.len ? memchr(rest.at, '\n', rest.len) : NULL;
    rest.len = end ? (size_t)(end - rest.at) : rest.len;
    while (rest.len > 0 &&
        (rest.at[rest.len - 1] == '\r' || rest.at[rest.len - 1] == ',' ||
            rest.at[rest.len - 1] == '.')) {
        rest.len--;
    }
    struct text_case written = text_case_of(rest);
    *name = rest;
    return written.words <= 6 && written.small_long == 0 &&
        (written.words == 0 || written.capitalised > 0);
}

static bool
is_name(const struct text_doc *doc, struct text_chunk block)
{
    struct text_slice text = text_chunk_slice(doc, block);
    if (block.end - block.first != 1 || text.len > 60 ||
        text_last(text) == ',') {
        return false;
    }
    struct text_case written = text_case_of(text);
    return written.words >= 2 && written.words <= 6 && written.digits == 0 &&
        written.small_long == 0 && text_is_upper(written.first);
}

/* Looks for a byline in the blocks from `i` on. */
static void
find_byline(struct text_doc *doc, uint32_t i)
{
    for (unsigned n = 0; n < 6 && i < doc->body_end; n++) {
        struct text_chunk block = body_block(doc, i);
        struct text_slice name = {NULL, 0};
        i = block.end;
        if (block.end - block.first > 3 ||
            doc->lines[block.first].role == TEXT_HEADING ||
            !is_byline(doc, block, &name)) {
            continue;
        }
        struct text_chunk next = body_block(doc, i < doc->body_end ? i : i - 1);
        if (name.len == 0) {
            if (!is_name(doc, next)) {
                return;
            }
            name = text_chunk_slice(doc, next);
            text_chunk_set(doc, next, TEXT_BYLINE, 85, TEXT_RULE_FRONT);
        }
        text_chunk_set(doc, block, TEXT_BYLINE, 90, TEXT_RULE_FRONT);
        if (doc->meta.author.len == 0) {
            doc->meta.author = name;
        }
        return;
    }
}

/* The agency, a section, a day: what stands above a headline. */
static bool
is_label(const struct text_doc *doc, struct text_slice text)
{
    struct text_case written = text_case_of(text);
    if (written.words <= 2 || written.digits >= 4 ||
        text_same_letters(text, doc->meta.publisher)) {
        return true;
    }
    unsigned wanted = 0;
    unsigned common = text_common_letters(doc->meta.publisher, text, &wanted);
    /* "Meridian News Agency" where the dateline says "Meridian" */
    return (written.words <= 5 && wanted > 0 && common == wanted) ||
        (written.words <= 3 && written.lower == 0);
}

/* Gives each line above the first paragraph its role. */
static void
find_headline(struct text_doc *doc, uint32_t paragraph)
{
    bool titled = false;
    for (uint32_t i = doc->body; i < paragraph; i++) {
        struct text_chunk line = {i, i + 1};
        struct text_slice text = text_line_slice(doc, &doc->lines[i]);
        struct text_slice name;
        bool label = is_label(doc, text);
        if (is_byline(doc, line, &name) && name.len > 0) {
            text_chunk_set(doc, line, TEXT_PARAGRAPH, 80, TEXT_RULE_FRONT);
        } else if (label && (titled || i + 1 < paragraph)) {
            text_chunk_set(doc, line, TEXT_LABEL, 80, TEXT_RULE_FRONT);
        } else if (!titled) {
            set_title(doc, line, 92);
            titled = true;
        } else {
            text_chunk_set(doc, line, TEXT_SUBTITLE, 75, TEXT_RULE_FRONT);
        }
    }
    doc->lines[paragraph].flags |= TEXT_STARTS;
}

/*
 * An article without dateline: a name in capitals stands first, and within
 * few short lines the first long one follows. The name is the publisher's.
 */
static bool
is_undated_article(const struct text_doc *doc, uint32_t paragraph)
{
    const struct text_line *line = &doc->lines[doc->body];
    if (paragraph < doc->body + 2 || paragraph > doc->body + 6 ||
        !(doc->lines[paragraph].flags & TEXT_LONG)) {
        return false;
    }
    struct text_case written = text_case_of(text_line_slice(doc, line));
    return written.words <= 3 && written.lower == 0 && written.upper >= 3 &&
        written.digits == 0;
}

/* True if an article begins the text; marks its head. */
static bool
find_article(struct text_doc *doc)
{
    uint32_t end = doc->body_end - doc->body > HEAD_LINES
        ? doc->body + HEAD_LINES
        : doc->body_end;
    for (uint32_t i = doc->body; i < end; i++) {
        struct text_line *line = &doc->lines[i];
        bool opens = line->flags & TEXT_STARTS &&
            (line->role == TEXT_PARAGRAPH || line->role == TEXT_VERSE);
        if (opens && text_dateline_read(doc, text_line_slice(doc, line))) {
            text_chunk_set(doc, body_block(doc, i), TEXT_PARAGRAPH,
                line->confidence, line->rules);
            line->flags |= TEXT_DATELINE;
            find_headline(doc, i);
            return true;
        }
        if (line->width > TITLE_WIDTH || line->flags & TEXT_LONG) {
            if (!is_undated_article(doc, i)) {
                return false;
            }
            doc->meta.publisher = text_line_slice(doc, &doc->lines[doc->body]);
            find_headline(doc, i);
            return true;
        }
        if (line->role == TEXT_CODE) {
            return false;
        }
    }
    return false;
}

/* A letter of a script without capitals. */
static bool
is_caseless(uint32_t c)
{
    return text_is_letter(c) && !text_is_lower(c);
}

/* The first block of a text without header or dateline. */
static void
find_first_title(struct text_doc *doc)
{
    struct text_chunk block = body_block(doc, doc->body);
    if (block.end >= doc->body_end || doc->lines[block.end].gap == 0 ||
        block.end - block.first > 3) {
        return;
    }
    const struct text_line *line = &doc->lines[block.first];
    struct text_slice text = text_chunk_slice(doc, block);
    struct text_case written = text_case_of(text);
    struct text_chunk next = body_block(doc, block.end);
    uint64_t width = block_width(doc, block);
    bool short_text = width < TITLE_WIDTH && written.letters > 0 &&
        !text_ends_sentence(text) && written.last != ',' &&
        (text_is_upper(written.first) || text_is_digit(written.first) ||
            text_is_opening(written.first) || is_caseless(written.first)) &&
        (line->role == TEXT_PARAGRAPH || line->role == TEXT_VERSE);
    struct text_candidate called = {0};
    text_candidate_name(&called, text);
    if (!short_text || called.class != TEXT_WORD_NONE ||
        called.number.style != TEXT_NUMERAL_NONE) {
        return;
    }
    struct text_slice name;
    bool longer =
        block_width(doc, next) >= width * 2 && text_chunk_is_prose(doc, next);
    bool front = is_byline(doc, next, &name) || is_name(doc, next) ||
        doc->lines[block.end].gap >= 2;
    bool shouted = written.upper > written.lower || written.small_long == 0;
    if (longer || (front && shouted)) {
        set_title(doc, block, longer ? 80 : 70);
    }
}

void
text_front_assign(struct text_doc *doc)
{
    if (doc->body >= doc->body_end) {
        return;
    }
    if (doc->meta.title.len > 0) {
        find_named_title(doc);
    } else if (!find_article(doc)) {
        find_first_title(doc);
    }
    find_byline(doc, doc->body);
}
