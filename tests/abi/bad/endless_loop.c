/* SPDX-License-Identifier: MIT */
/* Never returns and calls nobody. */
#include "bad.h"

static volatile uint64_t turns;

static int32_t DC_CALL
read_forever(dc_job *job, const dc_input *input)
{
    (void)job;
    (void)input;
    do
        turns++;
    while (turns);
    return DC_OK;
}

BAD_READER("endless_loop", read_forever);
