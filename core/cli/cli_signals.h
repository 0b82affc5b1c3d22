/* SPDX-License-Identifier: MIT */
/*
 * SIGINT, SIGTERM and SIGHUP while there is something to take back: they are
 * noted, so that what waits ends, a temporary file goes and the exit code says
 * what happened.
 */
#ifndef DOCCONV_CLI_SIGNALS_H
#define DOCCONV_CLI_SIGNALS_H

#include <stdint.h>

#include "docconv/docconv.h"

/*
 * From now on the signals are noted instead of ending the process.  One that
 * is ignored (nohup, a job in the background) stays ignored.
 */
void cli_signals_arm(void);

/* And they cancel this conversion; NULL: no conversion any more. */
void cli_signals_watch(dc_conversion *conversion);

/* DC_OK, or DC_E_INTERRUPTED or DC_E_TERMINATED after a signal. */
int32_t cli_signals_status(void);

/*
 * Why a system call failed that has set errno: a signal's status if that
 * ended it, else DC_E_IO.
 */
int32_t cli_signals_blame(void);

/*
 * Waits until `fd` is ready for `events` (poll.h).  DC_OK, a signal's status
 * at once, DC_E_LIMIT past the deadline (cli_clock.h), or DC_E_IO with errno.
 */
DC_MUST_USE int32_t cli_signals_wait(int fd, short events, int64_t deadline);

/*
 * A closed pipe and a file that may not grow are told by write(2), as EPIPE
 * and EFBIG; their signals would end us without a word.
 */
void cli_signals_ignore_write(void);

#endif
