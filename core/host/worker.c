/* SPDX-License-Identifier: MIT */
/*
 * The worker's parent: it forks the child that loads the plugins and converts
 * from the input's descriptor to the output's, and is told about it through a
 * pipe.  The parent loads no plugin and parses no document; it waits, with a
 * time limit, and takes the worker's words with suspicion: every message has
 * a fixed head and a bounded text.  It runs the filters, when asked to.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host/filter.h"
#include "host/run_limits.h"
#include "host/worker.h"
#include "io/media_name.h"
#include "io/spawn.h"

/* The exit code of glibc's loader when it cannot go on. */
#define LOADER_EXIT 127

struct watch {
    dc_conversion *conversion;
    struct dci_reporter *reporter;
    struct dci_wait wait;
    pid_t pid;
    int pid_fd; /* readable when the worker has ended */
    int fd; /* the report pipe */
    int reply_fd; /* or -1 */
    size_t filters_run;
    int32_t filter_status; /* why one of them has no result */
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
    char part[DCI_FILE_MAX];
    if (message->rule_len >= sizeof(rule) || message->text_len > sizeof(text) ||
        message->file_len > sizeof(part))
        return DC_E_PLUGIN;
    int32_t status = receive(watch, rule, message->rule_len);
    if (status == DC_OK)
        status = receive(watch, text, message->text_len);
    if (status == DC_OK)
        status = receive(watch, part, message->file_len);
    if (status != DC_OK)
        return status;
    rule[message->rule_len] = 0;
    const char *own = watch->reporter->file;
    dc_str file = {own, strlen(own)};
    if (message->file_len)
        file = (dc_str){part, message->file_len};
    dc_diag diag = {sizeof(diag), message->severity, rule,
        {text, message->text_len}, message->pos, message->line, message->column,
        file};
    if (watch->reporter->sink)
        watch->reporter->sink(watch->reporter->user, &diag);
    return DC_OK;
}

/* Runs the filter that the worker asks for, which can only be the next. */
static int32_t
run_filter(struct watch *watch, size_t index)
{
    dc_conversion *conversion = watch->conversion;
    if (index != watch->filters_run || index >= conversion->filters.count)
        return DC_E_PLUGIN;
    watch->filters_run++;
    watch->filter_status = dci_filter_run(conversion, watch->reporter, index);
    if (watch->filter_status != DC_OK)
        return watch->filter_status;
    /* A worker that is gone is noticed where it is listened to. */
    ssize_t ignored = send(watch->reply_fd, "", 1, MSG_NOSIGNAL);
    (void)ignored;
    return DC_OK;
}

static int32_t
receive_medium(struct watch *watch, const struct message *message)
{
    char path[DCI_MEDIA_PATH_MAX];
    if (message->text_len > sizeof(path))
        return DC_E_PLUGIN;
    int32_t status = receive(watch, path, message->text_len);
    return status == DC_OK
        ? dci_extract_note(watch->conversion, (dc_str){path, message->text_len},
              message->pos, message->line)
        : status;
}

static int32_t
obey(struct watch *watch, const struct message *message)
{
    if (message->what == MESSAGE_FILTER)
        return run_filter(watch, message->filter);
    if (message->what == MESSAGE_MEDIUM)
        return receive_medium(watch, message);
    if (message->what != MESSAGE_DIAG || message->severity > DC_DIAG_ERROR)
        return DC_E_PLUGIN;
    return receive_diag(watch, message);
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
        status = obey(watch, &message);
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
    const struct dci_side *side = dci_conversion_side(
        watch->conversion, actor & ~(uint32_t)DCI_ACTOR_LOADING);
    int is_check = watch->conversion->is_check || actor == DCI_ACTOR_PROOF;
    const char *doing = actor & DCI_ACTOR_LOADING ? "being loaded"
        : side->is_writing                        ? "writing"
        : is_check                                ? "checking"
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
    const char *how = number ? dci_signal_name(number) : "exit";
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
    if (watch->filter_status != DC_OK)
        return watch->filter_status;
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
    /* What the parent has said itself is of its filters. */
    for (size_t i = 0; i <= DC_DIAG_ERROR; i++)
        watch->reporter->counts[i] += watch->result.counts[i];
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

static void
close_ends(int ends[2])
{
    for (int i = 0; i < 2; i++) {
        if (ends[i] >= 0)
            close(ends[i]);
        ends[i] = -1;
    }
}

/* Opens what the worker needs; 0 on failure. */
static int
open_channel(const dc_conversion *conversion, struct channel *channel)
{
    if (pipe2(channel->report, O_CLOEXEC) != 0)
        return 0;
    return conversion->filters.count == 0 ||
        socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, channel->reply) == 0;
}

/* Forks, and watches the worker up to its end. */
static int32_t
start_worker(struct watch *watch, int input_fd, struct channel *channel,
    volatile uint32_t *actor)
{
    watch->fd = channel->report[0];
    watch->reply_fd = channel->reply[0];
    watch->pid = fork();
    if (watch->pid == 0)
        dci_worker_run(watch->conversion, input_fd, channel, actor);
    if (watch->pid < 0) {
        const char *parts[] = {
            "cannot start a worker process: ", strerror(errno), NULL};
        complain(watch, "worker-failed", parts);
        return DC_E_INTERNAL;
    }
    /* The worker's ends are its own: its death must end what is read here. */
    close(channel->report[1]);
    channel->report[1] = -1;
    if (channel->reply[1] >= 0)
        close(channel->reply[1]);
    channel->reply[1] = -1;
    /* Here too: the worker's group must be there before it is killed. */
    setpgid(watch->pid, watch->pid);
    return watch_worker(watch, actor);
}

int32_t
dci_run_in_worker(
    dc_conversion *conversion, struct dci_reporter *reporter, int input_fd)
{
    struct channel channel = {{-1, -1}, {-1, -1}};
    struct watch watch = {
        .conversion = conversion,
        .reporter = reporter,
        .wait = dci_conversion_wait(conversion),
    };
    volatile uint32_t *actor = mmap(NULL, sizeof(*actor),
        PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (actor == MAP_FAILED)
        return DC_E_NOMEM;
    int32_t status = open_channel(conversion, &channel)
        ? start_worker(&watch, input_fd, &channel, actor)
        : DC_E_INTERNAL;
    close_ends(channel.report);
    close_ends(channel.reply);
    munmap((void *)(uintptr_t)actor, sizeof(*actor));
    return status;
}
