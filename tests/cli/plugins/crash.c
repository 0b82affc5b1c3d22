/* SPDX-License-Identifier: MIT */
/*
 * A plugin whose reader crashes: docconv must name it and live on.  A trap,
 * because no sanitizer turns it into something else.
 */
#include "docconv/sdk/sdk.h"

static int32_t DC_CALL
read_crash(dc_job *job, const dc_input *input)
{
    (void)job;
    (void)input;
    __builtin_trap();
}

static const dc_reader crash_reader = {
    .struct_size = sizeof(dc_reader),
    .read = read_crash,
};

static const dc_format crash_format = {
    .struct_size = sizeof(dc_format),
    .reader = &crash_reader,
};

DC_PLUGIN(
    DC_VERSION("1.0.0") DC_LICENSE("MIT")
    DC_FORMAT("crash", "a reader that crashes")
    DC_CAN_READ
    DC_OPTION_STRING(DC_READING, "crash-where", "", "Where to crash"),
    &crash_format);
