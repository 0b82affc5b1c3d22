/* SPDX-License-Identifier: MIT */
/* Builds paragraphs without end and looks at no status. */
#include "bad.h"

static int32_t DC_CALL
read_forever(dc_job *job, const dc_input *input)
{
    (void)input;
    while (bad_paragraph(job) <= DC_OK)
        continue;
    return DC_OK;
}

BAD_READER("endless_document", read_forever);
