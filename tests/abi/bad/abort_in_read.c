/* SPDX-License-Identifier: MIT */
/* Gives up. */
#include <stdlib.h>

#include "bad.h"

static int32_t DC_CALL
read_and_abort(dc_job *job, const dc_input *input)
{
    (void)input;
    bad_paragraph(job);
    abort();
}

BAD_READER("abort_in_read", read_and_abort);
