/* SPDX-License-Identifier: MIT */
/* Outputs beneath a folder that is open already.  Private to the core. */
#ifndef DCI_OUTPUT_H
#define DCI_OUTPUT_H

#include "docconv/docconv.h"

/*
 * As dc_output_open, for the plain file `name` in the folder of the descriptor,
 * which is copied.  No symbolic link is followed: one that stands there is
 * replaced itself, or DC_E_EXISTS.
 */
DC_MUST_USE int32_t dci_output_open_in(
    int folder, const char *name, uint32_t flags, dc_output **output);

#endif
