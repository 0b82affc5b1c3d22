/* SPDX-License-Identifier: MIT */
/*
 * SIGINT, SIGTERM and SIGHUP while a conversion runs: it is cancelled, so
 * that its temporary file goes and the exit code says what happened.
 */
#ifndef DOCCONV_CLI_SIGNALS_H
#define DOCCONV_CLI_SIGNALS_H

#include <stdint.h>

#include "docconv/docconv.h"

/*
 * From now on the signals cancel this conversion, until cli_signals_disarm.
 * A signal that is ignored (nohup, a job in the background) stays ignored.
 */
void cli_signals_arm(dc_conversion *conversion);
void cli_signals_disarm(void);

/* DC_OK, or DC_E_INTERRUPTED or DC_E_TERMINATED after a signal. */
int32_t cli_signals_status(void);

/*
 * A closed pipe and a file that may not grow are told by write(2), as EPIPE
 * and EFBIG; their signals would end us without a word.
 */
void cli_signals_ignore_write(void);

#endif
