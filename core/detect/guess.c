/* SPDX-License-Identifier: MIT */
/*
 * Choosing a legacy character set by statistics, in three rounds:
 *
 * 1. Every candidate set decodes a sample of the input; how the characters
 *    sit together gives its shape (judge.c). Sets that read the sample
 *    exactly like a better known set are dropped.
 * 2. The best shapes, and what the library uchardet says, are read by the
 *    language detector: real text is surely in some language, and its
 *    letters beyond ASCII are those of that language's alphabet.
 * 3. Shape, language, alphabet, the library's word and how usual the set is
 *    are added up.
 */
#include "guess.h"

#include "cld2.h"
#include "judge.h"
#include "language.h"
#include "sample.h"
#include "second_opinion.h"
#include "utf8_step.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The sample: enough for the rarer letters of a language to occur. */
#define SAMPLE_WINDOWS 8
#define SAMPLE_WINDOW_SIZE 512

/* How many candidates reach the second round, and how far they may stay
 * behind the best of the first. */
#define MAX_FINALISTS 10
#define MAX_FIRST_GAP 0.9

/* Weights of the third round, against 1.0 for a perfect shape. */
#define WEIGHT_LANGUAGE 0.5
#define WEIGHT_ALPHABET 0.6
#define WEIGHT_NORMALCY 0.3
#define WEIGHT_UCHARDET 0.1
#define WEIGHT_USUAL 0.02

/* What each doubling of the blunders costs: a mean would bury in a long text
 * the few characters that tell apart two close sets. */
#define COST_BLUNDERS 0.15

/* The total of those that did not reach the second round. */
#define TOTAL_NONE -10.0

/* Few characters are weak evidence: this many count half. */
#define HALF_EVIDENCE 2.0

/* Text that CLD2 scores lower than this is hardly in the language that it
 * names; common text scores about 1000. */
#define FULL_NORMALCY 450.0

/* A language trusted less than this may be another, which has the letters
 * that are missing from its alphabet. */
#define MIN_TRUST 0.4

/* In a language that CLD2 does not know, the letters of the many small
 * languages that were written in Latin-1 are the likeliest. */
#define WEIGHT_WESTERN 0.2

/* And the letters of some of the others are found nowhere else. */
#define WEIGHT_TELLTALE 0.8

/* A character set that may be the answer. */
struct candidate {
    enum dci_charset_id id;
    uint8_t points; /* how usual it is, in units of WEIGHT_USUAL */
};

static const struct candidate candidates[] = {
#define CANDIDATE(id, points) {DCI_CHARSET_##id, points},
#include "candidates.def"
#undef CANDIDATE
};

enum { CANDIDATE_COUNT = sizeof candidates / sizeof candidates[0] };

struct entry {
    const struct candidate *candidate;
    const struct dci_charset *charset;
    uint64_t digest; /* of the text it reads */
    struct dci_verdict shape;
    double normalcy; /* of the language it is in */
    double total;
};

/* All that the rounds share. */
struct contest {
    struct dci_sample sample;
    struct dci_glyph *glyphs;
    char *text; /* a reading in UTF-8, for the language detector */
    const struct dci_charset *named; /* by uchardet, or NULL */
    struct entry entries[CANDIDATE_COUNT];
    size_t count;
    bool is_exhausted; /* memory ran out on the way */
};

static const struct dci_charset *
ask_uchardet(struct contest *contest)
{
    char name[DCI_OPINION_SIZE];

    contest->is_exhausted =
        !dci_second_opinion(contest->sample.bytes, contest->sample.len, name);
    return dci_charset_lookup(name, strlen(name));
}

static bool
contest_open(struct contest *contest, const uint8_t *bytes, size_t len)
{
    const struct dci_sample_plan plan = {SAMPLE_WINDOWS, SAMPLE_WINDOW_SIZE, 1};

    contest->sample = dci_sample_take(bytes, len, &plan);
    if (contest->sample.len == 0)
        return false;
    contest->glyphs = calloc(contest->sample.len, sizeof *contest->glyphs);
    contest->text = malloc(contest->sample.len * 4);
    if (!contest->glyphs || !contest->text)
        return false;
    contest->named = ask_uchardet(contest);
    return true;
}

static void
contest_close(struct contest *contest)
{
    free(contest->text);
    free(contest->glyphs);
    dci_sample_free(&contest->sample);
}

/* FNV-1a over the code points. */
static uint64_t
digest_reading(const struct dci_reading *reading)
{
    uint64_t digest = 0xCBF29CE484222325u;

    for (size_t i = 0; i < reading->count; i++)
        digest = (digest ^ reading->glyphs[i].code) * 0x100000001B3u;
    return digest;
}

static bool
is_repeated(const struct contest *contest, uint64_t digest)
{
    for (size_t i = 0; i < contest->count; i++) {
        if (contest->entries[i].digest == digest)
            return true;
    }
    return false;
}

static struct dci_reading
read_sample(const struct contest *contest, const struct dci_charset *charset)
{
    struct dci_reading reading = {.glyphs = contest->glyphs};

    dci_reading_make(
        &reading, charset, contest->sample.bytes, contest->sample.len);
    return reading;
}

static double
weight_of_evidence(size_t count)
{
    return (double)count / ((double)count + HALF_EVIDENCE);
}

/* What is known of an entry after the first round. */
static double
first_total(const struct entry *entry)
{
    return entry->shape.mean * weight_of_evidence(entry->shape.count) +
        WEIGHT_USUAL * entry->candidate->points;
}

static int
compare_entries(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    double a_total = first_total(a);
    double b_total = first_total(b);

    if (a_total != b_total)
        return a_total > b_total ? -1 : 1;
    return a->candidate < b->candidate ? -1 : 1;
}

/* Whether the library named this set. */
static bool
is_named(const struct contest *contest, const struct entry *entry)
{
    return contest->named == entry->charset;
}

static void
run_first_round(struct contest *contest)
{
    for (size_t i = 0; i < CANDIDATE_COUNT; i++) {
        const struct dci_charset *charset = &dci_charsets[candidates[i].id];
        struct dci_reading reading = read_sample(contest, charset);
        uint64_t digest = digest_reading(&reading);

        if (is_repeated(contest, digest))
            continue;
        contest->entries[contest->count++] = (struct entry){&candidates[i],
            charset, digest, dci_judge_shape(&reading), 0.0, 0.0};
    }
    qsort(contest->entries, contest->count, sizeof contest->entries[0],
        compare_entries);
}

/* The reading in UTF-8 as the language detector wants it. */
static size_t
write_text(const struct contest *contest, const struct dci_reading *reading)
{
    size_t len = 0;

    for (size_t i = 0; i < reading->count; i++) {
        uint32_t code = reading->glyphs[i].code;
        bool is_text = reading->glyphs[i].class != DCI_CLASS_CONTROL &&
            reading->glyphs[i].class != DCI_CLASS_ODD;
        len += dci_utf8_put(contest->text + len, is_text ? code : ' ');
    }
    return len;
}

/* Languages that CLD2 names by their script alone: any letters will do, so
 * its word is worth less. */
static bool
is_script_alone(const char *code)
{
    static const char *const codes[] = {"el", "hy", "ka", "th"};

    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if (strcmp(codes[i], code) == 0)
            return true;
    }
    return false;
}

static double
trust_in(const struct dci_cld2 *found)
{
    double trust = (double)found->percent / 100.0;

    if (!found->is_reliable)
        trust *= 0.4;
    double normalcy = found->normalcy / FULL_NORMALCY;
    if (normalcy < 1.0)
        trust *= normalcy * normalcy;
    return is_script_alone(found->code) ? trust * 0.5 : trust;
}

static double
cost_of(size_t blunders)
{
    return COST_BLUNDERS * log2(1.0 + (double)blunders);
}

static bool
has_telltale(const struct dci_reading *reading)
{
    const struct dci_alphabet *alphabet = NULL;

    while ((alphabet = dci_alphabet_next_telltale(alphabet))) {
        if (dci_judge_telltale(reading, alphabet))
            return true;
    }
    return false;
}

/* Adds to the total what the language of the reading tells. */
static void
judge_language(struct contest *contest, const struct dci_reading *reading,
    struct entry *entry)
{
    size_t len = write_text(contest, reading);
    struct dci_cld2 found = dci_cld2_detect(contest->text, (int)len, true);
    char tag[DCI_LANGUAGE_TAG_SIZE] = "";
    double trust = 0.0;

    contest->is_exhausted |= found.is_exhausted;
    if (found.code) {
        trust = trust_in(&found);
        dci_language_tag(tag, found.code);
        entry->total += WEIGHT_LANGUAGE * trust;
        if (!is_script_alone(found.code))
            entry->normalcy = found.normalcy * trust;
    }
    struct dci_verdict western =
        dci_judge_alphabet(reading, dci_alphabet_western());
    entry->total += (1.0 - trust) * WEIGHT_WESTERN * western.mean;
    if (has_telltale(reading))
        entry->total += (1.0 - trust) * WEIGHT_TELLTALE;
    const struct dci_alphabet *alphabet = dci_alphabet_lookup(tag);
    if (!alphabet)
        return;
    struct dci_verdict letters = dci_judge_alphabet(reading, alphabet);
    double points =
        trust * (WEIGHT_ALPHABET * letters.mean - cost_of(letters.blunders));
    entry->total += trust < MIN_TRUST && points < 0.0 ? 0.0 : points;
}

static void
judge_entry(struct contest *contest, struct entry *entry)
{
    struct dci_reading reading = read_sample(contest, entry->charset);

    entry->total = entry->shape.mean - cost_of(entry->shape.blunders);
    judge_language(contest, &reading, entry);
    entry->total *= weight_of_evidence(entry->shape.count);
    entry->total += WEIGHT_USUAL * entry->candidate->points;
    if (is_named(contest, entry))
        entry->total += WEIGHT_UCHARDET;
}

static void
run_second_round(struct contest *contest)
{
    double best = first_total(&contest->entries[0]);

    for (size_t i = 0; i < contest->count; i++) {
        struct entry *entry = &contest->entries[i];
        bool is_finalist =
            i < MAX_FINALISTS && first_total(entry) > best - MAX_FIRST_GAP;
        bool is_known =
            is_named(contest, entry) || entry->candidate == candidates;

        entry->total = TOTAL_NONE;
        if (is_finalist || is_known)
            judge_entry(contest, entry);
    }
}

/* The reading that its language's text resembles most gets a bonus, the
 * others in proportion. */
static void
run_third_round(struct contest *contest)
{
    double best = 1.0;

    for (size_t i = 0; i < contest->count; i++) {
        if (contest->entries[i].normalcy > best)
            best = contest->entries[i].normalcy;
    }
    for (size_t i = 0; i < contest->count; i++) {
        struct entry *entry = &contest->entries[i];
        entry->total += WEIGHT_NORMALCY * entry->normalcy / best;
    }
}

static struct dci_guess
pick_winner(const struct contest *contest)
{
    const struct entry *best = &contest->entries[0];
    double second = TOTAL_NONE;

    for (size_t i = 1; i < contest->count; i++) {
        const struct entry *entry = &contest->entries[i];
        if (entry->total > best->total) {
            second = best->total;
            best = entry;
        } else if (entry->total > second) {
            second = entry->total;
        }
    }
    double lead = best->total - second;
    double sure = 40.0 + 100.0 * (lead < 0.5 ? lead : 0.5);
    if (best->shape.mean < 0.0)
        sure *= 0.25;
    return (struct dci_guess){
        best->charset, (uint8_t)sure, contest->is_exhausted};
}

struct dci_guess
dci_guess_charset(const uint8_t *bytes, size_t len)
{
    struct dci_guess guess = {&dci_charsets[DCI_CHARSET_windows_1252], 0, true};
    struct contest contest = {0};

    if (contest_open(&contest, bytes, len)) {
        run_first_round(&contest);
        run_second_round(&contest);
        run_third_round(&contest);
        guess = pick_winner(&contest);
    }
    contest_close(&contest);
    return guess;
}
