/* SPDX-License-Identifier: MIT */
/*
 * The service docconv.math/1 for plugins: a module that is loaded on first
 * use; like a plugin it sees the host through the tables of the job alone.
 */
#include <stdlib.h>
#include <string.h>

#include "docconv/ext/math.h"
#include "docconv/sdk/sdk.h"
#include "math/math.h"

/* The bytes as memory of the job; false: out of memory. */
static bool
keep(dc_job *job, const struct math_buf *buf, dc_str *kept)
{
    char *text = buf->failed ? NULL : dc_alloc(job, buf->len ? buf->len : 1);
    if (!text) {
        dc_fail(job, DC_E_NOMEM);
        return false;
    }
    if (buf->len)
        memcpy(text, buf->data, buf->len);
    *kept = dc_str_slice(text, buf->len);
    return true;
}

static int32_t DC_CALL
from_tex(dc_job *job, dc_str tex, int32_t is_display, dc_str *mathml,
    const char **why, size_t *offset)
{
    struct math_buf out = {NULL, 0, 0, false};
    struct math_fault fault = {NULL, 0};
    int32_t done = math_from_tex(tex, is_display != 0, &out, &fault) &&
        keep(job, &out, mathml);
    if (!done) {
        *why = fault.why ? fault.why : "out of memory";
        *offset = fault.offset;
    }
    math_buf_fini(&out);
    return done;
}

static int32_t DC_CALL
to_tex(dc_job *job, dc_str mathml, dc_str *tex)
{
    struct math_buf out = {NULL, 0, 0, false};
    int32_t done = math_to_tex(mathml, true, &out) && keep(job, &out, tex);
    math_buf_fini(&out);
    return done;
}

static int32_t DC_CALL
rewrite(dc_job *job, dc_str mathml, dc_str tex, int32_t is_display,
    dc_str *rewritten)
{
    struct math_buf out = {NULL, 0, 0, false};
    int32_t done = math_rewrite(mathml, tex, is_display != 0, &out) &&
        keep(job, &out, rewritten);
    math_buf_fini(&out);
    return done;
}

static const dc_math_service math_service = {
    .struct_size = sizeof(dc_math_service),
    .from_tex = from_tex,
    .to_tex = to_tex,
    .rewrite = rewrite,
};

/* The module's one exported function; see core/host/service.c. */
DC_EXPORT const void *docconv_service_v1(const char *id);

const void *
docconv_service_v1(const char *id)
{
    return strcmp(id, DC_MATH_ID) == 0 ? &math_service : NULL;
}
