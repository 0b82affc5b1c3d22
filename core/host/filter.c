/* SPDX-License-Identifier: MIT */
/*
 * Running one filter and judging how it ended.  The protocol is that of
 * pandoc's JSON filters (User's Guide, --filter): the target format is the
 * one argument, two variables describe pandoc and the reader's options.
 *
 * A filter is the user's own program, named on the command line, so it gets
 * the whole environment: docs/decisions/0012-filters.md.
 */
#include "host/filter.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "host/run_limits.h"
#include "io/environment.h"
#include "io/spawn.h"
#include "io/spool.h"

/* A line of a filter's standard error, as far as it is shown. */
#define LINE_MAX_SHOWN 400

/*
 * The option of the exchange format that names the version of pandoc's types,
 * and a release of pandoc that spoke each: filters compare it.
 */
#define API_OPTION "pandoc-api"

static const struct {
    const char *api;
    const char *variable;
} releases[] = {
    {"1.22", "PANDOC_VERSION=2.19.2"},
    {"1.23", "PANDOC_VERSION=3.1"},
};

#define NEWEST_RELEASE (sizeof(releases) / sizeof(*releases) - 1)

/*
 * What pandoc says of a reader without extensions.  Our readers' options have
 * other names, and no filter that we know looks at more than that it is JSON.
 */
static const char reader_options[] =
    "PANDOC_READER_OPTIONS={\"abbreviations\":[],\"columns\":80,"
    "\"default-image-extension\":\"\",\"extensions\":[],"
    "\"indented-code-classes\":[],\"standalone\":false,"
    "\"strip-comments\":false,\"tab-stop\":4,"
    "\"track-changes\":\"accept-changes\"}";

/* The version of pandoc's types that is written; "" if that is not known. */
static const char *
written_api(const struct dci_side *exchange)
{
    const dc_option_info *option = dci_side_lookup(exchange, API_OPTION);
    const struct dci_option_value *value =
        option ? dci_side_value(exchange, option) : NULL;
    if (!value)
        return option ? option->fallback : "";
    const struct dci_option_item *item = value->items.items[0];
    return item->text;
}

static const char *
release_variable(const dc_conversion *conversion)
{
    const char *api = written_api(&conversion->exchange_out);
    for (size_t i = 0; i < NEWEST_RELEASE; i++)
        if (strcmp(api, releases[i].api) == 0)
            return releases[i].variable;
    return releases[NEWEST_RELEASE].variable;
}

/* What the format is called among filters. */
static const char *
target_name(const struct dci_side *writer)
{
    return *writer->format->pandoc_name ? writer->format->pandoc_name
                                        : writer->typed;
}

/* Messages. */

static int32_t
complain(struct dci_reporter *reporter, int32_t status, const char *rule,
    const char *const *parts)
{
    dci_report_parts(reporter, DC_DIAG_ERROR, rule, parts);
    return status;
}

static int32_t
complain_io(struct dci_reporter *reporter, const struct dci_filter *filter,
    const char *what, int error)
{
    const char *parts[] = {
        "filter '", filter->label, "' ", what, ": ", strerror(error), NULL};
    return complain(reporter, DC_E_IO, "filter-failed", parts);
}

/*
 * Cuts the next line that is not blank off what a filter said, as a string.
 * 0 if there is none, and `line` stays as it is.
 */
static int
cut_line(dc_str *said, char line[LINE_MAX_SHOWN])
{
    while (said->len > 0) {
        const char *end = memchr(said->ptr, '\n', said->len);
        size_t whole = end ? (size_t)(end - said->ptr) : said->len;
        size_t len = whole < LINE_MAX_SHOWN ? whole : LINE_MAX_SHOWN - 1;
        const char *text = said->ptr;
        said->ptr += whole + (end != NULL);
        said->len -= whole + (end != NULL);
        /* The NUL that ends the set is of it. */
        while (len > 0 && memchr(" \t\r", text[len - 1], 4))
            len--;
        for (size_t i = 0; i < len; i++)
            line[i] = text[i] ? text[i] : ' ';
        if (len == 0)
            continue;
        line[len] = 0;
        return 1;
    }
    return 0;
}

/* What the filter said on standard error, a warning a line. */
static void
pass_on(struct dci_reporter *reporter, const struct dci_filter *filter,
    const struct dci_spawned *spawned)
{
    char line[LINE_MAX_SHOWN];
    dc_str said = {spawned->said, spawned->said_len};
    while (cut_line(&said, line)) {
        const char *parts[] = {"filter '", filter->label, "': ", line, NULL};
        dci_report_parts(reporter, DC_DIAG_WARNING, "filter-says", parts);
    }
    if (spawned->said_total == spawned->said_len)
        return;
    snprintf(line, sizeof(line), "%" PRIu64,
        spawned->said_total - spawned->said_len);
    const char *parts[] = {
        "filter '", filter->label, "' said ", line, " bytes more", NULL};
    dci_report_parts(reporter, DC_DIAG_WARNING, "filter-says-more", parts);
}

/* The filter ran to its end, but not to a good one. */
static int32_t
blame_end(struct dci_reporter *reporter, const struct dci_filter *filter,
    const struct dci_spawned *spawned)
{
    char how[48];
    char last[LINE_MAX_SHOWN] = "";
    dc_str said = {spawned->said, spawned->said_len};
    if (WIFSIGNALED(spawned->wait_status))
        snprintf(how, sizeof(how), "was killed by SIG%s",
            dci_signal_name(WTERMSIG(spawned->wait_status)));
    else
        snprintf(how, sizeof(how), "ended with exit code %d",
            WEXITSTATUS(spawned->wait_status));
    /* Most programs give the reason in their last line. */
    while (cut_line(&said, last))
        ;
    const char *parts[] = {
        "filter '", filter->label, "' ", how, *last ? ": " : "", last, NULL};
    return complain(reporter, DC_E_FILTER, "filter-failed", parts);
}

static int32_t
blame_start(
    struct dci_reporter *reporter, const struct dci_filter *filter, int error)
{
    const char *parts[] = {"filter '", filter->label,
        "' cannot be started: ", strerror(error),
        error == ENOEXEC ? "; does it begin with a #! line?" : "", NULL};
    return complain(reporter, DC_E_FILTER, "filter-failed", parts);
}

static int32_t
blame_flood(struct dci_reporter *reporter, const struct dci_filter *filter,
    uint64_t max)
{
    char size[24];
    snprintf(size, sizeof(size), "%" PRIu64, max >> 20);
    const char *parts[] = {"filter '", filter->label, "' printed more than ",
        size, " MiB, which is no change of its input", NULL};
    return complain(reporter, DC_E_LIMIT, "limit-size", parts);
}

static int32_t
blame_wait(struct dci_reporter *reporter, const struct dci_filter *filter,
    const struct dci_spawned *spawned, int32_t status)
{
    if (status == DC_E_IO)
        return complain_io(
            reporter, filter, "could not be waited for", spawned->error);
    if (status != DC_E_LIMIT)
        return status;
    const char *parts[] = {
        "time limit reached (--timeout) in filter '", filter->label, "'", NULL};
    return complain(reporter, status, "limit-time", parts);
}

/* The verdict on a run, reported. */
static int32_t
judge(struct dci_reporter *reporter, const struct dci_filter *filter,
    const struct dci_spawn *spawn, const struct dci_spawned *spawned,
    int32_t status)
{
    switch (spawned->fault) {
    case DCI_SPAWN_NOT_STARTED:
        return blame_start(reporter, filter, spawned->error);
    case DCI_SPAWN_FLOODED:
        return blame_flood(reporter, filter, spawn->output_max);
    case DCI_SPAWN_OUTPUT:
        return complain_io(
            reporter, filter, "left no room for its output", spawned->error);
    case DCI_SPAWN_NOT_WAITED:
        return blame_wait(reporter, filter, spawned, status);
    default:
        break;
    }
    if (status == DC_OK && spawned->wait_status != 0)
        return blame_end(reporter, filter, spawned);
    return status;
}

/* Running. */

/* A filter may add to a document, but it does not make one up. */
static uint64_t
output_limit(int input_fd)
{
    struct stat st;
    uint64_t len = fstat(input_fd, &st) == 0 ? (uint64_t)st.st_size : 0;
    return DCI_FILTER_OUTPUT_MIN + len * DCI_FILTER_GROWTH;
}

static int32_t
run_program(const dc_conversion *conversion, struct dci_reporter *reporter,
    const struct dci_filter *filter, const struct dci_spawn *plan)
{
    struct dci_spawn spawn = *plan;
    struct dci_spawned spawned;
    const char *const extra[] = {release_variable(conversion), reader_options,
        "DOCCONV_VERSION=" DCI_VERSION, NULL};
    char **environment = dci_environment_new(DCI_ENVIRONMENT_WHOLE, extra);
    if (!environment)
        return DC_E_NOMEM;
    spawn.environment = environment;
    int32_t status = dci_spawn_run(&spawn, &spawned);
    free(environment);
    pass_on(reporter, filter, &spawned);
    status = judge(reporter, filter, &spawn, &spawned, status);
    dci_spawned_fini(&spawned);
    return status;
}

int32_t
dci_filter_run(
    dc_conversion *conversion, struct dci_reporter *reporter, size_t index)
{
    const struct dci_filter *filter = conversion->filters.items[index];
    int from = conversion->spools[index % 2];
    int to = conversion->spools[(index + 1) % 2];
    char *target = (char *)(uintptr_t)target_name(&conversion->writer);
    char *plain[] = {filter->program, target, NULL};
    char *interpreted[] = {filter->program, filter->script, target, NULL};
    if (!dci_spool_rewind(from) || !dci_spool_clear(to))
        return complain_io(reporter, filter, "has no file to write to", errno);
    struct dci_spawn plan = {
        .path = filter->program,
        .arguments = filter->script ? interpreted : plain,
        .input_fd = from,
        .output_fd = to,
        .output_max = output_limit(from),
        .wait = dci_conversion_wait(conversion),
    };
    int32_t status = run_program(conversion, reporter, filter, &plan);
    if (status == DC_E_INTERRUPTED)
        return conversion->cancel_status;
    if (status == DC_OK && !dci_spool_rewind(to))
        return complain_io(reporter, filter, "gave no file to read", errno);
    return status;
}

void
dci_filter_report(struct dci_reporter *reporter,
    const struct dci_filter *filter, const dc_diag *diag)
{
    char message[LINE_MAX_SHOWN * 2];
    int is_error = diag->severity == DC_DIAG_ERROR;
    int len = diag->pos == DC_POS_NONE
        ? snprintf(message, sizeof(message), "filter '%s' %s: %.*s",
              filter->label, is_error ? "gave no document" : "gave",
              (int)diag->message.len, diag->message.ptr)
        : snprintf(message, sizeof(message),
              "filter '%s' %s: at byte %" PRIu64 ": %.*s", filter->label,
              is_error ? "gave no document" : "gave", diag->pos,
              (int)diag->message.len, diag->message.ptr);
    if (len < 0)
        len = 0;
    if ((size_t)len >= sizeof(message))
        len = sizeof(message) - 1;
    dc_diag ours = {sizeof(ours), diag->severity,
        is_error ? "filter-output" : diag->rule, {message, (size_t)len},
        DC_POS_NONE, 0, 0, {NULL, 0}};
    dci_report(reporter, &ours);
}
