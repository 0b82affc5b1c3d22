/* SPDX-License-Identifier: MIT */
/* Needs a function that nobody has. */
#include "bad.h"

int32_t bad_function_of_nobody(dc_job *job);

static int32_t DC_CALL
read_with_it(dc_job *job, const dc_input *input)
{
    (void)input;
    return bad_function_of_nobody(job);
}

BAD_READER("missing_library_symbol", read_with_it);
