/* SPDX-License-Identifier: MIT */
/*
 * What the words of a heading say: the kind of division it opens ("Chapter",
 * "Teil", "第三章"), its number, and the name behind both. Each form that
 * headings have is one function; the first that fits decides.
 */
#include "read/text_heading.h"

#include <string.h>

/* "END OF THE SECOND BOOK" is no longer. */
#define END_MAX 48

/* A first word that belongs to a numbered word: "Chapter IV", "IV. Kapitel". */
static const struct text_word_entry *
division_word(struct text_slice word)
{
    const struct text_word_entry *entry = text_word_lookup(word);
    if (!entry || entry->class > TEXT_WORD_SECTION) {
        return NULL;
    }
    return entry;
}

static void
name_rest(struct text_candidate *candidate, struct text_slice rest)
{
    candidate->title = text_letters_hash(rest);
    candidate->titled = candidate->title != 0;
}

/* 第三章, 第12回, 제1장: number and word are one run of letters. */
static bool
name_cjk(struct text_candidate *candidate, struct text_slice text)
{
    struct text_slice rest = text;
    uint32_t opening = text_decode(&rest);
    if (opening != 0x7B2C && opening != 0xC81C) {
        return false;
    }
    struct text_slice digits = {rest.at, 0};
    for (unsigned i = 0; i < 8 && rest.len > 0; i++) {
        struct text_slice word = rest;
        text_decode(&rest);
        word.len = (size_t)(rest.at - word.at);
        const struct text_word_entry *entry = division_word(word);
        if (!entry) {
            digits.len += word.len;
            continue;
        }
        candidate->number = text_number_of(digits);
        if (candidate->number.style == TEXT_NUMERAL_NONE) {
            return false;
        }
        candidate->class = entry->class;
        candidate->word = text_letters_hash(word);
        name_rest(candidate, rest);
        return true;
    }
    return false;
}

static bool
name_word_first(struct text_candidate *candidate, struct text_slice text)
{
    struct text_slice rest = text;
    struct text_slice word = text_word(&rest);
    const struct text_word_entry *entry = division_word(word);
    if (!entry || word.at > text.at + 4) {
        return false;
    }
    struct text_slice after = rest;
    struct text_slice second = text_word(&after);
    struct text_number number = text_number_of(second);
    /* "CHAPTER THE FIRST" */
    if (number.style == TEXT_NUMERAL_NONE && second.len <= 3) {
        number = text_number_of(text_word(&after));
    }
    /* "PART A", but not "Part a way" or "BOOK A TABLE" */
    bool letter = number.style == TEXT_NUMERAL_LETTER;
    bool ended = after.len == 0 || !text_is_space(after.at[0]);
    if (number.style == TEXT_NUMERAL_NONE ||
        (letter && (number.lower || !ended))) {
        return false;
    }
    candidate->class = entry->class;
    candidate->word = text_letters_hash(word);
    candidate->number = number;
    name_rest(candidate, after);
    return true;
}

/* "IV. Kapitel", "Première partie", "The Third Book" */
static bool
name_number_first(struct text_candidate *candidate, struct text_slice text)
{
    struct text_slice rest = text;
    struct text_slice first = text_word(&rest);
    struct text_number number = text_number_of(first);
    if (number.style == TEXT_NUMERAL_NONE && first.len <= 3) {
        number = text_number_of(text_word(&rest));
        number.style = number.style == TEXT_NUMERAL_WORD ? number.style
                                                         : TEXT_NUMERAL_NONE;
    }
    if (number.style == TEXT_NUMERAL_NONE ||
        number.style == TEXT_NUMERAL_LETTER) {
        return false;
    }
    struct text_slice word = text_word(&rest);
    const struct text_word_entry *entry = division_word(word);
    if (!entry) {
        return false;
    }
    candidate->class = entry->class;
    candidate->word = text_letters_hash(word);
    candidate->number = number;
    name_rest(candidate, rest);
    return true;
}

/* "IV.", "4", "VII. THE ADVENTURE": roman or arabic, then a mark or the end. */
static bool
name_numeral(struct text_candidate *candidate, struct text_slice text)
{
    struct text_slice rest = text;
    struct text_slice word = text_word(&rest);
    struct text_number number = text_number_of(word);
    bool counts = number.style == TEXT_NUMERAL_ROMAN ||
        number.style == TEXT_NUMERAL_ARABIC || number.style == TEXT_NUMERAL_CJK;
    if (!counts || word.at > text.at + 4 || number.value == 0) {
        return false;
    }
    struct text_slice after = rest;
    uint32_t mark = text_decode(&after);
    bool marked = mark == '.' || mark == ')' || mark == ':' ||
        text_is_dash(mark) || text_is_wide(mark);
    after = rest;
    bool alone = text_word(&after).len == 0;
    if (!alone && !marked) {
        return false;
    }
    candidate->number = number;
    name_rest(candidate, rest);
    return true;
}

/* Words that number pages and pictures, not divisions. */
static bool
is_caption_word(struct text_slice word)
{
    static const char *const words[] = {"page", "seite", "pagina", "fig",
        "figure", "plate", "table", "abb", "tab", "note", "footnote", "line",
        "illustration", "стр", "страница", "рис", "таблица"};
    char folded[32];
    if (text_fold_word(word, folded, sizeof folded) == 0) {
        return false;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i], folded) == 0) {
            return true;
        }
    }
    return false;
}

/* "ADVENTURE II.", "EXPERIMENT 3": any first word, numbered. */
static bool
name_any_word(struct text_candidate *candidate, struct text_slice text)
{
    struct text_slice rest = text;
    struct text_slice word = text_word(&rest);
    struct text_slice second = text_word(&rest);
    struct text_number number = text_number_of(second);
    if (word.len < 3 || word.at > text.at + 4 ||
        (number.style != TEXT_NUMERAL_ROMAN &&
            number.style != TEXT_NUMERAL_ARABIC) ||
        is_caption_word(word)) {
        return false;
    }
    candidate->number = number;
    candidate->word = text_letters_hash(word);
    name_rest(candidate, rest);
    return true;
}

/* "THE END", "FINIS", "END OF THE FIRST ACT": of a book or a part. */
static bool
name_end(struct text_candidate *candidate, struct text_slice text)
{
    static const char *const ends[] = {"the end", "finis", "fin", "ende",
        "einde", "fine", "fim", "slut", "loppu", "konec", "koniec", "конец"};
    bool part = text.len < END_MAX && text_starts(text, "END OF ");
    for (size_t i = 0; !part && i < sizeof ends / sizeof *ends; i++) {
        struct text_slice end = {(const uint8_t *)ends[i], strlen(ends[i])};
        part = text.len < end.len + 4 && text_same_letters(text, end);
    }
    if (part) {
        candidate->class = TEXT_WORD_END;
        name_rest(candidate, text);
    }
    return part;
}

static bool
name_section(struct text_candidate *candidate, struct text_slice text)
{
    struct text_slice rest = text;
    const struct text_word_entry *entry = text_word_lookup(text_word(&rest));
    if (!entry ||
        (entry->class != TEXT_WORD_NAMED &&
            entry->class != TEXT_WORD_CONTENTS)) {
        return false;
    }
    struct text_case written = text_case_of(rest);
    if (written.words > 6) {
        return false;
    }
    candidate->class = entry->class;
    candidate->title = text_letters_hash(text);
    return true;
}

void
text_candidate_name(struct text_candidate *candidate, struct text_slice text)
{
    if (name_cjk(candidate, text) || name_word_first(candidate, text) ||
        name_number_first(candidate, text) || name_end(candidate, text) ||
        name_section(candidate, text) || name_numeral(candidate, text) ||
        name_any_word(candidate, text)) {
        return;
    }
    candidate->title = text_letters_hash(text);
    candidate->titled = true;
}

/* True if the first word names or numbers a chapter. */
bool
text_opens_with_name(struct text_slice text)
{
    struct text_slice word = text_word(&text);
    return text_number_of(word).style != TEXT_NUMERAL_NONE ||
        division_word(word);
}
