/* SPDX-License-Identifier: MIT */
/*
 * Growing text with marks that lead back to its source.
 */
#include "decoded_text.h"

#include <stdlib.h>

void
dci_text_free(struct dci_text *text)
{
    if (!text)
        return;
    free(text->bytes);
    free(text->marks);
    *text = (struct dci_text){0};
}

bool
dci_text_reserve(struct dci_text *text, size_t more)
{
    if (text->capacity - text->len >= more)
        return true;
    if (more > SIZE_MAX / 2 - text->len)
        return false;
    size_t wanted = text->len + more;
    size_t capacity = text->capacity + text->capacity / 2;
    if (capacity < wanted)
        capacity = wanted;
    char *bytes = realloc(text->bytes, capacity);
    if (!bytes)
        return false;
    text->bytes = bytes;
    text->capacity = capacity;
    return true;
}

bool
dci_text_put_mark(struct dci_text *text, uint64_t input, uint32_t state)
{
    if (text->mark_count > 0 &&
        input < text->marks[text->mark_count - 1].input + DCI_MARK_DISTANCE)
        return true;
    if (text->mark_count == text->mark_capacity) {
        size_t capacity = text->mark_capacity ? text->mark_capacity * 2 : 16;
        if (capacity > SIZE_MAX / sizeof *text->marks)
            return false;
        struct dci_mark *marks = realloc(text->marks, capacity * sizeof *marks);
        if (!marks)
            return false;
        text->marks = marks;
        text->mark_capacity = capacity;
    }
    text->marks[text->mark_count++] =
        (struct dci_mark){text->len, input, state};
    return true;
}

struct dci_mark
dci_text_mark(const struct dci_text *text, size_t output)
{
    size_t low = 0;
    size_t high = text->mark_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->marks[middle].output <= output)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? text->marks[low - 1] : (struct dci_mark){0};
}
