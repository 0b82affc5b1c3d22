/* SPDX-License-Identifier: MIT */
/* Crashes before its exported function is called. */
#include "bad.h"

static int *volatile nowhere;

__attribute__((constructor)) static void
crash(void)
{
    *nowhere = 1;
}

static int32_t DC_CALL
read_nothing(dc_job *job, const dc_input *input)
{
    (void)input;
    return bad_paragraph(job);
}

BAD_READER("crash_at_load", read_nothing);
