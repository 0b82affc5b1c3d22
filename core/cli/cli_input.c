/* SPDX-License-Identifier: MIT */
/*
 * Opening the input (cli_input.h).  Content decides what a file is, and that
 * must hold for a pipe too; as a pipe may deliver its first bytes in any
 * number of pieces, and cannot give them back, it is spooled whole.  With -i
 * nothing has to be known beforehand and the library reads the pipe itself.
 */
#include "cli_input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli_names.h"
#include "cli_signals.h"
#include "cli_spool.h"

/*
 * The most that is spooled to find out what it is: more than a document has,
 * and less than would fill a temporary folder before anybody noticed.
 */
#define SPOOL_GIB 4

bool
cli_is_same_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static int32_t
fail(const struct cli_input *input, const char *what, struct cli_report *report)
{
    int32_t status = cli_signals_blame();

    if (status == DC_E_IO)
        cli_report_say(report, DC_DIAG_ERROR, "input-unreadable", input->name,
            "%s: %s", what, strerror(errno));
    return status;
}

static int32_t
fail_spool(const struct cli_input *input, struct cli_report *report)
{
    cli_report_say(report, DC_DIAG_ERROR, "temporary-unwritable", input->name,
        "cannot be kept in the temporary folder %s: %s", cli_spool_folder(),
        strerror(errno));
    return DC_E_IO;
}

static int32_t
fail_limit(const struct cli_input *input, struct cli_report *report)
{
    if (errno == ETIMEDOUT)
        cli_report_say(report, DC_DIAG_ERROR, "limit-time", input->name,
            "time limit reached (--timeout)");
    else
        cli_report_say(report, DC_DIAG_ERROR, "limit-size", input->name,
            "is a pipe of more than %d GiB: give a file, or the format with -i",
            SPOOL_GIB);
    return DC_E_LIMIT;
}

/* A signal's status is not reported: it is no fault. */
static int32_t
fail_copy(const struct cli_input *input, const struct cli_copy *copy,
    int32_t status, struct cli_report *report)
{
    if (status == DC_E_LIMIT)
        return fail_limit(input, report);
    if (status != DC_E_IO)
        return status;
    if (copy->failed == copy->to)
        return fail_spool(input, report);
    return fail(input, "cannot read", report);
}

/* Puts a spooled copy in the place of input->fd. */
static int32_t
spool(struct cli_input *input, int64_t deadline, struct cli_report *report)
{
    struct cli_copy copy = {
        .from = input->fd,
        .to = cli_spool_open(),
        .most = (uint64_t)SPOOL_GIB << 30,
        .deadline = deadline,
    };
    int32_t status;

    if (copy.to < 0)
        return fail_spool(input, report);
    status = cli_copy_run(&copy);
    if (status != DC_OK)
        status = fail_copy(input, &copy, status, report);
    else if (lseek(copy.to, 0, SEEK_SET) != 0)
        status = fail_spool(input, report);
    cli_input_close(input);
    input->fd = copy.to;
    return status;
}

static int
read_head(struct cli_input *input)
{
    off_t start = lseek(input->fd, 0, SEEK_CUR);

    while (start >= 0 && input->head_len < sizeof(input->head)) {
        ssize_t count = pread(input->fd, input->head + input->head_len,
            sizeof(input->head) - input->head_len,
            start + (off_t)input->head_len);

        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return (int)count;
        input->head_len += (size_t)count;
    }
    return start < 0 ? -1 : 0;
}

/* What the folder is called, also if it was typed as "." or "news/..". */
static int32_t
name_folder(struct cli_input *input, struct cli_report *report)
{
    char *path = realpath(input->name, NULL);
    const char *base = path != NULL ? cli_base_name(path) : NULL;

    if (base == NULL)
        return fail(input, "cannot open", report);
    input->folder = strdup(*base != '\0' ? base : "root");
    free(path);
    return input->folder != NULL ? DC_OK : DC_E_NOMEM;
}

int32_t
cli_input_open(
    struct cli_input *input, const char *operand, struct cli_report *report)
{
    input->fd = STDIN_FILENO;
    input->head_len = 0;
    input->name = operand != NULL ? operand : CLI_STDIN_NAME;
    if (operand != NULL)
        input->fd = open(operand, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (input->fd < 0 || fstat(input->fd, &input->identity) != 0)
        return fail(input, "cannot open", report);
    if (!S_ISDIR(input->identity.st_mode))
        return DC_OK;
    if (operand != NULL)
        return name_folder(input, report);
    cli_report_say(report, DC_DIAG_ERROR, "usage", input->name,
        "is a directory: name it as an operand");
    return DC_E_USAGE;
}

int32_t
cli_input_peek(
    struct cli_input *input, int64_t deadline, struct cli_report *report)
{
    int32_t status = DC_OK;

    if (input->folder != NULL)
        return DC_OK;
    if (!S_ISREG(input->identity.st_mode))
        status = spool(input, deadline, report);
    if (status == DC_OK && read_head(input) != 0)
        status = fail(input, "cannot read", report);
    return status;
}

void
cli_input_close(struct cli_input *input)
{
    if (input->fd > STDERR_FILENO)
        close(input->fd);
    input->fd = -1;
    free(input->folder);
    input->folder = NULL;
}
