/* SPDX-License-Identifier: MIT */
/* A million nodes in each other; the host flattens them. */
#include "bad.h"

#define LEVELS 1000000

static int32_t DC_CALL
read_deep(dc_job *job, const dc_input *input)
{
    (void)input;
    for (uint32_t i = 0; i < LEVELS; i++)
        dc_open(job, DC_DIV, DC_POS_NONE);
    bad_paragraph(job);
    for (uint32_t i = 0; i < LEVELS; i++)
        dc_close(job, DC_DIV);
    return dc_status(job);
}

BAD_READER("very_deep", read_deep);
