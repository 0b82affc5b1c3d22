/* SPDX-License-Identifier: MIT */
/*
 * Bare numbers and the titles below them: "CHAPTER I" and, one line down,
 * what it is called. The two are one heading; but a title in italics, or below
 * a number that is closed with a stop ("CHAPTER I."), is a heading below the
 * number's. A text does it one way: most of its chapters decide for all.
 */
#include "read/text_heading.h"

/* More blank lines part a number from what is a title of its own. */
#define TITLE_GAP_MAX 2
/* A title has no more parts, subtitles included. */
#define PARTS_MAX 3

static bool
is_numbered(const struct text_candidate *one)
{
    return one->score >= TEXT_SCORE_MIN && !one->titled &&
        one->number.style != TEXT_NUMERAL_NONE;
}

/* True if `below` goes on with the heading that ends right above it. */
static bool
goes_on(const struct text_doc *doc, const struct text_candidate *above,
    const struct text_candidate *below)
{
    struct text_chunk block = {below->first, below->end};
    return above->end == below->first && below->class == TEXT_WORD_NONE &&
        below->number.style == TEXT_NUMERAL_NONE &&
        doc->lines[below->first].gap <= TITLE_GAP_MAX &&
        (below->score >= TEXT_SCORE_MIN / 2 ||
            (below->score >= 0 && text_may_title(doc, block)));
}

/* A subtitle stands as near to the title as the title to the number. */
static bool
is_subtitle(const struct text_doc *doc, const struct text_candidate *above,
    const struct text_candidate *below)
{
    struct text_chunk block = {below->first, below->end};
    return goes_on(doc, above, below) && above->capitals && below->capitals &&
        doc->lines[below->first].gap <= doc->lines[above->first].gap &&
        text_closes_group(doc, block);
}

/* True if the number's line is closed, or the title in italics. */
static bool
is_written_apart(const struct text_doc *doc,
    const struct text_candidate *number, const struct text_candidate *title)
{
    struct text_chunk block = {number->first, number->end};
    if (number->emphasised != title->emphasised) {
        return true;
    }
    return number->class != TEXT_WORD_NONE && number->capitals &&
        text_last(text_chunk_slice(doc, block)) == '.';
}

/* Takes the title and subtitles below `at`; the candidate behind them. */
static uint32_t
join(const struct text_doc *doc, struct text_candidates *found, uint32_t at,
    bool apart)
{
    struct text_candidate *title = &found->all[at + 1];
    bool tight = doc->lines[title->first].gap == 0;
    uint32_t next = at + 2;
    title->titles = apart && !tight;
    title->merged = !title->titles;
    if (title->score < TEXT_SCORE_MIN) {
        title->score = TEXT_SCORE_MIN;
    }
    while (next < found->count && next - at <= PARTS_MAX &&
        is_subtitle(doc, &found->all[next - 1], &found->all[next])) {
        found->all[next++].merged = true;
    }
    return next;
}

static bool
has_title(const struct text_doc *doc, const struct text_candidates *found,
    uint32_t at)
{
    const struct text_candidate *number = &found->all[at];
    return at + 1 < found->count && is_numbered(number) &&
        goes_on(doc, number, number + 1);
}

void
text_titles_join(const struct text_doc *doc, struct text_candidates *found)
{
    uint32_t titled = 0;
    uint32_t apart = 0;
    for (uint32_t i = 0; i < found->count; i++) {
        if (has_title(doc, found, i)) {
            const struct text_candidate *number = &found->all[i];
            titled++;
            apart += is_written_apart(doc, number, number + 1);
        }
    }
    uint32_t i = 0;
    while (i < found->count) {
        i = has_title(doc, found, i) ? join(doc, found, i, apart * 2 > titled)
                                     : i + 1;
    }
}
