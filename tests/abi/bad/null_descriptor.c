/* SPDX-License-Identifier: MIT */
/* Its exported function returns NULL. */
#include "bad.h"

DC_PLUGIN_NOTE(BAD_MANIFEST("null_descriptor"));

DC_EXPORT const dc_plugin *DC_CALL docconv_plugin_v1(void);
const dc_plugin *DC_CALL docconv_plugin_v1(void)
{
    return NULL;
}
