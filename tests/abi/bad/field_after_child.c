/* SPDX-License-Identifier: MIT */
/* Sets a field when the node has children already. */
#include "bad.h"

static int32_t DC_CALL
read_wild(dc_job *job, const dc_input *input)
{
    (void)input;
    dc_open(job, DC_HEADING, DC_POS_NONE);
    dc_text(job, "text", 4);
    dc_set_int(job, DC_F_LEVEL, 1);
    return dc_close(job, DC_HEADING);
}

BAD_READER("field_after_child", read_wild);
