/* SPDX-License-Identifier: MIT */
/* Asks for an option that its manifest does not declare. */
#include "bad.h"

static int32_t DC_CALL
read_some(dc_job *job, const dc_input *input)
{
    (void)input;
    dc_option_int(job, "no-such-option");
    return bad_paragraph(job);
}

BAD_READER("unknown_option", read_some);
