/* SPDX-License-Identifier: MIT */
/*
 * A sample of bounded size, spread over the whole input.
 */
#ifndef DCI_DETECT_SAMPLE_H
#define DCI_DETECT_SAMPLE_H

#include <stddef.h>
#include <stdint.h>

/* Windows of bytes copied one after the other, a line feed between them.
 * Start from all zero. */
struct dci_sample {
    uint8_t *bytes; /* owned */
    size_t len;
};

/* How a sample is taken: from count equal stripes of the input, each giving
 * one window of at most size bytes. */
struct dci_sample_plan {
    size_t count;
    size_t size;
    /* Begin each window at the stripe's first byte of 0x80 and above, if it
     * has any: those bytes are what a character set is judged by. */
    int seeks_high_bytes;
};

/* Takes a sample; input that fits is taken whole. Windows begin at a word,
 * where one is near, so that multi-byte text is not cut. Empty if memory is
 * short. Free with dci_sample_free. */
struct dci_sample dci_sample_take(
    const uint8_t *bytes, size_t len, const struct dci_sample_plan *plan);

void dci_sample_free(struct dci_sample *sample);

#endif
