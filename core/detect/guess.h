/* SPDX-License-Identifier: MIT */
/*
 * The last resort of detection: choosing a legacy character set by
 * statistics.
 */
#ifndef DCI_DETECT_GUESS_H
#define DCI_DETECT_GUESS_H

#include "charset.h"

struct dci_guess {
    const struct dci_charset *charset; /* never NULL */
    uint8_t confidence; /* 0 to 100 */
    bool is_exhausted; /* memory ran out: no more than a default */
};

/* Judges input that is not UTF-8 and has bytes of 0x80 and above. Works on
 * samples of bounded size. */
struct dci_guess dci_guess_charset(const uint8_t *bytes, size_t len);

#endif
