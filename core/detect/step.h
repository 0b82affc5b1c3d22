/* SPDX-License-Identifier: MIT */
/*
 * Reading one character of any coding: the contract between the decoder's
 * loop (decode.c) and the codings (step_*.c).
 */
#ifndef DCI_DETECT_STEP_H
#define DCI_DETECT_STEP_H

#include "charset.h"

/* A step that consumed bytes and stands for no character: an escape. */
#define DCI_NO_TEXT 0x110000u

/* The longest sequence a step can ask for. */
#define DCI_STEP_MAX 4

struct dci_step {
    uint32_t code; /* DCI_NO_CODE: undecodable; DCI_NO_TEXT: none */
    uint32_t second; /* a code point that follows code, or 0 */
    size_t len; /* bytes used; 0 if the input ends too early */
};

/* Reads at the start of bytes; len is not 0. The state is 0 at the start of
 * the input and belongs to the coding. */
typedef struct dci_step dci_step_fn(const struct dci_charset *charset,
    const uint8_t *bytes, size_t len, uint32_t *state);

static inline struct dci_step
dci_step_code(uint32_t code, size_t len)
{
    return (struct dci_step){code, 0, len};
}

static inline struct dci_step
dci_step_bad(size_t len)
{
    return (struct dci_step){DCI_NO_CODE, 0, len};
}

static inline struct dci_step
dci_step_more(void)
{
    return (struct dci_step){DCI_NO_CODE, 0, 0};
}

/* A two-byte sequence that may be unassigned. As in the WHATWG standard an
 * ASCII byte is never swallowed by a bad lead byte before it. */
static inline struct dci_step
dci_step_two(uint32_t code, uint8_t trail)
{
    if (code != DCI_NO_CODE)
        return dci_step_code(code, 2);
    return dci_step_bad(trail < 0x80 ? 1 : 2);
}

/* One entry for each coding, in step.c. */
struct dci_coding_info {
    dci_step_fn *step;
    bool is_ascii; /* in state 0 the bytes below 0x80 are ASCII */
};

extern const struct dci_coding_info dci_codings[DCI_CODING_COUNT];

dci_step_fn dci_step_utf8;
dci_step_fn dci_step_utf16le;
dci_step_fn dci_step_utf16be;
dci_step_fn dci_step_utf32le;
dci_step_fn dci_step_utf32be;
dci_step_fn dci_step_single;
dci_step_fn dci_step_gb18030;
dci_step_fn dci_step_big5;
dci_step_fn dci_step_euc_tw;
dci_step_fn dci_step_euc_jp;
dci_step_fn dci_step_shift_jis;
dci_step_fn dci_step_euc_kr;
dci_step_fn dci_step_hz;
dci_step_fn dci_step_iso_2022_jp;
dci_step_fn dci_step_iso_2022_kr;
dci_step_fn dci_step_iso_2022_cn;

/* The character at a row and cell (both 0 to 93) of JIS X 0208 with the
 * vendors' additions. */
uint32_t dci_jis0208_code(unsigned row, unsigned cell);

#endif
