/* SPDX-License-Identifier: MIT */
/*
 * What the blank lines around a short block say. Typed books keep to a
 * custom: four blank lines before a chapter, two before a section, fewer
 * behind its heading than before it. Where short blocks stand so and hardly
 * any paragraph does, they are headings, however they are written; a line
 * that is nearer to the text above belongs to that, as signatures do.
 */
#include "read/text_heading.h"

/* Blank lines before a section and a chapter, at least. */
#define SECTION_GAP 2
#define CHAPTER_GAP 4
#define WIDTH_MAX 76
#define WORDS_MAX 14
/* Sentences that are headings are shorter. */
#define SENTENCE_WORDS_MAX 9

/* Headings need company: so many, in so many lines each. */
#define ALIKE_MIN 3
#define ALIKE_LINES 5
#define POINTS_ALIKE 20

enum text_apart
text_gap_class(const struct text_doc *doc, uint32_t first)
{
    unsigned gap = doc->lines[first].gap;
    if (gap < SECTION_GAP || gap <= doc->usual_gap) {
        return TEXT_APART_NOT;
    }
    return gap < CHAPTER_GAP ? TEXT_APART_SECTION : TEXT_APART_CHAPTER;
}

bool
text_closes_group(const struct text_doc *doc, struct text_chunk block)
{
    return block.end < doc->body_end &&
        doc->lines[block.end].gap > doc->lines[block.first].gap;
}

/* True if a block may be the title of the number above it: a line, or some
 * in capitals, that more blank lines follow than stand before it. */
bool
text_may_title(const struct text_doc *doc, struct text_chunk block)
{
    if (!text_closes_group(doc, block) ||
        doc->lines[block.first].width > WIDTH_MAX) {
        return false;
    }
    return block.end - block.first == 1 ||
        text_case_of(text_chunk_slice(doc, block)).lower == 0;
}

/* True if a short text may be a heading by its first and last sign. */
static bool
reads_like_heading(
    const struct text_candidate *candidate, struct text_slice text)
{
    struct text_case written = text_case_of(text);
    bool sentence = text_ends_sentence(text);
    if (written.words > WORDS_MAX || written.letters == 0 ||
        text_is_lower(written.first_letter) || written.first == '[' ||
        written.first == '(' || text_is_dash(written.first)) {
        return false;
    }
    if (written.last == ',' || written.last == ';' || written.last == ':' ||
        text_is_dash(written.last)) {
        return false;
    }
    if (candidate->capitals || !sentence) {
        return true;
    }
    bool quoted = text_is_opening(written.first) && written.first != '_';
    return !quoted && written.words <= SENTENCE_WORDS_MAX;
}

enum text_apart
text_stands_apart(
    const struct text_doc *doc, const struct text_candidate *candidate)
{
    struct text_chunk block = {candidate->first, candidate->end};
    enum text_apart apart = text_gap_class(doc, block.first);
    uint32_t lines = block.end - block.first;
    if (apart == TEXT_APART_NOT || block.end >= doc->body_end ||
        lines > (candidate->capitals ? 3u : 1u)) {
        return TEXT_APART_NOT;
    }
    unsigned before = doc->lines[block.first].gap;
    unsigned after = doc->lines[block.end].gap;
    if (after == 0 || after > before ||
        (after == before && !candidate->before_text) ||
        doc->lines[block.first].width > WIDTH_MAX ||
        !reads_like_heading(candidate, text_chunk_slice(doc, block))) {
        return TEXT_APART_NOT;
    }
    return apart;
}

static bool
is_alike(const struct text_candidate *one, enum text_apart apart)
{
    return one->apart == apart && !one->repeated && one->score >= 0 &&
        one->class == TEXT_WORD_NONE;
}

/* A bare name in mixed case that stands apart before text. */
static bool
is_bare_name(const struct text_doc *doc, const struct text_candidate *one)
{
    return one->class == TEXT_WORD_NONE && one->before_text &&
        one->number.style == TEXT_NUMERAL_NONE &&
        one->rules & TEXT_RULE_TITLE_CASE && one->score > 0 &&
        doc->lines[one->first].gap > doc->usual_gap;
}

static void
support(struct text_candidate *candidate, int least)
{
    if (candidate->rules & TEXT_RULE_SERIES) {
        return;
    }
    candidate->score = (int16_t)(candidate->score + POINTS_ALIKE);
    candidate->score =
        (int16_t)(candidate->score < least ? least : candidate->score);
    candidate->rules |= TEXT_RULE_SERIES;
}

/* Short blocks that stand apart where paragraphs do not are headings. */
static void
support_apart(const struct text_doc *doc, struct text_candidates *found,
    enum text_apart apart)
{
    uint32_t alike = 0;
    uint32_t repeated = 0;
    for (uint32_t i = 0; i < found->count; i++) {
        alike += is_alike(&found->all[i], apart);
        repeated += found->all[i].apart == apart && found->all[i].repeated;
    }
    uint32_t lines = doc->body_end - doc->body;
    if (alike < ALIKE_MIN || alike > lines / ALIKE_LINES || alike < repeated ||
        alike < found->prose[apart] * 2) {
        return;
    }
    for (uint32_t i = 0; i < found->count; i++) {
        if (is_alike(&found->all[i], apart)) {
            support(&found->all[i], TEXT_SCORE_MIN);
        }
    }
}

/* Names that stand alike, and are as rare as chapters, support each other. */
static void
support_names(const struct text_doc *doc, struct text_candidates *found)
{
    uint32_t alike = 0;
    uint32_t repeated = 0;
    for (uint32_t i = 0; i < found->count; i++) {
        alike += is_bare_name(doc, &found->all[i]);
        repeated += found->all[i].repeated;
    }
    uint32_t lines = doc->body_end - doc->body;
    if (alike < ALIKE_MIN || alike > lines / ALIKE_LINES || alike < repeated) {
        return;
    }
    for (uint32_t i = 0; i < found->count; i++) {
        if (is_bare_name(doc, &found->all[i])) {
            support(&found->all[i], 0);
        }
    }
}

void
text_apart_support(const struct text_doc *doc, struct text_candidates *found)
{
    support_apart(doc, found, TEXT_APART_SECTION);
    support_apart(doc, found, TEXT_APART_CHAPTER);
    support_names(doc, found);
}
