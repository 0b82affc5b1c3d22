/* SPDX-License-Identifier: MIT */
/* A writer that crashes when half of the output is written. */
#include "bad.h"

static int *volatile nowhere;

static int32_t DC_CALL
do_nothing(dc_job *job)
{
    (void)job;
    return DC_OK;
}

static int32_t DC_CALL
write_and_crash(dc_job *job, uint32_t node)
{
    char text[4096];
    (void)node;
    memset(text, 'x', sizeof(text));
    for (uint32_t i = 0; i < 1024; i++)
        dc_write(job, text, sizeof(text));
    *nowhere = 1;
    return DC_OK;
}

static const dc_writer writer = {
    sizeof(dc_writer), 0, do_nothing, write_and_crash, do_nothing, NULL};
static const dc_format format = {
    .struct_size = sizeof(dc_format), .writer = &writer};

DC_PLUGIN(
    DC_VERSION("1") DC_LICENSE("MIT")
    DC_FORMAT("crash_in_write", "a bad plugin") DC_CAN_WRITE,
    &format);
