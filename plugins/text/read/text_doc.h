/* SPDX-License-Identifier: MIT */
/*
 * Private header of the plain text reader: the line table that every pass
 * fills in a little further.
 *
 * text_lines.c makes one struct text_line of every line that is not blank;
 * the passes after it (Gutenberg, layout, lists, headings, front matter,
 * notes) give lines a role and say why; text_emit.c walks the table once and
 * builds the tree. No pass changes or copies the text: it stays where the host
 * put it, as one contiguous buffer of valid UTF-8.
 */
#ifndef DOCCONV_PLUGIN_TEXT_DOC_H
#define DOCCONV_PLUGIN_TEXT_DOC_H

#include "read/text_unicode.h"
#include "read/text_words.h"

/* What a line is. Every line that is not blank has one role. */
enum text_role {
    TEXT_PARAGRAPH,
    TEXT_VERSE,
    TEXT_CODE,
    TEXT_LIST,
    TEXT_QUOTE,
    TEXT_HEADING,
    TEXT_UNDERLINE,
    TEXT_SCENE_BREAK,
    TEXT_BYLINE,
    TEXT_LABEL,
    TEXT_SUBTITLE,
    TEXT_NOTE,
    TEXT_ILLUSTRATION,
    TEXT_SIDENOTE,
    TEXT_GUTENBERG,
    TEXT_ROLE_COUNT
};

/* Why a line has its role: one bit each, named in text_explain.c. */
enum text_rule {
    TEXT_RULE_BLANK_LINES = 1 << 0,
    TEXT_RULE_WRAPPED = 1 << 1,
    TEXT_RULE_LONG_LINES = 1 << 2,
    TEXT_RULE_INDENT = 1 << 3,
    TEXT_RULE_RAGGED = 1 << 4,
    TEXT_RULE_COLUMNS = 1 << 5,
    TEXT_RULE_SYMBOLS = 1 << 6,
    TEXT_RULE_SERIES = 1 << 7,
    TEXT_RULE_ISOLATED = 1 << 8,
    TEXT_RULE_CAPITALS = 1 << 9,
    TEXT_RULE_TITLE_CASE = 1 << 10,
    TEXT_RULE_CHAPTER_WORD = 1 << 11,
    TEXT_RULE_SECTION_NAME = 1 << 12,
    TEXT_RULE_CONTENTS = 1 << 13,
    TEXT_RULE_FRONT = 1 << 14,
    TEXT_RULE_OPTION = 1 << 15
};
#define TEXT_RULE_COUNT 16

/* What the scan saw in a line, and what later passes note about it. */
enum text_flag {
    TEXT_STARTS = 1 << 0, /* first line of its block */
    TEXT_NON_ASCII = 1 << 1,
    TEXT_CONTROLS = 1 << 2, /* characters that XML cannot hold */
    TEXT_INLINE = 1 << 3, /* one of _ * / [ ( @ : occurs */
    TEXT_UPPER = 1 << 4, /* an ASCII capital occurs */
    TEXT_LOWER = 1 << 5, /* an ASCII small letter occurs */
    TEXT_DIGIT = 1 << 6,
    TEXT_PAGE_BREAK = 1 << 7, /* a form feed stands before it */
    TEXT_GUTTER = 1 << 8, /* three blanks or a tab inside */
    TEXT_LONG = 1 << 9, /* wider than TEXT_LONG_WIDTH */
    TEXT_TIGHT = 1 << 10, /* list item without blank line before */
    TEXT_DATELINE = 1 << 11, /* paragraph opens with a dateline */
    TEXT_TITLE = 1 << 12, /* the heading that is the title */
    TEXT_FORCED = 1 << 13, /* the next word did not fit on this line */
    TEXT_BREAK_AFTER = 1 << 14 /* keep the line end inside a heading */
};

/* 24 bytes a line is the promise; text_lines.c asserts it. */
struct text_line {
    uint64_t offset; /* of the first character that is not blank */
    uint32_t len; /* bytes to the last character that is not blank */
    uint16_t width; /* the same in columns, at most UINT16_MAX */
    uint16_t gap; /* blank lines before, at most UINT16_MAX */
    uint16_t flags; /* enum text_flag */
    uint16_t rules; /* enum text_rule */
    uint8_t indent; /* columns, at most UINT8_MAX */
    uint8_t role; /* enum text_role */
    uint8_t level; /* of a heading or list item, from 1; of a paragraph's
                      line, how it joins the next: enum text_join */
    uint8_t confidence; /* percent */
};

/* How a wrapped line joins the one after it. */
enum text_join {
    TEXT_JOIN_SPACE,
    TEXT_JOIN_DROP_HYPHEN,
    TEXT_JOIN_KEEP_HYPHEN
};

/* Wider lines are paragraphs that nobody wrapped. */
#define TEXT_LONG_WIDTH 120

enum text_layout {
    TEXT_LAYOUT_AUTO,
    TEXT_LAYOUT_BLANK,
    TEXT_LAYOUT_LINE,
    TEXT_LAYOUT_INDENT,
    TEXT_LAYOUT_WRAPPED,
    TEXT_LAYOUT_NONE
};

/* A pattern that the user gave; lines it matches are forced into a role. */
struct text_matcher;
struct text_matcher *text_matcher_new(const char *pattern);
void text_matcher_free(struct text_matcher *matcher);
bool text_matcher_accepts(
    const struct text_matcher *matcher, struct text_slice line);

/* Metadata found in the text; slices borrow from the input. */
struct text_meta {
    struct text_slice title;
    struct text_slice author;
    struct text_slice translator;
    struct text_slice editor;
    struct text_slice illustrator;
    struct text_slice language;
    struct text_slice released;
    struct text_slice publisher;
    struct text_slice dateline;
    char date[16]; /* ISO form, empty when no year was given */
};

/* A note and the place in the text that refers to it. */
struct text_note {
    uint64_t from; /* offset of the reference, "[1]" */
    uint32_t len; /* of the reference */
    uint32_t first; /* lines of the note */
    uint32_t end;
    uint32_t skip; /* bytes of the mark that opens it */
};

/* Signs that a text uses consistently for emphasis. */
enum text_convention {
    TEXT_UNDERSCORE_IS_EMPHASIS = 1 << 0,
    TEXT_STAR_IS_STRONG = 1 << 1,
    TEXT_SLASH_IS_EMPHASIS = 1 << 2
};

struct text_options {
    enum text_layout layout;
    const struct text_matcher *chapter;
    const struct text_matcher *scene_break;
    bool drop_gutenberg;
};

/* A run of lines with no blank line between: [first, end). */
struct text_chunk {
    uint32_t first;
    uint32_t end;
};

/* One reading of one input. Zero-initialise; text_fini frees. */
struct text_doc {
    const uint8_t *data;
    size_t size;
    struct text_options opts;
    struct text_line *lines;
    uint32_t count;
    uint32_t room;
    uint32_t body; /* first line after a Gutenberg header */
    uint32_t body_end; /* first line of a Gutenberg footer, or count */
    uint32_t tail; /* first line of the short ones below an article, or
                      count: there are none */
    uint16_t measure; /* right edge of wrapped text, 0 if none */
    uint16_t usual_gap; /* blank lines that most often part blocks */
    uint64_t controls; /* characters that XML cannot hold, in the whole */
    uint64_t nuls;
    struct text_meta meta;
    struct text_note *notes; /* in the order of their references */
    uint32_t note_count;
    uint32_t conventions; /* enum text_convention */
};

enum text_status { TEXT_OK, TEXT_NO_MEMORY, TEXT_TOO_LONG };

/* text_lines.c */
enum text_status text_scan(struct text_doc *doc);
void text_fini(struct text_doc *doc);

/* All passes after the scan, in their order. */
enum text_status text_analyse(struct text_doc *doc);
void text_gutenberg_find(struct text_doc *doc);
void text_layout_assign(struct text_doc *doc);
void text_code_assign(struct text_doc *doc);
void text_lists_assign(struct text_doc *doc);
void text_brackets_assign(struct text_doc *doc);
void text_entries_assign(struct text_doc *doc);
/* text_entries.c: true if a line ends with the number of a page. */
bool text_ends_with_page(struct text_slice text);
void text_scene_assign(struct text_doc *doc);
enum text_status text_headings_assign(struct text_doc *doc);
void text_front_assign(struct text_doc *doc);
void text_quotes_assign(struct text_doc *doc);
enum text_status text_notes_assign(struct text_doc *doc);
enum text_status text_hyphens_assign(struct text_doc *doc);
void text_tail_find(struct text_doc *doc);
void text_conventions_find(struct text_doc *doc);

/* text_chunks.c: runs of lines. */
static inline struct text_slice
text_line_slice(const struct text_doc *doc, const struct text_line *line)
{
    return (struct text_slice){doc->data + line->offset, line->len};
}

struct text_chunk text_chunk_at(const struct text_doc *doc, uint32_t first);
/* The block that starts at `first`: up to the next line with TEXT_STARTS. */
struct text_chunk text_block_at(const struct text_doc *doc, uint32_t first);
/* All of a chunk as one slice, line ends included. */
struct text_slice text_chunk_slice(
    const struct text_doc *doc, struct text_chunk chunk);
void text_chunk_set(struct text_doc *doc, struct text_chunk chunk,
    enum text_role role, unsigned confidence, unsigned rules);
/* True if a chunk is prose: a paragraph that runs over several lines or one
 * long one. */
bool text_chunk_is_prose(const struct text_doc *doc, struct text_chunk chunk);

/* text_conventions.c: what a sign of emphasis can be where it stands. */
enum text_sign {
    TEXT_SIGN_LOOSE,
    TEXT_SIGN_OPENS,
    TEXT_SIGN_CLOSES,
    TEXT_SIGN_INSIDE,
    TEXT_SIGN_EITHER
};
enum text_sign text_sign_at(const uint8_t *text, size_t at, size_t len);

/*
 * text_dateline.c: takes place, day and agency of a dateline that opens
 * `text` into doc->meta; false if none does.
 */
bool text_dateline_read(struct text_doc *doc, struct text_slice text);

/* Deeper lists are kept at this level. */
#define TEXT_LIST_LEVELS 8

/* text_lists.c: the marker of a list item. */
struct text_marker {
    uint32_t bullet; /* the sign, or 0 for a number */
    struct text_number number;
    uint32_t delim; /* as DC_DELIM_ */
    uint32_t skip; /* bytes before the item's text */
};
bool text_marker_read(struct text_slice text, struct text_marker *marker);
/* True if `next` may be the item after `last`; i, c, v ... then become what
 * they must be, numeral or letter. */
bool text_marker_follows(
    const struct text_marker *last, struct text_marker *next);

#endif
