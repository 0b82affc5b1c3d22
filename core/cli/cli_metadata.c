/* SPDX-License-Identifier: MIT */
/*
 * Metadata of the command line, and the files it names (cli_metadata.h).
 * The library keeps the entry that came first of those of one origin, so
 * files are read from the last to the first.
 */
#include "cli_metadata.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli_clock.h"
#include "cli_signals.h"
#include "docconv/kinds.h"

struct target {
    dc_conversion *conversion;
    int32_t origin;
};

static int32_t
forward(void *user, const dc_meta_event *event)
{
    struct target *target = user;

    return dc_conversion_meta_event(target->conversion, target->origin, event);
}

static int32_t
send_event(struct target *target, int what, const char *text)
{
    dc_meta_event event = {.what = what, .text = {text, strlen(text)}};

    return forward(target, &event);
}

/* Reads up to `room` bytes of an open file.  DC_E_IO with errno. */
static int32_t
read_text(int fd, struct cli_metadata_text *text, size_t room)
{
    while (text->len < room) {
        int32_t status = cli_signals_wait(fd, POLLIN, CLI_CLOCK_NEVER);
        ssize_t count;

        if (status != DC_OK)
            return status;
        count = read(fd, text->bytes + text->len, room - text->len);
        if (count < 0 && errno != EINTR)
            return DC_E_IO;
        if (count == 0)
            return DC_OK;
        if (count > 0)
            text->len += (size_t)count;
    }
    return DC_OK;
}

/* The same, of the file that text->name names. */
static int32_t
read_file(struct cli_metadata_text *text, size_t room)
{
    int fd = open(text->name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    int32_t status;
    int saved;

    if (fd < 0)
        return cli_signals_blame();
    status = read_text(fd, text, room);
    saved = errno;
    close(fd);
    errno = saved;
    return status;
}

static int32_t
apply_file(const char *path, struct target *target, struct cli_report *report)
{
    const size_t room = CLI_METADATA_SIZE_MAX + 1;
    struct cli_metadata_text text = {path, cli_alloc(room), 0};
    int32_t status = read_file(&text, room);

    if (status == DC_E_IO) {
        cli_report_say(report, DC_DIAG_ERROR, "metadata-file", path,
            "cannot read: %s", strerror(errno));
        status = DC_E_METADATA;
    } else if (status == DC_OK && text.len == room) {
        cli_report_say(report, DC_DIAG_ERROR, "metadata-file", path,
            "is larger than a metadata file may be (%zu bytes)",
            CLI_METADATA_SIZE_MAX);
        status = DC_E_METADATA;
    } else if (status == DC_OK) {
        status = cli_metadata_parse(&text, forward, target, report);
    }
    free(text.bytes);
    return status;
}

static bool
is_bool(const char *value)
{
    return strcmp(value, "true") == 0 || strcmp(value, "false") == 0;
}

/* A KEY alone is true, and true and false are not texts, as in pandoc. */
static int32_t
send_value(struct target *target, const struct cli_entry *entry)
{
    const char *value = entry->value != NULL ? entry->value : "true";
    bool is_switch = is_bool(value) && !entry->is_text;

    return send_event(
        target, is_switch ? DC_META_EVENT_BOOL : DC_META_EVENT_SCALAR, value);
}

static bool
is_repeated(const struct cli_list *pairs, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (strcmp(pairs->items[i].name, pairs->items[index].name) == 0)
            return true;
    }
    return false;
}

/* The entry of pair number `first` with the values of all of its key. */
static int32_t
send_entry(struct target *target, const struct cli_list *pairs, size_t first)
{
    const char *key = pairs->items[first].name;
    int32_t status = send_event(target, DC_META_EVENT_ENTRY, key);
    size_t count = 0;

    for (size_t i = first; i < pairs->count; i++)
        count += strcmp(pairs->items[i].name, key) == 0;
    if (status == DC_OK && count > 1)
        status = send_event(target, DC_META_EVENT_LIST, "");
    for (size_t i = first; i < pairs->count && status == DC_OK; i++) {
        if (strcmp(pairs->items[i].name, key) == 0)
            status = send_value(target, &pairs->items[i]);
    }
    if (status == DC_OK && count > 1)
        status = send_event(target, DC_META_EVENT_END, "");
    return status;
}

int32_t
cli_metadata_apply(const struct cli_args *args, dc_conversion *conversion,
    struct cli_report *report)
{
    struct target target = {conversion, DC_ORIGIN_USER};
    int32_t status = DC_OK;

    for (size_t i = 0; i < args->metadata.count && status == DC_OK; i++) {
        if (!is_repeated(&args->metadata, i))
            status = send_entry(&target, &args->metadata, i);
    }
    target.origin = DC_ORIGIN_FILE;
    for (size_t i = args->metadata_files.count; i > 0 && status == DC_OK; i--)
        status =
            apply_file(args->metadata_files.items[i - 1].name, &target, report);
    return status;
}
