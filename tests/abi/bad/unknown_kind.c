/* SPDX-License-Identifier: MIT */
/* Opens a node of a kind that does not exist. */
#include "bad.h"

static int32_t DC_CALL
read_wild(dc_job *job, const dc_input *input)
{
    (void)input;
    dc_open(job, 60000, DC_POS_NONE);
    return dc_close(job, 60000);
}

BAD_READER("unknown_kind", read_wild);
