/* SPDX-License-Identifier: MIT */
/*
 * --check (cli_check.h).  Each input is a conversion without a writer: opened,
 * its format found (-i, else content, else extension), run.  What one input
 * has wrong does not keep the next from being looked at.
 */
#include "cli_check.h"

#include <inttypes.h>
#include <string.h>

#include "cli_clock.h"
#include "cli_input.h"
#include "cli_names.h"
#include "cli_signals.h"

struct check {
    const struct cli_args *args;
    dc_engine *engine;
    struct cli_report *report;
    struct cli_input input;
    dc_conversion *conversion;
    const char *path; /* NULL: standard input */
};

/* What would have to be written or changed has no place beside --check. */
static int32_t
refuse_outputs(const struct cli_args *args, struct cli_report *report)
{
    const char *what = NULL;

    if (args->targets.count > 0)
        what = "-o";
    if (args->output != NULL)
        what = "-O";
    if (args->filters.count > 0)
        what = "--filter";
    if (what == NULL)
        return DC_OK;
    return cli_report_usage(
        report, "--check writes nothing: %s has no place beside it", what);
}

/* The format to check the input as, as dc_conversion_set_checker takes it. */
static int32_t
choose_format(const struct check *self, const char **spec)
{
    const struct cli_input *input = &self->input;
    const char *dot = NULL;
    const dc_format_info *format;

    *spec = self->args->from;
    if (*spec != NULL)
        return DC_OK;
    if (self->path != NULL)
        dot = cli_find_extension(cli_base_name(self->path));
    format = dc_engine_lookup_checker(
        self->engine, input->head, input->head_len, dot != NULL ? dot + 1 : "");
    if (format != NULL) {
        *spec = dc_format_name(format);
        return DC_OK;
    }
    cli_report_say(self->report, DC_DIAG_ERROR, "unknown-reader", input->name,
        "no format is known that checks this; name one with -i");
    return DC_E_READER;
}

static int32_t
set_up(struct check *self, int64_t deadline)
{
    const struct cli_args *args = self->args;
    const char *spec = NULL;
    int32_t status = choose_format(self, &spec);

    if (status != DC_OK)
        return status;
    self->conversion = dc_conversion_new(self->engine);
    if (self->conversion == NULL)
        return DC_E_NOMEM;
    dc_conversion_set_diag(self->conversion, cli_report_diag, self->report);
    dc_conversion_set_timeout(self->conversion, cli_clock_seconds(deadline));
    dc_conversion_set_max_memory(self->conversion, args->max_memory);
    dc_conversion_set_explain(self->conversion, args->wants_explain);
    dc_conversion_set_input(
        self->conversion, self->input.fd, self->path != NULL ? self->path : "");
    status = dc_conversion_set_checker(self->conversion, spec);
    for (size_t i = 0; i < args->settings.count && status == DC_OK; i++)
        status = dc_conversion_set_option(self->conversion,
            args->settings.items[i].name, args->settings.items[i].value);
    return status;
}

/* A summary of what was found, and what --fail-if-warnings makes of it. */
static int32_t
judge(const struct check *self, int32_t status)
{
    uint64_t errors = dc_conversion_diag_count(self->conversion, DC_DIAG_ERROR);
    uint64_t warnings =
        dc_conversion_diag_count(self->conversion, DC_DIAG_WARNING);

    if (status != DC_OK && status != DC_E_FORMAT)
        return status;
    if (self->args->is_verbose)
        cli_report_say(self->report, DC_DIAG_NOTE, "checked", self->input.name,
            "checked: %" PRIu64 " errors, %" PRIu64 " warnings", errors,
            warnings);
    if (status == DC_OK && warnings > 0 && self->args->fails_on_warning)
        return DC_E_WARNINGS;
    return status;
}

static int32_t
check_one(struct check *self)
{
    int64_t deadline = cli_clock_deadline(self->args->timeout);
    int32_t status = cli_input_open(&self->input, self->path, self->report);

    if (status == DC_OK && self->input.folder != NULL)
        status = cli_report_usage(
            self->report, "'%s' is a directory, no file", self->path);
    if (status == DC_OK && self->args->from == NULL)
        status = cli_input_peek(&self->input, deadline, self->report);
    if (status == DC_OK)
        status = set_up(self, deadline);
    if (status == DC_OK) {
        cli_signals_watch(self->conversion);
        self->report->document = self->input.name;
        status = dc_conversion_run(self->conversion);
        self->report->document = NULL;
        cli_signals_watch(NULL);
        status = judge(self, status);
    }
    dc_conversion_free(self->conversion);
    self->conversion = NULL;
    cli_input_close(&self->input);
    return status;
}

int32_t
cli_check(
    const struct cli_args *args, dc_engine *engine, struct cli_report *report)
{
    struct check self = {
        .args = args,
        .engine = engine,
        .report = report,
        .input = {.fd = -1},
    };
    size_t count = args->inputs.count > 0 ? args->inputs.count : 1;
    int32_t result = refuse_outputs(args, report);

    if (result != DC_OK)
        return result;
    cli_signals_arm();
    for (size_t i = 0; i < count && cli_signals_status() == DC_OK; i++) {
        const char *path =
            args->inputs.count > 0 ? args->inputs.items[i].name : "-";
        int32_t status;

        self.path = strcmp(path, "-") != 0 ? path : NULL;
        status = check_one(&self);
        if (status != DC_OK)
            result = count > 1 ? DC_E_PARTIAL : status;
    }
    if (cli_signals_status() != DC_OK)
        return cli_signals_status();
    return result;
}
