/* SPDX-License-Identifier: MIT */
/* A writer that writes until it is stopped. */
#include "bad.h"

static int32_t DC_CALL
do_nothing(dc_job *job)
{
    (void)job;
    return DC_OK;
}

static int32_t DC_CALL
write_forever(dc_job *job, uint32_t node)
{
    (void)node;
    while (dc_write(job, "x", 1) <= DC_OK)
        continue;
    return DC_OK;
}

static const dc_writer writer = {
    sizeof(dc_writer), 0, do_nothing, write_forever, do_nothing, NULL};
static const dc_format format = {
    .struct_size = sizeof(dc_format), .writer = &writer};

DC_PLUGIN(
    DC_VERSION("1") DC_LICENSE("MIT")
    DC_FORMAT("endless_output", "a bad plugin") DC_CAN_WRITE,
    &format);
