/* SPDX-License-Identifier: MIT */
/*
 * Runs of lines: chunks, which blank lines part, and blocks, which the passes
 * make of them.
 */
#include "read/text_doc.h"

struct text_chunk
text_chunk_at(const struct text_doc *doc, uint32_t first)
{
    struct text_chunk chunk = {first, first + 1};
    while (chunk.end < doc->count && doc->lines[chunk.end].gap == 0 &&
        !(doc->lines[chunk.end].flags & TEXT_PAGE_BREAK)) {
        chunk.end++;
    }
    return chunk;
}

struct text_chunk
text_block_at(const struct text_doc *doc, uint32_t first)
{
    struct text_chunk block = {first, first + 1};
    while (block.end < doc->count &&
        !(doc->lines[block.end].flags & TEXT_STARTS)) {
        block.end++;
    }
    return block;
}

struct text_slice
text_chunk_slice(const struct text_doc *doc, struct text_chunk chunk)
{
    const struct text_line *last = &doc->lines[chunk.end - 1];
    uint64_t from = doc->lines[chunk.first].offset;
    return (struct text_slice){
        doc->data + from, (size_t)(last->offset + last->len - from)};
}

void
text_chunk_set(struct text_doc *doc, struct text_chunk chunk,
    enum text_role role, unsigned confidence, unsigned rules)
{
    for (uint32_t i = chunk.first; i < chunk.end; i++) {
        struct text_line *line = &doc->lines[i];
        line->role = (uint8_t)role;
        line->confidence = (uint8_t)confidence;
        line->rules = (uint16_t)rules;
        line->flags &= (uint16_t)~TEXT_STARTS;
    }
    doc->lines[chunk.first].flags |= TEXT_STARTS;
}

bool
text_chunk_is_prose(const struct text_doc *doc, struct text_chunk chunk)
{
    const struct text_line *line = &doc->lines[chunk.first];
    if (line->role != TEXT_PARAGRAPH && line->role != TEXT_LIST) {
        return false;
    }
    if (chunk.end - chunk.first > 1) {
        return true;
    }
    return line->width > 90 ||
        (line->width > 40 && text_ends_sentence(text_line_slice(doc, line)));
}
