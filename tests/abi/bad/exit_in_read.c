/* SPDX-License-Identifier: MIT */
/* Ends the process as if all were well. */
#include <stdlib.h>

#include "bad.h"

static int32_t DC_CALL
read_and_exit(dc_job *job, const dc_input *input)
{
    (void)input;
    bad_paragraph(job);
    exit(0);
}

BAD_READER("exit_in_read", read_and_exit);
