/* SPDX-License-Identifier: MIT */
/* Closes what it has not opened. */
#include "bad.h"

static int32_t DC_CALL
read_wild(dc_job *job, const dc_input *input)
{
    (void)input;
    dc_open(job, DC_PARA, DC_POS_NONE);
    return dc_close(job, DC_EMPH);
}

BAD_READER("wrong_close", read_wild);
