/* SPDX-License-Identifier: MIT */
/* Crashes in the middle of a paragraph. */
#include "bad.h"

static int *volatile nowhere;

static int32_t DC_CALL
read_and_crash(dc_job *job, const dc_input *input)
{
    (void)input;
    bad_paragraph(job);
    dc_open(job, DC_PARA, DC_POS_NONE);
    *nowhere = 1;
    return DC_OK;
}

BAD_READER("crash_in_read", read_and_crash);
