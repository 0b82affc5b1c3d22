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
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host/conversion.h"
#include "host/run_limits.h"

enum { MESSAGE_DIAG = 1, MESSAGE_RESULT = 2 };

/* The descriptors of a worker; then come the folders of the conversion. */
enum { INPUT_FD = 3, OUTPUT_FD = 4, REPORT_FD = 5, FIRST_FOLDER_FD = 6 };

/* The exit code of glibc's loader when it cannot go on. */
#define LOADER_EXIT 127

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
    size_t text_len = diag->message.len < DCI_MESSAGE_MAX ? diag->message.len
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

/* Moves a descriptor up, out of the way of those that come into place. */
static int
lift(int *fd, int floor)
{
    *fd = fcntl(*fd, F_DUPFD_CLOEXEC, floor);
    return *fd >= 0;
}

/*
 * Gives the worker its three descriptors, those of the folders, and nothing
 * else of the parent's.
 */
static int
arrange_descriptors(
    struct dci_folders *folders, int input_fd, int output_fd, int report_fd)
{
    int spare = open("/dev/null", O_RDWR | O_CLOEXEC);
    int from[] = {input_fd >= 0 ? input_fd : spare, output_fd, report_fd};
    int end = FIRST_FOLDER_FD + (int)folders->count;
    if (spare < 0)
        return 0;
    for (int i = 0; i < FIRST_FOLDER_FD - INPUT_FD; i++)
        if (!lift(&from[i], end))
            return 0;
    for (size_t i = 0; i < folders->count; i++)
        if (!lift(&folders->fds[i], end))
            return 0;
    /* A plugin that prints must not print into the document. */
    if (dup2(spare, 0) < 0 || dup2(spare, 1) < 0)
        return 0;
    for (int i = 0; i < FIRST_FOLDER_FD - INPUT_FD; i++)
        if (dup3(from[i], INPUT_FD + i, O_CLOEXEC) < 0)
            return 0;
    for (int fd = FIRST_FOLDER_FD; fd < end; fd++) {
        int *folder = &folders->fds[fd - FIRST_FOLDER_FD];
        if (dup3(*folder, fd, O_CLOEXEC) < 0)
            return 0;
        *folder = fd;
    }
    return close_range((unsigned)end, ~0U, 0) == 0;
}

static void
be_worker(dc_conversion *conversion, int input_fd, int report_fd,
    volatile uint32_t *actor)
{
    struct dci_reporter reporter;
    struct rlimit no_core = {0, 0};
    /* The parent decides what a signal from the terminal means. */
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGTERM, SIG_DFL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (!arrange_descriptors(
            &conversion->folders, input_fd, conversion->output_fd, report_fd))
        _exit(1);
    setpgid(0, 0);
    (void)setrlimit(RLIMIT_CORE, &no_core);

    dci_reporter_init(&reporter, send_diag, NULL);
    reporter.wants_explain = conversion->wants_explain;
    struct dci_run_here here = {actor, INPUT_FD, OUTPUT_FD, 1};
    int32_t status = dci_run_here(conversion, &reporter, &here);
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
    struct dci_wait wait;
    pid_t pid;
    int pid_fd; /* readable when the worker has ended */
    int fd; /* the report pipe */
    int has_result;
    struct message result;
};

/*
 * Waits until the worker has said something.  DC_E_IO when it ended in
 * silence, though another process may still hold the pipe.
 */
static int32_t
wait_for_words(struct watch *watch)
{
    struct pollfd fds[] = {{watch->fd, POLLIN, 0}, {watch->pid_fd, POLLIN, 0}};
    int32_t status = dci_wait_for(&watch->wait, fds, 2);
    if (status != DC_OK)
        return status;
    return fds[0].revents ? DC_OK : DC_E_IO;
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
        {text, message->text_len}, message->pos, message->line, message->column,
        {file, strlen(file)}};
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
    const char *parts[] = {"plugin ", side->format->plugin->path, " crashed (",
        how, ") while it was ", doing, "; please report this to its author",
        NULL};
    complain(watch, "plugin-crashed", parts);
    return DC_E_PLUGIN;
}

/* What it means that the worker ended as it should not have. */
static int32_t
explain_death(struct watch *watch, int wait_status, uint32_t actor)
{
    int number = WIFSIGNALED(wait_status) ? WTERMSIG(wait_status) : 0;
    const char *how = number ? sigabbrev_np(number) : "exit";
    /* So ends a process whose dynamic loader has no memory to say why. */
    if (WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == LOADER_EXIT) {
        const char *parts[] = {"the dynamic loader ran out of memory", NULL};
        complain(watch, "worker-killed", parts);
        return DC_E_NOMEM;
    }
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
    const char *parts[] = {
        "the worker ended unexpectedly (", how, "); please report this", NULL};
    complain(watch, "worker-crashed", parts);
    return DC_E_INTERNAL;
}

/*
 * Waits for the end of a worker that has said its last word, as long as it
 * may.  DC_OK, or why it is not waited for any longer.
 */
static int32_t
await_end(struct watch *watch)
{
    struct pollfd end = {watch->pid_fd, POLLIN, 0};
    struct dci_wait grace = watch->wait;
    int has_deadline = grace.deadline >= 0;
    if (!has_deadline)
        grace.deadline = dci_now_ms() + DCI_GRACE_MS;
    int32_t status = dci_wait_for(&grace, &end, 1);
    return status == DC_E_LIMIT && !has_deadline ? DC_E_PLUGIN : status;
}

/* Ends the worker if it has not ended, and all that it started. */
static int
reap(const struct watch *watch)
{
    int wait_status = 0;
    kill(-watch->pid, SIGKILL);
    kill(watch->pid, SIGKILL);
    while (waitpid(watch->pid, &wait_status, 0) < 0 && errno == EINTR)
        ;
    return wait_status;
}

/* Settles on one status from what was heard and how the worker ended. */
static int32_t
conclude(struct watch *watch, int32_t heard, int wait_status, uint32_t actor)
{
    if (heard == DC_E_INTERRUPTED)
        return watch->conversion->cancel_status;
    if (heard == DC_E_LIMIT) {
        dci_report_time_limit(watch->reporter);
        return DC_E_LIMIT;
    }
    if (heard == DC_E_PLUGIN) {
        const char *parts[] = {
            "the worker spoke nonsense or did not end", NULL};
        complain(watch, "worker-misbehaving", parts);
        return DC_E_PLUGIN;
    }
    int is_clean = WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == 0;
    if (!watch->has_result || !is_clean)
        return explain_death(watch, wait_status, actor);
    memcpy(watch->reporter->counts, watch->result.counts,
        sizeof(watch->result.counts));
    return watch->result.status;
}

static int32_t
watch_worker(struct watch *watch, volatile uint32_t *actor)
{
    watch->pid_fd = pidfd_open(watch->pid, 0);
    int32_t heard = watch->pid_fd >= 0 ? listen_to(watch) : DC_E_INTERNAL;
    if (heard == DC_OK || heard == DC_E_IO) {
        int32_t ended = await_end(watch);
        heard = ended == DC_OK ? heard : ended;
    }
    int wait_status = reap(watch);
    if (watch->pid_fd >= 0)
        close(watch->pid_fd);
    return conclude(watch, heard, wait_status, *actor);
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
    struct watch watch = {
        .conversion = conversion,
        .reporter = reporter,
        .wait = dci_conversion_wait(conversion),
        .fd = fds[0],
        .pid = fork(),
    };
    if (watch.pid == 0)
        be_worker(conversion, input_fd, fds[1], actor);
    close(fds[1]);
    if (watch.pid > 0) {
        /* Here too: the worker's group must be there before it is killed. */
        setpgid(watch.pid, watch.pid);
        status = watch_worker(&watch, actor);
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
