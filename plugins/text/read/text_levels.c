/* SPDX-License-Identifier: MIT */
/*
 * The levels of headings: what is called by the same kind of name stands on
 * the same level, and only kinds that occur take one.
 */
#include "read/text_heading.h"

/* The title stands among the first so many lines. */
#define TITLE_LINES 2000

static bool
is_heading(const struct text_candidate *candidate)
{
    return candidate->score >= TEXT_SCORE_MIN || candidate->merged;
}

static unsigned
rank_of(const struct text_doc *doc, const struct text_candidate *candidate,
    bool chapters, unsigned chapter_gap)
{
    unsigned gap = doc->lines[candidate->first].gap;
    switch (candidate->class) {
    case TEXT_WORD_PART:
        return TEXT_RANK_PART;
    case TEXT_WORD_CHAPTER:
    case TEXT_WORD_NAMED:
    case TEXT_WORD_CONTENTS:
        return TEXT_RANK_CHAPTER;
    case TEXT_WORD_SECTION:
    case TEXT_WORD_END:
        return TEXT_RANK_SECTION;
    default:
        break;
    }
    if (candidate->number.style != TEXT_NUMERAL_NONE && !candidate->titled) {
        bool chapter = !chapters && candidate->apart == TEXT_APART_CHAPTER;
        return chapter ? TEXT_RANK_CHAPTER : TEXT_RANK_NUMERAL;
    }
    return chapters && gap + 1 < chapter_gap ? TEXT_RANK_SECTION
                                             : TEXT_RANK_CHAPTER;
}

/* Gives each rank that occurs the next level; the title takes the first. */
static void
spread_levels(const bool *used, bool titled, uint8_t *levels)
{
    uint8_t level = titled ? 2 : 1;
    for (unsigned rank = TEXT_RANK_PART; rank < TEXT_RANK_COUNT; rank++) {
        levels[rank] = level;
        level = (uint8_t)(level + (used[rank] ? 1 : 0));
    }
}

static void
set_heading(
    struct text_doc *doc, const struct text_candidate *candidate, uint8_t level)
{
    struct text_chunk lines = {candidate->first, candidate->end};
    int score = candidate->score < 99 ? candidate->score : 99;
    score = score < TEXT_SCORE_MIN ? TEXT_SCORE_MIN : score;
    text_chunk_set(doc, lines, TEXT_HEADING, (unsigned)score, candidate->rules);
    for (uint32_t i = lines.first; i < lines.end; i++) {
        doc->lines[i].level = level;
    }
    if (candidate->merged) {
        doc->lines[lines.first].flags &= (uint16_t)~TEXT_STARTS;
    }
    if (lines.end < doc->count) {
        doc->lines[lines.end].flags |= TEXT_STARTS;
    }
}

static bool
has_title(const struct text_doc *doc)
{
    uint32_t end = doc->body_end - doc->body < TITLE_LINES
        ? doc->body_end
        : doc->body + TITLE_LINES;
    for (uint32_t i = doc->body; i < end; i++) {
        if (doc->lines[i].flags & TEXT_TITLE) {
            return true;
        }
    }
    return false;
}

void
text_levels_assign(struct text_doc *doc, struct text_candidates *found)
{
    bool used[TEXT_RANK_COUNT] = {false};
    uint8_t levels[TEXT_RANK_COUNT];
    unsigned chapter_gap = 0;
    bool chapters = false;
    for (uint32_t i = 0; i < found->count; i++) {
        const struct text_candidate *candidate = &found->all[i];
        if (is_heading(candidate) && candidate->class == TEXT_WORD_CHAPTER) {
            chapter_gap = doc->lines[candidate->first].gap;
            chapters = true;
        }
    }
    for (uint32_t i = 0; i < found->count; i++) {
        struct text_candidate *candidate = &found->all[i];
        candidate->rank =
            (uint8_t)rank_of(doc, candidate, chapters, chapter_gap);
        if (candidate->merged || candidate->titles) {
            candidate->rank = candidate[-1].rank;
        }
        used[candidate->rank] |= is_heading(candidate);
    }
    bool titled = has_title(doc);
    spread_levels(used, titled, levels);
    unsigned last = titled ? 1 : 0;
    for (uint32_t i = 0; i < found->count; i++) {
        if (!is_heading(&found->all[i])) {
            continue;
        }
        /* No level is skipped on the way down. */
        unsigned level = levels[found->all[i].rank];
        level += found->all[i].titles ? 1 : 0;
        level = level > last + 1 ? last + 1 : level;
        set_heading(doc, &found->all[i], (uint8_t)level);
        last = level;
    }
}
