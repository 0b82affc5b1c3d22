/* SPDX-License-Identifier: MIT */
/*
 * The text of a block as runs and inline nodes.
 *
 * Plain lines are borrowed from the input; lines that follow each other with
 * one line feed between are borrowed as one run, because a line feed in a run
 * is a soft break. Lines that hold a sign of markup are walked sign by sign.
 * Emphasis that opens looks for its end only as far as the next sign of its
 * kind, so the walk is linear.
 */
#include "read/text_emit.h"

#include <string.h>

/* Emphasis in emphasis; deeper signs stay text. */
#define NEST_MAX 3

/* What is open: its kind and the offset of the sign that closes it. */
struct nest {
    uint32_t kind;
    size_t close;
};

struct walk {
    struct text_emit *emit;
    struct text_slice text; /* the whole block, line ends included */
    uint64_t base; /* its offset in the document */
    size_t done; /* emitted so far */
    struct nest open[NEST_MAX];
    unsigned depth;
};

static void
put_run(const struct text_emit *emit, const uint8_t *at, size_t len)
{
    if (len > 0) {
        dc_text(emit->job, (const char *)at, len);
    }
}

static void
put_until(struct walk *walk, size_t end)
{
    put_run(walk->emit, walk->text.at + walk->done, end - walk->done);
    walk->done = end;
}

static uint32_t
kind_of_sign(const struct text_doc *doc, uint8_t sign)
{
    if (sign == '_' && doc->conventions & TEXT_UNDERSCORE_IS_EMPHASIS) {
        return DC_EMPH;
    }
    if (sign == '*' && doc->conventions & TEXT_STAR_IS_STRONG) {
        return DC_STRONG;
    }
    if (sign == '/' && doc->conventions & TEXT_SLASH_IS_EMPHASIS) {
        return DC_EMPH;
    }
    return 0;
}

/* The offset of the sign that closes the one at `at`, or 0. */
static size_t
closing_sign(const struct walk *walk, size_t at)
{
    struct text_slice text = walk->text;
    size_t limit = walk->depth ? walk->open[walk->depth - 1].close : text.len;
    const uint8_t *next = memchr(text.at + at + 1, text.at[at], limit - at - 1);
    if (!next) {
        return 0;
    }
    size_t close = (size_t)(next - text.at);
    enum text_sign sign = text_sign_at(text.at, close, text.len);
    bool closes = sign == TEXT_SIGN_CLOSES || sign == TEXT_SIGN_EITHER;
    return closes && close > at + 1 ? close : 0;
}

static void
meet_sign(struct walk *walk, size_t at)
{
    if (walk->depth && walk->open[walk->depth - 1].close == at) {
        put_until(walk, at);
        walk->depth--;
        dc_close(walk->emit->job, walk->open[walk->depth].kind);
        walk->done = at + 1;
        return;
    }
    uint32_t kind = kind_of_sign(walk->emit->doc, walk->text.at[at]);
    if (kind == 0 || walk->depth == NEST_MAX) {
        return;
    }
    enum text_sign sign = text_sign_at(walk->text.at, at, walk->text.len);
    if (sign != TEXT_SIGN_OPENS && sign != TEXT_SIGN_EITHER) {
        return;
    }
    size_t close = closing_sign(walk, at);
    if (close == 0) {
        return;
    }
    put_until(walk, at);
    dc_open(walk->emit->job, kind, text_emit_pos(walk->emit, walk->base + at));
    walk->open[walk->depth++] = (struct nest){kind, close};
    walk->done = at + 1;
}

static size_t
meet_link(struct walk *walk, size_t at)
{
    dc_job *job = walk->emit->job;
    struct text_link link;
    struct text_slice text = walk->text;
    text.len = walk->depth ? walk->open[walk->depth - 1].close : text.len;
    if (!text_link_at(text, walk->done, at, &link)) {
        return at + 1;
    }
    const char *from = (const char *)text.at + link.from;
    size_t len = link.end - link.from;
    put_until(walk, link.from);
    dc_open(job, DC_LINK, text_emit_pos(walk->emit, walk->base + link.from));
    if (link.mail && len <= 1024) {
        char url[1024 + 8] = "mailto:";
        memcpy(url + 7, from, len);
        dc_set_str(job, DC_F_URL, dc_str_slice(url, len + 7));
    } else {
        dc_set_str(job, DC_F_URL, dc_str_slice(from, len));
    }
    put_until(walk, link.end);
    dc_close(job, DC_LINK);
    return link.end;
}

/* The note with the author's mark as its label, a paragraph a block. */
static void
put_note(struct text_emit *emit, const struct text_note *note)
{
    const struct text_doc *doc = emit->doc;
    dc_job *job = emit->job;
    uint32_t skip = note->skip;
    uint32_t first = note->first;
    dc_open(job, DC_NOTE, text_emit_pos(emit, doc->lines[first].offset));
    dc_attr(job, "label",
        dc_str_slice((const char *)doc->data + note->from, note->len));
    emit->in_note = true;
    while (first < note->end) {
        struct text_chunk block = text_block_at(doc, first);
        block.end = block.end > note->end ? note->end : block.end;
        dc_open(job, DC_PARA, text_emit_pos(emit, doc->lines[first].offset));
        text_inline_put(emit, first, block.end, skip);
        dc_close(job, DC_PARA);
        first = block.end;
        skip = 0;
    }
    emit->in_note = false;
    dc_close(job, DC_NOTE);
}

/* Builds the note whose reference stands at `at`; returns where to go on. */
static size_t
meet_note(struct walk *walk, size_t at)
{
    struct text_emit *emit = walk->emit;
    const struct text_doc *doc = emit->doc;
    uint64_t offset = walk->base + at;
    if (emit->in_note) {
        return at + 1;
    }
    while (emit->next_note < doc->note_count &&
        doc->notes[emit->next_note].from < offset) {
        emit->next_note++;
    }
    if (emit->next_note == doc->note_count ||
        doc->notes[emit->next_note].from != offset) {
        return at + 1;
    }
    const struct text_note *note = &doc->notes[emit->next_note];
    put_until(walk, at);
    put_note(emit, note);
    walk->done = at + note->len;
    return walk->done;
}

/* Where the dateline that opens the block ends, or 0. */
static size_t
dateline_end(const struct text_emit *emit, uint32_t first)
{
    const struct text_doc *doc = emit->doc;
    const struct text_line *line = &doc->lines[first];
    return line->flags & TEXT_DATELINE ? doc->meta.dateline.len : 0;
}

static void
open_dateline(struct walk *walk, uint32_t first)
{
    size_t end = dateline_end(walk->emit, first);
    if (end == 0) {
        return;
    }
    dc_open(walk->emit->job, DC_SPAN, text_emit_pos(walk->emit, walk->base));
    dc_attr(walk->emit->job, "class", dc_str_of("dateline"));
    put_until(walk, end);
    dc_close(walk->emit->job, DC_SPAN);
}

/* Walks the signs of one line, whose end in the block is `end`. */
static void
walk_line(struct walk *walk, size_t at, size_t end)
{
    while (at < end) {
        switch (walk->text.at[at]) {
        case '_':
        case '*':
        case '/':
            meet_sign(walk, at);
            at++;
            break;
        case ':':
        case '@':
            at = meet_link(walk, at);
            break;
        case '[':
            at = meet_note(walk, at);
            break;
        default:
            at++;
            break;
        }
    }
}

/* Chinese and Japanese write no blank where a line was wrapped. */
static bool
joins_without_blank(const struct walk *walk, const struct text_line *line,
    size_t end, size_t next)
{
    if (!(line->flags & line[1].flags & TEXT_NON_ASCII)) {
        return false;
    }
    struct text_slice first = {walk->text.at + next, walk->text.len - next};
    uint32_t last = text_last((struct text_slice){walk->text.at, end});
    return text_is_wide(last) && text_is_wide(text_decode(&first));
}

/* Puts what joins line `i` to the next one, and steps over what parts them. */
static void
put_join(struct walk *walk, uint32_t i)
{
    const struct text_doc *doc = walk->emit->doc;
    const struct text_line *line = &doc->lines[i];
    size_t end = (size_t)(line->offset + line->len - walk->base);
    size_t next = (size_t)(line[1].offset - walk->base);
    bool joins = line->role == TEXT_PARAGRAPH || line->role == TEXT_QUOTE;
    if (joins && line->level == TEXT_JOIN_DROP_HYPHEN) {
        put_until(walk, end - 1);
        walk->done = next;
        return;
    }
    if (joins && line->level == TEXT_JOIN_KEEP_HYPHEN) {
        put_until(walk, end);
        walk->done = next;
        return;
    }
    bool blank = !joins_without_blank(walk, line, end, next);
    /* One line feed between the lines: the run goes on through it. */
    if (blank && next == end + 1 && walk->text.at[end] == '\n') {
        return;
    }
    put_until(walk, end);
    if (blank) {
        put_run(walk->emit, (const uint8_t *)"\n", 1);
    }
    walk->done = next;
}

void
text_inline_put(
    struct text_emit *emit, uint32_t first, uint32_t end, uint32_t skip)
{
    const struct text_doc *doc = emit->doc;
    struct text_chunk block = {first, end};
    struct walk walk = {.emit = emit,
        .text = text_chunk_slice(doc, block),
        .base = doc->lines[first].offset,
        .done = skip};
    size_t from = skip;
    if (skip == 0) {
        open_dateline(&walk, first);
        from = walk.done;
    }
    for (uint32_t i = first; i < end; i++) {
        const struct text_line *line = &doc->lines[i];
        size_t start = (size_t)(line->offset - walk.base);
        size_t stop = start + line->len;
        if (line->flags & TEXT_INLINE) {
            walk_line(&walk, from > start ? from : start, stop);
        }
        if (i + 1 < end) {
            put_join(&walk, i);
        }
    }
    put_until(&walk, walk.text.len);
    while (walk.depth > 0) {
        dc_close(emit->job, walk.open[--walk.depth].kind);
    }
}
