/* SPDX-License-Identifier: MIT */
/* Closes more nodes than it opened. */
#include "bad.h"

static int32_t DC_CALL
read_wild(dc_job *job, const dc_input *input)
{
    (void)input;
    bad_paragraph(job);
    return dc_close(job, DC_DOCUMENT);
}

BAD_READER("close_too_many", read_wild);
