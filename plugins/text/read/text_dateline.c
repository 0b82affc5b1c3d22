/* SPDX-License-Identifier: MIT */
/*
 * Datelines: the place, day and agency that open a news report.
 *
 *     GENEVA. Sept 3 (Agency) -- Delegates said ...
 *     МОСКВА, 3 сентября. /ТАСС/. Делегаты ...
 *     КИЕВ. 5 мая. ИНТЕРФАКС-УКРАИНА - Делегаты ...
 *     BERLIN (dpa) - Die Delegierten ...
 *
 * Everything up to the dash, the closing slash or the bracket must be a name,
 * a month, a day or a year; there must be a day or an agency. A year is never
 * invented: without one the day stays in the text alone.
 */
#include "read/text_doc.h"

#include <string.h>

/* A dateline ends within so many bytes. */
#define HEAD_MAX 160
#define WORDS_MAX 12

struct dateline {
    size_t end; /* of the dateline, without the dash */
    bool dashed; /* a dash follows */
    unsigned words;
    unsigned day;
    unsigned month;
    unsigned year;
    struct text_slice source;
};

static bool
is_blank(const uint8_t *at, const uint8_t *end)
{
    return at >= end || *at == ' ' || *at == '\t' || *at == '\n' ||
        (*at == 0xC2 && at + 1 < end && at[1] == 0xA0);
}

/* Length of a dash between blanks that begins at `at`, else 0. */
static size_t
dash_len(const uint8_t *at, const uint8_t *end)
{
    struct text_slice rest = {at, (size_t)(end - at)};
    if (!text_is_dash(text_decode(&rest))) {
        return 0;
    }
    while (rest.len > 0 && rest.at[0] == '-') {
        rest.at++;
        rest.len--;
    }
    return is_blank(rest.at, end) ? (size_t)(rest.at - at) : 0;
}

/* Skips "(Agency)" or "/ТАСС/", noting what is inside. */
static size_t
source_len(struct text_slice rest, struct text_slice *source)
{
    uint8_t closing = rest.at[0] == '(' ? ')' : '/';
    if (rest.len < 4) {
        return 0;
    }
    const uint8_t *end = memchr(rest.at + 1, closing, rest.len - 1);
    if (!end || end - rest.at < 3 || end - rest.at > 60) {
        return 0;
    }
    *source = (struct text_slice){rest.at + 1, (size_t)(end - rest.at) - 1};
    struct text_case written = text_case_of(*source);
    /* A bracket would be the reference of a note. */
    if (written.words > 6 || written.letters < 2 || written.digits > 0 ||
        memchr(source->at, '[', source->len)) {
        return 0;
    }
    return (size_t)(end - rest.at) + 1;
}

static unsigned
number_value(struct text_slice word)
{
    unsigned value = 0;
    for (size_t i = 0; i < word.len; i++) {
        if (word.at[i] < '0' || word.at[i] > '9' || value > 9999) {
            return 0;
        }
        value = value * 10 + (word.at[i] - '0');
    }
    return value;
}

/* Takes one word of a dateline; false if it cannot stand in one. */
static bool
take_word(struct dateline *found, struct text_slice word)
{
    struct text_case written = text_case_of(word);
    found->words++;
    if (found->words > WORDS_MAX) {
        return false;
    }
    if (written.digits > 0 && written.letters == 0) {
        unsigned value = number_value(word);
        if (value >= 1900 && value < 2100) {
            found->year = value;
            return true;
        }
        found->day = value;
        return value >= 1 && value <= 31;
    }
    const struct text_word_entry *entry = text_word_lookup(word);
    if (entry && entry->class == TEXT_WORD_MONTH && found->words > 1) {
        found->month = entry->value;
        return true;
    }
    return text_is_upper(written.first) ||
        (found->words > 1 && written.letters <= 4 && written.digits == 0);
}

/* Walks `text` up to the end of the dateline; false if there is none. */
static bool
walk_dateline(struct text_slice text, struct dateline *found)
{
    const uint8_t *end = text.at + text.len;
    struct text_slice rest = text;
    while (rest.len > 0) {
        uint8_t c = rest.at[0];
        size_t dash = dash_len(rest.at, end);
        if (dash > 0 && rest.at > text.at && is_blank(rest.at - 1, end)) {
            found->dashed = true;
            return true;
        }
        if (c == '(' || c == '/') {
            size_t len = source_len(rest, &found->source);
            if (len == 0) {
                return false;
            }
            rest.at += len;
            rest.len -= len;
            found->end = (size_t)(rest.at - text.at);
            const uint8_t *after = rest.at;
            while (after < end && (*after == '.' || *after == ' ')) {
                after++;
            }
            found->dashed = dash_len(after, end) > 0;
            return true;
        }
        if (c == ' ' || c == '.' || c == ',' || c == '-' || c == '\'') {
            rest.at++;
            rest.len--;
            continue;
        }
        struct text_slice from = rest;
        struct text_slice word = text_word(&rest);
        if (word.at != from.at || word.len == 0 || !take_word(found, word)) {
            return false;
        }
        found->end = (size_t)(rest.at - text.at);
    }
    return false;
}

/* "КИЕВ. 5 мая. ИНТЕРФАКС": the words behind the last full stop. */
static struct text_slice
trailing_source(struct text_slice text)
{
    size_t from = text.len;
    while (from > 0 && text.at[from - 1] != '.') {
        from--;
    }
    /* A name like INTERFAX.RU holds its full stop. */
    while (from >= 2 && text.at[from - 1] == '.' && from < text.len &&
        text.at[from] != ' ') {
        from--;
        while (
            from > 0 && text.at[from - 1] != '.' && text.at[from - 1] != ' ') {
            from--;
        }
    }
    struct text_slice source =
        text_trim((struct text_slice){text.at + from, text.len - from});
    struct text_case written = text_case_of(source);
    bool agency = written.words >= 1 && written.words <= 4 &&
        written.digits == 0 && written.lower == 0 && written.upper >= 3;
    return agency && from > 0 ? source : (struct text_slice){NULL, 0};
}

static void
put_digits(char *out, unsigned value, unsigned digits)
{
    while (digits > 0) {
        out[--digits] = (char)('0' + value % 10);
        value /= 10;
    }
}

static void
write_date(const struct dateline *found, char date[16])
{
    if (!found->day || !found->month || !found->year) {
        return;
    }
    memcpy(date, "0000-00-00", 11);
    put_digits(date, found->year, 4);
    put_digits(date + 5, found->month, 2);
    put_digits(date + 8, found->day, 2);
}

bool
text_dateline_read(struct text_doc *doc, struct text_slice text)
{
    struct dateline found = {.end = 0};
    struct text_slice head = text;
    head.len = head.len > HEAD_MAX ? HEAD_MAX : head.len;
    while (head.len < text.len && head.len > 0 &&
        (text.at[head.len] & 0xC0) == 0x80) {
        head.len--;
    }
    if (!walk_dateline(head, &found) || found.words == 0) {
        return false;
    }
    bool dated = found.day && found.month;
    struct text_slice said = {text.at, found.end};
    if (!found.source.len && dated) {
        found.source = trailing_source(said);
    }
    if (!(dated || (found.source.len && found.dashed)) ||
        !(found.dashed || (dated && found.source.len)) ||
        found.end == text.len) {
        return false;
    }
    doc->meta.dateline = said;
    doc->meta.publisher = found.source;
    write_date(&found, doc->meta.date);
    return true;
}
