/* SPDX-License-Identifier: MIT */
/*
 * Running another program to its end.  No shell, no search: an absolute path
 * and an argument vector.  Private to the core.
 */
#ifndef DCI_SPAWN_H
#define DCI_SPAWN_H

#include "docconv/base.h"
#include "io/wait.h"

/* Of what a program says on standard error, this much is kept. */
#define DCI_SPAWN_SAID_MAX ((size_t)64 * 1024)

struct dci_spawn {
    const char *path; /* absolute */
    char *const *arguments; /* the first is its name; NULL at the end */
    char *const *environment; /* dci_environment_new */
    int input_fd; /* a file, read from where it stands; -1: empty */
    int output_fd; /* what the program prints is written here */
    uint64_t output_max; /* more than this is DC_E_LIMIT; 0 is none */
    struct dci_wait wait;
};

/* What failed when a program was not run to its end. */
enum dci_spawn_fault {
    DCI_SPAWN_FINE,
    DCI_SPAWN_NOT_STARTED, /* errno says why */
    DCI_SPAWN_NOT_WAITED, /* killed: limit or cancelled; or its end is lost */
    DCI_SPAWN_FLOODED, /* it printed more than output_max */
    DCI_SPAWN_OUTPUT /* output_fd took no more; errno says why */
};

struct dci_spawned {
    enum dci_spawn_fault fault;
    int error; /* the errno of the fault */
    int wait_status; /* of waitpid, when there was no fault */
    char *said; /* the begin of its standard error, NULL if it was silent */
    size_t said_len;
    uint64_t said_total; /* bytes, including those that were not kept */
};

/*
 * Runs the program in a process group of its own, which is killed when the
 * program has ended, at the deadline and when the wait is cancelled: what it
 * started and left in its group does not live on.  It sees three descriptors
 * and no ignored signals of ours.  Where the process ignores SIGCHLD nobody
 * learns how it ended: DCI_SPAWN_NOT_WAITED.
 *
 * DC_OK when it ran to its end, whatever its exit code; else DC_E_IO,
 * DC_E_LIMIT, DC_E_INTERRUPTED or DC_E_NOMEM.  *result is filled in any case
 * and wants dci_spawned_fini.
 */
int32_t dci_spawn_run(
    const struct dci_spawn *spawn, struct dci_spawned *result);

void dci_spawned_fini(struct dci_spawned *result);

/* The name of a signal without its "SIG"; "RT" for those that have none. */
const char *dci_signal_name(int number);

#endif
