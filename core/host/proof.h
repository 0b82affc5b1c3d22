/* SPDX-License-Identifier: MIT */
/* The check of what was written (proof.c).  Private to core/host. */
#ifndef DCI_PROOF_H
#define DCI_PROOF_H

#include "host/conversion.h"

/*
 * Has the last `written` bytes of the output checked by the checker that its
 * format has, if there is one and the caller did not do without.  DC_OK, or
 * why there is no result, reported: DC_E_PLUGIN if it is not valid.
 */
int32_t dci_proof_read(dc_conversion *conversion, struct dci_reporter *reporter,
    const struct dci_run_here *here, uint64_t written);

#endif
