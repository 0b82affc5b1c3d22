/* SPDX-License-Identifier: MIT */
/* Its manifest says that it can read, but it has no reader. */
#include "bad.h"

static const dc_format format = {
    .struct_size = sizeof(dc_format)};

DC_PLUGIN(BAD_MANIFEST("no_reader"), &format);
