/* SPDX-License-Identifier: MIT */
/* The public face of a conversion: what was asked for, and the run. */
#include "host/conversion.h"
#include "io/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "host/filter.h"

/* What a spooled standard input may hold. */
#define SPOOL_MAX ((uint64_t)64 << 30)

dc_conversion *
dc_conversion_new(dc_engine *engine)
{
    dc_conversion *conversion = calloc(1, sizeof(*conversion));
    if (!conversion)
        return NULL;
    conversion->engine = engine;
    conversion->input_fd = conversion->output_fd = -1;
    conversion->spools[0] = conversion->spools[1] = -1;
    conversion->extraction.spool = conversion->extraction.made.fd = -1;
    conversion->wants_worker = 1;
    conversion->wants_proof = 1;
    conversion->reader.actor = DCI_ACTOR_READER;
    conversion->writer.actor = DCI_ACTOR_WRITER;
    conversion->exchange_out.actor = DCI_ACTOR_EXCHANGE_OUT;
    conversion->exchange_in.actor = DCI_ACTOR_EXCHANGE_IN;
    conversion->proof.actor = DCI_ACTOR_PROOF;
    conversion->writer.is_writing = 1;
    conversion->exchange_out.is_writing = 1;
    if (pipe2(conversion->cancel_pipe, O_CLOEXEC | O_NONBLOCK) == 0)
        return conversion;
    free(conversion);
    return NULL;
}

static void
free_side(struct dci_side *side)
{
    free(side->typed);
    dci_side_free_values(side);
}

static void
free_meta(struct dci_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct dci_meta_item *item = list->items[i];
        free(item->text);
        free(item);
    }
    free(list->items);
}

int
dci_folders_add(struct dci_folders *folders, int fd, int is_resource)
{
    struct dci_folder *items =
        reallocarray(folders->items, folders->count + 1, sizeof(*items));
    if (!items) {
        close(fd);
        return 0;
    }
    folders->items = items;
    items[folders->count++] = (struct dci_folder){fd, is_resource};
    return 1;
}

static void
free_folders(struct dci_folders *folders)
{
    for (size_t i = 0; i < folders->count; i++)
        close(folders->items[i].fd);
    free(folders->items);
}

void
dc_conversion_free(dc_conversion *conversion)
{
    if (!conversion)
        return;
    free_side(&conversion->reader);
    free_side(&conversion->writer);
    free_side(&conversion->exchange_out);
    free_side(&conversion->exchange_in);
    dci_member_sides_fini(conversion);
    dci_filters_fini(conversion);
    dci_extract_fini(&conversion->extraction);
    free_folders(&conversion->folders);
    dci_inputs_fini(&conversion->inputs);
    free_meta(&conversion->meta);
    free(conversion->input_name);
    close(conversion->cancel_pipe[0]);
    close(conversion->cancel_pipe[1]);
    free(conversion);
}

void
dc_conversion_set_diag(dc_conversion *conversion, dc_diag_sink sink, void *user)
{
    conversion->sink = sink;
    conversion->user = user;
}

/* Outside a run nothing is counted yet. */
int32_t
dci_conversion_complain(dc_conversion *conversion, int32_t status,
    const char *rule, const char *const *parts)
{
    struct dci_reporter reporter;
    dci_reporter_init(&reporter, conversion->sink, conversion->user);
    dci_report_parts(
        &reporter, status == DC_OK ? DC_DIAG_NOTE : DC_DIAG_ERROR, rule, parts);
    return status;
}

/* Format specifications: name[+ext|-ext]*[:key=value,...] */

static int32_t
complain_extension(
    dc_conversion *conversion, const struct dci_side *side, const char *name)
{
    const char *parts[] = {"format '", side->format->name, "' has no option '",
        name, "'; docconv --help=", side->format->name, " lists those it has",
        NULL};
    return dci_conversion_complain(
        conversion, DC_E_EXTENSION, "option-unknown", parts);
}

/* Switches the bool option `name` on or off. */
static int32_t
set_extension(
    dc_conversion *conversion, struct dci_side *side, const char *name, int on)
{
    const dc_option_info *option = dci_side_lookup(side, name);
    if (!option || option->type != DC_TYPE_BOOL)
        return complain_extension(conversion, side, name);
    return dci_side_set_option(conversion, side, name, on ? "yes" : "no");
}

static int32_t
complain_value(
    dc_conversion *conversion, const dc_option_info *option, const char *value)
{
    static const char *const expected[] = {
        [DC_TYPE_BOOL] = "yes or no",
        [DC_TYPE_INT] = "a whole number in ",
        [DC_TYPE_SIZE] = "a size such as 256K",
        [DC_TYPE_STRING] = "text",
        [DC_TYPE_ENUM] = "one of ",
    };
    /* Any text fits the other types. */
    const char *parts[] = {"option --", option->name, " cannot be '", value,
        "': expected ", expected[option->type], option->choices, NULL};
    return dci_conversion_complain(
        conversion, DC_E_USAGE, "option-value", parts);
}

/* "key=value" of a format specification. */
static int32_t
set_pair(dc_conversion *conversion, struct dci_side *side, char *pair)
{
    char *equals = strchr(pair, '=');
    if (equals)
        *equals = 0;
    const dc_option_info *option = dci_side_lookup(side, pair);
    if (!option)
        return complain_extension(conversion, side, pair);
    const char *value = equals ? equals + 1 : "yes";
    int32_t status = dci_side_set_option(conversion, side, pair, value);
    if (status != DC_E_USAGE)
        return status;
    (void)complain_value(conversion, option, value);
    return DC_E_EXTENSION;
}

/*
 * How long the option name at `text` is.  Names may hold '-', which also
 * begins the next extension: the longest declared name that fits wins.
 */
static size_t
measure_name(const struct dci_side *side, const char *text)
{
    size_t best = 0;
    for (size_t i = 0; i < side->format->options.count; i++) {
        const dc_option_info *option = side->format->options.items[i];
        size_t len = strlen(option->name);
        int ends = strncmp(text, option->name, len) == 0 &&
            (text[len] == 0 || strchr("+-", text[len]));
        if (ends && len > best)
            best = len;
    }
    return best ? best : strcspn(text, "+-");
}

/* What follows the name: extensions up to ':', pairs behind it. */
static int32_t
set_details(dc_conversion *conversion, struct dci_side *side, char *details)
{
    int32_t status = DC_OK;
    char *pairs = strchr(details, ':');
    if (pairs)
        *pairs++ = 0;
    while (*details && status == DC_OK) {
        char sign = *details++;
        size_t len = measure_name(side, details);
        char next = details[len];
        details[len] = 0;
        status = set_extension(conversion, side, details, sign == '+');
        details[len] = next;
        details += len;
    }
    while (pairs && *pairs && status == DC_OK) {
        size_t len = strcspn(pairs, ",");
        int more = pairs[len] == ',';
        pairs[len] = 0;
        status = set_pair(conversion, side, pairs);
        pairs += len + (size_t)more;
    }
    return status;
}

/* Whether the format of that side can do what the side does. */
static int
can_take_part(const dc_conversion *conversion, const struct dci_side *side)
{
    if (conversion->is_check)
        return side->format->can_check;
    return side->is_writing ? side->format->can_write : side->format->can_read;
}

int32_t
dci_side_set_format(
    dc_conversion *conversion, struct dci_side *side, const char *spec)
{
    char *copy = strdup(spec);
    if (!copy)
        return DC_E_NOMEM;
    size_t len = strcspn(copy, "+-:");
    char first = copy[len];
    copy[len] = 0;
    int32_t unknown = side->is_writing ? DC_E_WRITER : DC_E_READER;
    int32_t status = DC_OK;
    side->format = dc_engine_lookup_format(conversion->engine, copy);
    if (!side->format) {
        const char *parts[] = {side->is_writing ? "unknown output format '"
                                                : "unknown input format '",
            copy, "'", NULL};
        status = dci_conversion_complain(
            conversion, unknown, "format-unknown", parts);
    } else if (!can_take_part(conversion, side)) {
        const char *parts[] = {"format '", copy, "' cannot be ",
            conversion->is_check   ? "checked"
                : side->is_writing ? "written"
                                   : "read",
            NULL};
        status = dci_conversion_complain(
            conversion, unknown, "format-direction", parts);
    }
    free(side->typed);
    side->typed = strdup(copy);
    copy[len] = first;
    if (!side->typed)
        status = DC_E_NOMEM;
    if (status == DC_OK)
        status = set_details(conversion, side, copy + len);
    free(copy);
    return status;
}

int32_t
dc_conversion_set_reader(dc_conversion *conversion, const char *spec)
{
    return dci_side_set_format(conversion, &conversion->reader, spec);
}

int32_t
dc_conversion_set_writer(dc_conversion *conversion, const char *spec)
{
    return dci_side_set_format(conversion, &conversion->writer, spec);
}

int32_t
dc_conversion_set_checker(dc_conversion *conversion, const char *spec)
{
    conversion->is_check = 1;
    return dci_side_set_format(conversion, &conversion->reader, spec);
}

/* Sets the option if the side has it, which *found then says. */
static int32_t
set_on(dc_conversion *conversion, struct dci_side *side, const char *name,
    const char *value, int *found)
{
    const dc_option_info *option = dci_side_lookup(side, name);
    if (!option)
        return DC_OK;
    *found = 1;
    int32_t status = dci_side_set_option(conversion, side, name, value);
    return status == DC_E_USAGE ? complain_value(conversion, option, value)
                                : status;
}

int32_t
dc_conversion_set_option(
    dc_conversion *conversion, const char *name, const char *value)
{
    struct dci_side *sides[] = {&conversion->reader, &conversion->writer,
        &conversion->exchange_out, &conversion->exchange_in};
    const struct dci_list *members = &conversion->member_sides;
    size_t count = conversion->filters.count ? 4 : 2;
    int found = 0;
    int32_t status = dci_member_sides_make(conversion, name);
    for (size_t i = 0; i < count && status == DC_OK; i++)
        status = set_on(conversion, sides[i], name, value, &found);
    for (size_t i = 0; i < members->count && status == DC_OK; i++)
        status = set_on(conversion, members->items[i], name, value, &found);
    if (found || status != DC_OK)
        return status;
    const char *parts[] = {
        "option --", name, " has no effect on these formats", NULL};
    return dci_conversion_complain(conversion, DC_OK, "option-unused", parts);
}

/* Input, output, limits. */

int32_t
dc_conversion_add_resource_dir(dc_conversion *conversion, const char *path)
{
    int fd = dci_folder_open(path);
    if (fd >= 0)
        return dci_folders_add(&conversion->folders, fd, 1) ? DC_OK
                                                            : DC_E_NOMEM;
    const char *parts[] = {
        "no images are looked for in '", path, "': ", strerror(errno), NULL};
    struct dci_reporter reporter;
    dci_reporter_init(&reporter, conversion->sink, conversion->user);
    dci_report_parts(&reporter, DC_DIAG_WARNING, "resource-path", parts);
    return DC_E_RESOURCE;
}

void
dc_conversion_set_input(dc_conversion *conversion, int fd, const char *name)
{
    free(conversion->input_name);
    conversion->input_name = strdup(name ? name : "");
    conversion->input_fd = fd;
    conversion->input_memory = NULL;
}

void
dc_conversion_set_input_memory(
    dc_conversion *conversion, const void *data, size_t len, const char *name)
{
    dc_conversion_set_input(conversion, -1, name);
    conversion->input_memory = data ? data : "";
    conversion->input_memory_len = len;
}

void
dc_conversion_set_output(dc_conversion *conversion, int fd)
{
    conversion->output_fd = fd;
}

void
dc_conversion_set_timeout(dc_conversion *conversion, unsigned seconds)
{
    conversion->timeout = seconds;
}

void
dc_conversion_set_max_memory(dc_conversion *conversion, uint64_t bytes)
{
    conversion->max_memory = bytes;
}

void
dc_conversion_set_threads(dc_conversion *conversion, unsigned threads)
{
    conversion->threads = threads;
}

void
dc_conversion_set_heading_shift(dc_conversion *conversion, int levels)
{
    conversion->heading_shift = levels;
}

void
dc_conversion_set_explain(dc_conversion *conversion, int wanted)
{
    conversion->wants_explain = wanted;
}

void
dc_conversion_set_proof(dc_conversion *conversion, int wanted)
{
    conversion->wants_proof = wanted;
}

void
dc_conversion_set_worker(dc_conversion *conversion, int wanted)
{
    conversion->wants_worker = wanted;
}

uint64_t
dc_conversion_diag_count(const dc_conversion *conversion, uint32_t severity)
{
    return severity <= DC_DIAG_ERROR ? conversion->counts[severity] : 0;
}

void
dc_conversion_cancel(dc_conversion *conversion, int32_t status)
{
    int saved = errno;
    conversion->cancel_status = status;
    /* A full pipe has already woken the run. */
    ssize_t ignored = write(conversion->cancel_pipe[1], "", 1);
    (void)ignored;
    errno = saved;
}

const struct dci_side *
dci_conversion_side(const dc_conversion *conversion, uint32_t actor)
{
    const struct dci_side *sides[] = {&conversion->reader, &conversion->writer,
        &conversion->exchange_out, &conversion->exchange_in,
        &conversion->proof};
    for (size_t i = 0; i < sizeof(sides) / sizeof(*sides); i++)
        if (sides[i]->actor == actor)
            return sides[i];
    return sides[0];
}

struct dci_wait
dci_conversion_wait(const dc_conversion *conversion)
{
    return (struct dci_wait){conversion->cancel_pipe[0], conversion->deadline};
}

/* Says why the input `name`, "" for the only one, cannot be read. */
static int32_t
explain_input(dc_conversion *conversion, struct dci_reporter *reporter,
    const char *name, int32_t status)
{
    int is_late =
        conversion->deadline >= 0 && dci_now_ms() >= conversion->deadline;
    if (status == DC_E_INTERRUPTED)
        return conversion->cancel_status;
    if (status == DC_E_LIMIT && is_late) {
        dci_report_time_limit(reporter);
        return status;
    }
    const char *parts[] = {"cannot read the input", *name ? " '" : "", name,
        *name ? "'" : "", ": ",
        status == DC_E_IO ? strerror(errno) : dc_status_meaning(status), NULL};
    dci_report_parts(reporter, DC_DIAG_ERROR, "input-unreadable", parts);
    return status;
}

/* Opens what the run reads from; -1 in *fd for memory and several inputs. */
static int32_t
spool_input(dc_conversion *conversion, struct dci_reporter *reporter, int *fd)
{
    struct dci_wait wait = dci_conversion_wait(conversion);
    const char *name = "";
    *fd = -1;
    if (conversion->input_memory)
        return DC_OK;
    int32_t status = conversion->inputs.count
        ? dci_inputs_spool(&conversion->inputs, &wait, SPOOL_MAX, &name)
        : dci_source_spool(conversion->input_fd, &wait, SPOOL_MAX, fd);
    return status == DC_OK ? DC_OK
                           : explain_input(conversion, reporter, name, status);
}

/* Runs in a worker or here, whichever was asked for. */
static int32_t
run_on(dc_conversion *conversion, struct dci_reporter *reporter, int fd)
{
    volatile uint32_t actor = DCI_ACTOR_HOST;
    struct dci_run_here here = {
        .actor = &actor,
        .input_fd = fd,
        .output_fd = conversion->output_fd,
        .spools = {conversion->spools[0], conversion->spools[1]},
        .media_spool = conversion->extraction.spool,
        .filter = dci_filter_run,
        .keep = dci_extract_note,
    };
    return conversion->wants_worker
        ? dci_run_in_worker(conversion, reporter, fd)
        : dci_run_here(conversion, reporter, &here);
}

/* Everything that a run needs was set, and its copies were made. */
static int32_t
check_ready(const dc_conversion *conversion, struct dci_reporter *reporter)
{
    int has_input = conversion->input_fd >= 0 || conversion->input_memory ||
        conversion->inputs.count;
    int has_open_meta =
        conversion->meta_state.depth > 0 || conversion->meta_state.wants_value;
    int has_sides = conversion->reader.format &&
        (conversion->is_check || conversion->writer.format);
    if (!has_sides || !has_input || has_open_meta) {
        const char *parts[] = {"a conversion needs a reader, a writer, an "
                               "input, and metadata that was ended",
            NULL};
        dci_report_parts(reporter, DC_DIAG_ERROR, "api-misuse", parts);
        return DC_E_USAGE;
    }
    if (conversion->input_name)
        return DC_OK;
    const char *parts[] = {dci_out_of_memory, NULL};
    dci_report_parts(reporter, DC_DIAG_ERROR, DCI_RULE_NOMEM, parts);
    return DC_E_NOMEM;
}

int32_t
dc_conversion_run(dc_conversion *conversion)
{
    struct dci_reporter reporter;
    int fd;
    dci_reporter_init(&reporter, conversion->sink, conversion->user);
    int32_t status = check_ready(conversion, &reporter);
    if (status != DC_OK)
        return status;
    reporter.file = conversion->input_name;
    reporter.wants_explain = conversion->wants_explain;
    conversion->proof.format = conversion->writer.format;
    conversion->deadline = conversion->timeout
        ? dci_now_ms() + (int64_t)conversion->timeout * 1000
        : -1;

    status = spool_input(conversion, &reporter, &fd);
    if (status == DC_OK)
        status = dci_filters_open(conversion, &reporter);
    if (status == DC_OK)
        status = dci_extract_open(conversion, &reporter);
    if (status == DC_OK)
        status = run_on(conversion, &reporter, fd);
    dci_filters_close(conversion);
    if (fd >= 0)
        close(fd);
    dci_reporter_finish(&reporter);
    memcpy(conversion->counts, reporter.counts, sizeof(reporter.counts));
    return status;
}
