/* SPDX-License-Identifier: MIT */
/* Its note says major 1, its descriptor 2. */
#include "bad.h"

static const dc_format *const formats[] = {NULL};

BAD_DESCRIPTOR("other_major_in_descriptor", sizeof(dc_plugin), 2, 0,
    docconv_note.text, formats);
