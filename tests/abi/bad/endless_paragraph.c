/* SPDX-License-Identifier: MIT */
/* One paragraph that does not end, until the host says that it must. */
#include "bad.h"

static int32_t DC_CALL
read_much(dc_job *job, const dc_input *input)
{
    char text[4096];
    (void)input;
    memset(text, 'x', sizeof(text));
    dc_open(job, DC_PARA, DC_POS_NONE);
    while (dc_text(job, text, sizeof(text)) == DC_OK)
        continue;
    return dc_status(job);
}

BAD_READER("endless_paragraph", read_much);
