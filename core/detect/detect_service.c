/* SPDX-License-Identifier: MIT */
/*
 * The services docconv.charset/1 and docconv.language/1 for plugins.  This
 * folder is a module that is loaded on first use; like a plugin it sees the
 * host through the tables of the job alone.
 */
#include <stdlib.h>
#include <string.h>

#include "detect/detect.h"
#include "docconv/ext/charset.h"
#include "docconv/ext/language.h"
#include "docconv/sdk/sdk.h"

/* What input_pos needs of a decoding; lives as long as the job. */
struct decoding {
    struct dci_text text;
    const struct dci_charset *charset;
    const uint8_t *data;
    size_t len;
    size_t bom_len;
};

static void
append(char *message, size_t size, size_t *len, const char *text)
{
    size_t part = strnlen(text, size - *len);
    memcpy(message + *len, text, part);
    *len += part;
}

/* Reports with a message made of parts, NULL at the end. */
static void
report_parts(dc_job *job, uint32_t severity, const char *rule, uint64_t pos,
    const char *const *parts)
{
    char message[256];
    size_t len = 0;
    for (; *parts; parts++)
        append(message, sizeof(message), &len, *parts);
    dc_report_at(job, severity, rule, dc_str_slice(message, len), pos);
}

static const uint32_t how_of_found[DCI_FOUND_COUNT] = {
    [DCI_FOUND_BOM] = DC_CHARSET_BOM,
    [DCI_FOUND_ASCII] = DC_CHARSET_VALID,
    [DCI_FOUND_UTF8] = DC_CHARSET_VALID,
    [DCI_FOUND_UTF8_BROKEN] = DC_CHARSET_STATISTICS,
    [DCI_FOUND_UTF16] = DC_CHARSET_PATTERN,
    [DCI_FOUND_UTF32] = DC_CHARSET_PATTERN,
    [DCI_FOUND_ESCAPES] = DC_CHARSET_PATTERN,
    [DCI_FOUND_STATISTICS] = DC_CHARSET_STATISTICS,
};

/* "78" of 78; a percentage. */
static void
format_percent(char text[4], int32_t percent)
{
    size_t len = 0;
    if (percent >= 100)
        text[len++] = '1';
    if (percent >= 10)
        text[len++] = (char)('0' + percent / 10 % 10);
    text[len++] = (char)('0' + percent % 10);
    text[len] = 0;
}

static void
report_guess(dc_job *job, const struct dci_detected *detected)
{
    char percent[4];
    format_percent(percent, detected->confidence);
    const char *parts[] = {"read as ", dci_charset_name(detected->charset),
        ", guessed from its bytes (", percent,
        " % sure); --input-encoding overrides", NULL};
    report_parts(job, DC_DIAG_WARNING, "charset-guessed", DC_POS_NONE, parts);
}

/* Finds out the charset, or takes the one that was named. */
static int32_t
choose_charset(dc_job *job, const uint8_t *data, size_t len, dc_str label,
    struct dci_detected *detected)
{
    *detected = dci_detect(data, len);
    if (label.len == 0 && detected->is_exhausted)
        return dc_fail(job, DC_E_NOMEM);
    if (label.len == 0) {
        if (how_of_found[detected->found] == DC_CHARSET_STATISTICS &&
            !detected->is_binary)
            report_guess(job, detected);
        return DC_OK;
    }
    const struct dci_charset *named = dci_charset_lookup(label.ptr, label.len);
    if (!named) {
        dc_report(job, DC_DIAG_ERROR, "charset-unknown",
            "unknown character encoding; give an IANA name such as "
            "windows-1251");
        return dc_fail(job, DC_E_CHARSET);
    }
    if (named != detected->charset)
        detected->bom_len = 0;
    detected->charset = named;
    return DC_OK;
}

struct bad_place {
    dc_job *job;
    uint64_t base; /* offset of the decoder's first byte */
};

static void
report_bad(void *user, uint64_t offset, const uint8_t *bytes, size_t len)
{
    static const char digits[] = "0123456789ABCDEF";
    const struct bad_place *place = user;
    char hex[16];
    size_t at = 0;
    for (size_t i = 0; i < len && i < 4; i++) {
        hex[at++] = ' ';
        hex[at++] = digits[bytes[i] >> 4];
        hex[at++] = digits[bytes[i] & 15];
    }
    hex[at] = 0;
    const char *parts[] = {"undecodable byte", len > 1 ? "s" : "", hex,
        " replaced by U+FFFD", NULL};
    report_parts(place->job, DC_DIAG_WARNING, "charset-undecodable",
        place->base + offset, parts);
}

static void
drop_decoding(void *user)
{
    struct decoding *decoding = user;
    dci_text_free(&decoding->text);
    free(decoding);
}

/* Decodes into memory that lives as long as the job. */
static int32_t
decode_all(dc_job *job, struct decoding *decoding, dc_decoded *decoded)
{
    struct bad_place place = {job, decoding->bom_len};
    struct dci_decoder *decoder =
        dci_decoder_new(decoding->charset, report_bad, &place);
    int done = decoder &&
        dci_decoder_feed(decoder, decoding->data + decoding->bom_len,
            decoding->len - decoding->bom_len, 1, &decoding->text);
    uint64_t bad = decoder ? dci_decoder_bad_count(decoder) : 0;
    dci_decoder_free(decoder);
    if (!done) {
        drop_decoding(decoding);
        return dc_fail(job, DC_E_NOMEM);
    }
    decoded->bad = bad < UINT32_MAX ? (uint32_t)bad : UINT32_MAX;
    decoded->text = decoding->text.bytes ? decoding->text.bytes : "";
    decoded->len = decoding->text.len;
    decoded->state = decoding;
    return job->host->build->pin(
        job, decoded->text, decoded->len, drop_decoding, decoding);
}

static int32_t DC_CALL
decode(dc_job *job, const uint8_t *data, size_t len, dc_str label,
    dc_decoded *decoded)
{
    struct dci_detected detected;
    int32_t status = choose_charset(job, data, len, label, &detected);
    if (status != DC_OK)
        return status;
    decoded->how = label.len ? DC_CHARSET_NAMED : how_of_found[detected.found];
    decoded->confidence = label.len ? 100 : detected.confidence;
    decoded->bad = 0;
    decoded->charset = dci_charset_name(detected.charset);
    decoded->is_binary = detected.is_binary;
    decoded->state = NULL;
    decoded->text = "";
    decoded->len = 0;
    if (detected.is_binary && label.len == 0)
        return DC_OK;
    size_t bom = detected.bom_len;
    if (detected.charset == dci_charset_utf8() &&
        dci_utf8_valid_prefix(data + bom, len - bom) == len - bom) {
        decoded->text = (const char *)data + bom;
        decoded->len = len - bom;
        return DC_OK;
    }
    struct decoding *decoding = calloc(1, sizeof(*decoding));
    if (!decoding)
        return dc_fail(job, DC_E_NOMEM);
    decoding->charset = detected.charset;
    decoding->data = data;
    decoding->len = len;
    decoding->bom_len = bom;
    return decode_all(job, decoding, decoded);
}

static uint64_t DC_CALL
input_pos(
    dc_job *job, const dc_decoded *decoded, const uint8_t *data, uint64_t pos)
{
    (void)job;
    const struct decoding *decoding = decoded->state;
    if (!decoding)
        return (uint64_t)((const uint8_t *)decoded->text - data) + pos;
    return decoding->bom_len +
        dci_text_source(&decoding->text, (size_t)pos, decoding->charset,
            decoding->data + decoding->bom_len,
            decoding->len - decoding->bom_len);
}

static const dc_charset_service charset_service = {
    .struct_size = sizeof(dc_charset_service),
    .decode = decode,
    .input_pos = input_pos,
};

static int32_t DC_CALL
detect_language(dc_job *job, const char *text, size_t len, char tag[16])
{
    struct dci_language language = dci_language_detect(text, len);
    if (language.is_exhausted)
        dc_fail(job, DC_E_NOMEM);
    memcpy(tag, language.tag, sizeof(language.tag));
    return language.confidence;
}

static const dc_language_service language_service = {
    .struct_size = sizeof(dc_language_service),
    .detect = detect_language,
};

/* The module's one exported function; see core/host/service.c. */
DC_EXPORT const void *docconv_service_v1(const char *id);

const void *
docconv_service_v1(const char *id)
{
    if (strcmp(id, DC_CHARSET_ID) == 0)
        return &charset_service;
    if (strcmp(id, DC_LANGUAGE_ID) == 0)
        return &language_service;
    return NULL;
}
