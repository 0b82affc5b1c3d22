/* SPDX-License-Identifier: MIT */
/* Has a note but exports no docconv_plugin_v1. */
#include "bad.h"

DC_PLUGIN_NOTE(BAD_MANIFEST("no_symbol"));
