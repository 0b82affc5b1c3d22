/* SPDX-License-Identifier: MIT */
/*
 * Waiting for descriptors without outliving a deadline or a cancelled run.
 * Private to the core.
 */
#ifndef DCI_WAIT_H
#define DCI_WAIT_H

#include <poll.h>
#include <stdint.h>

/* What ends a wait besides the descriptors waited for. */
struct dci_wait {
    int cancel_fd; /* readable: stop */
    int64_t deadline; /* on the clock of dci_now_ms, or -1 */
};

/* Milliseconds on a clock that only goes forward. */
int64_t dci_now_ms(void);

/*
 * Waits until one of the descriptors has something to say.  DC_OK,
 * DC_E_INTERRUPTED when cancelled, DC_E_LIMIT at the deadline, DC_E_IO.  At
 * most three descriptors.
 */
int32_t dci_wait_for(
    const struct dci_wait *wait, struct pollfd *fds, unsigned count);

#endif
