/* SPDX-License-Identifier: MIT */
/*
 * The service docconv.charset/1 as plugins see it: what is UTF-8 beyond doubt
 * is answered here, all else by the module detect.so, whose C++ libraries take
 * longer to load than a page of ten kilobytes takes to read.
 *
 * Beyond doubt is what the module would call valid UTF-8 for sure: characters
 * that XML has, no byte order mark, no "~{" (HZ).  Without zero bytes and C0
 * controls nothing in it reads as a space or full stop of UTF-16 or UTF-32, so
 * the module, which asks for one of these, would not take it for either.
 */
#include <string.h>

#include "base/utf8.h"
#include "host/plain_utf8.h"
#include "host/report.h"
#include "host/service.h"

static const char mark[] = "\xEF\xBB\xBF";
static const char hz_escape[] = "~{";

static bool
holds(const char *text, size_t len, const char *wanted)
{
    const char *end = text + len;
    const char *at = text;
    size_t size = strlen(wanted);
    while ((at = memchr(at, wanted[0], (size_t)(end - at))) != NULL) {
        if ((size_t)(end - at) >= size && memcmp(at, wanted, size) == 0)
            return true;
        at++;
    }
    return false;
}

/* "UTF-8", "utf8": labels are compared by letters and digits. */
static bool
is_utf8_label(dc_str label)
{
    static const char *const names[] = {"utf-8", "utf8"};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        size_t at = 0;
        if (strlen(names[i]) != label.len)
            continue;
        while (
            at < label.len && (label.ptr[at] | 0x20) == (names[i][at] | 0x20))
            at++;
        if (at == label.len)
            return true;
    }
    return false;
}

static bool
is_beyond_doubt(const char *text, size_t len, dc_str label)
{
    if (len >= strlen(mark) && memcmp(text, mark, strlen(mark)) == 0)
        return false;
    if (label.len ? !is_utf8_label(label) : holds(text, len, hz_escape))
        return false;
    return dci_utf8_text_prefix(text, len) == len;
}

/* The module's service, which the run remembers. */
static const dc_charset_service *
detector(struct dci_host_job *job)
{
    struct dci_run *run = job->run;
    const char *why = NULL;
    if (!run->charset)
        run->charset = dci_service_load(job, "detect.so", DC_CHARSET_ID, &why);
    if (!run->charset && dci_doc_status(run->doc) == DC_OK) {
        const char *parts[] = {"character encodings but UTF-8 cannot be read: ",
            why ? why : "the module has not that service", NULL};
        dci_report_parts(
            run->reporter, DC_DIAG_ERROR, "charset-unavailable", parts);
    }
    return run->charset;
}

static int32_t DC_CALL
decode(dc_job *job, const uint8_t *data, size_t len, dc_str label,
    dc_decoded *decoded)
{
    struct dci_host_job *self = (struct dci_host_job *)(void *)job;
    if (len == 0 || !is_beyond_doubt((const char *)data, len, label)) {
        const dc_charset_service *service = detector(self);
        return service ? service->decode(job, data, len, label, decoded)
                       : dci_doc_fail(self->run->doc, DC_E_PLUGIN);
    }
    decoded->how = label.len ? DC_CHARSET_NAMED : DC_CHARSET_VALID;
    decoded->confidence = 100;
    decoded->bad = 0;
    decoded->charset = "utf-8";
    decoded->text = (const char *)data;
    decoded->len = len;
    decoded->is_binary = 0;
    decoded->state = NULL;
    return DC_OK;
}

static uint64_t DC_CALL
input_pos(
    dc_job *job, const dc_decoded *decoded, const uint8_t *data, uint64_t pos)
{
    if (!decoded->state)
        return (uint64_t)((const uint8_t *)decoded->text - data) + pos;
    struct dci_host_job *self = (struct dci_host_job *)(void *)job;
    const dc_charset_service *service = self->run->charset;
    return service->input_pos(job, decoded, data, pos);
}

const dc_charset_service dci_charset_service = {
    .struct_size = sizeof(dc_charset_service),
    .decode = decode,
    .input_pos = input_pos,
};
