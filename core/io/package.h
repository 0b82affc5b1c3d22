/* SPDX-License-Identifier: MIT */
/*
 * The zip writer behind the service "docconv.package/1" (ext/package.h).  It
 * knows no job: it writes to a sink that its maker hands in, and the host
 * joins the two.  Private to the core.
 */
#ifndef DCI_PACKAGE_H
#define DCI_PACKAGE_H

#include "docconv/ext/package.h"

struct dci_package;

/* Where the bytes of the package go. */
struct dci_package_sink {
    void *user;
    int32_t (*write)(void *user, const void *data, size_t len);

    /* Says why something was refused, before its status; may be NULL. */
    void (*refuse)(void *user, const char *rule, const char *message);
};

/*
 * NULL when memory ran out.  The sink is copied; nothing is written yet.  So
 * many threads may be at work, this one among them; 0: as many as are usual.
 * The sink is called in this one.
 */
DC_MUST_USE struct dci_package *dci_package_new(
    const struct dci_package_sink *sink, unsigned threads);

/* Frees the package; what was written stays written. */
void dci_package_free(struct dci_package *package);

/*
 * The members of dc_package_service as ext/package.h describes them.  A
 * refused name leaves the package usable; any other failure is sticky.
 * DC_E_LIMIT: more entries or bytes than a zip without its 64-bit extension
 * can hold, which old readers do not know.
 */
int32_t DC_CALL dci_package_add(dc_package *package, dc_str name,
    const void *data, size_t len, uint32_t method);
int32_t DC_CALL dci_package_close(dc_package *package);

/* 1 if its directory was written, or it has failed. */
int dci_package_is_closed(const struct dci_package *package);

/* The public name of a package and back. */
static inline dc_package *
dci_package_public(struct dci_package *package)
{
    return (dc_package *)(void *)package;
}

static inline struct dci_package *
dci_package_private(dc_package *package)
{
    return (struct dci_package *)(void *)package;
}

#endif
