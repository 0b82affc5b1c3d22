/* SPDX-License-Identifier: MIT */
/*
 * The codings by number, and the simplest of them: one byte a character, and
 * the forms of Unicode.
 */
#include "step.h"

#include "utf8_step.h"

const struct dci_coding_info dci_codings[DCI_CODING_COUNT] = {
    [DCI_CODING_SINGLE] = {dci_step_single, false},
    [DCI_CODING_UTF8] = {dci_step_utf8, true},
    [DCI_CODING_UTF16LE] = {dci_step_utf16le, false},
    [DCI_CODING_UTF16BE] = {dci_step_utf16be, false},
    [DCI_CODING_UTF32LE] = {dci_step_utf32le, false},
    [DCI_CODING_UTF32BE] = {dci_step_utf32be, false},
    [DCI_CODING_GB18030] = {dci_step_gb18030, true},
    [DCI_CODING_HZ] = {dci_step_hz, false},
    [DCI_CODING_BIG5] = {dci_step_big5, true},
    [DCI_CODING_EUC_TW] = {dci_step_euc_tw, true},
    [DCI_CODING_EUC_JP] = {dci_step_euc_jp, true},
    [DCI_CODING_SHIFT_JIS] = {dci_step_shift_jis, true},
    [DCI_CODING_ISO_2022_JP] = {dci_step_iso_2022_jp, false},
    [DCI_CODING_EUC_KR] = {dci_step_euc_kr, true},
    [DCI_CODING_ISO_2022_KR] = {dci_step_iso_2022_kr, false},
    [DCI_CODING_ISO_2022_CN] = {dci_step_iso_2022_cn, false},
};

/* The composed character of two bytes, or DCI_NO_CODE. */
static uint32_t
pair_code(const struct dci_single *single, uint8_t first, uint8_t second)
{
    size_t low = 0;
    size_t high = single->pair_count;
    unsigned wanted = first * 256u + second;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct dci_pair *pair = &single->pairs[middle];
        unsigned found = pair->first * 256u + pair->second;
        if (found == wanted)
            return pair->code;
        if (found < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return DCI_NO_CODE;
}

static bool
may_start_pair(const struct dci_single *single, uint8_t first)
{
    for (size_t i = 0; i < single->pair_count; i++) {
        if (single->pairs[i].first >= first)
            return single->pairs[i].first == first;
    }
    return false;
}

/* With pairs, a letter at the end of the input so far may still get its
 * mark; the loop gives it again, alone, once the input has ended. */
struct dci_step
dci_step_single(const struct dci_charset *charset, const uint8_t *bytes,
    size_t len, uint32_t *state)
{
    const struct dci_single *single = charset->single;

    (void)state;
    if (single->pair_count > 0 && len > 1) {
        uint32_t code = pair_code(single, bytes[0], bytes[1]);
        if (code != DCI_NO_CODE)
            return dci_step_code(code, 2);
    } else if (may_start_pair(single, bytes[0])) {
        return dci_step_more();
    }
    return dci_step_code(single->cells[bytes[0]], 1);
}

struct dci_step
dci_step_utf8(const struct dci_charset *charset, const uint8_t *bytes,
    size_t len, uint32_t *state)
{
    struct dci_utf8_step step = dci_utf8_step(bytes, len);

    (void)charset;
    (void)state;
    if (step.is_incomplete)
        return dci_step_more();
    if (!step.is_valid)
        return dci_step_bad(step.len);
    return dci_step_code(step.code, step.len);
}

static uint32_t
utf16_unit(const uint8_t *bytes, unsigned big)
{
    return (uint32_t)bytes[1 - big] << 8 | bytes[big];
}

/* big is 1 for big endian, 0 for little. Noncharacters are let through as
 * in UTF-8, all but U+FFFF, which the tables use. */
static inline struct dci_step
step_utf16(const uint8_t *bytes, size_t len, unsigned big)
{
    if (len < 2)
        return dci_step_more();
    uint32_t unit = utf16_unit(bytes, big);
    if (unit < 0xD800 || unit > 0xDFFF)
        return dci_step_code(unit, 2);
    if (unit > 0xDBFF)
        return dci_step_bad(2);
    if (len < 4)
        return dci_step_more();
    uint32_t low = utf16_unit(bytes + 2, big);
    if (low < 0xDC00 || low > 0xDFFF)
        return dci_step_bad(2);
    return dci_step_code(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00), 4);
}

struct dci_step
dci_step_utf16le(const struct dci_charset *charset, const uint8_t *bytes,
    size_t len, uint32_t *state)
{
    (void)charset;
    (void)state;
    return step_utf16(bytes, len, 0);
}

struct dci_step
dci_step_utf16be(const struct dci_charset *charset, const uint8_t *bytes,
    size_t len, uint32_t *state)
{
    (void)charset;
    (void)state;
    return step_utf16(bytes, len, 1);
}

static struct dci_step
step_utf32(uint32_t code)
{
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return dci_step_bad(4);
    return dci_step_code(code, 4);
}

struct dci_step
dci_step_utf32le(const struct dci_charset *charset, const uint8_t *bytes,
    size_t len, uint32_t *state)
{
    (void)charset;
    (void)state;
    if (len < 4)
        return dci_step_more();
    return step_utf32((uint32_t)bytes[3] << 24 | (uint32_t)bytes[2] << 16 |
        (uint32_t)bytes[1] << 8 | bytes[0]);
}

struct dci_step
dci_step_utf32be(const struct dci_charset *charset, const uint8_t *bytes,
    size_t len, uint32_t *state)
{
    (void)charset;
    (void)state;
    if (len < 4)
        return dci_step_more();
    return step_utf32((uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
        (uint32_t)bytes[2] << 8 | bytes[3]);
}
