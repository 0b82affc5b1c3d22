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
    DC_FORMAT("bundle", "several documents as one: a folder, a zip or tar")
    DC_CAN_READ
    DC_EXTENSION("zip") DC_MIME("application/zip")
    DC_MAGIC("0:504b0304") DC_MAGIC("0:504b0506")
    DC_EXTENSION("tar") DC_MIME("application/x-tar") DC_MAGIC("257:7573746172")
    DC_EXTENSION("tgz") DC_EXTENSION("gz") DC_MAGIC("0:1f8b08")
    DC_EXTENSION("txz") DC_EXTENSION("xz") DC_MAGIC("0:fd377a585a00")
    DC_EXTENSION("tzst") DC_EXTENSION("zst") DC_MAGIC("0:28b52ffd")
    DC_EXTENSION("tbz2") DC_EXTENSION("bz2") DC_MAGIC("4:314159265359")
    DC_NEEDS("docconv.members/1") DC_NEEDS("docconv.sub/1"),
    &bundle_format);
/* clang-format on */
