/* SPDX-License-Identifier: MIT */
/*
 * Filters: programs that read a document on standard input and write it,
 * changed, on standard output, in the format that a plugin declares with
 * DC_EXCHANGE.  The protocol around it is pandoc's.  Private to core/host.
 *
 * They run in the parent of the worker, which asks for each in turn.
 */
#ifndef DCI_FILTER_H
#define DCI_FILTER_H

#include "host/conversion.h"

/* The protocol that the host speaks; the argument of DC_EXCHANGE. */
#define DCI_EXCHANGE "pandoc"

struct dci_filter {
    char *name; /* as it was asked for */
    const char *label; /* its last part, for messages */
    char *program; /* an absolute path: the filter, or what runs it */
    char *script; /* what `program` is given to run, or NULL */
};

/* Why there is no such filter. */
enum dci_filter_fault {
    DCI_FILTER_FOUND,
    DCI_FILTER_MISSING,
    DCI_FILTER_UNKNOWN, /* not executable, and its name tells no interpreter */
    DCI_FILTER_NO_INTERPRETER, /* *interpreter was not found */
    DCI_FILTER_NO_MEMORY
};

/* Finds the filter `name`; free it in any case. */
enum dci_filter_fault dci_filter_find(
    const char *name, struct dci_filter *filter, const char **interpreter);

void dci_filter_fini(struct dci_filter *filter);

/*
 * Opens the files that filters hand on, before there is a worker, which opens
 * none.  Nothing without filters.  A failure is reported.
 */
int32_t dci_filters_open(
    dc_conversion *conversion, struct dci_reporter *reporter);
void dci_filters_close(dc_conversion *conversion);
void dci_filters_fini(dc_conversion *conversion);

/*
 * Runs filter number `index` of the conversion, from the file that holds the
 * document into the other of the two, conversion->spools.  DC_OK, or why
 * there is no result, which was then reported.
 */
int32_t dci_filter_run(
    dc_conversion *conversion, struct dci_reporter *reporter, size_t index);

/* Reports what the reader of a filter's output says of it. */
void dci_filter_report(struct dci_reporter *reporter,
    const struct dci_filter *filter, const dc_diag *diag);

#endif
