/* SPDX-License-Identifier: MIT */
/* Fails and does not say why. */
#include "bad.h"

static int32_t DC_CALL
read_nothing(dc_job *job, const dc_input *input)
{
    (void)job;
    (void)input;
    return DC_E_FORMAT;
}

BAD_READER("silent_failure", read_nothing);
