/* SPDX-License-Identifier: MIT */
/*
 * The main language of a text, by the library CLD2 on a sample.
 *
 * CLD2 names some languages by codes that BCP 47 has replaced, and does not
 * tell the script where a language has two; both are mended here.
 */
#include "language.h"

#include "cld2.h"
#include "letters.h"
#include "sample.h"
#include "utf8_step.h"

#include <stdlib.h>
#include <string.h>

/* At most 64 KB are judged. */
#define SAMPLE_WINDOWS 16
#define SAMPLE_WINDOW_SIZE 4096

/* Fewer letters than this do not tell a language; ideographs count
 * LETTERS_PER_IDEOGRAPH times. */
#define MIN_LETTERS 20
#define LETTERS_PER_IDEOGRAPH 5

/* A language with a smaller share of the text is not the main one. */
#define MIN_SHARE 40

/* Text that scores less than common text of its language (about 1000) may be
 * in a relative that the library does not know: below this, confidence
 * falls, and too little of it is none. */
#define FULL_NORMALCY 600.0
#define MIN_CONFIDENCE 30

struct tag_change {
    const char *code;
    const char *tag;
};

static const struct tag_change tag_changes[] = {
    {"iw", "he"},
    {"jw", "jv"},
    {"in", "id"},
    {"ji", "yi"},
    {"mo", "ro"},
    {"no", "nb"},
    {"zh", "zh-Hans"},
    {"sr-ME", "sr-Latn"},
    {"zzp", ""}, /* CLD2's Pig Latin */
    {"xxx", ""},
    {"un", ""},
};

/* Languages that have two scripts in use, and the one that is understood
 * when the tag says none (IANA language subtag registry, or common use). */
struct two_scripts {
    const char *tag;
    enum dci_script usual;
};

static const struct two_scripts two_scripts[] = {
    {"az", DCI_SCRIPT_LATIN},
    {"bs", DCI_SCRIPT_LATIN},
    {"kk", DCI_SCRIPT_CYRILLIC},
    {"ku", DCI_SCRIPT_LATIN},
    {"mn", DCI_SCRIPT_CYRILLIC},
    {"sr", DCI_SCRIPT_CYRILLIC},
    {"tg", DCI_SCRIPT_CYRILLIC},
    {"tk", DCI_SCRIPT_LATIN},
    {"tt", DCI_SCRIPT_CYRILLIC},
    {"ug", DCI_SCRIPT_ARABIC},
    {"uz", DCI_SCRIPT_LATIN},
};

static const char *
script_subtag(enum dci_script script)
{
    switch (script) {
    case DCI_SCRIPT_LATIN:
        return "-Latn";
    case DCI_SCRIPT_CYRILLIC:
        return "-Cyrl";
    case DCI_SCRIPT_ARABIC:
        return "-Arab";
    default:
        return "";
    }
}

static void
append(char tag[DCI_LANGUAGE_TAG_SIZE], const char *part)
{
    size_t len = strlen(tag);
    size_t more = strlen(part);

    if (len + more < DCI_LANGUAGE_TAG_SIZE)
        memcpy(tag + len, part, more + 1);
}

void
dci_language_tag(char tag[DCI_LANGUAGE_TAG_SIZE], const char *code)
{
    const char *name = code;

    for (size_t i = 0; i < sizeof tag_changes / sizeof tag_changes[0]; i++) {
        if (strcmp(tag_changes[i].code, code) == 0)
            name = tag_changes[i].tag;
    }
    if (strncmp(code, "xx-", 3) == 0) /* a script alone */
        name = "";
    memset(tag, 0, DCI_LANGUAGE_TAG_SIZE);
    append(tag, name);
}

/* What is counted while the sample is made safe for the library. */
struct counts {
    size_t letters;
    size_t by_script[DCI_SCRIPT_OTHER + 1];
};

static void
count_letter(struct counts *counts, const struct dci_letter *letter)
{
    if (letter->class == DCI_CLASS_LETTER)
        counts->letters++;
    else if (letter->class == DCI_CLASS_IDEOGRAPH)
        counts->letters += LETTERS_PER_IDEOGRAPH;
    else
        return;
    counts->by_script[letter->script]++;
}

/* Overwrites what the library must not see (ill-formed bytes, controls) by
 * spaces, and counts letters. */
static struct counts
clean_sample(struct dci_sample *sample)
{
    struct counts counts = {0};

    for (size_t at = 0; at < sample->len;) {
        uint8_t *here = sample->bytes + at;
        struct dci_utf8_step step = dci_utf8_step(here, sample->len - at);
        struct dci_letter letter = dci_letter(step.code);

        if (!step.is_valid || letter.class == DCI_CLASS_CONTROL ||
            step.code >= 0xFDD0)
            memset(here, ' ', step.len);
        else
            count_letter(&counts, &letter);
        at += step.len;
    }
    return counts;
}

static enum dci_script
main_script(const struct counts *counts)
{
    enum dci_script best = DCI_SCRIPT_NONE;

    for (int i = 1; i <= DCI_SCRIPT_OTHER; i++) {
        if (counts->by_script[i] > counts->by_script[best])
            best = (enum dci_script)i;
    }
    return best;
}

/* Adds the script where it is not the one the tag implies. */
static void
add_script(char tag[DCI_LANGUAGE_TAG_SIZE], enum dci_script script)
{
    for (size_t i = 0; i < sizeof two_scripts / sizeof two_scripts[0]; i++) {
        if (strcmp(two_scripts[i].tag, tag) == 0 &&
            two_scripts[i].usual != script)
            append(tag, script_subtag(script));
    }
}

static int
confidence_in(const struct dci_cld2 *found)
{
    double confidence = 50.0 + (double)found->percent / 2.0;

    if (found->normalcy < FULL_NORMALCY)
        confidence *= found->normalcy / FULL_NORMALCY;
    return (int)confidence;
}

static struct dci_language
judge_sample(struct dci_sample *sample)
{
    struct dci_language language = {0};
    struct counts counts = clean_sample(sample);

    if (counts.letters < MIN_LETTERS)
        return language;
    struct dci_cld2 found =
        dci_cld2_detect((const char *)sample->bytes, (int)sample->len, false);
    language.is_exhausted = found.is_exhausted;
    if (!found.code || !found.is_reliable || found.percent < MIN_SHARE ||
        confidence_in(&found) < MIN_CONFIDENCE)
        return language;
    dci_language_tag(language.tag, found.code);
    add_script(language.tag, main_script(&counts));
    if (!language.tag[0])
        return language;
    language.share = (uint8_t)found.percent;
    language.confidence = (uint8_t)confidence_in(&found);
    return language;
}

struct dci_language
dci_language_detect(const char *text, size_t len)
{
    const struct dci_sample_plan plan = {SAMPLE_WINDOWS, SAMPLE_WINDOW_SIZE, 0};
    struct dci_language language = {0};

    if (!text || len == 0)
        return language;
    struct dci_sample sample =
        dci_sample_take((const uint8_t *)text, len, &plan);
    if (sample.len > 0)
        language = judge_sample(&sample);
    else
        language.is_exhausted = true;
    dci_sample_free(&sample);
    return language;
}
