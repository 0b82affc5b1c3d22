/* SPDX-License-Identifier: MIT */
/*
 * The alphabets, and membership in them.
 */
#include "letters.h"

#include "utf8.h"

#include <string.h>

struct dci_alphabet {
    const char *tag;
    const char *letters;
    bool is_telltale;
};

static const struct dci_alphabet alphabets[] = {
#define ALPHABET(tag, letters) { tag, letters, false },
#define TELLTALE(tag, letters) { tag, letters, true },
#include "alphabets.def"
#undef ALPHABET
#undef TELLTALE
};

static const struct dci_alphabet western = { "",
    "àáâãäåæçèéêëìíîïñòóôõöøùúûüÿßœ", false };

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
    const struct dci_alphabet *end = alphabets +
        sizeof alphabets / sizeof alphabets[0];
    const struct dci_alphabet *next = alphabet ? alphabet + 1 : alphabets;

    while (next < end && !next->is_telltale)
        next++;
    return next < end ? next : NULL;
}

bool
dci_alphabet_has(const struct dci_alphabet *alphabet, uint32_t code)
{
    char wanted[5] = { 0 };

    dci_utf8_put(wanted, dci_letter_lower(code));
    return strstr(alphabet->letters, wanted) != NULL;
}
