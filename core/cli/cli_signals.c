/* SPDX-License-Identifier: MIT */
/*
 * Signals (cli_signals.h).  A handler gets no argument, so this file has
 * state of its own: what is running, and what came.
 */
#include "cli_signals.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <time.h>

#include "cli_clock.h"

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
cli_signals_arm(void)
{
    struct sigaction action = {.sa_handler = on_signal};

    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < STOPPING_COUNT; i++) {
        struct sigaction old;

        if (sigaction(stopping[i], NULL, &old) == 0 &&
            old.sa_handler != SIG_IGN)
            sigaction(stopping[i], &action, NULL);
    }
    /* Who ignored it and started us: nobody could tell how a program ended. */
    action.sa_handler = SIG_DFL;
    sigaction(SIGCHLD, &action, NULL);
}

/* The handler may have looked just before there was a conversion. */
void
cli_signals_watch(dc_conversion *conversion)
{
    int32_t status;

    atomic_store(&running, conversion);
    status = cli_signals_status();
    if (conversion != NULL && status != DC_OK)
        dc_conversion_cancel(conversion, status);
}

int32_t
cli_signals_status(void)
{
    return atomic_load(&outcome);
}

int32_t
cli_signals_blame(void)
{
    int32_t status = cli_signals_status();

    return errno == EINTR && status != DC_OK ? status : DC_E_IO;
}

/* ppoll, unless a signal came before the signals were held back. */
static int
wait_once(struct pollfd *what, int64_t left)
{
    struct timespec span = {left / 1000, left % 1000 * 1000000};
    sigset_t held;
    sigset_t before;
    int count = -1;
    int saved = EINTR;

    sigemptyset(&held);
    for (size_t i = 0; i < STOPPING_COUNT; i++)
        sigaddset(&held, stopping[i]);
    sigprocmask(SIG_BLOCK, &held, &before);
    if (cli_signals_status() == DC_OK) {
        count = ppoll(what, 1, left == CLI_CLOCK_NEVER ? NULL : &span, &before);
        saved = errno;
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = saved;
    return count;
}

int32_t
cli_signals_wait(int fd, short events, int64_t deadline)
{
    struct pollfd what = {.fd = fd, .events = events};
    int count;

    /* What is shown once a second (cli_progress.h) interrupts too. */
    do {
        count = wait_once(&what, cli_clock_left(deadline));
    } while (count < 0 && errno == EINTR && cli_signals_status() == DC_OK);
    if (count < 0)
        return cli_signals_blame();
    return count > 0 ? DC_OK : DC_E_LIMIT;
}

void
cli_signals_ignore_write(void)
{
    struct sigaction action = {.sa_handler = SIG_IGN};

    sigemptyset(&action.sa_mask);
    sigaction(SIGPIPE, &action, NULL);
    sigaction(SIGXFSZ, &action, NULL);
}
