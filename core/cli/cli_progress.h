/* SPDX-License-Identifier: MIT */
/*
 * One line on a terminal that says that work goes on, once it has lasted for
 * a second:
 *
 *     docconv: war-and-peace.txt: 2 s, 1 MiB written
 */
#ifndef DOCCONV_CLI_PROGRESS_H
#define DOCCONV_CLI_PROGRESS_H

/*
 * Begins, if standard error is a terminal and `fd`, where the result goes, is
 * none.  `name` is the input's.  A SIGALRM comes each second until stop.
 */
void cli_progress_start(const char *name, int fd);

/* Takes the line away before something else is said; it comes again. */
void cli_progress_hide(void);

/* Ends, and takes the line away. */
void cli_progress_stop(void);

#endif
