/* SPDX-License-Identifier: MIT */
/*
 * What candidates for headings say of each other: numbers that count up are
 * a series, names that a table of contents lists are proved, and candidates
 * in a row with no text between are a list of something, of which only the
 * last can be a heading.
 */
#include "read/text_heading.h"

#include <stdlib.h>

#define POINTS_SERIES 25
#define POINTS_CONTENTS 30
#define POINTS_ROW -60
#define POINTS_REPEATED -40

/* What stands so often is no heading but a speaker or a refrain. */
#define REPEATED_MIN 4

/* Series that are open at one time: part, chapter, section and some more. */
#define SERIES_MAX 16
/* So many candidates in a row are a list. */
#define ROW_MIN 4
/* A chapter's number, title and subtitles. */
#define HEADING_PARTS 4
/* Where tables of contents stand: so many lines from either end. */
#define CONTENTS_FRONT 2000
#define CONTENTS_BACK 500
/* Slots of the set of names in contents; a power of two. */
#define NAMES 8192

struct series {
    uint64_t key;
    uint32_t last; /* candidate */
};

static void
add_points(struct text_candidate *candidate, int points, unsigned rule)
{
    if (!(candidate->rules & rule)) {
        candidate->score = (int16_t)(candidate->score + points);
        candidate->rules |= (uint16_t)rule;
    }
}

static uint64_t
series_key(const struct text_candidate *candidate)
{
    uint64_t key = candidate->word;
    if (key == 0) {
        key = (uint64_t)candidate->number.style * 4 +
            (candidate->titled ? 2 : 0) + candidate->number.lower;
    }
    return key;
}

static void
count_up(struct text_candidates *found, struct series table[SERIES_MAX],
    unsigned *used, uint32_t index)
{
    struct text_candidate *candidate = &found->all[index];
    uint64_t key = series_key(candidate);
    unsigned slot = 0;
    while (slot < *used && table[slot].key != key) {
        slot++;
    }
    if (slot < *used) {
        struct text_candidate *last = &found->all[table[slot].last];
        if (candidate->number.value == last->number.value + 1) {
            add_points(last, POINTS_SERIES, TEXT_RULE_SERIES);
            add_points(candidate, POINTS_SERIES, TEXT_RULE_SERIES);
        }
    } else if (*used < SERIES_MAX) {
        ++*used;
    } else {
        slot = index % SERIES_MAX;
    }
    table[slot] = (struct series){key, index};
}

/* "VII. THE ENGINEER" goes on where "ADVENTURE VI." stopped. */
static void
count_on(struct text_candidates *found)
{
    uint32_t last = UINT32_MAX;
    for (uint32_t i = 0; i < found->count; i++) {
        struct text_candidate *candidate = &found->all[i];
        if (candidate->number.style != TEXT_NUMERAL_ROMAN ||
            !candidate->titled || !candidate->capitals) {
            continue;
        }
        struct text_candidate *before =
            last == UINT32_MAX ? NULL : &found->all[last];
        if (before && candidate->class == TEXT_WORD_NONE &&
            before->number.value + 1 == candidate->number.value) {
            add_points(candidate, POINTS_SERIES, TEXT_RULE_SERIES);
            candidate->class = before->class;
        }
        last = i;
    }
}

static bool
is_division(const struct text_candidate *candidate)
{
    return candidate->class >= TEXT_WORD_PART &&
        candidate->class <= TEXT_WORD_SECTION;
}

/* The candidate behind the name of a row, or behind a chapter's heading with
 * the title and subtitle below it. */
static uint32_t
skip_opening(const struct text_doc *doc, const struct text_candidates *found,
    uint32_t first, uint32_t end)
{
    bool division = is_division(&found->all[first]);
    uint32_t next = first + 1;
    while (division && next < end && next - first < HEADING_PARTS &&
        found->all[next].class == TEXT_WORD_NONE &&
        doc->lines[found->all[next].first].gap <= 1) {
        next++;
    }
    return next;
}

/* Takes points from all of a row but its end, which may be real, and the
 * name of what it lists, "CONTENTS". */
static void
thin_row(const struct text_doc *doc, struct text_candidates *found,
    uint32_t first, uint32_t end)
{
    if (text_opens_row(&found->all[first])) {
        first = skip_opening(doc, found, first, end);
    }
    if (end - first < ROW_MIN - 1) {
        return;
    }
    uint32_t keep = end;
    const struct text_candidate *last = &found->all[end - 1];
    if (is_division(last) || last->before_text ||
        last->number.style != TEXT_NUMERAL_NONE) {
        keep = end - 1;
    }
    /* PART ONE / CHAPTER I / The Rabbit-Hole */
    while (keep > first && keep < end && end - keep < 3) {
        const struct text_candidate *above = &found->all[keep - 1];
        const struct text_candidate *below = &found->all[keep];
        /* "I" and, right below it, "THE RABBIT-HOLE" */
        if (!below->below &&
            (!is_division(above) || above->class == below->class)) {
            break;
        }
        keep--;
    }
    for (uint32_t i = first; i < keep; i++) {
        struct text_candidate *candidate = &found->all[i];
        if (!(candidate->rules & TEXT_RULE_OPTION)) {
            candidate->score = (int16_t)(candidate->score + POINTS_ROW);
        }
    }
}

static void
thin_rows(const struct text_doc *doc, struct text_candidates *found)
{
    uint32_t i = 0;
    while (i < found->count) {
        uint32_t end = i + 1;
        while (end < found->count && found->all[end].run > 1) {
            end++;
        }
        if (end - i >= ROW_MIN) {
            thin_row(doc, found, i, end);
        }
        i = end;
    }
}

static bool
is_bare_digits(const struct text_candidate *one)
{
    return one->class == TEXT_WORD_NONE && !one->titled &&
        one->number.style == TEXT_NUMERAL_ARABIC;
}

/* Bare digits that part sentences are page numbers, and so are the others. */
static void
drop_page_numbers(struct text_candidates *found)
{
    uint32_t bare = 0;
    uint32_t cutting = 0;
    for (uint32_t i = 0; i < found->count; i++) {
        bare += is_bare_digits(&found->all[i]);
        cutting += is_bare_digits(&found->all[i]) && found->all[i].cuts;
    }
    if (cutting * 5 < bare || cutting == 0) {
        return;
    }
    for (uint32_t i = 0; i < found->count; i++) {
        if (is_bare_digits(&found->all[i])) {
            found->all[i].score += POINTS_ROW;
        }
    }
}

struct repetition {
    uint64_t title;
    uint32_t candidate;
};

static int
compare_repetitions(const void *a, const void *b)
{
    uint64_t left = ((const struct repetition *)a)->title;
    uint64_t right = ((const struct repetition *)b)->title;
    return (left > right) - (left < right);
}

/* Takes points from names without number that occur again and again. */
static enum text_status
thin_repeated(struct text_candidates *found)
{
    struct repetition *all = malloc((found->count + 1u) * sizeof *all);
    uint32_t count = 0;
    if (!all) {
        return TEXT_NO_MEMORY;
    }
    for (uint32_t i = 0; i < found->count; i++) {
        const struct text_candidate *candidate = &found->all[i];
        if (candidate->class == TEXT_WORD_NONE && candidate->titled &&
            candidate->number.style == TEXT_NUMERAL_NONE && !candidate->below) {
            all[count++] = (struct repetition){candidate->title, i};
        }
    }
    qsort(all, count, sizeof *all, compare_repetitions);
    for (uint32_t i = 0, end = 0; i < count; i = end) {
        while (end < count && all[end].title == all[i].title) {
            end++;
        }
        for (uint32_t k = i; k < end && end - i >= REPEATED_MIN; k++) {
            found->all[all[k].candidate].score += POINTS_REPEATED;
            found->all[all[k].candidate].repeated = true;
        }
    }
    free(all);
    return TEXT_OK;
}

enum text_status
text_series_score(const struct text_doc *doc, struct text_candidates *found)
{
    struct series table[SERIES_MAX];
    unsigned used = 0;
    for (uint32_t i = 0; i < found->count; i++) {
        if (found->all[i].number.style != TEXT_NUMERAL_NONE) {
            count_up(found, table, &used, i);
        }
    }
    count_on(found);
    thin_rows(doc, found);
    enum text_status status = thin_repeated(found);
    text_apart_support(doc, found);
    drop_page_numbers(found);
    text_titles_join(doc, found);
    return status;
}

/* "The Rabbit-Hole ........ 12" without leader and page. */
static struct text_slice
strip_page(struct text_slice text)
{
    size_t len = text.len;
    while (len > 0 && text.at[len - 1] >= '0' && text.at[len - 1] <= '9') {
        len--;
    }
    size_t digits = text.len - len;
    while (len > 0 &&
        (text.at[len - 1] == ' ' || text.at[len - 1] == '.' ||
            text.at[len - 1] == '\t')) {
        len--;
    }
    if (digits > 0 && text.len - digits - len >= 2) {
        text.len = len;
    }
    return text;
}

static void
insert_name(uint64_t *names, uint64_t name)
{
    for (unsigned i = 0; i < 16 && name != 0; i++) {
        uint64_t *slot = &names[(name + i) & (NAMES - 1)];
        if (*slot == 0 || *slot == name) {
            *slot = name;
            return;
        }
    }
}

static bool
has_name(const uint64_t *names, uint64_t name)
{
    for (unsigned i = 0; i < 16 && name != 0; i++) {
        uint64_t slot = names[(name + i) & (NAMES - 1)];
        if (slot == name) {
            return true;
        }
        if (slot == 0) {
            return false;
        }
    }
    return false;
}

static void
read_names(
    const struct text_doc *doc, uint32_t first, uint32_t end, uint64_t *names)
{
    for (uint32_t i = first; i < end; i++) {
        const struct text_line *line = &doc->lines[i];
        if ((line->role != TEXT_VERSE && line->role != TEXT_CODE &&
                line->role != TEXT_LIST) ||
            line->width > 100) {
            continue;
        }
        struct text_candidate name = {0};
        text_candidate_name(&name, strip_page(text_line_slice(doc, line)));
        insert_name(names, name.title);
    }
}

enum text_status
text_contents_score(struct text_doc *doc, struct text_candidates *found)
{
    uint64_t *names = calloc(NAMES, sizeof *names);
    if (!names) {
        return TEXT_NO_MEMORY;
    }
    uint32_t count = doc->body_end - doc->body;
    uint32_t front = count < CONTENTS_FRONT ? count : CONTENTS_FRONT;
    uint32_t back =
        count - front < CONTENTS_BACK ? count - front : CONTENTS_BACK;
    read_names(doc, doc->body, doc->body + front, names);
    read_names(doc, doc->body_end - back, doc->body_end, names);
    for (uint32_t i = 0; i < found->count; i++) {
        struct text_candidate *candidate = &found->all[i];
        /* What a row of candidates lists proves those outside of it. */
        if (candidate->score < 0) {
            insert_name(names, candidate->title);
        }
    }
    for (uint32_t i = 0; i < found->count; i++) {
        struct text_candidate *candidate = &found->all[i];
        if (candidate->score >= 0 && candidate->titled &&
            !candidate->repeated && has_name(names, candidate->title) &&
            doc->lines[candidate->first].gap > 0) {
            add_points(candidate, POINTS_CONTENTS, TEXT_RULE_CONTENTS);
        }
    }
    free(names);
    return TEXT_OK;
}
