/* SPDX-License-Identifier: MIT */
/* Opens a paragraph in a paragraph. */
#include "bad.h"

static int32_t DC_CALL
read_wild(dc_job *job, const dc_input *input)
{
    (void)input;
    dc_open(job, DC_PARA, DC_POS_NONE);
    return bad_paragraph(job);
}

BAD_READER("wild_nesting", read_wild);
