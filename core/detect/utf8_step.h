/* SPDX-License-Identifier: MIT */
/*
 * UTF-8, one sequence at a time: shared by the check, the decoders and the
 * statistics of this folder.
 */
#ifndef DCI_UTF8_STEP_H
#define DCI_UTF8_STEP_H

#include "detect.h"

/* U+FFFD, what undecodable bytes become. */
#define DCI_REPLACEMENT 0xFFFDu

struct dci_utf8_step {
    uint32_t code; /* DCI_REPLACEMENT if not valid */
    uint8_t len; /* bytes of the sequence or the maximal subpart */
    bool is_valid;
    bool is_incomplete; /* not valid, but more input might make it so */
};

/* Reads the sequence at the start of bytes; len must not be 0. The bounds
 * of the second byte are those of the Unicode standard, table 3-7. */
static inline struct dci_utf8_step
dci_utf8_step(const uint8_t *bytes, size_t len)
{
    struct dci_utf8_step step = {DCI_REPLACEMENT, 1, false, false};
    uint8_t lead = bytes[0];

    if (lead < 0x80)
        return (struct dci_utf8_step){lead, 1, true, false};
    if (lead < 0xC2 || lead > 0xF4)
        return step;
    uint8_t need = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    uint32_t code = lead & (0xFFu >> (need + 1));
    for (; step.len < need; step.len++) {
        if (step.len == len) {
            step.is_incomplete = true;
            return step;
        }
        uint8_t byte = bytes[step.len];
        if (byte < low || byte > high)
            return step;
        code = code << 6 | (byte & 0x3Fu);
        low = 0x80;
        high = 0xBF;
    }
    step.code = code;
    step.is_valid = true;
    return step;
}

/* Writes one code point, which must be a scalar value; returns its length,
 * 1 to 4. */
static inline size_t
dci_utf8_put(char *to, uint32_t code)
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        to[0] = (char)(0xC0 | code >> 6);
        to[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        to[0] = (char)(0xE0 | code >> 12);
        to[1] = (char)(0x80 | (code >> 6 & 0x3F));
        to[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    to[0] = (char)(0xF0 | code >> 18);
    to[1] = (char)(0x80 | (code >> 12 & 0x3F));
    to[2] = (char)(0x80 | (code >> 6 & 0x3F));
    to[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

#endif
