/* SPDX-License-Identifier: MIT */
/*
 * Decoding a sample into glyphs, which carry what the judge asks of each
 * character.
 */
#include "judge.h"

#include "step.h"

/* Text with this many ASCII letters for each other character is in Latin
 * script. */
#define LATIN_TEXT 4

/* Two-byte sets by the lead bytes (in the 0xA1-0xFE form where there is
 * one) of their everyday characters. */
static uint8_t
rank_of(enum dci_coding coding, const uint8_t *bytes, size_t len)
{
    uint8_t lead = bytes[0];

    if (len == 1)
        return DCI_RANK_NONE;
    switch (coding) {
    case DCI_CODING_GB18030:
        if (len == 4 || bytes[1] < 0xA1 || lead < 0xA1)
            return DCI_RANK_ODD;
        return lead >= 0xB0 && lead <= 0xD7 ? DCI_RANK_COMMON : DCI_RANK_RARE;
    case DCI_CODING_BIG5:
        if (lead >= 0xA4 && lead <= 0xC6)
            return DCI_RANK_COMMON;
        return lead >= 0xC9 && lead <= 0xF9 ? DCI_RANK_RARE : DCI_RANK_ODD;
    case DCI_CODING_EUC_TW:
        return len == 2 ? DCI_RANK_COMMON : DCI_RANK_RARE;
    case DCI_CODING_EUC_JP:
        if (len == 3)
            return DCI_RANK_ODD;
        return lead >= 0xB0 && lead <= 0xCF ? DCI_RANK_COMMON : DCI_RANK_RARE;
    case DCI_CODING_SHIFT_JIS:
        return lead >= 0x88 && lead <= 0x98 ? DCI_RANK_COMMON : DCI_RANK_RARE;
    case DCI_CODING_EUC_KR:
        if (bytes[1] < 0xA1 || lead < 0xA1)
            return DCI_RANK_ODD;
        return lead >= 0xB0 && lead <= 0xC8 ? DCI_RANK_COMMON : DCI_RANK_RARE;
    default:
        return DCI_RANK_COMMON;
    }
}

static struct dci_glyph
make_glyph(uint32_t code, uint8_t rank)
{
    struct dci_letter letter = dci_letter(code);

    return (struct dci_glyph){code, dci_letter_lower(code), rank, letter.class,
        letter.script, letter.cased};
}

static void
put_glyph(struct dci_reading *reading, const struct dci_glyph *glyph)
{
    reading->glyphs[reading->count++] = *glyph;
    reading->high_count += glyph->code >= 0x80;
    reading->bad_count += glyph->code == DCI_NO_CODE;
    if (glyph->code < 0x80 && glyph->class == DCI_CLASS_LETTER)
        reading->ascii_letters++;
}

static void
read_single(struct dci_reading *reading, const uint8_t *bytes, size_t len)
{
    struct dci_glyph table[256];

    for (size_t i = 0; i < 256; i++)
        table[i] =
            make_glyph(reading->charset->single->cells[i], DCI_RANK_NONE);
    for (size_t i = 0; i < len; i++)
        put_glyph(reading, &table[bytes[i]]);
}

static void
read_steps(struct dci_reading *reading, const uint8_t *bytes, size_t len)
{
    const struct dci_charset *charset = reading->charset;
    uint32_t state = 0;

    for (size_t at = 0; at < len;) {
        struct dci_step step = dci_codings[charset->coding].step(
            charset, bytes + at, len - at, &state);
        if (step.len == 0) /* cut by the end: no evidence */
            break;
        if (step.code != DCI_NO_TEXT) {
            struct dci_glyph glyph = make_glyph(
                step.code, rank_of(charset->coding, bytes + at, step.len));
            put_glyph(reading, &glyph);
        }
        at += step.len;
    }
}

void
dci_reading_make(struct dci_reading *reading, const struct dci_charset *charset,
    const uint8_t *bytes, size_t len)
{
    *reading =
        (struct dci_reading){.charset = charset, .glyphs = reading->glyphs};
    if (charset->single && charset->single->pair_count == 0)
        read_single(reading, bytes, len);
    else
        read_steps(reading, bytes, len);
    reading->is_latin_text =
        reading->ascii_letters > LATIN_TEXT * reading->high_count;
}
