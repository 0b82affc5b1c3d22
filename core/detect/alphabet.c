/* SPDX-License-Identifier: MIT */
/*
 * The alphabets, and sets of their letters.
 */
#include "letters.h"

#include "utf8_step.h"

#include <string.h>

struct dci_alphabet {
    const char *tag;
    const char *letters;
    bool is_telltale;
};

static const struct dci_alphabet alphabets[] = {
#define ALPHABET(tag, letters) {tag, letters, false},
#define TELLTALE(tag, letters) {tag, letters, true},
#include "alphabets.def"
#undef ALPHABET
#undef TELLTALE
};

static const struct dci_alphabet western = {
    "", "àáâãäåæçèéêëìíîïñòóôõöøùúûüÿßœ", false};

const struct dci_alphabet *
dci_alphabet_western(void)
{
    return &western;
}

const struct dci_alphabet *
dci_alphabet_lookup(const char *tag)
{
    size_t len = strcspn(tag, "-");

    for (size_t i = 0; i < sizeof alphabets / sizeof alphabets[0]; i++) {
        const char *known = alphabets[i].tag;
        if (strlen(known) == len && memcmp(known, tag, len) == 0)
            return &alphabets[i];
    }
    return NULL;
}

const struct dci_alphabet *
dci_alphabet_next_telltale(const struct dci_alphabet *alphabet)
{
    const struct dci_alphabet *end =
        alphabets + sizeof alphabets / sizeof alphabets[0];
    const struct dci_alphabet *next = alphabet ? alphabet + 1 : alphabets;

    while (next < end && !next->is_telltale)
        next++;
    return next < end ? next : NULL;
}

void
dci_alphabet_letters(
    const struct dci_alphabet *alphabet, struct dci_letter_set *set)
{
    const uint8_t *at = (const uint8_t *)alphabet->letters;
    size_t left = strlen(alphabet->letters);

    memset(set, 0, sizeof *set);
    while (left > 0) {
        struct dci_utf8_step step = dci_utf8_step(at, left);
        if (step.code < DCI_LETTER_LIMIT)
            set->bits[step.code / 64] |= (uint64_t)1 << step.code % 64;
        at += step.len;
        left -= step.len;
    }
}
