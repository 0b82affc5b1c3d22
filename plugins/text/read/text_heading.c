/* SPDX-License-Identifier: MIT */
/*
 * Headings, by points. A candidate is a short block; what it is called
 * ("Chapter", "Глава", "第三章"), how it is numbered, how it is written and
 * how it stands on the page each give or take points, and its fellows do too
 * (text_series.c): members of a series support each other, a table of
 * contents proves what it lists, and short lines in a row with no text
 * between are lists of something else. 50 points make a heading.
 */
#include "read/text_heading.h"

#include <stdlib.h>

/* Blocks longer than this are never looked at. */
#define LINES_MAX 6
#define BYTES_MAX 600
#define WIDTH_MAX 100
/* Headings seldom have more words. */
#define WORDS_MANY 18
/* More candidates are no headings of one document. */
#define CANDIDATES_MAX (1u << 20)

#define POINTS_CHAPTER 60
#define POINTS_SECTION 45
#define POINTS_NAMED 45
#define POINTS_NUMERAL 25
#define POINTS_NUMBERED 12
#define POINTS_CAPITALS 32
#define POINTS_TITLE_CASE 14
#define POINTS_CENTRED 8
#define POINTS_BEFORE_TEXT 10
#define POINTS_SUBHEAD 45
#define POINTS_AFTER_NUMBER 20

/* A line nearer to the text above than to what follows it, or the reverse. */
#define POINTS_TRAILS -30
#define POINTS_LEANS 10
#define POINTS_STANZA -50

/* Blocks of less are not remembered. */
#define CANDIDATE_MIN 22

static int
points_of_name(struct text_candidate *candidate)
{
    switch (candidate->class) {
    case TEXT_WORD_PART:
    case TEXT_WORD_CHAPTER:
        candidate->rules |= TEXT_RULE_CHAPTER_WORD;
        return POINTS_CHAPTER;
    case TEXT_WORD_SECTION:
        candidate->rules |= TEXT_RULE_CHAPTER_WORD;
        return POINTS_SECTION;
    case TEXT_WORD_NAMED:
    case TEXT_WORD_CONTENTS:
    case TEXT_WORD_END:
        candidate->rules |= TEXT_RULE_SECTION_NAME;
        return POINTS_NAMED;
    default:
        break;
    }
    if (candidate->number.style == TEXT_NUMERAL_NONE) {
        return 0;
    }
    return candidate->titled ? POINTS_NUMBERED : POINTS_NUMERAL;
}

/* Headings seldom end like a clause. */
static int
points_of_end(const struct text_candidate *candidate, uint32_t last)
{
    switch (last) {
    case ',':
        return -60;
    case ';':
        return -30;
    case ':':
        return -15;
    case '!':
    case '?':
        return -8;
    case '.':
        if (candidate->capitals || candidate->class != TEXT_WORD_NONE ||
            !candidate->titled) {
            return 0;
        }
        /* Old books end headings with a stop: "First Day." */
        return candidate->rules & TEXT_RULE_TITLE_CASE ? -12 : -30;
    default:
        return 0;
    }
}

/* Capitals, small letters, and where the text breaks off. */
static int
points_of_writing(struct text_candidate *candidate, struct text_slice text)
{
    struct text_case written = text_case_of(text);
    unsigned cased = written.upper + written.lower;
    int points = 0;
    bool bare = candidate->number.style != TEXT_NUMERAL_NONE &&
        !candidate->titled && candidate->class == TEXT_WORD_NONE;
    candidate->capitals =
        cased >= 2 && written.upper * 10 >= cased * 8 && !bare;
    if (candidate->capitals) {
        points += POINTS_CAPITALS;
        candidate->rules |= TEXT_RULE_CAPITALS;
    } else if (written.capitalised > 0 && written.small_long == 0 &&
        cased > 0 && !bare) {
        points += POINTS_TITLE_CASE;
        candidate->rules |= TEXT_RULE_TITLE_CASE;
    }
    bool numbered = candidate->number.style != TEXT_NUMERAL_NONE;
    bool named = candidate->class != TEXT_WORD_NONE;
    if (written.letters == 0 && !numbered) {
        return -100;
    }
    if (written.words > WORDS_MANY) {
        points -= 15;
    }
    if (text_is_lower(written.first_letter)) {
        points -= named ? 20 : 60;
    }
    if (text_is_dash(written.first)) {
        points -= 50;
    } else if (written.first == '(' || written.first == '[' ||
        written.first == '{') {
        points -= 40;
    } else if (text_is_opening(written.first) && written.first != '_') {
        points -= 20;
    }
    return points + points_of_end(candidate, written.last);
}

/* True if prose or a stanza begins at line `first`. */
static bool
is_text(const struct text_doc *doc, uint32_t first)
{
    struct text_chunk block = {first, first + 1};
    while (block.end < doc->body_end && block.end - first < 3 &&
        !(doc->lines[block.end].flags & TEXT_STARTS)) {
        block.end++;
    }
    return text_chunk_is_prose(doc, block) ||
        (doc->lines[first].role == TEXT_VERSE && block.end - first == 3);
}

/* True if the text before does not end or the text behind does not begin. */
static bool
cuts_sentence(const struct text_doc *doc, const struct text_candidate *one)
{
    if (one->first == doc->body || one->end >= doc->body_end) {
        return false;
    }
    const struct text_line *before = &doc->lines[one->first - 1];
    struct text_slice next = text_line_slice(doc, &doc->lines[one->end]);
    return (before->role == TEXT_PARAGRAPH &&
               !text_ends_sentence(text_line_slice(doc, before))) ||
        text_is_lower(text_decode(&next));
}

static int
points_of_place(const struct text_doc *doc, struct text_candidate *candidate)
{
    const struct text_line *line = &doc->lines[candidate->first];
    bool first = candidate->first == doc->body;
    int points = 0;
    /* Where all stand apart by more, more is needed to stand alone. */
    unsigned usual = doc->usual_gap - 1u;
    unsigned gap = first ? 4 : line->gap;
    gap = gap > usual + 1 ? gap - usual : gap > 1 ? 1 : gap;
    if (gap == 0 && !(line->flags & TEXT_PAGE_BREAK)) {
        /* Between long lines nothing else tells a heading. */
        return candidate->class == TEXT_WORD_NONE ? -60 : -15;
    }
    candidate->rules |= TEXT_RULE_ISOLATED;
    points += gap >= 4 ? 18 : gap == 3 ? 12 : gap == 2 ? 8 : 0;
    points += line->flags & TEXT_PAGE_BREAK ? 15 : 0;
    points += line->indent >= 8 ? POINTS_CENTRED : 0;
    if (candidate->end < doc->body_end) {
        const struct text_line *next = &doc->lines[candidate->end];
        candidate->before_text = is_text(doc, candidate->end);
        points += candidate->before_text ? POINTS_BEFORE_TEXT : 0;
        points -= next->gap == 0 ? 15 : 0;
    } else {
        /* What is last heads nothing, and must be named "THE END". */
        points -= 25;
    }
    return points;
}

/* A short line between two long unwrapped paragraphs, as news have them. */
static bool
is_subhead(const struct text_doc *doc, const struct text_candidate *candidate)
{
    uint32_t i = candidate->first;
    if (candidate->end != i + 1 || i == doc->body ||
        candidate->end >= doc->body_end || doc->lines[i].width > 70 ||
        doc->lines[i].gap == 0 || doc->lines[i + 1].gap == 0) {
        return false;
    }
    struct text_slice text = text_line_slice(doc, &doc->lines[i]);
    uint32_t first = text_decode(&(struct text_slice){text.at, text.len});
    return (doc->lines[i - 1].flags & TEXT_LONG) &&
        (doc->lines[i + 1].flags & TEXT_LONG) && !text_ends_sentence(text) &&
        text_is_letter(first) && !text_is_lower(first) &&
        text_case_of(text).words <= 10;
}

static bool
is_eligible(const struct text_doc *doc, struct text_chunk block)
{
    const struct text_line *line = &doc->lines[block.first];
    bool entry = line->role == TEXT_VERSE && line->rules & TEXT_RULE_COLUMNS;
    if ((line->role != TEXT_PARAGRAPH && line->role != TEXT_VERSE) || entry ||
        block.end - block.first > LINES_MAX ||
        text_chunk_slice(doc, block).len > BYTES_MAX) {
        return false;
    }
    uint64_t width = 0;
    bool small = false;
    for (uint32_t i = block.first; i < block.end; i++) {
        if (doc->lines[i].width > WIDTH_MAX) {
            return false;
        }
        width += doc->lines[i].width;
        small |= (doc->lines[i].flags & TEXT_LOWER) != 0;
    }
    /* Only capitals run over more lines than three. */
    return width <= 200 && (!small || block.end - block.first <= 3);
}

static struct text_candidate
score_block(const struct text_doc *doc, struct text_chunk block)
{
    struct text_slice text = text_chunk_slice(doc, block);
    struct text_candidate candidate = {.first = block.first, .end = block.end};
    if (doc->opts.chapter && text_matcher_accepts(doc->opts.chapter, text)) {
        candidate.class = TEXT_WORD_CHAPTER;
        candidate.score = 200;
        candidate.rules = TEXT_RULE_OPTION;
        return candidate;
    }
    text_candidate_name(&candidate, text);
    candidate.cuts = cuts_sentence(doc, &candidate);
    int points = points_of_name(&candidate);
    points += points_of_writing(&candidate, text);
    points += points_of_place(doc, &candidate);
    if (is_subhead(doc, &candidate)) {
        points += POINTS_SUBHEAD;
    }
    if (text.len > (candidate.capitals ? 100 : 60)) {
        points -= text.len > 120 ? 20 : 8;
    }
    if (block.end - block.first > 3) {
        points -= 25;
    }
    candidate.score = (int16_t)points;
    candidate.emphasised = text.at[0] == '_';
    candidate.apart = (uint8_t)text_stands_apart(doc, &candidate);
    return candidate;
}

static enum text_status
add_candidate(
    struct text_candidates *found, const struct text_candidate *candidate)
{
    if (found->count == found->room) {
        uint32_t room = found->room ? found->room * 2 : 64;
        struct text_candidate *all =
            realloc(found->all, room * sizeof *found->all);
        if (!all) {
            return TEXT_NO_MEMORY;
        }
        found->all = all;
        found->room = room;
    }
    found->all[found->count++] = *candidate;
    return TEXT_OK;
}

/* "=====" or "-----" under a line, as wide as it or nearly. */
static bool
is_underline(const struct text_doc *doc, uint32_t i)
{
    const struct text_line *line = &doc->lines[i];
    const struct text_line *above = line - 1;
    struct text_slice text = text_line_slice(doc, line);
    if (text.len < 3 || text.len > WIDTH_MAX ||
        (text.at[0] != '=' && text.at[0] != '-' && text.at[0] != '~') ||
        line->width + 2u < above->width || above->width + 20u < line->width ||
        above->width > WIDTH_MAX) {
        return false;
    }
    for (size_t k = 1; k < text.len; k++) {
        if (text.at[k] != text.at[0]) {
            return false;
        }
    }
    return true;
}

/* Takes the first two lines of a chunk as a heading that is ruled off. */
static void
split_underlined(struct text_doc *doc, struct text_chunk chunk)
{
    uint32_t i = chunk.first;
    if (chunk.end - i < 2 || !is_underline(doc, i + 1) ||
        doc->lines[i].role == TEXT_GUTENBERG) {
        return;
    }
    struct text_chunk rest = {i + 2, chunk.end};
    struct text_chunk line = {i, i + 1};
    struct text_chunk rule = {i + 1, i + 2};
    text_chunk_set(doc, line, TEXT_HEADING, 95, TEXT_RULE_SYMBOLS);
    text_chunk_set(doc, rule, TEXT_UNDERLINE, 95, TEXT_RULE_SYMBOLS);
    doc->lines[i].level = doc->data[doc->lines[i + 1].offset] == '=' ? 1 : 2;
    doc->lines[i + 1].flags &= (uint16_t)~TEXT_STARTS;
    if (rest.first < rest.end) {
        doc->lines[rest.first].flags |= TEXT_STARTS;
    }
}

/* True if the last candidate is a bare number right above: "CHAPTER I". */
static bool
names_last(const struct text_candidates *found, uint32_t first)
{
    if (found->count == 0) {
        return false;
    }
    const struct text_candidate *last = &found->all[found->count - 1];
    return last->end == first && !last->titled &&
        last->number.style != TEXT_NUMERAL_NONE;
}

/* "The boat", "“Who": no number can follow, and no chapter opens so. */
static bool
opens_like_speech(struct text_slice text)
{
    size_t i = 0;
    uint8_t first = text.at[0];
    if (first == '"' || first == 0xE2) {
        return true;
    }
    while (i < text.len && text.at[i] > ' ' && text.at[i] < 0x80) {
        i++;
    }
    return i > 1 && i + 1 < text.len && text.at[i] == ' ' &&
        text.at[i + 1] >= 'a' && text.at[i + 1] <= 'z';
}

/*
 * Sentences of some length, and lines right below others, are not worth a
 * closer look unless they open with a chapter's word or number.
 */
static bool
is_hopeless(const struct text_doc *doc, struct text_chunk block)
{
    const struct text_line *line = &doc->lines[block.first];
    struct text_slice text = text_chunk_slice(doc, block);
    bool tight = line->gap == 0 && !(line->flags & TEXT_PAGE_BREAK) &&
        block.first != doc->body;
    bool sentence =
        text.len > 30 && line->flags & TEXT_LOWER && text_ends_sentence(text);
    if (!tight && !sentence) {
        return false;
    }
    return opens_like_speech(text) || !text_opens_with_name(text);
}

/* "II." between stanzas, as far in as they are. */
static bool
numbers_stanza(
    const struct text_doc *doc, const struct text_candidate *candidate)
{
    uint32_t i = candidate->first;
    if (candidate->titled || candidate->class != TEXT_WORD_NONE ||
        i == doc->body || candidate->end >= doc->body_end) {
        return false;
    }
    const struct text_line *next = &doc->lines[candidate->end];
    return next->role == TEXT_VERSE && next->gap <= 1 && next->indent > 0 &&
        doc->lines[i].indent >= next->indent && doc->lines[i].gap <= 2;
}

/* Adds what the candidate before and the block above say. */
static void
weigh_place(const struct text_doc *doc, const struct text_candidates *found,
    struct text_candidate *candidate)
{
    struct text_chunk block = {candidate->first, candidate->end};
    bool closes = text_closes_group(doc, block);
    bool follows =
        found->count > 0 && found->all[found->count - 1].end == block.first;
    candidate->below = names_last(found, block.first);
    if (candidate->below) {
        candidate->score = (int16_t)(candidate->score + POINTS_AFTER_NUMBER);
    } else if (closes && !follows && block.first > doc->body &&
        candidate->class == TEXT_WORD_NONE &&
        candidate->number.style == TEXT_NUMERAL_NONE) {
        candidate->score = (int16_t)(candidate->score + POINTS_TRAILS);
    }
    if (candidate->apart != TEXT_APART_NOT &&
        doc->lines[block.end].gap < doc->lines[block.first].gap) {
        candidate->score = (int16_t)(candidate->score + POINTS_LEANS);
    }
    if (numbers_stanza(doc, candidate)) {
        candidate->score = (int16_t)(candidate->score + POINTS_STANZA);
    }
    bool worth = candidate->apart != TEXT_APART_NOT ||
        (candidate->below && text_may_title(doc, block));
    if (worth && candidate->score < CANDIDATE_MIN) {
        candidate->score = CANDIDATE_MIN;
    }
}

/* Looks at one block; true in *found if it is a candidate. */
static enum text_status
look_at_block(struct text_doc *doc, struct text_candidates *found,
    struct text_chunk block, bool *is_candidate)
{
    bool titles = names_last(found, block.first) && text_may_title(doc, block);
    *is_candidate = false;
    if (!is_eligible(doc, block) ||
        (!titles && is_hopeless(doc, block) && !doc->opts.chapter)) {
        return TEXT_OK;
    }
    struct text_candidate candidate = score_block(doc, block);
    weigh_place(doc, found, &candidate);
    if (candidate.score < CANDIDATE_MIN) {
        return TEXT_OK;
    }
    *is_candidate = true;
    return add_candidate(found, &candidate);
}

static enum text_status
collect(struct text_doc *doc, struct text_candidates *found)
{
    uint16_t run = 0;
    uint32_t i = doc->body;
    enum text_status status = TEXT_OK;
    while (i < doc->body_end && found->count < CANDIDATES_MAX &&
        status == TEXT_OK) {
        if (i == doc->body || doc->lines[i].gap > 0) {
            split_underlined(doc, text_chunk_at(doc, i));
        }
        struct text_chunk block = text_block_at(doc, i);
        block.end = block.end > doc->body_end ? doc->body_end : block.end;
        i = block.end;
        bool is_candidate = false;
        status = look_at_block(doc, found, block, &is_candidate);
        if (is_candidate) {
            struct text_candidate *last = &found->all[found->count - 1];
            run = text_opens_row(last) ? 0 : run;
            last->run = ++run;
            continue;
        }
        if (run == 0 && text_chunk_is_prose(doc, block)) {
            found->prose[text_gap_class(doc, block.first)]++;
        }
        run = 0;
    }
    return status;
}

enum text_status
text_headings_assign(struct text_doc *doc)
{
    struct text_candidates found = {.all = NULL};
    enum text_status status = collect(doc, &found);
    if (status == TEXT_OK) {
        status = text_series_score(doc, &found);
    }
    if (status == TEXT_OK) {
        status = text_contents_score(doc, &found);
    }
    if (status == TEXT_OK) {
        text_levels_assign(doc, &found);
    }
    free(found.all);
    return status;
}
