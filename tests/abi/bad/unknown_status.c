/* SPDX-License-Identifier: MIT */
/* Returns a status that does not exist. */
#include "bad.h"

static int32_t DC_CALL
read_nothing(dc_job *job, const dc_input *input)
{
    (void)job;
    (void)input;
    return -12345;
}

BAD_READER("unknown_status", read_nothing);
