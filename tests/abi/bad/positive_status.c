/* SPDX-License-Identifier: MIT */
/* Returns a positive number where only DC_OK or an error may stand. */
#include "bad.h"

static int32_t DC_CALL
read_nothing(dc_job *job, const dc_input *input)
{
    (void)input;
    bad_paragraph(job);
    return 7;
}

BAD_READER("positive_status", read_nothing);
