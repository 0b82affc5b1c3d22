/* SPDX-License-Identifier: MIT */
/* Its descriptor points at a manifest that is not the one in its note. */
#include "bad.h"

static const dc_format *const formats[] = {NULL};

BAD_DESCRIPTOR("other_manifest", sizeof(dc_plugin), DC_ABI_MAJOR, 0,
    DC_MANIFEST_HEAD DC_VERSION("2") DC_FORMAT("other_manifest", "") DC_CAN_READ,
    formats);
