/* SPDX-License-Identifier: MIT */
/* Leaves everything open; the host closes it. */
#include "bad.h"

static int32_t DC_CALL
read_some(dc_job *job, const dc_input *input)
{
    (void)input;
    dc_open(job, DC_BLOCK_QUOTE, DC_POS_NONE);
    dc_open(job, DC_PARA, DC_POS_NONE);
    return dc_text(job, "text", 4);
}

BAD_READER("left_open", read_some);
