/* SPDX-License-Identifier: MIT */
/* Takes memory until there is none. */
#include "bad.h"

static int32_t DC_CALL
read_much(dc_job *job, const dc_input *input)
{
    (void)input;
    while (dc_alloc(job, 1 << 20))
        continue;
    return dc_status(job);
}

BAD_READER("endless_memory", read_much);
