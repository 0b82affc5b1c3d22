/* SPDX-License-Identifier: MIT */
/* Text that is not UTF-8, and characters that XML cannot hold. */
#include "bad.h"

static int32_t DC_CALL
read_some(dc_job *job, const dc_input *input)
{
    static const char text[] = "a\xC3(b\x01" "c\xED\xA0\x80" "d\xF5" "e\0f";
    (void)input;
    dc_open(job, DC_PARA, DC_POS_NONE);
    dc_text(job, text, sizeof(text) - 1);
    return dc_close(job, DC_PARA);
}

BAD_READER("broken_text", read_some);
