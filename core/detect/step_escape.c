/* SPDX-License-Identifier: MIT */
/*
 * The seven-bit East Asian codings, which switch sets by escape sequences
 * (ISO 2022: RFC 1468, 1554, 1557, 1922) or tildes (HZ: RFC 1843).
 *
 * The state is a small set of fields: what G0 holds (Japanese), whether the
 * text is shifted out to G1, what G1 and G2 hold (Chinese).
 */
#include "step.h"

#include <string.h>

#define ESC 0x1B
#define SHIFT_OUT 0x0E
#define SHIFT_IN 0x0F

enum set {
    SET_ASCII,
    SET_JIS_ROMAN,
    SET_KATAKANA,
    SET_JIS0208,
    SET_JIS0212,
    SET_GB2312,
    SET_KSC5601,
    SET_CNS_1,
    SET_CNS_2,
    SET_LATIN_1,
    SET_GREEK
};

/* Fields of the state. */
#define G0_MASK 0x0Fu
#define G1_MASK 0xF0u
#define G1_SHIFT 4
#define G2_MASK 0xF00u
#define G2_SHIFT 8
#define SHIFTED 0x1000u

/* What follows ESC, and the field it sets. */
struct escape {
    const char *bytes;
    uint8_t len;
    uint8_t shift;
    uint8_t set;
};

static const struct escape japanese[] = {
    {"(B", 2, 0, SET_ASCII},
    {"(J", 2, 0, SET_JIS_ROMAN},
    {"(H", 2, 0, SET_JIS_ROMAN}, /* an old mistake that files still hold */
    {"(I", 2, 0, SET_KATAKANA},
    {"$@", 2, 0, SET_JIS0208},
    {"$B", 2, 0, SET_JIS0208},
    {"$A", 2, 0, SET_GB2312},
    {"$(C", 3, 0, SET_KSC5601},
    {"$(D", 3, 0, SET_JIS0212},
    {"$(B", 3, 0, SET_JIS0208},
    {".A", 2, G2_SHIFT, SET_LATIN_1},
    {".F", 2, G2_SHIFT, SET_GREEK},
};

static const struct escape korean[] = {
    {"$)C", 3, G1_SHIFT, SET_KSC5601},
};

static const struct escape chinese[] = {
    {"$)A", 3, G1_SHIFT, SET_GB2312},
    {"$)G", 3, G1_SHIFT, SET_CNS_1},
    {"$*H", 3, G2_SHIFT, SET_CNS_2},
};

/* Reads the escape sequence at bytes[0] == ESC. */
static struct dci_step
step_escape(const struct escape *table, size_t count, const uint8_t *bytes,
    size_t len, uint32_t *state)
{
    bool may_follow = false;

    for (size_t i = 0; i < count; i++) {
        const struct escape *row = &table[i];
        size_t have = len - 1 < row->len ? len - 1 : row->len;
        if (memcmp(bytes + 1, row->bytes, have) != 0)
            continue;
        if (have < row->len) {
            may_follow = true;
            continue;
        }
        *state &= ~(0xFu << row->shift);
        *state |= (uint32_t)row->set << row->shift;
        return dci_step_code(DCI_NO_TEXT, row->len + 1u);
    }
    return may_follow ? dci_step_more() : dci_step_bad(1);
}

/* Two seven-bit bytes of a set; both are 0x21 to 0x7E. */
static uint32_t
two_byte_code(unsigned set, uint8_t lead, uint8_t trail)
{
    unsigned high = lead | 0x80u;
    unsigned low = trail | 0x80u;

    switch (set) {
    case SET_JIS0208:
        return dci_jis0208_code(lead - 0x21u, trail - 0x21u);
    case SET_JIS0212:
        return dci_grid_code(&dci_grid_jis0212, high, low);
    case SET_GB2312:
        return dci_grid_code(&dci_grid_gbk, high, low);
    case SET_KSC5601:
        return dci_grid_code(&dci_grid_uhc, high, low);
    case SET_CNS_1:
        return dci_grid_code(&dci_grid_cns[0], high, low);
    case SET_CNS_2:
        return dci_grid_code(&dci_grid_cns[1], high, low);
    default:
        return DCI_NO_CODE;
    }
}

static bool
is_graphic(uint8_t byte)
{
    return byte >= 0x21 && byte <= 0x7E;
}

static struct dci_step
step_two(unsigned set, const uint8_t *bytes, size_t len)
{
    if (len < 2)
        return dci_step_more();
    if (!is_graphic(bytes[1]))
        return dci_step_bad(1);
    uint32_t code = two_byte_code(set, bytes[0], bytes[1]);
    return code == DCI_NO_CODE ? dci_step_bad(2) : dci_step_code(code, 2);
}

/* A byte that stands for itself in every set: space and controls. */
static struct dci_step
step_plain(uint8_t byte)
{
    return byte < 0x80 ? dci_step_code(byte, 1) : dci_step_bad(1);
}

/* ESC N shifts to the upper half of a European set for one character. */
static struct dci_step
step_european(const uint8_t *bytes, size_t len, uint32_t state)
{
    unsigned set = (state & G2_MASK) >> G2_SHIFT;

    if (len < 3)
        return dci_step_more();
    unsigned upper = bytes[2] | 0x80u;
    if (bytes[2] < 0x20 || bytes[2] > 0x7F)
        return dci_step_bad(2);
    if (set == SET_LATIN_1)
        return dci_step_code(upper, 3);
    if (set != SET_GREEK)
        return dci_step_bad(2);
    uint32_t code = dci_charsets[DCI_CHARSET_iso_8859_7].single->cells[upper];
    return code == DCI_NO_CODE ? dci_step_bad(3) : dci_step_code(code, 3);
}

static struct dci_step
step_japanese_byte(unsigned set, uint8_t byte)
{
    if (set == SET_KATAKANA)
        return byte <= 0x5F ? dci_step_code(0xFF61u + (byte - 0x21u), 1)
                            : dci_step_bad(1);
    if (set == SET_JIS_ROMAN && byte == 0x5C)
        return dci_step_code(0xA5, 1);
    if (set == SET_JIS_ROMAN && byte == 0x7E)
        return dci_step_code(0x203E, 1);
    return dci_step_code(byte, 1);
}

struct dci_step
dci_step_iso_2022_jp(const struct dci_charset *charset, const uint8_t *bytes,
    size_t len, uint32_t *state)
{
    uint8_t byte = bytes[0];

    (void)charset;
    if (byte == ESC && len > 1 && bytes[1] == 'N')
        return step_european(bytes, len, *state);
    if (byte == ESC)
        return step_escape(
            japanese, sizeof japanese / sizeof japanese[0], bytes, len, state);
    if (byte == SHIFT_OUT || byte == SHIFT_IN) {
        *state &= ~SHIFTED;
        *state |= byte == SHIFT_OUT ? SHIFTED : 0;
        return dci_step_code(DCI_NO_TEXT, 1);
    }
    if (!is_graphic(byte))
        return step_plain(byte);
    unsigned set = *state & SHIFTED ? SET_KATAKANA : *state & G0_MASK;
    if (set >= SET_JIS0208)
        return step_two(set, bytes, len);
    return step_japanese_byte(set, byte);
}

/* Shifts, and the line end that takes them back. True if the byte was one. */
static bool
apply_shift(uint8_t byte, uint32_t *state)
{
    if (byte == SHIFT_OUT)
        *state |= SHIFTED;
    else if (byte == SHIFT_IN)
        *state &= ~SHIFTED;
    else
        return false;
    return true;
}

struct dci_step
dci_step_iso_2022_kr(const struct dci_charset *charset, const uint8_t *bytes,
    size_t len, uint32_t *state)
{
    uint8_t byte = bytes[0];

    (void)charset;
    if (byte == ESC)
        return step_escape(korean, 1, bytes, len, state);
    if (apply_shift(byte, state))
        return dci_step_code(DCI_NO_TEXT, 1);
    if (byte == '\n')
        *state &= ~SHIFTED;
    if (!is_graphic(byte) || !(*state & SHIFTED))
        return step_plain(byte);
    return step_two(SET_KSC5601, bytes, len);
}

/* ESC N shifts to G2 for one character. */
static struct dci_step
step_single_shift(const uint8_t *bytes, size_t len, uint32_t state)
{
    if (len < 4)
        return dci_step_more();
    if (!is_graphic(bytes[2]) || !is_graphic(bytes[3]))
        return dci_step_bad(2);
    uint32_t code =
        two_byte_code((state & G2_MASK) >> G2_SHIFT, bytes[2], bytes[3]);
    return code == DCI_NO_CODE ? dci_step_bad(4) : dci_step_code(code, 4);
}

struct dci_step
dci_step_iso_2022_cn(const struct dci_charset *charset, const uint8_t *bytes,
    size_t len, uint32_t *state)
{
    uint8_t byte = bytes[0];

    (void)charset;
    if (byte == ESC && len > 1 && bytes[1] == 'N')
        return step_single_shift(bytes, len, *state);
    if (byte == ESC)
        return step_escape(
            chinese, sizeof chinese / sizeof chinese[0], bytes, len, state);
    if (apply_shift(byte, state))
        return dci_step_code(DCI_NO_TEXT, 1);
    if (byte == '\n')
        *state = 0;
    if (!is_graphic(byte) || !(*state & SHIFTED))
        return step_plain(byte);
    return step_two((*state & G1_MASK) >> G1_SHIFT, bytes, len);
}

/* The byte after a tilde: "~{" and "~}" switch, "~~" is a tilde, and a
 * tilde before a line end joins the lines. */
static struct dci_step
step_tilde(const uint8_t *bytes, size_t len, uint32_t *state)
{
    if (len < 2)
        return dci_step_more();
    if (bytes[1] == '{' || bytes[1] == '}') {
        *state = bytes[1] == '{' ? SHIFTED : 0;
        return dci_step_code(DCI_NO_TEXT, 2);
    }
    if (bytes[1] == '~')
        return dci_step_code('~', 2);
    if (bytes[1] == '\n')
        return dci_step_code(DCI_NO_TEXT, 2);
    return dci_step_bad(1);
}

struct dci_step
dci_step_hz(const struct dci_charset *charset, const uint8_t *bytes, size_t len,
    uint32_t *state)
{
    uint8_t byte = bytes[0];

    (void)charset;
    if (byte == '~')
        return step_tilde(bytes, len, state);
    if (byte == '\n')
        *state = 0;
    if (!is_graphic(byte) || !(*state & SHIFTED))
        return step_plain(byte);
    return step_two(SET_GB2312, bytes, len);
}
