/* SPDX-License-Identifier: MIT */
/*
 * The steps of a run, for what strings several together.  In this order; each
 * returns DC_OK or why there is no result.  Private to core/host.
 */
#ifndef DCI_RUN_H
#define DCI_RUN_H

#include "host/conversion.h"

/* Loads the plugins of both sides. */
int32_t dci_run_load(struct dci_run *run);

/* Makes the document and the jobs, and loads what they need. */
int32_t dci_run_open_doc(struct dci_run *run);

/* Opens the input. */
int32_t dci_run_open_source(struct dci_run *run, int input_fd);

/* Reads, and writes what can be written meanwhile. */
int32_t dci_run_read(struct dci_run *run);

/* Lets the checker look at the input, instead of these two. */
int32_t dci_run_check(struct dci_run *run);

/* Writes the rest. */
int32_t dci_run_write(struct dci_run *run);

/* Says why there is no result where nobody has said it yet. */
void dci_run_report_failure(struct dci_run *run, int32_t status);

/* Lets the writer go, and then all the rest. */
void dci_run_close_writer(struct dci_run *run);
void dci_run_close(struct dci_run *run);

/* What the writer of the conversion sees. */
const dc_host *dci_run_writer_host(const dc_conversion *conversion);

/* Holds the process, which is the run's own, to --max-memory. */
void dci_run_limit_memory(const dc_conversion *conversion);

/*
 * All of it with the conversion's filters between reader and writer.  A
 * failure was reported.
 */
int32_t dci_run_filtered(dc_conversion *conversion,
    struct dci_reporter *reporter, const struct dci_run_here *here);

#endif
