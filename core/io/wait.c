/* SPDX-License-Identifier: MIT */
/* poll() with a deadline on the monotonic clock and a way to stop it. */
#include "io/wait.h"

#include <errno.h>
#include <string.h>
#include <time.h>

#include "docconv/base.h"

int64_t
dci_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Milliseconds for poll(): -1 without a deadline, 0 when it has passed. */
static int
time_left(const struct dci_wait *wait)
{
    if (wait->deadline < 0)
        return -1;
    int64_t left = wait->deadline - dci_now_ms();
    if (left <= 0)
        return 0;
    return left > INT32_MAX ? INT32_MAX : (int)left;
}

int32_t
dci_wait_for(const struct dci_wait *wait, struct pollfd *fds, unsigned count)
{
    struct pollfd all[4] = {{wait->cancel_fd, POLLIN, 0}};
    memcpy(all + 1, fds, count * sizeof(*fds));
    for (;;) {
        int timeout = time_left(wait);
        int ready = poll(all, count + 1, timeout);
        if (ready < 0 && errno != EINTR)
            return DC_E_IO;
        if (ready > 0 && all[0].revents)
            return DC_E_INTERRUPTED;
        if (ready > 0) {
            memcpy(fds, all + 1, count * sizeof(*fds));
            return DC_OK;
        }
        if (timeout >= 0 && time_left(wait) == 0)
            return DC_E_LIMIT;
    }
}
