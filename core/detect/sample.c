/* SPDX-License-Identifier: MIT */
/*
 * Sampling. The input is cut into equal stripes and each gives a window, so
 * that a text whose head is a licence in plain ASCII is still judged by its
 * body.
 */
#include "sample.h"

#include <stdlib.h>
#include <string.h>

/* How far back a window may begin to start at a word. */
#define MAX_BACK 64

static size_t
first_high_byte(const uint8_t *bytes, size_t len)
{
    size_t at = 0;

    for (; len - at >= 8; at += 8) {
        uint64_t word;
        memcpy(&word, bytes + at, 8);
        if (word & 0x8080808080808080u)
            break;
    }
    while (at < len && bytes[at] < 0x80)
        at++;
    return at;
}

/* The nearest place at or before at, not before floor, that follows a space
 * or a control character; at itself if there is none. */
static size_t
word_start(const uint8_t *bytes, size_t floor, size_t at)
{
    for (size_t back = at; back > floor && at - back < MAX_BACK; back--) {
        if (bytes[back - 1] <= 0x20)
            return back;
    }
    return at;
}

struct dci_sample
dci_sample_take(
    const uint8_t *bytes, size_t len, const struct dci_sample_plan *plan)
{
    struct dci_sample sample = {0};
    size_t whole = plan->count * plan->size;
    size_t stripe = len / plan->count;
    size_t done = 0;

    sample.bytes = malloc(whole + plan->count + 1);
    if (!sample.bytes)
        return sample;
    if (len <= whole) {
        if (len > 0)
            memcpy(sample.bytes, bytes, len);
        sample.len = len;
        return sample;
    }
    for (size_t i = 0; i < plan->count; i++) {
        size_t at = i * stripe;
        size_t end = i + 1 == plan->count ? len : at + stripe;
        if (at < done)
            at = done;
        if (plan->seeks_high_bytes)
            at += first_high_byte(bytes + at, end - at);
        if (at == end)
            continue;
        at = word_start(bytes, done, at);
        size_t size = len - at < plan->size ? len - at : plan->size;
        memcpy(sample.bytes + sample.len, bytes + at, size);
        sample.len += size;
        sample.bytes[sample.len++] = '\n';
        done = at + size;
    }
    return sample;
}

void
dci_sample_free(struct dci_sample *sample)
{
    free(sample->bytes);
    *sample = (struct dci_sample){0};
}
