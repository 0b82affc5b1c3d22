/* SPDX-License-Identifier: MIT */
/* A plugin with a manifest but without the function that it must export. */
#include "docconv/plugin.h"

DC_PLUGIN_NOTE(
    DC_VERSION("1.0.0") DC_LICENSE("MIT")
    DC_FORMAT("nosymbol", "no entry point")
    DC_CAN_READ);
