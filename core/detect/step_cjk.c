/* SPDX-License-Identifier: MIT */
/*
 * The stateless East Asian codings. What is an error and how many bytes it
 * takes follows the WHATWG encoding standard; the characters are those of
 * the tables.
 */
#include "step.h"

/*
 * What the first byte alone decides, where a pair begins with one from `low`
 * to `high`: ASCII, an error, or that there is no second one yet.  False if
 * the two bytes are to be looked up.
 */
static bool
step_lead(const uint8_t *bytes, size_t len, uint8_t low, uint8_t high,
    struct dci_step *step)
{
    if (bytes[0] < 0x80)
        *step = dci_step_code(bytes[0], 1);
    else if (bytes[0] < low || bytes[0] > high)
        *step = dci_step_bad(1);
    else if (len < 2)
        *step = dci_step_more();
    else
        return false;
    return true;
}

/* Four-byte GB18030 reaches the planes above the basic one from here on. */
#define GB_SUPPLEMENT 189000u
#define GB_SUPPLEMENT_END (GB_SUPPLEMENT + 0x100000u)

static uint32_t
gb_four_code(const uint8_t *bytes)
{
    uint32_t index = ((bytes[0] - 0x81u) * 10 + (bytes[1] - 0x30u)) * 1260 +
        (bytes[2] - 0x81u) * 10 + (bytes[3] - 0x30u);
    size_t low = 0;
    size_t high = dci_gb_run_count;

    if (index >= GB_SUPPLEMENT)
        return index < GB_SUPPLEMENT_END ? index - GB_SUPPLEMENT + 0x10000
                                         : DCI_NO_CODE;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (dci_gb_runs[middle].index <= index)
            low = middle;
        else
            high = middle;
    }
    if (dci_gb_runs[low].code == DCI_NO_CODE)
        return DCI_NO_CODE;
    return dci_gb_runs[low].code + (index - dci_gb_runs[low].index);
}

static struct dci_step
step_gb_four(const uint8_t *bytes, size_t len)
{
    if (len > 2 && (bytes[2] < 0x81 || bytes[2] > 0xFE))
        return dci_step_bad(1);
    if (len > 3 && (bytes[3] < 0x30 || bytes[3] > 0x39))
        return dci_step_bad(1);
    if (len < 4)
        return dci_step_more();
    uint32_t code = gb_four_code(bytes);
    return code == DCI_NO_CODE ? dci_step_bad(1) : dci_step_code(code, 4);
}

/* A lone 0x80 is the euro sign, as in the code page 936 that most files
 * labelled GB really use. */
struct dci_step
dci_step_gb18030(const struct dci_charset *charset, const uint8_t *bytes,
    size_t len, uint32_t *state)
{
    uint8_t lead = bytes[0];
    struct dci_step step;

    (void)charset;
    (void)state;
    if (lead == 0x80)
        return dci_step_code(0x20AC, 1);
    if (step_lead(bytes, len, 0x81, 0xFE, &step))
        return step;
    if (bytes[1] >= 0x30 && bytes[1] <= 0x39)
        return step_gb_four(bytes, len);
    if (lead == 0xA3 && bytes[1] == 0xA0) /* a wide space in real files */
        return dci_step_code(0x3000, 2);
    return dci_step_two(dci_grid_code(&dci_grid_gbk, lead, bytes[1]), bytes[1]);
}

/* Four characters of Hong Kong's set are a letter and a mark in Unicode. */
static struct dci_step
step_big5_pair(uint8_t trail)
{
    uint32_t letter = trail < 0xA0 ? 0xCA : 0xEA;
    uint32_t mark = trail == 0x62 || trail == 0xA3 ? 0x304 : 0x30C;

    return (struct dci_step){letter, mark, 2};
}

struct dci_step
dci_step_big5(const struct dci_charset *charset, const uint8_t *bytes,
    size_t len, uint32_t *state)
{
    uint8_t lead = bytes[0];
    struct dci_step step;

    (void)charset;
    (void)state;
    if (step_lead(bytes, len, 0x81, 0xFE, &step))
        return step;
    uint8_t trail = bytes[1];
    if (lead == 0x88 &&
        (trail == 0x62 || trail == 0x64 || trail == 0xA3 || trail == 0xA5))
        return step_big5_pair(trail);
    return dci_step_two(dci_grid_code(&dci_grid_big5, lead, trail), trail);
}

static struct dci_step
step_cns(const uint8_t *bytes, size_t len)
{
    if (len < 2)
        return dci_step_more();
    if (bytes[1] < 0xA1 || bytes[1] >= 0xA1 + DCI_CNS_PLANES)
        return dci_step_bad(1);
    if (len < 4)
        return dci_step_more();
    uint32_t code =
        dci_grid_code(&dci_grid_cns[bytes[1] - 0xA1], bytes[2], bytes[3]);
    return code == DCI_NO_CODE ? dci_step_bad(2) : dci_step_code(code, 4);
}

struct dci_step
dci_step_euc_tw(const struct dci_charset *charset, const uint8_t *bytes,
    size_t len, uint32_t *state)
{
    uint8_t lead = bytes[0];
    struct dci_step step;

    (void)charset;
    (void)state;
    if (lead == 0x8E)
        return step_cns(bytes, len);
    if (step_lead(bytes, len, 0xA1, 0xFE, &step))
        return step;
    return dci_step_two(
        dci_grid_code(&dci_grid_cns[0], lead, bytes[1]), bytes[1]);
}

/* The table is laid out by Shift_JIS bytes: two rows to a lead byte, and
 * 0x7F is never a trail byte. */
uint32_t
dci_jis0208_code(unsigned row, unsigned cell)
{
    unsigned lead = row / 2 + (row < 62 ? 0x81u : 0xC1u);
    unsigned trail = row % 2 ? cell + 0x9F : cell + 0x40 + (cell >= 63);

    return dci_grid_code(&dci_grid_jis0208, lead, trail);
}

static bool
is_half_katakana(uint8_t byte)
{
    return byte >= 0xA1 && byte <= 0xDF;
}

static uint32_t
half_katakana(uint8_t byte)
{
    return 0xFF61u + (byte - 0xA1u);
}

static struct dci_step
step_jis0212(const uint8_t *bytes, size_t len)
{
    if (len < 2)
        return dci_step_more();
    if (bytes[1] < 0xA1 || bytes[1] == 0xFF)
        return dci_step_bad(1);
    if (len < 3)
        return dci_step_more();
    uint32_t code = dci_grid_code(&dci_grid_jis0212, bytes[1], bytes[2]);
    if (code != DCI_NO_CODE)
        return dci_step_code(code, 3);
    return dci_step_bad(bytes[2] < 0x80 ? 2 : 3);
}

struct dci_step
dci_step_euc_jp(const struct dci_charset *charset, const uint8_t *bytes,
    size_t len, uint32_t *state)
{
    uint8_t lead = bytes[0];
    struct dci_step step;

    (void)charset;
    (void)state;
    if (lead == 0x8F)
        return step_jis0212(bytes, len);
    if (step_lead(bytes, len, lead == 0x8E ? 0x8E : 0xA1, 0xFE, &step))
        return step;
    uint8_t trail = bytes[1];
    uint32_t code = DCI_NO_CODE;
    if (lead == 0x8E)
        code = is_half_katakana(trail) ? half_katakana(trail) : DCI_NO_CODE;
    else if (trail >= 0xA1 && trail <= 0xFE)
        code = dci_jis0208_code(lead - 0xA1u, trail - 0xA1u);
    return dci_step_two(code, trail);
}

struct dci_step
dci_step_shift_jis(const struct dci_charset *charset, const uint8_t *bytes,
    size_t len, uint32_t *state)
{
    uint8_t lead = bytes[0];
    struct dci_step step;

    (void)charset;
    (void)state;
    if (is_half_katakana(lead))
        return dci_step_code(half_katakana(lead), 1);
    if (lead == 0xA0)
        return dci_step_bad(1);
    if (step_lead(bytes, len, 0x81, 0xFC, &step))
        return step;
    return dci_step_two(
        dci_grid_code(&dci_grid_jis0208, lead, bytes[1]), bytes[1]);
}

struct dci_step
dci_step_euc_kr(const struct dci_charset *charset, const uint8_t *bytes,
    size_t len, uint32_t *state)
{
    uint8_t lead = bytes[0];
    struct dci_step step;

    (void)charset;
    (void)state;
    if (step_lead(bytes, len, 0x81, 0xFE, &step))
        return step;
    return dci_step_two(dci_grid_code(&dci_grid_uhc, lead, bytes[1]), bytes[1]);
}
