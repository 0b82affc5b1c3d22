/* SPDX-License-Identifier: MIT */
/*
 * The decoder: any coding into UTF-8, piece by piece.
 *
 * Input is taken in blocks; each block reserves the most output it can give,
 * so the inner loops write without checks. A sequence cut by the end of a
 * piece waits in a small carry buffer. A mark is noted at every block, which
 * makes output offsets traceable to input offsets.
 */
#include "step.h"
#include "decoded_text.h"
#include "utf8_step.h"

#include <stdlib.h>
#include <string.h>

/* Input bytes decoded at a time. */
#define BLOCK_SIZE DCI_MARK_DISTANCE

/* No coding gives more output than this for each input byte (a byte that
 * is U+FFFD, or a letter of three UTF-8 bytes). */
#define MAX_GROWTH 3

/* The fast copies write up to this much past the end of the output. */
#define WRITE_SLACK 8

/* Holds a cut sequence and enough of the next piece to complete it. */
#define CARRY_SIZE (2 * DCI_STEP_MAX)

/* A byte of a single-byte set in UTF-8; len 0 means unassigned. */
struct ready {
    char bytes[3];
    uint8_t len;
};

struct dci_decoder {
    const struct dci_charset *charset;
    dci_bad_fn *on_bad;
    void *user;
    uint64_t offset; /* of the input that is decoded so far */
    uint64_t bad_count;
    uint32_t state;
    size_t carry_len;
    uint8_t carry[CARRY_SIZE];
    struct ready ready[256];
};

/* One block under work. */
struct run {
    struct dci_decoder *decoder;
    const uint8_t *start;
    const uint8_t *in;
    const uint8_t *end;
    char *out;
    bool is_last;
};

static void
put_bad(struct run *run, size_t len)
{
    struct dci_decoder *decoder = run->decoder;

    decoder->bad_count++;
    if (decoder->on_bad)
        decoder->on_bad(decoder->user,
            decoder->offset + (uint64_t)(run->in - run->start), run->in, len);
    run->out += dci_utf8_put(run->out, DCI_REPLACEMENT);
    run->in += len;
}

/* Copies ASCII up to the first other byte. */
static void
copy_ascii(struct run *run)
{
    while (run->end - run->in >= 8) {
        uint64_t word;
        memcpy(&word, run->in, 8);
        if (word & 0x8080808080808080u)
            break;
        memcpy(run->out, &word, 8);
        run->in += 8;
        run->out += 8;
    }
    while (run->in < run->end && *run->in < 0x80)
        *run->out++ = (char)*run->in++;
}

static void
run_utf8(struct run *run)
{
    while (run->in < run->end) {
        size_t len = (size_t)(run->end - run->in);
        size_t valid = dci_utf8_valid_prefix(run->in, len);
        memcpy(run->out, run->in, valid);
        run->in += valid;
        run->out += valid;
        if (valid == len)
            return;
        struct dci_utf8_step step = dci_utf8_step(run->in, len - valid);
        if (step.is_incomplete && !run->is_last)
            return;
        put_bad(run, step.len);
    }
}

static void
run_single(struct run *run)
{
    const struct ready *ready = run->decoder->ready;

    while (run->in < run->end) {
        const struct ready *cell = &ready[*run->in];
        if (cell->len == 0) {
            put_bad(run, 1);
            continue;
        }
        memcpy(run->out, cell, 4);
        run->out += cell->len;
        run->in++;
    }
}

static void
put_step(struct run *run, const struct dci_step *step)
{
    if (step->code != DCI_NO_TEXT)
        run->out += dci_utf8_put(run->out, step->code);
    if (step->second)
        run->out += dci_utf8_put(run->out, step->second);
    run->in += step->len;
}

/* The end of the input cut a sequence: its first byte stands alone, as a
 * character if it is one without a partner, else as an error. */
static void
finish_cut(struct run *run)
{
    const struct dci_single *single = run->decoder->charset->single;
    uint32_t code = single ? single->cells[*run->in] : DCI_NO_CODE;
    struct dci_step step = {code, 0, 1};

    if (code == DCI_NO_CODE)
        put_bad(run, 1);
    else
        put_step(run, &step);
}

static void
run_steps(struct run *run)
{
    struct dci_decoder *decoder = run->decoder;
    const struct dci_coding_info *coding =
        &dci_codings[decoder->charset->coding];

    while (run->in < run->end) {
        if (coding->is_ascii && *run->in < 0x80) {
            copy_ascii(run);
            continue;
        }
        struct dci_step step = coding->step(decoder->charset, run->in,
            (size_t)(run->end - run->in), &decoder->state);
        if (step.len == 0 && !run->is_last)
            return;
        if (step.len == 0)
            finish_cut(run);
        else if (step.code == DCI_NO_CODE)
            put_bad(run, step.len);
        else
            put_step(run, &step);
    }
}

static void
make_ready(struct dci_decoder *decoder)
{
    const struct dci_single *single = decoder->charset->single;

    for (size_t i = 0; single && i < 256; i++) {
        char bytes[4];
        uint32_t code = single->cells[i];
        if (code == DCI_NO_CODE)
            continue;
        decoder->ready[i].len = (uint8_t)dci_utf8_put(bytes, code);
        memcpy(decoder->ready[i].bytes, bytes, 3);
    }
}

struct dci_decoder *
dci_decoder_new(
    const struct dci_charset *charset, dci_bad_fn *on_bad, void *user)
{
    struct dci_decoder *decoder = calloc(1, sizeof *decoder);

    if (!decoder)
        return NULL;
    decoder->charset = charset;
    decoder->on_bad = on_bad;
    decoder->user = user;
    make_ready(decoder);
    return decoder;
}

void
dci_decoder_free(struct dci_decoder *decoder)
{
    free(decoder);
}

uint64_t
dci_decoder_bad_count(const struct dci_decoder *decoder)
{
    return decoder->bad_count;
}

/* Decodes from one contiguous block; *used tells how much of it. */
static bool
decode_block(struct dci_decoder *decoder, const uint8_t *bytes, size_t len,
    bool is_last, struct dci_text *text, size_t *used)
{
    const struct dci_charset *charset = decoder->charset;

    if (!dci_text_reserve(text, len * MAX_GROWTH + WRITE_SLACK) ||
        !dci_text_put_mark(text, decoder->offset, decoder->state))
        return false;
    struct run run = {
        decoder, bytes, bytes, bytes + len, text->bytes + text->len, is_last};
    if (charset->coding == DCI_CODING_UTF8)
        run_utf8(&run);
    else if (charset->single && charset->single->pair_count == 0)
        run_single(&run);
    else
        run_steps(&run);
    text->len = (size_t)(run.out - text->bytes);
    *used = (size_t)(run.in - bytes);
    decoder->offset += *used;
    return true;
}

/* Completes the carried sequence from the new piece; *taken tells how many
 * bytes of the piece are done with. */
static bool
feed_carry(struct dci_decoder *decoder, const uint8_t *bytes, size_t len,
    bool is_last, struct dci_text *text, size_t *taken)
{
    *taken = 0;
    while (decoder->carry_len > 0) {
        size_t old = decoder->carry_len;
        size_t more = CARRY_SIZE - old < len ? CARRY_SIZE - old : len;
        size_t used;

        if (more > 0)
            memcpy(decoder->carry + old, bytes, more);
        if (!decode_block(decoder, decoder->carry, old + more,
                is_last && more == len, text, &used))
            return false;
        if (used >= old) {
            decoder->carry_len = 0;
            *taken = used - old;
        } else {
            memmove(decoder->carry, decoder->carry + used, old - used);
            decoder->carry_len = old - used;
            if (used == 0)
                break;
        }
    }
    return true;
}

/* Keeps the cut sequence at the end of a piece. */
static void
keep_carry(struct dci_decoder *decoder, const uint8_t *bytes, size_t len)
{
    memcpy(decoder->carry + decoder->carry_len, bytes, len);
    decoder->carry_len += len;
}

bool
dci_decoder_feed(struct dci_decoder *decoder, const uint8_t *bytes, size_t len,
    bool is_last, struct dci_text *text)
{
    size_t at;

    if (!feed_carry(decoder, bytes, len, is_last, text, &at))
        return false;
    while (at < len && decoder->carry_len == 0) {
        size_t block = len - at < BLOCK_SIZE ? len - at : BLOCK_SIZE;
        size_t used;

        if (!decode_block(decoder, bytes + at, block,
                is_last && at + block == len, text, &used))
            return false;
        at += used;
        if (len - at < DCI_STEP_MAX && !is_last)
            break;
    }
    if (at < len)
        keep_carry(decoder, bytes + at, len - at);
    return true;
}

bool
dci_decode(const struct dci_charset *charset, const uint8_t *bytes, size_t len,
    struct dci_text *text)
{
    struct dci_decoder *decoder = dci_decoder_new(charset, NULL, NULL);

    if (!decoder)
        return false;
    bool is_done = dci_decoder_feed(decoder, bytes, len, true, text);
    dci_decoder_free(decoder);
    return is_done;
}

uint64_t
dci_text_source(const struct dci_text *text, size_t output,
    const struct dci_charset *charset, const uint8_t *bytes, size_t len)
{
    struct dci_mark mark = dci_text_mark(text, output);
    struct dci_decoder *decoder = dci_decoder_new(charset, NULL, NULL);
    struct dci_text again = {0};
    uint64_t source = mark.input;

    if (!decoder || mark.input > len)
        goto out;
    decoder->state = mark.state;
    for (size_t at = (size_t)mark.input; at < len; at++) {
        if (!dci_decoder_feed(decoder, bytes + at, 1, at + 1 == len, &again))
            break;
        if (again.len > output - mark.output)
            break;
        source = mark.input + decoder->offset;
        again.mark_count = 0;
    }
out:
    dci_text_free(&again);
    dci_decoder_free(decoder);
    return source;
}
