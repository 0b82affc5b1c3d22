/* SPDX-License-Identifier: MIT */
/*
 * Sniffing on samples of bounded size.
 */
#include "sniff.h"

#include "letters.h"
#include "step.h"

#include <string.h>

/* How much of the head is looked at. */
#define SNIFF_SIZE 65536

/* Of these code units nearly all must be plausible, and some must be what
 * every text has: spaces, line ends, or the full stops of scripts without
 * spaces. */
#define MIN_UNITS 2
#define PLAUSIBLE_PERCENT 97
#define COMMON_PER_MILLE 15

/* Where a text has one of these in a hundred bytes, it is none. */
#define BINARY_PERCENT 1

bool
dci_is_ascii(const uint8_t *bytes, size_t len)
{
    size_t at = 0;

    for (; len - at >= 32; at += 32) {
        uint64_t words[4];
        memcpy(words, bytes + at, sizeof words);
        if ((words[0] | words[1] | words[2] | words[3]) & 0x8080808080808080u)
            return false;
    }
    for (; at < len; at++) {
        if (bytes[at] >= 0x80)
            return false;
    }
    return true;
}

static size_t
head_size(size_t len)
{
    return len < SNIFF_SIZE ? len : SNIFF_SIZE;
}

/* What a reading as UTF-16 or UTF-32 looks like. */
struct units {
    size_t total;
    size_t plausible;
    size_t common;
    size_t letters; /* of scripts, without ideographs */
};

static bool
is_plausible(uint32_t code, const struct dci_letter *letter)
{
    if (letter->class == DCI_CLASS_ODD || code == DCI_NO_CODE)
        return false;
    if (letter->class == DCI_CLASS_CONTROL)
        return false;
    return code < 0x250 || letter->script != DCI_SCRIPT_OTHER || code >= 0x900;
}

static bool
is_common(uint32_t code)
{
    return code == ' ' || code == '\n' || code == '\r' || code == 0x3000 ||
        code == 0x3001 || code == 0x3002 || code == 0xFF0C || code == 0x200B;
}

static struct units
count_units(const struct dci_charset *charset, const uint8_t *bytes, size_t len)
{
    dci_step_fn *step_fn = dci_codings[charset->coding].step;
    struct units units = {0};
    uint32_t state = 0;

    for (size_t at = 0; at < len;) {
        struct dci_step step = step_fn(charset, bytes + at, len - at, &state);
        if (step.len == 0)
            break;
        struct dci_letter letter = dci_letter(step.code);
        units.total++;
        units.plausible += is_plausible(step.code, &letter);
        units.common += is_common(step.code);
        units.letters += letter.class == DCI_CLASS_LETTER;
        at += step.len;
    }
    return units;
}

static bool
is_text(const struct units *units)
{
    return units->total >= MIN_UNITS &&
        units->plausible * 100 >= units->total * PLAUSIBLE_PERCENT &&
        (units->common * 1000 >= units->total * COMMON_PER_MILLE ||
            units->letters * 2 > units->total);
}

/* The zero bytes of the head, by position modulo 4. */
struct zeros {
    size_t at[4];
    size_t total;
};

static struct zeros
count_zeros(const uint8_t *bytes, size_t len)
{
    struct zeros zeros = {{0, 0, 0, 0}, 0};

    for (size_t i = 0; i < len; i++) {
        zeros.at[i % 4] += bytes[i] == 0;
        zeros.total += bytes[i] == 0;
    }
    return zeros;
}

const struct dci_charset *
dci_sniff_utf32(const uint8_t *bytes, size_t len)
{
    size_t head = head_size(len) & ~(size_t)3;
    const struct dci_charset *charset = NULL;

    if (len % 4 != 0 || head < 4 || !memchr(bytes, 0, head))
        return NULL;
    struct zeros zeros = count_zeros(bytes, head);
    if (zeros.at[0] == head / 4)
        charset = &dci_charsets[DCI_CHARSET_utf_32be];
    else if (zeros.at[3] == head / 4)
        charset = &dci_charsets[DCI_CHARSET_utf_32le];
    if (!charset)
        return NULL;
    struct units units = count_units(charset, bytes, head);
    return is_text(&units) ? charset : NULL;
}

/* Zero bytes show UTF-16 at once; text in scripts far from ASCII may have
 * few or none, and is taken only if the other byte order makes no text and
 * its spaces and full stops are there. */
const struct dci_charset *
dci_sniff_utf16(const uint8_t *bytes, size_t len)
{
    const struct dci_charset *little = &dci_charsets[DCI_CHARSET_utf_16le];
    const struct dci_charset *big = &dci_charsets[DCI_CHARSET_utf_16be];
    size_t head = head_size(len) & ~(size_t)1;

    if (head < 4)
        return NULL;
    bool has_zero = memchr(bytes, 0, head) != NULL;
    if (!has_zero && (len % 2 != 0 || dci_is_ascii(bytes, head)))
        return NULL;
    struct units as_little = count_units(little, bytes, head);
    struct units as_big = count_units(big, bytes, head);
    bool is_little = is_text(&as_little) && as_little.common > 0;
    bool is_big = is_text(&as_big) && as_big.common > 0;
    if (is_little && is_big)
        return as_little.common > as_big.common ? little
            : as_big.common > as_little.common  ? big
                                                : NULL;
    if (is_little)
        return little;
    return is_big ? big : NULL;
}

struct escape_start {
    const char *bytes;
    enum dci_charset_id id;
};

static const struct escape_start escape_starts[] = {
    {"\x1B$)C", DCI_CHARSET_iso_2022_kr},
    {"\x1B$)A", DCI_CHARSET_iso_2022_cn},
    {"\x1B$)G", DCI_CHARSET_iso_2022_cn},
    {"\x1B$@", DCI_CHARSET_iso_2022_jp},
    {"\x1B$B", DCI_CHARSET_iso_2022_jp},
    {"\x1B$(", DCI_CHARSET_iso_2022_jp},
    {"\x1B(J", DCI_CHARSET_iso_2022_jp},
    {"\x1B(I", DCI_CHARSET_iso_2022_jp},
};

static const struct dci_charset *
find_escape(const uint8_t *at, size_t len)
{
    for (size_t i = 0; i < sizeof escape_starts / sizeof escape_starts[0];
         i++) {
        size_t need = strlen(escape_starts[i].bytes);
        if (need <= len && memcmp(at, escape_starts[i].bytes, need) == 0)
            return &dci_charsets[escape_starts[i].id];
    }
    return NULL;
}

/* Whether the input from its first escape on decodes without error and to
 * something beyond ASCII. */
static bool
decodes_well(
    const struct dci_charset *charset, const uint8_t *bytes, size_t len)
{
    dci_step_fn *step_fn = dci_codings[charset->coding].step;
    uint32_t state = 0;
    size_t beyond = 0;
    size_t bad = 0;

    for (size_t at = 0; at < len;) {
        struct dci_step step = step_fn(charset, bytes + at, len - at, &state);
        if (step.len == 0)
            break;
        bad += step.code == DCI_NO_CODE;
        beyond += step.code >= 0x80 && step.code < DCI_NO_TEXT;
        at += step.len;
    }
    return beyond > bad * 20;
}

static size_t
sniff_end(size_t at, size_t len)
{
    return len - at < SNIFF_SIZE ? len : at + SNIFF_SIZE;
}

const struct dci_charset *
dci_sniff_escapes(const uint8_t *bytes, size_t len)
{
    const uint8_t *escape = memchr(bytes, 0x1B, len);
    const uint8_t *tilde = memchr(bytes, '~', len);

    if ((!escape && !tilde) || !dci_is_ascii(bytes, len))
        return NULL;
    for (int tries = 0; escape && tries < 16; tries++) {
        size_t at = (size_t)(escape - bytes);
        const struct dci_charset *charset = find_escape(escape, len - at);
        if (charset && decodes_well(charset, escape, sniff_end(at, len) - at))
            return charset;
        escape = memchr(escape + 1, 0x1B, len - at - 1);
    }
    for (int tries = 0; tilde && tries < 16; tries++) {
        size_t at = (size_t)(tilde - bytes);
        if (len - at > 3 && tilde[1] == '{' &&
            decodes_well(
                &dci_charsets[DCI_CHARSET_hz], tilde, sniff_end(at, len) - at))
            return &dci_charsets[DCI_CHARSET_hz];
        tilde = memchr(tilde + 1, '~', len - at - 1);
    }
    return NULL;
}

static bool
is_binary_byte(uint8_t byte)
{
    return byte < 0x20 && !(byte >= 0x08 && byte <= 0x0D) && byte != 0x1A &&
        byte != 0x1B && byte != 0x0E && byte != 0x0F;
}

bool
dci_is_binary(const uint8_t *bytes, size_t len)
{
    size_t head = head_size(len);
    size_t count = 0;

    for (size_t i = 0; i < head; i++)
        count += is_binary_byte(bytes[i]);
    return count > 0 && count * 100 >= head * BINARY_PERCENT;
}
