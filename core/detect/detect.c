/* SPDX-License-Identifier: MIT */
/*
 * Detection from the surest evidence to the weakest: byte order mark, UTF-32
 * and UTF-16 by their zero bytes, well-formed UTF-8, escape sequences, nearly
 * well-formed UTF-8, UTF-16 of scripts without zero bytes, statistics.
 */
#include "detect.h"

#include "guess.h"
#include "sniff.h"
#include "utf8_step.h"

#include <string.h>

/* Broken UTF-8 has at least this many good multi-byte sequences for each bad
 * place. Legacy text that is well-formed by chance has far fewer: even in
 * East Asian sets most pairs are not UTF-8. */
#define GOOD_PER_BAD 4

struct bom {
    uint8_t bytes[4];
    uint8_t len;
    enum dci_charset_id id;
};

/* UTF-32LE before UTF-16LE, whose mark it begins with. */
static const struct bom boms[] = {
    {{0xEF, 0xBB, 0xBF, 0}, 3, DCI_CHARSET_utf_8},
    {{0xFF, 0xFE, 0, 0}, 4, DCI_CHARSET_utf_32le},
    {{0, 0, 0xFE, 0xFF}, 4, DCI_CHARSET_utf_32be},
    {{0xFF, 0xFE, 0, 0}, 2, DCI_CHARSET_utf_16le},
    {{0xFE, 0xFF, 0, 0}, 2, DCI_CHARSET_utf_16be},
    {{0x84, 0x31, 0x95, 0x33}, 4, DCI_CHARSET_gb18030},
};

static bool
detect_bom(struct dci_detected *detected, const uint8_t *bytes, size_t len)
{
    for (size_t i = 0; i < sizeof boms / sizeof boms[0]; i++) {
        const struct bom *bom = &boms[i];
        if (len < bom->len || memcmp(bytes, bom->bytes, bom->len) != 0)
            continue;
        detected->charset = &dci_charsets[bom->id];
        detected->found = DCI_FOUND_BOM;
        detected->confidence = 100;
        detected->bom_len = bom->len;
        return true;
    }
    return false;
}

/* After this many bad places, more of them than good ones end the survey:
 * legacy text is full of them, and each costs a new start. */
#define BAD_ENOUGH 256

/* The whole input as UTF-8. */
struct survey {
    size_t good; /* multi-byte sequences, counted from the first bad one on */
    size_t bad;
    bool is_ascii;
};

static size_t
count_leads(const uint8_t *bytes, size_t len)
{
    size_t count = 0;

    for (size_t i = 0; i < len; i++)
        count += bytes[i] >= 0xC0;
    return count;
}

static struct survey
survey_utf8(const uint8_t *bytes, size_t len)
{
    struct survey survey = {0, 0, false};
    size_t at = dci_utf8_valid_prefix(bytes, len);

    if (at == len) {
        survey.is_ascii = dci_is_ascii(bytes, len);
        return survey;
    }
    survey.good = count_leads(bytes, at);
    while (at < len && (survey.bad < BAD_ENOUGH || survey.bad < survey.good)) {
        struct dci_utf8_step step = dci_utf8_step(bytes + at, len - at);
        /* A sequence cut by the end is how a cut file ends, not damage. */
        survey.bad += !step.is_incomplete || at + step.len < len;
        at += step.len;
        size_t valid = dci_utf8_valid_prefix(bytes + at, len - at);
        survey.good += count_leads(bytes + at, valid);
        at += valid;
    }
    return survey;
}

static void
set_found(struct dci_detected *detected, enum dci_found found,
    const struct dci_charset *charset, uint8_t confidence)
{
    detected->charset = charset;
    detected->found = found;
    detected->confidence = confidence;
}

static bool
detect_utf8(struct dci_detected *detected, const uint8_t *bytes, size_t len)
{
    struct survey survey = survey_utf8(bytes, len);

    detected->bad_count = survey.bad;
    if (survey.is_ascii) {
        set_found(detected, DCI_FOUND_ASCII, dci_charset_utf8(), 100);
        return true;
    }
    if (survey.bad == 0 && survey.good == 0) {
        set_found(detected, DCI_FOUND_UTF8, dci_charset_utf8(), 100);
        return true;
    }
    if (survey.good > 0 && survey.good >= survey.bad * GOOD_PER_BAD) {
        set_found(detected, DCI_FOUND_UTF8_BROKEN, dci_charset_utf8(), 90);
        return true;
    }
    detected->bad_count = 0;
    return false;
}

struct dci_detected
dci_detect(const uint8_t *bytes, size_t len)
{
    struct dci_detected detected = {
        .charset = dci_charset_utf8(),
        .found = DCI_FOUND_ASCII,
        .confidence = 100,
    };
    const struct dci_charset *charset;

    if (len == 0 || detect_bom(&detected, bytes, len))
        return detected;
    charset = dci_sniff_utf32(bytes, len);
    if (charset) {
        set_found(&detected, DCI_FOUND_UTF32, charset, 95);
        return detected;
    }
    charset = dci_sniff_utf16(bytes, len);
    if (charset) {
        set_found(&detected, DCI_FOUND_UTF16, charset, 90);
        return detected;
    }
    detected.is_binary = dci_is_binary(bytes, len);
    charset = dci_sniff_escapes(bytes, len);
    if (charset) {
        set_found(&detected, DCI_FOUND_ESCAPES, charset, 95);
        return detected;
    }
    if (detect_utf8(&detected, bytes, len))
        return detected;
    struct dci_guess guess = dci_guess_charset(bytes, len);
    set_found(&detected, DCI_FOUND_STATISTICS, guess.charset, guess.confidence);
    detected.is_exhausted = guess.is_exhausted;
    return detected;
}
