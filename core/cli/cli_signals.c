/* SPDX-License-Identifier: MIT */
/*
 * Signals (cli_signals.h).  A handler gets no argument, so this file has
 * state of its own: what is running, and what came.
 */
#include "cli_signals.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

static _Atomic(dc_conversion *) running;
static _Atomic int32_t outcome;

static const int stopping[] = {SIGINT, SIGTERM, SIGHUP};

#define STOPPING_COUNT (sizeof(stopping) / sizeof(stopping[0]))

static void
on_signal(int number)
{
    int32_t status = number == SIGINT ? DC_E_INTERRUPTED : DC_E_TERMINATED;
    dc_conversion *conversion = atomic_load(&running);

    atomic_store(&outcome, status);
    if (conversion != NULL)
        dc_conversion_cancel(conversion, status);
}

void
cli_signals_arm(dc_conversion *conversion)
{
    struct sigaction action = {.sa_handler = on_signal};

    atomic_store(&outcome, DC_OK);
    atomic_store(&running, conversion);
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < STOPPING_COUNT; i++) {
        struct sigaction old;

        if (sigaction(stopping[i], NULL, &old) == 0 &&
            old.sa_handler != SIG_IGN)
            sigaction(stopping[i], &action, NULL);
    }
}

void
cli_signals_disarm(void)
{
    atomic_store(&running, NULL);
}

int32_t
cli_signals_status(void)
{
    return atomic_load(&outcome);
}

void
cli_signals_ignore_write(void)
{
    struct sigaction action = {.sa_handler = SIG_IGN};

    sigemptyset(&action.sa_mask);
    sigaction(SIGPIPE, &action, NULL);
    sigaction(SIGXFSZ, &action, NULL);
}
