/* SPDX-License-Identifier: MIT */
/* A plugin whose reader takes memory until the host gives no more. */
#include "docconv/sdk/sdk.h"

enum {
    PIECE = 1 << 20
};

static int32_t DC_CALL
read_hoard(dc_job *job, const dc_input *input)
{
    uint8_t *piece;
    (void)input;
    while ((piece = dc_alloc(job, PIECE)) != NULL)
        memset(piece, 1, PIECE);
    return dc_status(job);
}

static const dc_reader hoard_reader = {
    .struct_size = sizeof(dc_reader),
    .read = read_hoard,
};

static const dc_format hoard_format = {
    .struct_size = sizeof(dc_format),
    .reader = &hoard_reader,
};

DC_PLUGIN(
    DC_VERSION("1.0.0") DC_LICENSE("MIT")
    DC_FORMAT("hoard", "a reader that wants all memory")
    DC_CAN_READ,
    &hoard_format);
