/* SPDX-License-Identifier: MIT */
/* Its manifest names a format that its descriptor has not. */
#include "bad.h"

static const dc_format *const formats[] = {NULL};

BAD_DESCRIPTOR("fewer_formats", sizeof(dc_plugin), DC_ABI_MAJOR, 0,
    docconv_note.text, formats);
