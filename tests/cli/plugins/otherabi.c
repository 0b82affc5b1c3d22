/* SPDX-License-Identifier: MIT */
/* A plugin of a border that does not exist yet. */
#include "docconv/plugin.h"

#undef DC_ABI_MAJOR
#define DC_ABI_MAJOR 2

static const dc_format otherabi_format = {
    .struct_size = sizeof(dc_format),
};

DC_PLUGIN(
    DC_VERSION("1.0.0") DC_LICENSE("MIT")
    DC_FORMAT("otherabi", "made for border 2.0")
    DC_CAN_READ,
    &otherabi_format);
