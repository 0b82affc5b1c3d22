/* SPDX-License-Identifier: MIT */
/*
 * One conversion from the command line to the file (cli_convert.h):
 *
 * 1. plan the writer: usage errors are found before any file is touched;
 * 2. open the input and let its first bytes choose the reader;
 * 3. decide the place, and refuse what must not be written over;
 * 4. set up the conversion: formats, options, metadata, limits;
 * 5. run it, with signals cancelling it;
 * 6. judge what was reported, and let the file appear or not.
 */
#include "cli_convert.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli_clock.h"
#include "cli_input.h"
#include "cli_metadata.h"
#include "cli_names.h"
#include "cli_output.h"
#include "cli_plan.h"
#include "cli_progress.h"
#include "cli_signals.h"

/* The year 9999 has twelve digits; more are no date. */
#define EPOCH_DIGITS_MAX 13

struct convert {
    const struct cli_args *args;
    dc_engine *engine;
    struct cli_report *report;
    struct cli_plan plan;
    struct cli_input input;
    struct cli_output output;
    dc_conversion *conversion;
    int64_t deadline; /* of --timeout */
};

/*
 * SOURCE_DATE_EPOCH goes into the result, so a mistyped one is an error
 * (reproducible-builds.org: "a build process SHOULD exit non-zero").
 */
static int32_t
check_environment(struct cli_report *report)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    size_t digits;

    if (text == NULL)
        return DC_OK;
    digits = strspn(text, "0123456789");
    if (digits > 0 && digits < EPOCH_DIGITS_MAX && text[digits] == '\0')
        return DC_OK;
    return cli_report_usage(report,
        "SOURCE_DATE_EPOCH must be whole seconds since 1970, not '%s'", text);
}

/* The input, if it is a single one. */
static int32_t
open_one(struct convert *self)
{
    int32_t status =
        cli_input_open(&self->input, self->plan.input, self->report);

    /* With -i a pipe needs no look, and so no copy. */
    if (status == DC_OK &&
        (self->args->from == NULL || S_ISREG(self->input.identity.st_mode)))
        status = cli_input_peek(&self->input, self->deadline, self->report);
    return status;
}

static int32_t
prepare(struct convert *self)
{
    const struct cli_args *args = self->args;
    struct cli_facts facts = {.is_terminal = isatty(STDOUT_FILENO) == 1};
    int32_t status = check_environment(self->report);

    if (status == DC_OK)
        status = cli_plan_writer(&self->plan, args, self->engine, self->report);
    if (status == DC_OK && self->plan.is_bundle)
        self->input.name = self->plan.name;
    else if (status == DC_OK)
        status = open_one(self);
    facts.folder = self->input.folder;
    facts.head = self->input.head;
    facts.head_len = self->input.head_len;
    if (status == DC_OK)
        status = cli_plan_reader(
            &self->plan, args, &facts, self->engine, self->report);
    if (status == DC_OK)
        status = cli_plan_place(&self->plan, &facts, self->report);
    if (status == DC_OK)
        status = cli_output_check(
            &self->output, &self->plan, args, &self->input, self->report);
    return status;
}

/* Adds the first `len` bytes of `path`; a folder that is not there is told. */
static int32_t
add_folder(struct convert *self, const char *path, size_t len)
{
    char *folder = cli_alloc(len + 1);
    int32_t status;

    memcpy(folder, path, len);
    folder[len] = '\0';
    status = dc_conversion_add_resource_dir(self->conversion, folder);
    free(folder);
    return status == DC_E_RESOURCE ? DC_OK : status;
}

/* Where images are: beside the input, then where --resource-path says. */
static int32_t
add_folders(struct convert *self)
{
    const struct cli_list *paths = &self->args->resource_paths;
    const char *input = self->plan.is_bundle ? NULL : self->plan.input;
    int32_t status = DC_OK;

    if (input != NULL && cli_base_name(input) == input)
        status = add_folder(self, ".", 1);
    else if (input != NULL)
        status =
            add_folder(self, input, (size_t)(cli_base_name(input) - input));
    for (size_t i = 0; i < paths->count; i++) {
        const char *rest = paths->items[i].name;

        while (*rest != '\0' && status == DC_OK) {
            size_t len = strcspn(rest, ":");

            if (len > 0)
                status = add_folder(self, rest, len);
            rest += len + (rest[len] == ':');
        }
    }
    return status;
}

/* The name of the whole: of several inputs that of the result. */
static void
name_input(struct convert *self)
{
    const struct cli_plan *plan = &self->plan;
    const char *name = plan->name != NULL ? plan->name : "";
    const char *dot = NULL;
    char *stem;

    /* "news/" and "." do not end with the name of the folder. */
    if (plan->input != NULL &&
        (plan->name == NULL ||
            strcmp(cli_base_name(plan->input), plan->name) == 0))
        name = plan->input;
    else if (plan->input == NULL && plan->name != NULL)
        dot = cli_find_extension(name);
    stem = cli_alloc(strlen(name) + 1);
    memcpy(stem, name, strlen(name) + 1);
    if (dot != NULL)
        stem[dot - name] = '\0';
    dc_conversion_set_input(
        self->conversion, plan->is_bundle ? -1 : self->input.fd, stem);
    free(stem);
}

/* The inputs themselves, if they are several. */
static int32_t
add_inputs(struct convert *self)
{
    const struct cli_list *inputs = &self->args->inputs;
    int32_t status = DC_OK;

    for (size_t i = 0; i < inputs->count && status == DC_OK; i++) {
        const char *path = inputs->items[i].name;

        status = strcmp(path, "-") == 0
            ? dc_conversion_add_input_fd(
                  self->conversion, STDIN_FILENO, "stdin")
            : dc_conversion_add_input(self->conversion, path);
    }
    return status;
}

static int32_t
set_up(struct convert *self)
{
    const struct cli_args *args = self->args;
    dc_conversion *conversion = dc_conversion_new(self->engine);
    int32_t status;

    if (conversion == NULL)
        return DC_E_NOMEM;
    self->conversion = conversion;
    dc_conversion_set_diag(conversion, cli_report_diag, self->report);
    status = dc_conversion_set_reader(conversion, self->plan.reader);
    if (status == DC_OK && self->plan.member_reader != NULL)
        status = dc_conversion_set_member_reader(
            conversion, self->plan.member_reader);
    if (status == DC_OK)
        status = dc_conversion_set_writer(conversion, self->plan.writer);
    for (size_t i = 0; i < args->filters.count && status == DC_OK; i++)
        status =
            dc_conversion_add_filter(conversion, args->filters.items[i].name);
    for (size_t i = 0; i < args->settings.count && status == DC_OK; i++)
        status = dc_conversion_set_option(conversion,
            args->settings.items[i].name, args->settings.items[i].value);
    if (status == DC_E_INTERRUPTED)
        status = cli_signals_status();
    if (status == DC_OK)
        status = add_folders(self);
    if (status == DC_OK && args->extract_media != NULL)
        status = dc_conversion_extract_media(conversion, args->extract_media);
    if (status == DC_OK)
        status = cli_metadata_apply(args, conversion, self->report);
    if (status != DC_OK)
        return status;
    dc_conversion_set_timeout(conversion, cli_clock_seconds(self->deadline));
    dc_conversion_set_max_memory(conversion, args->max_memory);
    dc_conversion_set_heading_shift(conversion, args->heading_shift);
    dc_conversion_set_explain(conversion, args->wants_explain);
    dc_conversion_set_proof(conversion, !args->skips_proof);
    dc_conversion_set_threads(conversion, args->jobs);
    name_input(self);
    return self->plan.is_bundle ? add_inputs(self) : DC_OK;
}

static const char *
plural(uint64_t count)
{
    return count == 1 ? "" : "es";
}

/* What --fail-on-loss and --fail-if-warnings make of a run that went well. */
static int32_t
judge(const struct convert *self)
{
    const struct cli_args *args = self->args;
    uint64_t losses = dc_conversion_diag_count(self->conversion, DC_DIAG_LOSS);
    uint64_t warnings = self->report->counts[DC_DIAG_WARNING];

    if (args->fails_on_loss && losses > 0) {
        cli_report_say(self->report, DC_DIAG_ERROR, "fail-on-loss",
            self->input.name, "%" PRIu64 " loss%s: nothing was written", losses,
            plural(losses));
        return DC_E_LOSS;
    }
    if (args->fails_on_warning && warnings > 0) {
        cli_report_say(self->report, DC_DIAG_ERROR, "fail-if-warnings",
            self->input.name, "there were warnings: nothing was written");
        return DC_E_WARNINGS;
    }
    if (losses > 0 && !args->wants_losses)
        cli_report_say(self->report, DC_DIAG_NOTE, "loss-report", NULL,
            "%s: %" PRIu64 " loss%s; --loss-report shows each",
            self->input.name, losses, plural(losses));
    if (losses == 0 && args->wants_losses)
        cli_report_say(self->report, DC_DIAG_NOTE, "loss-report", NULL,
            "%s: nothing was lost", self->input.name);
    return DC_OK;
}

static int32_t
save_media(struct convert *self)
{
    int32_t status = DC_OK;

    if (self->args->extract_media == NULL)
        return DC_OK;
    status = dc_conversion_save_media(
        self->conversion, self->args->is_forced ? DC_MEDIA_REPLACE : 0);
    return status == DC_OK ? cli_output_check_again(&self->output, self->report)
                           : status;
}

static int32_t
run(struct convert *self)
{
    int fd = -1;
    int32_t status = cli_output_open(
        &self->output, &self->plan, self->args, &fd, self->report);

    if (status != DC_OK)
        return status;
    cli_signals_watch(self->conversion);
    dc_conversion_set_output(self->conversion, fd);
    self->report->document = self->input.name;
    self->report->target =
        self->plan.path != NULL ? self->plan.path : CLI_STDOUT_NAME;
    if (!self->args->is_quiet && !self->args->is_json)
        cli_progress_start(self->input.name, fd);
    status = dc_conversion_run(self->conversion);
    cli_progress_stop();
    self->report->document = NULL;
    self->report->target = NULL;
    if (status == DC_OK)
        status = cli_signals_status();
    if (status == DC_OK)
        status = judge(self);
    if (status == DC_OK)
        status = save_media(self);
    if (status == DC_OK)
        status = cli_output_commit(&self->output, self->report);
    if (status != DC_OK)
        dc_conversion_drop_media(self->conversion);
    return status;
}

static void
say_what_was_done(const struct convert *self)
{
    const struct cli_plan *plan = &self->plan;

    if (!self->args->is_verbose)
        return;
    cli_report_say(self->report, DC_DIAG_NOTE, "done", self->input.name,
        "read as %s, written as %s to %s", dc_format_name(plan->reader_format),
        dc_format_name(plan->writer_format),
        plan->path != NULL ? plan->path : "standard output");
}

int32_t
cli_convert(
    const struct cli_args *args, dc_engine *engine, struct cli_report *report)
{
    struct convert self = {
        .args = args,
        .engine = engine,
        .report = report,
        .input = {.fd = -1},
        .output = {.spool = -1},
        .deadline = cli_clock_deadline(args->timeout),
    };
    int32_t status;

    cli_signals_arm();
    status = prepare(&self);
    if (status == DC_OK)
        status = set_up(&self);
    if (status == DC_OK)
        status = cli_signals_status();
    if (status == DC_OK)
        status = run(&self);
    cli_output_discard(&self.output);
    cli_signals_watch(NULL);
    if (status == DC_OK)
        say_what_was_done(&self);
    dc_conversion_free(self.conversion);
    cli_input_close(&self.input);
    cli_plan_fini(&self.plan);
    return status;
}
