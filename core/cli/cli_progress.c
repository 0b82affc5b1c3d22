/* SPDX-License-Identifier: MIT */
/*
 * Progress (cli_progress.h).  The work runs in the library, so the line is
 * drawn by a timer's signal handler, with async-signal-safe calls alone.  A
 * handler gets no argument: this file has state of its own, as has
 * cli_signals.c for the same reason.  The line is taken away by blanks, not
 * by a control sequence that a terminal might not know.
 */
#include "cli_progress.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "cli_escape.h"

/* The line stays on one row of a terminal of 80 columns, mostly. */
#define NAME_SIZE 48
#define LINE_SIZE 120

static struct {
    char name[NAME_SIZE];
    int fd;
    time_t start;
    _Atomic size_t shown; /* bytes of the line on the screen */
} progress;

static size_t
put_text(char *line, size_t len, const char *text)
{
    size_t more = strlen(text);

    memcpy(line + len, text, more);
    return len + more;
}

static size_t
put_number(char *line, size_t len, uint64_t number)
{
    char digits[24];
    size_t at = sizeof(digits) - 1;

    digits[at] = '\0';
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return put_text(line, len, digits + at);
}

/* A terminal that is gone needs no progress. */
static void
show(const char *line, size_t len)
{
    ssize_t ignored = write(STDERR_FILENO, line, len);

    (void)ignored;
}

void
cli_progress_hide(void)
{
    char line[LINE_SIZE + 2];
    size_t len = atomic_exchange(&progress.shown, 0);

    if (len == 0)
        return;
    memset(line, ' ', len + 2);
    line[0] = '\r';
    line[len + 1] = '\r';
    show(line, len + 2);
}

static void
on_second(int number)
{
    int saved = errno;
    char line[LINE_SIZE] = "\r";
    struct timespec now = {0};
    struct stat written = {0};
    size_t len = 1;

    (void)number;
    clock_gettime(CLOCK_MONOTONIC, &now);
    len = put_text(line, len, "docconv: ");
    len = put_text(line, len, progress.name);
    len = put_text(line, len, ": ");
    len = put_number(line, len, (uint64_t)(now.tv_sec - progress.start));
    len = put_text(line, len, " s");
    if (fstat(progress.fd, &written) == 0 && S_ISREG(written.st_mode)) {
        len = put_text(line, len, ", ");
        len = put_number(line, len, (uint64_t)written.st_size >> 20);
        len = put_text(line, len, " MiB written");
    }
    show(line, len);
    atomic_store(&progress.shown, len);
    errno = saved;
}

/* The name as it may be shown, and its end cut if it is long. */
static void
set_name(const char *name)
{
    size_t len = strlen(name);
    size_t at = 0;

    progress.name[0] = '\0';
    while (len > 0) {
        char safe[CLI_ESCAPE_MAX];
        size_t used = cli_escape(CLI_ESCAPE_PLAIN, name, len, safe);
        size_t more = strlen(safe);

        if (at + more >= NAME_SIZE)
            return;
        memcpy(progress.name + at, safe, more + 1);
        at += more;
        name += used;
        len -= used;
    }
}

static void
set_timer(time_t seconds)
{
    struct itimerval each = {
        .it_interval = {seconds, 0}, .it_value = {seconds, 0}};

    setitimer(ITIMER_REAL, &each, NULL);
}

void
cli_progress_start(const char *name, int fd)
{
    struct sigaction action = {.sa_handler = on_second, .sa_flags = SA_RESTART};
    struct timespec now = {0};

    if (isatty(STDERR_FILENO) != 1 || isatty(fd) == 1)
        return;
    set_name(name);
    progress.fd = fd;
    clock_gettime(CLOCK_MONOTONIC, &now);
    progress.start = now.tv_sec;
    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    set_timer(1);
}

void
cli_progress_stop(void)
{
    set_timer(0);
    cli_progress_hide();
}
