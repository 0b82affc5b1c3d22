/* SPDX-License-Identifier: MIT */
/*
 * The command docconv.  It is a client of libdocconv like any other: it
 * includes docconv.h (and kinds.h for the origins of metadata) and nothing
 * else of the core.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli_args.h"
#include "cli_check.h"
#include "cli_completion.h"
#include "cli_convert.h"
#include "cli_help.h"
#include "cli_report.h"
#include "cli_signals.h"
#include "cli_template.h"

/*
 * A program may be started with standard descriptors closed; the next file
 * opened would then take the place of one and be written over.  The stand-in
 * is opened the wrong way round, so that using it is an error, as it was.
 */
static int
reserve_standard_files(void)
{
    static const int modes[] = {O_WRONLY, O_RDONLY, O_RDONLY};

    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) != -1 || errno != EBADF)
            continue;
        if (open("/dev/null", modes[fd]) != fd)
            return -1;
    }
    return 0;
}

/* Whether formats matter; most of what docconv tells of itself is known. */
static bool
needs_engine(const struct cli_args *args)
{
    if (args->needs_formats)
        return true;
    if (args->action == CLI_HELP)
        return cli_help_needs_formats(args->topic);
    return args->action != CLI_VERSION;
}

/* The library passes over a folder that is not there; here it was named. */
static int32_t
add_dir(dc_engine *engine, const char *path, struct cli_report *report)
{
    struct stat folder;
    int error = 0;

    if (stat(path, &folder) != 0)
        error = errno;
    else if (!S_ISDIR(folder.st_mode))
        error = ENOTDIR;
    if (error == 0)
        return dc_engine_add_dir(engine, path);
    cli_report_say(report, DC_DIAG_ERROR, "usage", path,
        "cannot be a plugin directory: %s", strerror(error));
    return DC_E_USAGE;
}

static int32_t
open_engine(
    const struct cli_args *args, struct cli_report *report, dc_engine **engine)
{
    int32_t status = DC_OK;

    *engine = dc_engine_new();
    if (*engine == NULL)
        return DC_E_NOMEM;
    dc_engine_set_diag(*engine, cli_report_diag, report);
    for (size_t i = 0; i < args->plugin_dirs.count && status == DC_OK; i++)
        status = add_dir(*engine, args->plugin_dirs.items[i].name, report);
    if (status == DC_OK)
        status = dc_engine_add_default_dirs(*engine);
    return status;
}

static void
set_report(struct cli_report *report, const struct cli_args *args)
{
    report->is_json = args->is_json;
    report->is_quiet = args->is_quiet;
    report->is_verbose = args->is_verbose;
    report->wants_losses = args->wants_losses || args->fails_on_loss;
}

static int32_t
act(const struct cli_args *args, dc_engine *engine, struct cli_report *report)
{
    switch (args->action) {
    case CLI_HELP:
        return cli_help(args->topic, engine, report);
    case CLI_VERSION:
        cli_version();
        return DC_OK;
    case CLI_LIST_READERS:
        cli_list_formats(engine, false, args->is_verbose);
        return DC_OK;
    case CLI_LIST_WRITERS:
        cli_list_formats(engine, true, args->is_verbose);
        return DC_OK;
    case CLI_LIST_PLUGINS:
        cli_list_plugins(engine);
        return DC_OK;
    case CLI_PRINT_TEMPLATE:
        return cli_print_template(args->topic, engine, report);
    case CLI_COMPLETION:
        return cli_completion(args->topic, engine, report);
    default:
        if (args->wants_check)
            return cli_check(args, engine, report);
        return cli_convert(args, engine, report);
    }
}

/* stdio's own output (help, lists) is complete only now. */
static int32_t
flush_stdout(struct cli_report *report)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return DC_OK;
    cli_report_say(report, DC_DIAG_ERROR, "output-unwritable", CLI_STDOUT_NAME,
        "cannot write: %s", strerror(errno != 0 ? errno : EIO));
    return DC_E_IO;
}

static int32_t
run(int argc, char **argv, struct cli_report *report)
{
    struct cli_args args;
    dc_engine *engine = NULL;
    int32_t status = DC_OK;

    cli_args_skim(&args, argc, argv);
    set_report(report, &args);
    if (needs_engine(&args))
        status = open_engine(&args, report, &engine);
    cli_args_fini(&args);
    if (status == DC_OK) {
        status = cli_args_parse(&args, argc, argv, engine, report);
        set_report(report, &args);
        if (status == DC_OK)
            status = act(&args, engine, report);
        cli_args_fini(&args);
    }
    if (status == DC_OK)
        status = flush_stdout(report);
    dc_engine_free(engine);
    return status;
}

int
main(int argc, char **argv)
{
    struct cli_report report = {.fd = STDERR_FILENO};
    int32_t status;

    if (reserve_standard_files() != 0)
        return dc_status_exit_code(DC_E_IO);
    cli_signals_ignore_write();
    status = run(argc, argv, &report);
    if (status != DC_OK && report.counts[DC_DIAG_ERROR] == 0)
        cli_report_say(&report, DC_DIAG_ERROR, "failed", NULL, "%s",
            dc_status_meaning(status));
    return dc_status_exit_code(status);
}
