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
};

static const struct dci_alphabet alphabets[] = {
#define ALPHABET(tag, letters) { tag, letters },
#include "alphabets.def"
#undef ALPHABET
};

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

bool
dci_alphabet_has(const struct dci_alphabet *alphabet, uint32_t code)
{
    char wanted[5] = { 0 };

    dci_utf8_put(wanted, dci_letter_lower(code));
    return strstr(alphabet->letters, wanted) != NULL;
}
