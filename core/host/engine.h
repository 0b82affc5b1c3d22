/* SPDX-License-Identifier: MIT */
/*
 * The engine: the plugin directories and the manifests read so far.  Private
 * to core/host.
 */
#ifndef DCI_ENGINE_H
#define DCI_ENGINE_H

#include "host/manifest.h"
#include "host/report.h"

struct dc_engine {
    struct dci_list dirs; /* char *, real paths, as they are searched */
    struct dci_list plugins; /* struct dci_plugin *, in the order found */
    struct dci_list formats; /* struct dc_format_info *, by name; winners */
    struct dci_list refused; /* char *, paths of plugins that were refused */
    int is_exhausted; /* memory ran out, so a format may be missing */
    int scanned; /* all directories were read */
    int is_scanning; /* just now, for want of any format */
    struct dci_reporter reporter;
};

/*
 * The real path of `dir`, yours to free, if plugins may be looked for in it.
 * NULL with the reason in *why, which is NULL when there is no such
 * directory.
 */
char *dci_trust_resolve(const char *dir, const char **why);

/*
 * Opens the plugin file `name` in `dir`, a path that dci_trust_resolve gave,
 * for reading if both belong to root or the user and nobody else may write
 * to them.  -1 with the reason in *why, which is NULL when there is simply no
 * such file.
 */
int dci_trust_open(const char *dir, const char *name, const char **why);

/* The file names docconv-*.so in `dir`, sorted, each yours to free. */
int dci_trust_list(const char *dir, struct dci_list *names);

#endif
