/* SPDX-License-Identifier: MIT */
/* Its descriptor claims to be shorter than the first version of it. */
#include "bad.h"

static const dc_format *const formats[] = {NULL};

BAD_DESCRIPTOR("short_descriptor", 8, DC_ABI_MAJOR, 0, docconv_note.text,
    formats);
