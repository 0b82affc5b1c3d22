/* SPDX-License-Identifier: MIT */
/*
 * The inputs that were given one by one, to become one document: files, and
 * folders of them.  Opened in the caller's process; a worker inherits the
 * descriptors.  Private to core/host.
 */
#ifndef DCI_INPUTS_H
#define DCI_INPUTS_H

#include "io/wait.h"

/* One input. */
struct dci_input {
    char *name; /* the last part of its path */
    int fd; /* the file; -1: a folder */
    /* Of the conversion's: the folder, or the file's own; or DCI_NO_FOLDER. */
    size_t folder;
};

struct dci_inputs {
    struct dci_input *items;
    size_t count;
};

/* Copies what cannot be read twice (dci_source_spool); *failed is its name. */
int32_t dci_inputs_spool(struct dci_inputs *inputs, const struct dci_wait *wait,
    uint64_t max, const char **failed);

void dci_inputs_fini(struct dci_inputs *inputs);

#endif
