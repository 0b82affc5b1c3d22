/* SPDX-License-Identifier: MIT */
/*
 * The candidates for headings: shared by text_heading.c and text_series.c;
 * text_front.c asks what a first line is called. Not for other files.
 */
#ifndef DOCCONV_PLUGIN_TEXT_HEADING_H
#define DOCCONV_PLUGIN_TEXT_HEADING_H

#include "read/text_doc.h"

/* What a heading is called by, from the top of a book down. */
enum text_rank {
    TEXT_RANK_TITLE,
    TEXT_RANK_PART,
    TEXT_RANK_CHAPTER,
    TEXT_RANK_SECTION,
    TEXT_RANK_NUMERAL,
    TEXT_RANK_COUNT
};

struct text_candidate {
    uint32_t first; /* lines */
    uint32_t end;
    uint64_t word; /* hash of the word it is numbered by, 0 if none */
    uint64_t title; /* hash of the letters behind word and number */
    struct text_number number;
    int16_t score; /* percent; may be out of range until the end */
    uint16_t rules;
    uint16_t run; /* candidates in a row without text between, from 1 */
    uint8_t class; /* enum text_word_class */
    uint8_t rank;
    bool capitals;
    bool titled; /* has words behind the number */
    bool before_text;
    bool cuts; /* stands in the middle of a sentence, as page numbers do */
    bool merged; /* is the second line of the candidate before it */
    bool below; /* stands right below a bare number: "CHAPTER I" */
    bool titles; /* is a heading of its own that names the number above */
    bool emphasised;
    bool repeated; /* as speakers and refrains are */
    uint8_t apart; /* enum text_apart */
};

/* How far a short block stands from the text above: as sections or chapters
 * do, and nearer to what follows. */
enum text_apart {
    TEXT_APART_NOT,
    TEXT_APART_SECTION,
    TEXT_APART_CHAPTER,
    TEXT_APART_COUNT
};

struct text_candidates {
    struct text_candidate *all;
    uint32_t count;
    uint32_t room;
    uint32_t prose[TEXT_APART_COUNT]; /* paragraphs that stand as far apart */
};

/* Headings of less than this stay text. */
#define TEXT_SCORE_MIN 50

/* "CONTENTS", "PREFACE", or a chapter that stands apart: what follows is its
 * own, and no row with what stands before. */
static inline bool
text_opens_row(const struct text_candidate *candidate)
{
    bool division = candidate->class >= TEXT_WORD_PART &&
        candidate->class <= TEXT_WORD_SECTION;
    return candidate->class == TEXT_WORD_CONTENTS ||
        (division && candidate->apart == TEXT_APART_CHAPTER) ||
        (candidate->class == TEXT_WORD_NAMED &&
            candidate->apart != TEXT_APART_NOT);
}

/* text_naming.c: what the words of a candidate say. */
void text_candidate_name(
    struct text_candidate *candidate, struct text_slice text);
bool text_opens_with_name(struct text_slice text);

/* text_apart.c: what the blank lines around a candidate say. */
enum text_apart text_gap_class(const struct text_doc *doc, uint32_t first);
enum text_apart text_stands_apart(
    const struct text_doc *doc, const struct text_candidate *candidate);
bool text_closes_group(const struct text_doc *doc, struct text_chunk block);
bool text_may_title(const struct text_doc *doc, struct text_chunk block);
void text_apart_support(
    const struct text_doc *doc, struct text_candidates *found);

/* text_titles.c: numbers and the titles below them. */
void text_titles_join(
    const struct text_doc *doc, struct text_candidates *found);

/* text_series.c: what candidates say of each other. */
enum text_status text_series_score(
    const struct text_doc *doc, struct text_candidates *found);
enum text_status text_contents_score(
    struct text_doc *doc, struct text_candidates *found);
/* text_levels.c: headings, and their levels. */
void text_levels_assign(struct text_doc *doc, struct text_candidates *found);

#endif
