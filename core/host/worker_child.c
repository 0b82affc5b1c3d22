/* SPDX-License-Identifier: MIT */
/*
 * The worker's side: it takes its place, converts, and reports.  It runs no
 * program: its parent does, when it asks.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "host/run_limits.h"
#include "host/worker.h"

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
        .file_len =
            diag->file.len <= DCI_FILE_MAX ? (uint32_t)diag->file.len : 0,
        .pos = diag->pos,
        .line = diag->line,
        .column = diag->column,
    };
    send_bytes(&message, sizeof(message));
    send_bytes(diag->rule, message.rule_len);
    send_bytes(diag->message.ptr, text_len);
    send_bytes(diag->file.ptr, message.file_len);
}

/* Asks the parent to run a filter; it ends the worker if that fails. */
static int32_t
ask_for_filter(
    dc_conversion *conversion, struct dci_reporter *reporter, size_t index)
{
    struct message message = {
        .what = MESSAGE_FILTER, .filter = (uint32_t)index};
    char reply;
    ssize_t n;
    (void)conversion;
    (void)reporter;
    send_bytes(&message, sizeof(message));
    do
        n = read(REPLY_FD, &reply, 1);
    while (n < 0 && errno == EINTR);
    if (n <= 0)
        _exit(1);
    return DC_OK;
}

/* Tells the parent of a medium in the spool. */
static int32_t
tell_of_medium(
    dc_conversion *conversion, dc_str path, uint64_t offset, uint64_t len)
{
    struct message message = {
        .what = MESSAGE_MEDIUM,
        .text_len = (uint32_t)path.len,
        .pos = offset,
        .line = len,
    };
    (void)conversion;
    send_bytes(&message, sizeof(message));
    send_bytes(path.ptr, path.len);
    return DC_OK;
}

/* Moves a descriptor up, out of the way of those that come into place. */
static int
lift(int *fd, int floor)
{
    *fd = fcntl(*fd, F_DUPFD_CLOEXEC, floor);
    return *fd >= 0;
}

/* How many descriptors of folders and of single inputs there are. */
static size_t
count_inherited(const dc_conversion *conversion)
{
    return conversion->folders.count + conversion->inputs.count;
}

/* Descriptor number `index` of these. */
static int *
inherited_at(dc_conversion *conversion, size_t index)
{
    size_t folders = conversion->folders.count;
    return index < folders ? &conversion->folders.items[index].fd
                           : &conversion->inputs.items[index - folders].fd;
}

/* Moves them all up; an input that is a folder has none of its own. */
static int
lift_inherited(dc_conversion *conversion, int floor)
{
    for (size_t i = 0; i < count_inherited(conversion); i++) {
        int *fd = inherited_at(conversion, i);
        if (*fd >= 0 && !lift(fd, floor))
            return 0;
    }
    return 1;
}

/* Puts the lifted ones behind the worker's own. */
static int
place_inherited(dc_conversion *conversion)
{
    for (size_t i = 0; i < count_inherited(conversion); i++) {
        int *from = inherited_at(conversion, i);
        int fd = FIRST_FOLDER_FD + (int)i;
        if (*from < 0)
            continue;
        if (dup3(*from, fd, O_CLOEXEC) < 0)
            return 0;
        *from = fd;
    }
    return 1;
}

/*
 * Gives the worker its own descriptors, those of folders and inputs, and
 * nothing else of the parent's.
 */
static int
arrange_descriptors(
    dc_conversion *conversion, int input_fd, const struct channel *channel)
{
    int spare = open("/dev/null", O_RDWR | O_CLOEXEC);
    int from[] = {input_fd, conversion->output_fd, channel->report[1],
        channel->reply[1], conversion->spools[0], conversion->spools[1],
        conversion->extraction.spool};
    int end = FIRST_FOLDER_FD + (int)count_inherited(conversion);
    if (spare < 0)
        return 0;
    for (int i = 0; i < FIRST_FOLDER_FD - INPUT_FD; i++) {
        if (from[i] < 0)
            from[i] = spare;
        if (!lift(&from[i], end))
            return 0;
    }
    if (!lift_inherited(conversion, end))
        return 0;
    /* A plugin that prints must not print into the document. */
    if (dup2(spare, 0) < 0 || dup2(spare, 1) < 0)
        return 0;
    for (int i = 0; i < FIRST_FOLDER_FD - INPUT_FD; i++)
        if (dup3(from[i], INPUT_FD + i, O_CLOEXEC) < 0)
            return 0;
    return place_inherited(conversion) &&
        close_range((unsigned)end, ~0U, 0) == 0;
}

_Noreturn void
dci_worker_run(dc_conversion *conversion, int input_fd,
    const struct channel *channel, volatile uint32_t *actor)
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
    if (!arrange_descriptors(conversion, input_fd, channel))
        _exit(1);
    setpgid(0, 0);
    (void)setrlimit(RLIMIT_CORE, &no_core);

    dci_reporter_init(&reporter, send_diag, NULL);
    reporter.wants_explain = conversion->wants_explain;
    struct dci_run_here here = {
        .actor = actor,
        .input_fd = input_fd < 0 ? -1 : INPUT_FD,
        .output_fd = OUTPUT_FD,
        .spools = {SPOOL_FD, SECOND_SPOOL_FD},
        .media_spool = MEDIA_SPOOL_FD,
        .is_worker = 1,
        .filter = ask_for_filter,
        .keep = tell_of_medium,
    };
    int32_t status = dci_run_here(conversion, &reporter, &here);
    dci_reporter_finish(&reporter);
    struct message result = {.what = MESSAGE_RESULT, .status = status};
    memcpy(result.counts, reporter.counts, sizeof(result.counts));
    send_bytes(&result, sizeof(result));
    _exit(0);
}
