/* SPDX-License-Identifier: MIT */
/*
 * Lists. A marker at the head of a line is no list yet: it takes a series of
 * them. Bullets need two items, dashes need items that do not read like
 * speech, numbers must count up from the beginning and stand tight or with a
 * hanging indent, so that "1984. It was ..." and numbered paragraphs of a law
 * stay what they are.
 */
#include "read/text_doc.h"

/* A marker with its number has no more characters. */
#define MARKER_MAX 10

static bool
is_bullet(uint32_t c)
{
    return c == '*' || c == '+' || c == '-' || c == 0x2022 || c == 0x25AA ||
        c == 0x25CF || c == 0x25E6 || c == 0x2023 || c == 0xB7 || c == 0x2013 ||
        c == 0x2014 || c == 0x25A0 || c == 0x25BA;
}

static bool
read_bullet(struct text_slice text, struct text_marker *marker)
{
    struct text_slice rest = text;
    uint32_t c = text_decode(&rest);
    if (!is_bullet(c) || rest.len < 2 || !text_is_space(rest.at[0])) {
        return false;
    }
    rest = text_trim(rest);
    *marker = (struct text_marker){
        .bullet = c, .skip = (uint32_t)(rest.at - text.at)};
    return rest.len > 0;
}

static bool
read_number(struct text_slice text, struct text_marker *marker)
{
    struct text_slice rest = text;
    bool parens = rest.at[0] == '(';
    if (parens) {
        rest.at++;
        rest.len--;
    }
    const uint8_t *start = rest.at;
    struct text_slice word = text_word(&rest);
    if (word.at != start || word.len == 0 || word.len > MARKER_MAX ||
        rest.len < 3) {
        return false;
    }
    uint8_t closing = rest.at[0];
    if ((closing != ')' && (closing != '.' || parens)) || rest.at[1] != ' ') {
        return false;
    }
    struct text_number number = text_number_of(word);
    if (number.style == TEXT_NUMERAL_NONE ||
        number.style == TEXT_NUMERAL_WORD || number.style == TEXT_NUMERAL_CJK) {
        return false;
    }
    rest.at++;
    rest.len--;
    rest = text_trim(rest);
    *marker = (struct text_marker){.number = number,
        .delim = parens      ? 3
            : closing == ')' ? 2
                             : 1,
        .skip = (uint32_t)(rest.at - text.at)};
    return rest.len > 0;
}

bool
text_marker_read(struct text_slice text, struct text_marker *marker)
{
    return text.len >= 3 &&
        (read_bullet(text, marker) || read_number(text, marker));
}

/* c, d, i, l, v and x are letters when the item before has a letter. */
static void
read_as_letter(struct text_number *number)
{
    static const struct {
        uint32_t roman;
        char letter;
    } both[] = {
        {1, 'i'}, {5, 'v'}, {10, 'x'}, {50, 'l'}, {100, 'c'}, {500, 'd'}};
    for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
        if (number->value == both[i].roman) {
            number->style = TEXT_NUMERAL_LETTER;
            number->value = (uint32_t)(both[i].letter - 'a' + 1);
            return;
        }
    }
}

bool
text_marker_follows(const struct text_marker *last, struct text_marker *next)
{
    if (last->bullet || next->bullet) {
        return last->bullet == next->bullet;
    }
    if (last->delim != next->delim ||
        last->number.lower != next->number.lower) {
        return false;
    }
    if (last->number.style == TEXT_NUMERAL_LETTER &&
        next->number.style == TEXT_NUMERAL_ROMAN) {
        read_as_letter(&next->number);
    }
    return last->number.style == next->number.style &&
        next->number.value == last->number.value + 1;
}

struct run {
    uint32_t first;
    uint32_t end;
    uint32_t items;
    uint32_t loose; /* items with a blank line before */
    uint32_t hanging; /* items whose next lines stand in */
    uint32_t flush; /* items whose next lines do not */
    uint32_t stops; /* items that end like sentences */
    uint32_t spoken; /* items that end like speech */
    uint32_t ragged; /* items that go on in lines of verse */
    uint64_t width;
    struct text_marker marker;
};

static void
count_end(const struct text_doc *doc, uint32_t i, struct run *run)
{
    struct text_slice text = text_line_slice(doc, &doc->lines[i]);
    uint32_t last = text_last(text);
    run->stops += text_ends_sentence(text);
    run->spoken +=
        last == '?' || last == '!' || last == 0x2026 || text_is_closing(last);
}

/* Walks the items that begin at `first`; nested items stay inside them. */
static struct run
walk_run(const struct text_doc *doc, uint32_t first, struct text_marker marker)
{
    struct run run = {.first = first, .items = 1, .marker = marker};
    const struct text_line *head = &doc->lines[first];
    unsigned content = head->indent + marker.skip;
    struct text_marker last = marker;
    bool counted = false;
    uint32_t i = first + 1;
    run.width = head->width;
    for (; i < doc->body_end; i++) {
        const struct text_line *line = &doc->lines[i];
        struct text_marker next;
        if (line->role == TEXT_CODE || line->flags & TEXT_PAGE_BREAK) {
            break;
        }
        if (line->indent == head->indent &&
            text_marker_read(text_line_slice(doc, line), &next) &&
            text_marker_follows(&last, &next) && line->gap <= 2) {
            count_end(doc, i - 1, &run);
            run.items++;
            run.loose += line->gap > 0;
            last = next;
            counted = false;
        } else if (line->indent > head->indent &&
            line->indent + 1u >= content && line->gap <= 1) {
            run.hanging += !counted;
            run.ragged += !counted && line->role == TEXT_VERSE &&
                !(line[-1].flags & TEXT_FORCED);
            counted = true;
        } else if (line->gap == 0 && line[-1].flags & TEXT_FORCED &&
            line->rules & TEXT_RULE_WRAPPED) {
            run.flush += !counted;
            counted = true;
        } else {
            break;
        }
        run.width += line->width;
    }
    count_end(doc, i - 1, &run);
    run.end = i;
    return run;
}

static bool
is_dash_list(const struct run *run)
{
    if (run->spoken * 4 > run->items) {
        return false;
    }
    if (run->marker.bullet == '-' && run->hanging > 0 && !run->flush) {
        return true;
    }
    if (run->marker.bullet == '-' && run->stops == 0 && run->loose == 0) {
        return true;
    }
    return run->items >= 3 && run->stops * 3 <= run->items;
}

static bool
is_list(const struct run *run)
{
    if (run->items < 2) {
        return false;
    }
    if (run->marker.bullet) {
        return text_is_dash(run->marker.bullet) ? is_dash_list(run) : true;
    }
    /* Numbered stanzas are verse. */
    if (run->ragged * 2 > run->items) {
        return false;
    }
    return run->loose == 0 || (run->hanging > 0 && run->flush == 0) ||
        (run->items >= 3 && run->width < run->items * UINT64_C(60) &&
            run->stops * 2 <= run->items);
}

static unsigned
level_of(const struct text_doc *doc, const struct run *run, uint32_t i)
{
    unsigned step = doc->lines[run->first].indent;
    unsigned indent = doc->lines[i].indent;
    unsigned level = 1;
    /* Each nested level stands in by two columns or more. */
    while (indent >= step + 2 && level < TEXT_LIST_LEVELS) {
        level++;
        step += run->marker.skip > 2 ? run->marker.skip : 2;
    }
    return level;
}

/* True if line `i` begins an item; *last is then its marker. */
static bool
begins_item(const struct text_doc *doc, const struct run *run, uint32_t i,
    struct text_marker *last)
{
    struct text_marker marker;
    const struct text_line *line = &doc->lines[i];
    if (i == run->first) {
        return true;
    }
    if (!text_marker_read(text_line_slice(doc, line), &marker)) {
        return false;
    }
    if (line->indent > doc->lines[run->first].indent) {
        return marker.bullet != 0;
    }
    if (!text_marker_follows(last, &marker)) {
        return false;
    }
    *last = marker;
    return true;
}

static void
assign_run(struct text_doc *doc, const struct run *run)
{
    struct text_chunk lines = {run->first, run->end};
    struct text_marker last = run->marker;
    unsigned level = 1;
    text_chunk_set(doc, lines, TEXT_LIST, 85,
        TEXT_RULE_SERIES | (run->hanging ? TEXT_RULE_INDENT : 0));
    for (uint32_t i = run->first; i < run->end; i++) {
        struct text_line *line = &doc->lines[i];
        if (begins_item(doc, run, i, &last)) {
            unsigned wanted = level_of(doc, run, i);
            level = wanted > level + 1 ? level + 1 : wanted;
            line->flags |= TEXT_STARTS;
            line->flags |= run->loose == 0 ? TEXT_TIGHT : 0;
        }
        line->level = (uint8_t)level;
    }
    if (run->end < doc->body_end) {
        doc->lines[run->end].flags |= TEXT_STARTS;
    }
}

void
text_lists_assign(struct text_doc *doc)
{
    uint32_t i = doc->body;
    while (i < doc->body_end) {
        const struct text_line *line = &doc->lines[i];
        struct text_marker marker;
        bool may = line->role == TEXT_PARAGRAPH || line->role == TEXT_VERSE;
        if (!may || !text_marker_read(text_line_slice(doc, line), &marker) ||
            (!marker.bullet && marker.number.value > 1)) {
            i++;
            continue;
        }
        struct run run = walk_run(doc, i, marker);
        if (is_list(&run)) {
            assign_run(doc, &run);
        }
        /* What is no list from its first item on is none from its second. */
        i = run.end;
    }
}
