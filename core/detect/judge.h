/* SPDX-License-Identifier: MIT */
/*
 * How much decoded text looks like text: the statistics that choose between
 * character sets.
 */
#ifndef DCI_DETECT_JUDGE_H
#define DCI_DETECT_JUDGE_H

#include "charset.h"
#include "letters.h"

/* How usual an ideograph is, by its place in the national standards, which
 * put the everyday ones first. */
enum dci_rank { DCI_RANK_NONE, DCI_RANK_COMMON, DCI_RANK_RARE, DCI_RANK_ODD };

/* A decoded character and what the judge knows of it. */
struct dci_glyph {
    uint32_t code; /* DCI_NO_CODE if undecodable */
    uint32_t lower; /* its lower case, where the alphabets need it */
    uint8_t rank; /* enum dci_rank */
    uint8_t class;
    uint8_t script;
    uint8_t cased;
};

/* A sample decoded with one character set. */
struct dci_reading {
    const struct dci_charset *charset;
    struct dci_glyph *glyphs; /* room for one a byte */
    size_t count;
    size_t high_count; /* of them beyond ASCII or undecodable */
    size_t bad_count;
    size_t ascii_letters;
    bool is_latin_text; /* mostly in ASCII letters */
};

/* Decodes bytes into reading->glyphs, which must have room for len of
 * them. */
void dci_reading_make(struct dci_reading *reading,
    const struct dci_charset *charset, const uint8_t *bytes, size_t len);

/* What was seen of the characters beyond ASCII. */
struct dci_verdict {
    double mean; /* from about -3 (rubbish) to 1 (text) */
    size_t count; /* characters judged */
    size_t blunders; /* those that have no business where they stand */
};

/* Do the characters beyond ASCII stand where such characters stand in text
 * of any language? */
struct dci_verdict dci_judge_shape(const struct dci_reading *reading);

/* Are the letters beyond ASCII those of this alphabet? The mean is between
 * -1 and 1; 1 if there are no such letters. */
struct dci_verdict dci_judge_alphabet(
    const struct dci_reading *reading, const struct dci_alphabet *alphabet);

/* Whether several different letters beyond ASCII occur and all are of this
 * alphabet. */
bool dci_judge_telltale(
    const struct dci_reading *reading, const struct dci_alphabet *alphabet);

#endif
