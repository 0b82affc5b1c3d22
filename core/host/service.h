/* SPDX-License-Identifier: MIT */
/* The host's services for plugins (include/docconv/ext).  Private. */
#ifndef DCI_SERVICE_H
#define DCI_SERVICE_H

#include "host/conversion.h"

/* The service table `id`, or NULL with the reason in *why. */
const void *dci_service_lookup(
    struct dci_host_job *job, const char *id, const char **why);

/* The same of the module service/NAME, which is loaded. */
const void *dci_service_load(struct dci_host_job *job, const char *name,
    const char *id, const char **why);

/* Frees what the run's jobs got from services. */
void dci_service_close(struct dci_run *run);

#endif
