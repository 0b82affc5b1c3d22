/* SPDX-License-Identifier: MIT */
/* A plugin whose manifest turns the direction of what stands behind it. */
#include "docconv/sdk/sdk.h"

/* RIGHT-TO-LEFT OVERRIDE, as in "Trojan Source". */
#define TURN "\xE2\x80\xAE"

static int32_t DC_CALL
read_bidi(dc_job *job, const dc_input *input)
{
    (void)job;
    (void)input;
    return DC_OK;
}

static const dc_reader bidi_reader = {
    .struct_size = sizeof(dc_reader),
    .read = read_bidi,
};

static const dc_format bidi_format = {
    .struct_size = sizeof(dc_format),
    .reader = &bidi_reader,
};

DC_PLUGIN(
    DC_VERSION("1.0.0") DC_LICENSE("MIT")
    DC_FORMAT("bidi", "a " TURN "format")
    DC_CAN_READ
    DC_OPTION_STRING(
        DC_READING, "bidi-word", "a" TURN "b", "some " TURN "help"),
    &bidi_format);
