/* SPDX-License-Identifier: MIT */
/* Recurses until the stack ends. */
#include "bad.h"

static volatile uint32_t depth;

/* The volatile frame, used after the call, keeps this from becoming a loop. */
static uint32_t
recurse(uint32_t from)
{
    volatile uint32_t frame[1024];
    frame[from % 1024] = from;
    depth++;
    uint32_t below = depth ? recurse(depth) : 0;
    return below + frame[below % 1024];
}

static int32_t DC_CALL
read_deep(dc_job *job, const dc_input *input)
{
    (void)input;
    return recurse(0) ? DC_OK : dc_status(job);
}

BAD_READER("stack_overflow", read_deep);
