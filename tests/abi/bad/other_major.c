/* SPDX-License-Identifier: MIT */
/* Was built for another major of the plugin ABI, and its note says so. */
#include "bad.h"

#undef DC_ABI_MAJOR
#define DC_ABI_MAJOR 2

static int32_t DC_CALL
read_nothing(dc_job *job, const dc_input *input)
{
    (void)input;
    return bad_paragraph(job);
}

BAD_READER("other_major", read_nothing);
