/* SPDX-License-Identifier: MIT */
/*
 * The worker: a forked child that loads the plugins and converts from the
 * input's descriptor to the output's, and tells the parent about it through
 * a pipe.  The parent loads no plugin and parses no document; it waits, with
 * a time limit, and takes the worker's words with suspicion: every message
 * has a fixed head and a bounded text.
 *
 *     worker -> parent:  message*, then one RESULT message, then end of file
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "host/conversion.h"
#include "host/run_limits.h"

enum { MESSAGE_DIAG = 1, MESSAGE_RESULT = 2 };

/* The descriptors of a worker. */
enum { INPUT_FD = 3, OUTPUT_FD = 4, REPORT_FD = 5, FIRST_CLOSED_FD = 6 };

struct message {
    uint32_t what;
    uint32_t severity;
    int32_t status;
    uint32_t rule_len;
    uint32_t text_len;
    uint32_t reserved;
    uint64_t pos;
    uint64_t line;
    uint64_t column;
    uint64_t counts[DC_DIAG_ERROR + 1];
};

/* In the worker. */

static void
send_bytes(const void *data, size_t len)
{
    const char *at = data;
    while (len) {
        ssize_t n = write(REPORT_FD, at, len);
        if (n < 0 && errno == EINTR)
            continue;
        /* The parent is gone: nobody to tell. */
        if (n <= 0)
            _exit(1);
        at += n;
        len -= (size_t)n;
    }
}

static void
send_diag(void *user, const dc_diag *diag)
{
    (void)user;
    size_t text_len = diag->message.len < DCI_MESSAGE_MAX
        ? diag->message.len
        : DCI_MESSAGE_MAX;
    struct message message = {
        .what = MESSAGE_DIAG,
        .severity = diag->severity,
        .rule_len = (uint32_t)strnlen(diag->rule, 64),
        .text_len = (uint32_t)text_len,
        .pos = diag->pos,
        .line = diag->line,
        .column = diag->column,
    };
    send_bytes(&message, sizeof(message));
    send_bytes(diag->rule, message.rule_len);
    send_bytes(diag->message.ptr, text_len);
}

/* Gives the worker its three descriptors and nothing else of the parent's. */
static int
arrange_descriptors(int input_fd, int output_fd, int report_fd)
{
    int spare = open("/dev/null", O_RDWR | O_CLOEXEC);
    int from[] = {input_fd >= 0 ? input_fd : spare, output_fd, report_fd};
    int to[] = {INPUT_FD, OUTPUT_FD, REPORT_FD};
    if (spare < 0)
        return 0;
    /* First out of the way of each other, then into place. */
    for (size_t i = 0; i < 3; i++) {
        from[i] = fcntl(from[i], F_DUPFD_CLOEXEC, FIRST_CLOSED_FD);
        if (from[i] < 0)
            return 0;
    }
    /* A plugin that prints must not print into the document. */
    if (dup2(spare, 0) < 0 || dup2(spare, 1) < 0)
        return 0;
    for (size_t i = 0; i < 3; i++)
        if (dup2(from[i], to[i]) < 0)
            return 0;
    return close_range(FIRST_CLOSED_FD, ~0U, 0) == 0;
}

static void
limit_worker(const dc_conversion *conversion)
{
    struct rlimit none = {0, 0};
    (void)setrlimit(RLIMIT_CORE, &none);
    if (conversion->max_memory) {
        struct rlimit memory = {conversion->max_memory, conversion->max_memory};
        (void)setrlimit(RLIMIT_AS, &memory);
    }
}

static void
be_worker(dc_conversion *conversion, int input_fd, int report_fd,
    volatile uint32_t *actor)
{
    struct dci_reporter reporter;
    /* The parent decides what a signal from the terminal means. */
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGTERM, SIG_DFL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (!arrange_descriptors(input_fd, conversion->output_fd, report_fd))
        _exit(1);
    limit_worker(conversion);

    dci_reporter_init(&reporter, send_diag, NULL);
    reporter.wants_explain = conversion->wants_explain;
    int32_t status = dci_run_here(
        conversion, &reporter, actor, INPUT_FD, OUTPUT_FD);
    dci_reporter_finish(&reporter);
    struct message result = {.what = MESSAGE_RESULT, .status = status};
    memcpy(result.counts, reporter.counts, sizeof(result.counts));
    send_bytes(&result, sizeof(result));
    _exit(0);
}

/* In the parent. */

struct watch {
    dc_conversion *conversion;
    struct dci_reporter *reporter;
    pid_t pid;
    int fd;
    int64_t deadline; /* monotonic milliseconds, or -1 */
    int has_result;
    struct message result;
};

static int64_t
now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/*
 * Waits until the worker has said something.  DC_OK, or why the parent will
 * not wait any longer.
 */
static int32_t
wait_for_words(struct watch *watch)
{
    struct pollfd fds[] = {
        {watch->fd, POLLIN, 0},
        {watch->conversion->cancel_pipe[0], POLLIN, 0},
    };
    for (;;) {
        int timeout = -1;
        if (watch->deadline >= 0) {
            int64_t left = watch->deadline - now_ms();
            if (left <= 0)
                return DC_E_LIMIT;
            timeout = left > INT32_MAX ? INT32_MAX : (int)left;
        }
        int ready = poll(fds, 2, timeout);
        if (watch->conversion->cancel_status)
            return watch->conversion->cancel_status;
        if (ready < 0 && errno != EINTR)
            return DC_E_INTERNAL;
        if (ready > 0 && fds[0].revents)
            return DC_OK;
    }
}

/* Reads exactly len bytes; DC_E_IO at the end of what the worker says. */
static int32_t
receive(struct watch *watch, void *data, size_t len)
{
    char *at = data;
    while (len) {
        int32_t status = wait_for_words(watch);
        if (status != DC_OK)
            return status;
        ssize_t n = read(watch->fd, at, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return DC_E_IO;
        at += n;
        len -= (size_t)n;
    }
    return DC_OK;
}

static int32_t
receive_diag(struct watch *watch, const struct message *message)
{
    char rule[65];
    char text[DCI_MESSAGE_MAX];
    if (message->rule_len >= sizeof(rule) || message->text_len > sizeof(text))
        return DC_E_PLUGIN;
    int32_t status = receive(watch, rule, message->rule_len);
    if (status == DC_OK)
        status = receive(watch, text, message->text_len);
    if (status != DC_OK)
        return status;
    rule[message->rule_len] = 0;
    const char *file = watch->reporter->file;
    dc_diag diag = {sizeof(diag), message->severity, rule,
        {text, message->text_len}, message->pos, message->line,
        message->column, {file, strlen(file)}};
    if (watch->reporter->sink)
        watch->reporter->sink(watch->reporter->user, &diag);
    return DC_OK;
}

/* Listens until the worker has given its result or is heard no more. */
static int32_t
listen_to(struct watch *watch)
{
    for (;;) {
        struct message message;
        int32_t status = receive(watch, &message, sizeof(message));
        if (status != DC_OK)
            return status;
        if (message.what == MESSAGE_RESULT) {
            watch->result = message;
            watch->has_result = 1;
            return DC_OK;
        }
        if (message.what != MESSAGE_DIAG || message.severity > DC_DIAG_ERROR)
            return DC_E_PLUGIN;
        status = receive_diag(watch, &message);
        if (status != DC_OK)
            return status;
    }
}

static void
complain(struct watch *watch, const char *rule, const char *const *parts)
{
    dci_report_parts(watch->reporter, DC_DIAG_ERROR, rule, parts);
}

/* The worker crashed in the code of a plugin. */
static int32_t
blame_plugin(struct watch *watch, const char *how, uint32_t actor)
{
    const struct dci_side *side = actor & DCI_ACTOR_READER
        ? &watch->conversion->reader
        : &watch->conversion->writer;
    const char *doing = actor & DCI_ACTOR_LOADING ? "being loaded"
        : side->is_writing                        ? "writing"
                                                  : "reading";
    const char *parts[] = {"plugin ", side->format->plugin->path,
        " crashed (", how, ") while it was ", doing,
        "; please report this to its author", NULL};
    complain(watch, "plugin-crashed", parts);
    return DC_E_PLUGIN;
}

/* What it means that the worker ended without a result. */
static int32_t
explain_death(struct watch *watch, int wait_status, uint32_t actor)
{
    int number = WIFSIGNALED(wait_status) ? WTERMSIG(wait_status) : 0;
    const char *how = number ? sigabbrev_np(number) : "exit";
    if (number == SIGKILL) {
        const char *parts[] = {
            "the worker was killed, probably for lack of memory", NULL};
        complain(watch, "worker-killed", parts);
        return DC_E_NOMEM;
    }
    if (number == SIGBUS && !(actor & DCI_ACTOR_LOADING)) {
        const char *parts[] = {
            "the input became shorter while it was read", NULL};
        complain(watch, "input-changed", parts);
        return DC_E_IO;
    }
    if (number == SIGTERM)
        return DC_E_TERMINATED;
    if (actor != DCI_ACTOR_HOST)
        return blame_plugin(watch, how, actor);
    const char *parts[] = {"the worker ended unexpectedly (", how,
        "); please report this", NULL};
    complain(watch, "worker-crashed", parts);
    return DC_E_INTERNAL;
}

/* Waits for the end of the worker and settles on one status. */
static int32_t
conclude(struct watch *watch, int32_t heard, uint32_t actor)
{
    int wait_status = 0;
    if (heard != DC_OK && heard != DC_E_IO)
        kill(watch->pid, SIGKILL);
    while (waitpid(watch->pid, &wait_status, 0) < 0 && errno == EINTR)
        ;
    if (watch->has_result) {
        memcpy(watch->reporter->counts, watch->result.counts,
            sizeof(watch->result.counts));
        return watch->result.status;
    }
    if (heard == DC_E_LIMIT) {
        const char *parts[] = {"time limit reached (--timeout)", NULL};
        complain(watch, "limit-time", parts);
        return DC_E_LIMIT;
    }
    if (heard == DC_E_IO)
        return explain_death(watch, wait_status, actor);
    if (heard == DC_E_PLUGIN) {
        const char *parts[] = {"the worker spoke nonsense", NULL};
        complain(watch, "worker-misbehaving", parts);
    }
    return heard;
}

static int32_t
watch_worker(dc_conversion *conversion, struct dci_reporter *reporter,
    pid_t pid, int fd, volatile uint32_t *actor)
{
    struct watch watch = {
        .conversion = conversion,
        .reporter = reporter,
        .pid = pid,
        .fd = fd,
        .deadline = conversion->timeout
            ? now_ms() + (int64_t)conversion->timeout * 1000
            : -1,
    };
    int32_t heard = listen_to(&watch);
    return conclude(&watch, heard, *actor);
}

int32_t
dci_run_in_worker(
    dc_conversion *conversion, struct dci_reporter *reporter, int input_fd)
{
    int fds[2];
    volatile uint32_t *actor = mmap(NULL, sizeof(*actor),
        PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int32_t status = DC_E_INTERNAL;
    if (actor == MAP_FAILED)
        return DC_E_NOMEM;
    if (pipe2(fds, O_CLOEXEC) != 0)
        goto out;
    pid_t pid = fork();
    if (pid == 0)
        be_worker(conversion, input_fd, fds[1], actor);
    close(fds[1]);
    if (pid > 0) {
        status = watch_worker(conversion, reporter, pid, fds[0], actor);
    } else {
        const char *parts[] = {
            "cannot start a worker process: ", strerror(errno), NULL};
        dci_report_parts(reporter, DC_DIAG_ERROR, "worker-failed", parts);
    }
    close(fds[0]);

out:
    munmap((void *)(uintptr_t)actor, sizeof(*actor));
    return status;
}
