/* SPDX-License-Identifier: MIT */
/*
 * Overwriting rules (cli_output.h), in the order they are tested: never over
 * an input; a directory is no file; --no-clobber refuses whatever is there;
 * a name that was typed is replaced; a name that docconv made up is replaced
 * only if docconv made that file (its format's stamp) or with --force.
 */
#include "cli_output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cli_clock.h"
#include "cli_signals.h"
#include "cli_spool.h"

static int32_t
refuse(const char *path, struct cli_report *report, const char *why)
{
    cli_report_say(report, DC_DIAG_ERROR, "would-overwrite", path, "%s", why);
    return DC_E_EXISTS;
}

/* Whether the file begins as the format's own output does. */
static bool
has_stamp(const char *path, const dc_format_info *format)
{
    char head[DC_HEAD_SIZE];
    ssize_t len;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

    if (fd < 0)
        return false;
    len = read(fd, head, sizeof(head));
    close(fd);
    return len > 0 && dc_format_has_stamp(format, head, (size_t)len) != 0;
}

static int
stat_input(const char *operand, struct stat *to)
{
    return strcmp(operand, "-") == 0 ? fstat(STDIN_FILENO, to)
                                     : stat(operand, to);
}

/* Whether the output would go over what is being read. */
static bool
is_an_input(const struct stat *target, const struct cli_args *args,
    const struct cli_input *input)
{
    if (!S_ISREG(target->st_mode))
        return false;
    if (cli_is_same_file(target, &input->identity))
        return true;
    for (size_t i = 0; i < args->inputs.count; i++) {
        struct stat other;

        if (stat_input(args->inputs.items[i].name, &other) == 0 &&
            cli_is_same_file(target, &other))
            return true;
    }
    for (size_t i = 0; i < args->metadata_files.count; i++) {
        struct stat other;

        if (stat(args->metadata_files.items[i].name, &other) == 0 &&
            cli_is_same_file(target, &other))
            return true;
    }
    return false;
}

static int32_t
check_stdout(struct cli_output *output, const struct cli_args *args,
    const struct cli_input *input, struct cli_report *report)
{
    struct stat target;

    output->is_direct = true;
    if (fstat(STDOUT_FILENO, &target) == 0 && is_an_input(&target, args, input))
        return refuse(CLI_STDOUT_NAME, report, "is the input itself");
    return DC_OK;
}

static int32_t
check_existing(const struct cli_plan *plan, const struct cli_args *args,
    const struct stat *target, struct cli_report *report)
{
    if (S_ISDIR(target->st_mode)) {
        cli_report_say(report, DC_DIAG_ERROR, "usage", plan->path,
            "is a directory; to write into it: -O %s/", plan->path);
        return DC_E_USAGE;
    }
    if (args->is_no_clobber)
        return refuse(plan->path, report, "exists, and --no-clobber is given");
    if (!plan->is_derived || args->is_forced)
        return DC_OK;
    if (S_ISREG(target->st_mode) && has_stamp(plan->path, plan->writer_format))
        return DC_OK;
    cli_report_say(report, DC_DIAG_ERROR, "would-overwrite", plan->path,
        "exists and was not made by docconv; to replace it: -O %s or --force",
        plan->path);
    return DC_E_EXISTS;
}

int32_t
cli_output_check(struct cli_output *output, const struct cli_plan *plan,
    const struct cli_args *args, const struct cli_input *input,
    struct cli_report *report)
{
    struct stat target;

    *output = (struct cli_output){.path = plan->path, .spool = -1};
    if (plan->path == NULL)
        return check_stdout(output, args, input, report);
    if (stat(plan->path, &target) != 0) {
        output->is_new = true;
        return DC_OK;
    }
    output->is_direct = !S_ISREG(target.st_mode);
    if (is_an_input(&target, args, input))
        return refuse(plan->path, report, "is the input itself");
    return check_existing(plan, args, &target, report);
}

static int32_t
fail(const struct cli_output *output, int32_t status, struct cli_report *report)
{
    const char *name = output->path != NULL ? output->path : CLI_STDOUT_NAME;
    const char *why = dc_status_meaning(status);

    if (status == DC_E_IO)
        status = cli_signals_blame();
    if (status == DC_E_INTERRUPTED || status == DC_E_TERMINATED)
        return status;
    if (status == DC_E_IO && errno != 0)
        why = strerror(errno);
    cli_report_say(report, DC_DIAG_ERROR, "output-unwritable", name,
        "cannot write: %s", why);
    return status;
}

static int32_t
fail_spool(struct cli_report *report)
{
    cli_report_say(report, DC_DIAG_ERROR, "temporary-unwritable", NULL,
        "cannot make a file in the temporary folder %s: %s", cli_spool_folder(),
        strerror(errno));
    return DC_E_IO;
}

int32_t
cli_output_open(struct cli_output *output, const struct cli_plan *plan,
    const struct cli_args *args, int *fd, struct cli_report *report)
{
    bool is_checked =
        !args->skips_proof && dc_format_can_check(plan->writer_format) != 0;
    bool may_be_dropped = args->fails_on_loss || args->fails_on_warning ||
        args->extract_media != NULL || is_checked;
    bool must_be_new = plan->is_derived && !args->is_forced && output->is_new;
    uint32_t flags = 0;
    int32_t status = DC_OK;

    if (must_be_new || args->is_no_clobber)
        flags = DC_OUTPUT_NO_REPLACE;
    *fd = STDOUT_FILENO;
    if (output->path != NULL) {
        errno = 0;
        status = dc_output_open(output->path, flags, &output->file);
        if (status != DC_OK)
            return fail(output, status, report);
        *fd = dc_output_fd(output->file);
    }
    if (!output->is_direct || !may_be_dropped)
        return DC_OK;
    output->spool = cli_spool_open();
    if (output->spool < 0)
        return fail_spool(report);
    *fd = output->spool;
    return DC_OK;
}

/* What was held back goes where it should. */
static int32_t
release_spool(struct cli_output *output)
{
    struct cli_copy copy = {
        .from = output->spool,
        .to = STDOUT_FILENO,
        .most = UINT64_MAX,
        .deadline = CLI_CLOCK_NEVER,
    };

    if (output->file != NULL)
        copy.to = dc_output_fd(output->file);
    if (lseek(output->spool, 0, SEEK_SET) != 0)
        return DC_E_IO;
    return cli_copy_run(&copy);
}

int32_t
cli_output_check_again(
    const struct cli_output *output, struct cli_report *report)
{
    struct stat target;

    if (!output->is_new || stat(output->path, &target) != 0)
        return DC_OK;
    return refuse(output->path, report, "is the name of a medium, too");
}

int32_t
cli_output_commit(struct cli_output *output, struct cli_report *report)
{
    int32_t status = DC_OK;

    errno = 0;
    if (output->spool >= 0)
        status = release_spool(output);
    if (status == DC_OK && output->file != NULL) {
        dc_output *file = output->file;

        output->file = NULL;
        status = dc_output_commit(file);
    }
    return status == DC_OK ? DC_OK : fail(output, status, report);
}

void
cli_output_discard(struct cli_output *output)
{
    if (output->spool >= 0)
        close(output->spool);
    output->spool = -1;
    dc_output_discard(output->file);
    output->file = NULL;
}
