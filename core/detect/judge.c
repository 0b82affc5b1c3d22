/* SPDX-License-Identifier: MIT */
/*
 * The judge of decoded text.
 *
 * A wrong character set shows in how characters sit together: symbols,
 * boxes and control characters inside words, capitals after small letters,
 * letters of two scripts in one word, marks without a letter, ideographs
 * nobody uses. Each character beyond ASCII earns or loses points by its own
 * kind and its neighbours; the mean is the verdict. The weights are set by
 * reason and checked on texts in some sixty languages, none of them tuned to
 * a single text.
 */
#include "judge.h"

#include <string.h>

/* The points of one character beyond ASCII. */
#define POINTS_LETTER 1.0
#define POINTS_BAD -4.0
#define POINTS_CONTROL -2.0
#define POINTS_ODD -2.0

static bool
is_letter(const struct dci_glyph *glyph)
{
    return glyph->class == DCI_CLASS_LETTER || glyph->class == DCI_CLASS_MARK;
}

static bool
is_wordy(const struct dci_glyph *glyph)
{
    return is_letter(glyph) || glyph->class == DCI_CLASS_DIGIT;
}

/* The letters that Latin and Cyrillic share by look. Cyrillic text typed on
 * Latin keys holds them, as old Serbian and Ukrainian files show. */
static bool
looks_cyrillic(uint32_t code)
{
    return code < 0x80 && strchr("ABCEHIJKMOPSTXYaceijopsxy", (int)code);
}

static double
judge_neighbour(const struct dci_glyph *at, const struct dci_glyph *other)
{
    if (!is_letter(other) || other->script == at->script)
        return 0.0;
    if (at->script == DCI_SCRIPT_CYRILLIC && looks_cyrillic(other->code))
        return -0.2;
    return -1.0;
}

static bool
is_high_latin(const struct dci_glyph *glyph)
{
    return glyph->code >= 0x80 && glyph->script == DCI_SCRIPT_LATIN;
}

/* Thai vowels that are written before their consonant. */
static bool
is_thai_lead(uint32_t code)
{
    return code >= 0xE40 && code <= 0xE44;
}

static bool
is_thai_consonant(uint32_t code)
{
    return code >= 0xE01 && code <= 0xE2E;
}

/* Thai has no spaces between words, so its spelling is the only shape. */
static double
judge_thai(const struct dci_glyph *at, const struct dci_glyph *before,
    const struct dci_glyph *after)
{
    if (is_thai_lead(at->code) && !is_thai_consonant(after->code))
        return -1.0;
    if (at->code >= 0xE30 && at->code <= 0xE33 &&
        !is_thai_consonant(before->code) && before->class != DCI_CLASS_MARK)
        return -1.0;
    return POINTS_LETTER;
}

/* Words of one letter are few, and hardly of another script than the text
 * around them. */
static double
judge_lone_letter(const struct dci_glyph *at, bool is_latin_text)
{
    return is_latin_text && at->script != DCI_SCRIPT_LATIN ? 0.8 : 0.1;
}

static double
judge_letter(const struct dci_glyph *at, const struct dci_glyph *before,
    const struct dci_glyph *after, bool is_latin_text)
{
    double points = POINTS_LETTER;

    points += judge_neighbour(at, before) + judge_neighbour(at, after);
    if (!is_letter(before) && !is_letter(after))
        points -= judge_lone_letter(at, is_latin_text);
    if (at->cased == DCI_CASE_UPPER && before->cased == DCI_CASE_LOWER)
        points -= 1.3;
    if (at->cased == DCI_CASE_LOWER && after->cased == DCI_CASE_UPPER)
        points -= 1.3;
    /* Latin words are mostly ASCII: long runs of other letters are not. */
    if (at->script == DCI_SCRIPT_LATIN && is_high_latin(before) &&
        is_high_latin(after))
        points -= 0.7;
    if (at->script == DCI_SCRIPT_THAI)
        points += judge_thai(at, before, after) - POINTS_LETTER;
    return points;
}

static double
judge_mark(const struct dci_glyph *at, const struct dci_glyph *before)
{
    if (!is_letter(before) || is_thai_lead(before->code))
        return -1.5;
    return before->script == at->script ? POINTS_LETTER : -1.0;
}

/* Opening quotes stand before a word, closing ones after it; the apostrophe
 * also inside. */
static double
judge_quote(const struct dci_glyph *at, const struct dci_glyph *before,
    const struct dci_glyph *after)
{
    bool is_inside = is_letter(before) && is_letter(after);

    if (at->code == 0x2019 && is_inside)
        return 0.85;
    if (is_inside)
        return at->code == 0x2018 ? -0.2 : -1.0;
    if (is_wordy(before) || is_wordy(after))
        return 0.5;
    return 0.2;
}

static double
judge_symbol(const struct dci_glyph *at, const struct dci_glyph *before,
    const struct dci_glyph *after)
{
    bool is_inside = is_letter(before) && is_letter(after);

    if (at->code == 0xA1 || at->code == 0xBF)
        return !is_wordy(before) && is_letter(after) ? 0.8 : -1.0;
    if (at->code == 0xB7)
        return is_inside ? 0.4 : 0.2;
    if (at->code == 0xB4) /* typed for an apostrophe */
        return 0.2;
    if (is_inside)
        return -1.5;
    if (at->code == 0xA4) /* no one uses it; its sets have the euro there */
        return -1.0;
    if (is_letter(before) || is_letter(after))
        return -0.4;
    return at->code == 0x20AC || at->code == 0xA3 ? 0.8 : 0.3;
}

static double
judge_dash(const struct dci_glyph *at, const struct dci_glyph *before,
    const struct dci_glyph *after)
{
    bool is_inside = is_letter(before) && is_letter(after);

    if (at->code == 0xAD)
        return is_inside ? 0.2 : -0.5;
    if (at->code == 0x2026 && is_letter(after) && is_letter(before))
        return -0.3;
    if (at->code == 0x2022 && is_inside)
        return -1.0;
    if (at->code == 0xA0)
        return is_inside ? 0.7 : 0.9;
    return 0.5;
}

static double
judge_box(const struct dci_glyph *before, const struct dci_glyph *after)
{
    if (is_letter(before) || is_letter(after))
        return -1.5;
    if (before->class == DCI_CLASS_BOX || after->class == DCI_CLASS_BOX)
        return 0.3;
    return -0.3;
}

/* Chinese and Japanese put no spaces between words, as Korean does; and
 * Korean seldom mixes its letters with ideographs. */
static double
judge_han_spacing(const struct dci_glyph *before, const struct dci_glyph *after)
{
    double points = 0.0;

    if (before->code == ' ' || after->code == ' ')
        points -= 0.3;
    if (before->script == DCI_SCRIPT_HANGUL ||
        after->script == DCI_SCRIPT_HANGUL)
        points -= 0.5;
    return points;
}

static double
judge_ideograph(const struct dci_glyph *at, const struct dci_glyph *before,
    const struct dci_glyph *after)
{
    double points = at->rank == DCI_RANK_ODD ? -1.0 : 0.6;

    if (at->rank == DCI_RANK_COMMON || at->script == DCI_SCRIPT_KANA)
        points = POINTS_LETTER;
    if (at->rank == DCI_RANK_RARE && at->script == DCI_SCRIPT_HAN)
        points = -0.3;
    if (at->code >= 0xFF61) /* half width kana: a sign of chance */
        points = 0.2;
    if (is_letter(before))
        points -= 0.7;
    if (is_letter(after))
        points -= 0.7;
    if (at->script == DCI_SCRIPT_HAN)
        points += judge_han_spacing(before, after);
    return points;
}

/* before and after are never NULL: the ends of the text are a space. */
static double
judge_glyph(const struct dci_glyph *at, const struct dci_glyph *before,
    const struct dci_glyph *after, bool is_latin_text)
{
    if (at->code == DCI_NO_CODE)
        return POINTS_BAD;
    switch ((enum dci_class)at->class) {
    case DCI_CLASS_LETTER:
        return judge_letter(at, before, after, is_latin_text);
    case DCI_CLASS_MARK:
        return judge_mark(at, before);
    case DCI_CLASS_QUOTE:
        return judge_quote(at, before, after);
    case DCI_CLASS_SYMBOL:
        return judge_symbol(at, before, after);
    case DCI_CLASS_DASH:
        return judge_dash(at, before, after);
    case DCI_CLASS_BOX:
        return judge_box(before, after);
    case DCI_CLASS_IDEOGRAPH:
        return judge_ideograph(at, before, after);
    case DCI_CLASS_WIDE:
        return is_letter(before) || is_letter(after) ? -0.3 : 0.7;
    case DCI_CLASS_CONTROL:
        return POINTS_CONTROL;
    case DCI_CLASS_ODD:
        return POINTS_ODD;
    default:
        return 0.3;
    }
}

static const struct dci_glyph edge = {
    ' ', ' ', DCI_RANK_NONE, DCI_CLASS_SPACE, DCI_SCRIPT_NONE, DCI_CASE_NONE};

/* So many different letters of an alphabet, and no others, are no chance. */
#define TELLTALE_LETTERS 4

/* A character that earns less than this is a blunder. */
#define BLUNDER_POINTS -0.15

struct dci_verdict
dci_judge_shape(const struct dci_reading *reading)
{
    struct dci_verdict verdict = {1.0, reading->high_count, 0};
    double sum = 0.0;

    for (size_t i = 0; i < reading->count; i++) {
        const struct dci_glyph *at = &reading->glyphs[i];
        if (at->code < 0x80)
            continue;
        double points = judge_glyph(at, i > 0 ? at - 1 : &edge,
            i + 1 < reading->count ? at + 1 : &edge, reading->is_latin_text);
        verdict.blunders += points < BLUNDER_POINTS;
        sum += points;
    }
    if (verdict.count > 0)
        verdict.mean = sum / (double)verdict.count;
    return verdict;
}

bool
dci_judge_telltale(
    const struct dci_reading *reading, const struct dci_alphabet *alphabet)
{
    struct dci_letter_set set;
    uint32_t seen[TELLTALE_LETTERS];
    size_t count = 0;

    dci_alphabet_letters(alphabet, &set);
    for (size_t i = 0; i < reading->count; i++) {
        const struct dci_glyph *at = &reading->glyphs[i];
        if (at->code < 0x80 || at->class != DCI_CLASS_LETTER)
            continue;
        if (!dci_letter_set_has(&set, at->lower))
            return false;
        size_t known = 0;
        while (known < count && seen[known] != at->lower)
            known++;
        if (known == count && count < TELLTALE_LETTERS)
            seen[count++] = at->lower;
    }
    return count == TELLTALE_LETTERS;
}

struct dci_verdict
dci_judge_alphabet(
    const struct dci_reading *reading, const struct dci_alphabet *alphabet)
{
    struct dci_verdict verdict = {1.0, 0, 0};
    struct dci_letter_set set;

    dci_alphabet_letters(alphabet, &set);
    for (size_t i = 0; i < reading->count; i++) {
        const struct dci_glyph *at = &reading->glyphs[i];
        if (at->code < 0x80 || at->class != DCI_CLASS_LETTER)
            continue;
        verdict.count++;
        verdict.blunders += !dci_letter_set_has(&set, at->lower);
    }
    if (verdict.count > 0)
        verdict.mean =
            1.0 - 2.0 * (double)verdict.blunders / (double)verdict.count;
    return verdict;
}
