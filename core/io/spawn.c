/* SPDX-License-Identifier: MIT */
/*
 * The child is forked, takes its place in a few calls that are safe there,
 * and executes the program; a pipe that execve closes carries the reason
 * when it cannot.  The parent empties both of the program's pipes as they
 * fill, so that neither can block the other, and its standard input is a
 * file, so that a program that does not read it is nobody's trouble.
 */
#include "io/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io/spool.h"

/* A pipe of Linux holds this much. */
#define CHUNK ((size_t)64 * 1024)

/* Where the child tells why it could not execute the program. */
enum { FAULT_FD = 3, FIRST_CLOSED_FD = 4 };

enum { OUTPUT, SAID, FAULT, PIPE_COUNT };

struct child {
    const struct dci_spawn *spawn;
    struct dci_spawned *result;
    pid_t pid;
    int pid_fd; /* readable when the program has ended */
    int pipes[PIPE_COUNT][2]; /* the end to read, the end to write; or -1 */
    uint64_t printed;
    char *buf; /* CHUNK bytes */
};

/* In the child. */

/* Puts the four descriptors in place; everything else is closed. */
static int
arrange_descriptors(const struct child *child)
{
    int input = child->spawn->input_fd;
    if (input < 0)
        input = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (input < 0)
        return 0;
    int place[] = {
        input,
        child->pipes[OUTPUT][1],
        child->pipes[SAID][1],
        child->pipes[FAULT][1],
    };
    /* First out of the way of each other, then into place. */
    for (int i = 0; i <= FAULT_FD; i++) {
        place[i] = fcntl(place[i], F_DUPFD_CLOEXEC, FIRST_CLOSED_FD);
        if (place[i] < 0)
            return 0;
    }
    for (int i = 0; i < FAULT_FD; i++)
        if (dup2(place[i], i) < 0)
            return 0;
    return dup3(place[FAULT_FD], FAULT_FD, O_CLOEXEC) >= 0 &&
        close_range(FIRST_CLOSED_FD, ~0U, 0) == 0;
}

/*
 * No core file of somebody's document; and processor time up to the deadline,
 * for what leaves the group and could not be killed with it.
 */
static void
limit_resources(int64_t deadline)
{
    struct rlimit none = {0, 0};
    (void)setrlimit(RLIMIT_CORE, &none);
    if (deadline < 0)
        return;
    int64_t left = deadline - dci_now_ms();
    rlim_t seconds = left > 0 ? (rlim_t)(left / 1000 + 1) : 1;
    struct rlimit time = {seconds, seconds + 1};
    (void)setrlimit(RLIMIT_CPU, &time);
}

static void
reset_signals(void)
{
    sigset_t none;
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
    signal(SIGCHLD, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Tells the parent, through `fd`, why there is no program. */
_Noreturn static void
give_up(int fd)
{
    int error = errno;
    ssize_t ignored = write(fd, &error, sizeof(error));
    (void)ignored;
    _exit(1);
}

_Noreturn static void
be_program(const struct child *child, pid_t parent)
{
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    /* What fails here fails before anything takes the pipe's place. */
    if (!arrange_descriptors(child))
        give_up(child->pipes[FAULT][1]);
    limit_resources(child->spawn->wait.deadline);
    reset_signals();
    execve(
        child->spawn->path, child->spawn->arguments, child->spawn->environment);
    give_up(FAULT_FD);
}

/* In the parent. */

static void
close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static int32_t
fail(struct child *child, enum dci_spawn_fault fault, int32_t status)
{
    child->result->fault = fault;
    child->result->error = errno;
    return status;
}

/* Our ends do not block; the program's do, as it expects. */
static int
open_pipes(struct child *child)
{
    for (int i = 0; i < PIPE_COUNT; i++) {
        int *ends = child->pipes[i];
        if (pipe2(ends, O_CLOEXEC) != 0)
            return 0;
        if (fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0)
            return 0;
    }
    return 1;
}

/* Keeps the first of what the program says. */
static int32_t
keep_said(struct child *child, size_t len)
{
    struct dci_spawned *result = child->result;
    size_t room = DCI_SPAWN_SAID_MAX - result->said_len;
    result->said_total += len;
    if (!result->said)
        result->said = malloc(DCI_SPAWN_SAID_MAX);
    if (!result->said)
        return DC_E_NOMEM;
    if (len > room)
        len = room;
    memcpy(result->said + result->said_len, child->buf, len);
    result->said_len += len;
    return DC_OK;
}

static int32_t
keep_output(struct child *child, size_t len)
{
    const struct dci_spawn *spawn = child->spawn;
    child->printed += len;
    if (spawn->output_max && child->printed > spawn->output_max)
        return fail(child, DCI_SPAWN_FLOODED, DC_E_LIMIT);
    if (!dci_spool_write(spawn->output_fd, child->buf, len))
        return fail(child, DCI_SPAWN_OUTPUT, DC_E_IO);
    return DC_OK;
}

/*
 * Takes one piece out of a pipe, which is closed at its end.  *len is 0 if
 * there is nothing now.
 */
static int32_t
take_piece(struct child *child, int which, size_t *len)
{
    int *fd = &child->pipes[which][0];
    *len = 0;
    if (*fd < 0)
        return DC_OK;
    ssize_t n = read(*fd, child->buf, CHUNK);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return DC_OK;
    if (n <= 0) {
        close_end(fd);
        return DC_OK;
    }
    *len = (size_t)n;
    return which == OUTPUT ? keep_output(child, *len) : keep_said(child, *len);
}

/*
 * Takes what the pipe holds now that nobody of the group writes to it.  Who
 * left the group may write on for ever, so what comes later is not waited for.
 */
static int32_t
drain(struct child *child, int which)
{
    int held = 0;
    size_t len = 1;
    int32_t status = DC_OK;
    if (child->pipes[which][0] < 0 ||
        ioctl(child->pipes[which][0], FIONREAD, &held) != 0)
        return DC_OK;
    for (size_t done = 0; done < (size_t)held && len > 0; done += len) {
        status = take_piece(child, which, &len);
        if (status != DC_OK)
            break;
    }
    return status;
}

/* One that never stops talking would else never meet its deadline. */
static int
is_late(const struct dci_wait *wait)
{
    return wait->deadline >= 0 && dci_now_ms() >= wait->deadline;
}

/* Waits for the program's end and empties its pipes meanwhile. */
static int32_t
attend(struct child *child)
{
    for (;;) {
        size_t len;
        struct pollfd fds[] = {
            {child->pipes[OUTPUT][0], POLLIN, 0},
            {child->pipes[SAID][0], POLLIN, 0},
            {child->pid_fd, POLLIN, 0},
        };
        int32_t status = dci_wait_for(&child->spawn->wait, fds, 3);
        if (status == DC_OK && is_late(&child->spawn->wait))
            status = DC_E_LIMIT;
        if (status != DC_OK)
            return fail(child, DCI_SPAWN_NOT_WAITED, status);
        if (fds[OUTPUT].revents)
            status = take_piece(child, OUTPUT, &len);
        if (status == DC_OK && fds[SAID].revents)
            status = take_piece(child, SAID, &len);
        if (status != DC_OK || fds[2].revents)
            return status;
    }
}

/* Waits until the program runs; DC_E_IO with the reason if it does not. */
static int32_t
await_start(struct child *child)
{
    struct pollfd words = {child->pipes[FAULT][0], POLLIN, 0};
    int error = 0;
    int32_t status = dci_wait_for(&child->spawn->wait, &words, 1);
    if (status != DC_OK)
        return fail(child, DCI_SPAWN_NOT_WAITED, status);
    if (read(child->pipes[FAULT][0], &error, sizeof(error)) <= 0)
        return DC_OK;
    errno = error;
    return fail(child, DCI_SPAWN_NOT_STARTED, DC_E_IO);
}

/*
 * Ends the program's group.  Its leader is not yet waited for, so the number
 * is still that group's.
 */
static void
kill_group(const struct child *child)
{
    kill(-child->pid, SIGKILL);
    kill(child->pid, SIGKILL);
}

static int32_t
reap(struct child *child, int32_t status)
{
    pid_t reaped;
    do
        reaped = waitpid(child->pid, &child->result->wait_status, 0);
    while (reaped < 0 && errno == EINTR);
    if (reaped < 0 && status == DC_OK)
        return fail(child, DCI_SPAWN_NOT_WAITED, DC_E_IO);
    return status;
}

/* From the fork to the last word. */
static int32_t
see_through(struct child *child)
{
    int32_t status = await_start(child);
    if (status == DC_OK)
        status = attend(child);
    kill_group(child);
    if (status == DC_OK)
        status = drain(child, OUTPUT);
    if (status == DC_OK)
        status = drain(child, SAID);
    return reap(child, status);
}

static int32_t
start(struct child *child)
{
    pid_t self = getpid();
    child->pid = fork();
    if (child->pid == 0)
        be_program(child, self);
    if (child->pid < 0)
        return fail(child, DCI_SPAWN_NOT_STARTED, DC_E_IO);
    /* Here too: the group must be there before it is killed. */
    setpgid(child->pid, child->pid);
    for (int i = 0; i < PIPE_COUNT; i++)
        close_end(&child->pipes[i][1]);
    child->pid_fd = pidfd_open(child->pid, 0);
    if (child->pid_fd >= 0)
        return see_through(child);
    int32_t status = fail(child, DCI_SPAWN_NOT_STARTED, DC_E_IO);
    kill_group(child);
    return reap(child, status);
}

int32_t
dci_spawn_run(const struct dci_spawn *spawn, struct dci_spawned *result)
{
    struct child child = {
        .spawn = spawn,
        .result = result,
        .pid_fd = -1,
        .pipes = {{-1, -1}, {-1, -1}, {-1, -1}},
        .buf = malloc(CHUNK),
    };
    *result = (struct dci_spawned){0};
    int32_t status = DC_E_NOMEM;
    if (!child.buf)
        return status;
    status = open_pipes(&child) ? start(&child)
                                : fail(&child, DCI_SPAWN_NOT_STARTED, DC_E_IO);
    for (int i = 0; i < PIPE_COUNT; i++) {
        close_end(&child.pipes[i][0]);
        close_end(&child.pipes[i][1]);
    }
    close_end(&child.pid_fd);
    free(child.buf);
    return status;
}

const char *
dci_signal_name(int number)
{
    const char *name = sigabbrev_np(number);
    return name ? name : "RT";
}

void
dci_spawned_fini(struct dci_spawned *result)
{
    free(result->said);
    result->said = NULL;
}
