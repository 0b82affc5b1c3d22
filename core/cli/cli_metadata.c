/* SPDX-License-Identifier: MIT */
/*
 * Metadata of the command line, and the files it names (cli_metadata.h).
 * The library keeps the entry that came first of those of one origin, so
 * files are read from the last to the first.
 */
#include "cli_metadata.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* Reads at most `room` bytes; -1 with errno. */
static ssize_t
read_file(const char *path, char *bytes, size_t room)
{
    size_t len = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

    if (fd < 0)
        return -1;
    while (len < room) {
        ssize_t count = read(fd, bytes + len, room - len);

        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            int saved = errno;

            close(fd);
            errno = saved;
            return -1;
        }
        if (count == 0)
            break;
        len += (size_t)count;
    }
    close(fd);
    return (ssize_t)len;
}

static int32_t
apply_file(const char *path, struct cli_list *known, struct target *target,
    struct cli_report *report)
{
    char *bytes = cli_alloc(CLI_METADATA_SIZE_MAX + 1);
    ssize_t len = read_file(path, bytes, CLI_METADATA_SIZE_MAX + 1);
    int32_t status = DC_E_METADATA;

    if (len < 0) {
        cli_report_say(report, DC_DIAG_ERROR, "metadata-file", path,
            "cannot read: %s", strerror(errno));
    } else if ((size_t)len > CLI_METADATA_SIZE_MAX) {
        cli_report_say(report, DC_DIAG_ERROR, "metadata-file", path,
            "is larger than a metadata file may be (%zu bytes)",
            CLI_METADATA_SIZE_MAX);
    } else {
        struct cli_metadata_text text = {path, bytes, (size_t)len};

        status = cli_metadata_parse(&text, known, forward, target, report);
    }
    free(bytes);
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
    struct cli_list known = {0};
    int32_t status = DC_OK;

    for (size_t i = 0; i < args->metadata.count && status == DC_OK; i++) {
        if (!is_repeated(&args->metadata, i))
            status = send_entry(&target, &args->metadata, i);
    }
    target.origin = DC_ORIGIN_FILE;
    for (size_t i = args->metadata_files.count; i > 0 && status == DC_OK; i--)
        status = apply_file(
            args->metadata_files.items[i - 1].name, &known, &target, report);
    cli_list_fini(&known);
    return status;
}
