/* SPDX-License-Identifier: MIT */
/* The bundle format; see README.md. */
#include "bundle.h"

static const dc_format bundle_format = {
    .struct_size = sizeof(dc_format),
    .reader = &bundle_reader,
};

/* clang-format off */
DC_PLUGIN(
    DC_VERSION("0.1.0") DC_LICENSE("MIT")
    DC_FORMAT("bundle", "several documents as one: a folder, a zip archive")
    DC_CAN_READ
    DC_EXTENSION("zip") DC_MIME("application/zip")
    DC_MAGIC("0:504b0304") DC_MAGIC("0:504b0506")
    DC_NEEDS("docconv.members/1") DC_NEEDS("docconv.sub/1"),
    &bundle_format);
/* clang-format on */
