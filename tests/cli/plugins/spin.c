/* SPDX-License-Identifier: MIT */
/* A plugin whose reader never ends: the time limit must end it. */
#include "docconv/sdk/sdk.h"

static int32_t DC_CALL
read_spin(dc_job *job, const dc_input *input)
{
    volatile uint64_t turns = 0;
    (void)job;
    while (turns != UINT64_MAX || input->len)
        turns++;
    return DC_OK;
}

static const dc_reader spin_reader = {
    .struct_size = sizeof(dc_reader),
    .read = read_spin,
};

static const dc_format spin_format = {
    .struct_size = sizeof(dc_format),
    .reader = &spin_reader,
};

DC_PLUGIN(
    DC_VERSION("1.0.0") DC_LICENSE("MIT")
    DC_FORMAT("spin", "a reader that never ends")
    DC_CAN_READ,
    &spin_format);
