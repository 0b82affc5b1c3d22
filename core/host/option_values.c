/* SPDX-License-Identifier: MIT */
/*
 * The values that options of formats were given.  One that names a file is
 * read when it is set: in the caller's process, to its end, before anything
 * of a plugin runs; a worker inherits the bytes and opens no path.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/conversion.h"
#include "io/folder.h"

/* A template, a style sheet, a font, a cover: the largest fonts have 30 MB. */
#define FILE_MAX_MIB 64
#define FILE_MAX ((size_t)FILE_MAX_MIB << 20)
#define TEXT_OF_(number) #number
#define TEXT_OF(number) TEXT_OF_(number)

static struct dci_option_value *
lookup_value(const struct dci_side *side, const dc_option_info *option)
{
    for (size_t i = 0; i < side->values.count; i++) {
        struct dci_option_value *value = side->values.items[i];
        if (value->option == option)
            return value;
    }
    return NULL;
}

const struct dci_option_value *
dci_side_value(const struct dci_side *side, const dc_option_info *option)
{
    const struct dci_option_value *value = lookup_value(side, option);
    if ((!value || !value->items.count) && side->preset)
        value = lookup_value(side->preset, option);
    return value && value->items.count ? value : NULL;
}

static void
free_item(struct dci_option_item *item)
{
    dci_source_close(&item->file);
    free(item->text);
    free(item);
}

static void
free_items(struct dci_option_value *value)
{
    for (size_t i = 0; i < value->items.count; i++)
        free_item(value->items.items[i]);
    value->items.count = 0;
}

void
dci_side_free_values(struct dci_side *side)
{
    for (size_t i = 0; i < side->values.count; i++) {
        struct dci_option_value *value = side->values.items[i];
        free_items(value);
        free(value->items.items);
        free(value);
    }
    free(side->values.items);
}

/* "https://", "data:": an address, whatever files there are. */
static int
is_address(const char *text)
{
    size_t len = strspn(text,
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
    return strncmp(text + len, "://", 3) == 0 || strncmp(text, "//", 2) == 0 ||
        strncasecmp(text, "data:", 5) == 0;
}

static int32_t
complain_file(dc_conversion *conversion, const dc_option_info *option,
    const char *path, const char *why)
{
    const char *parts[] = {
        "--", option->name, ": cannot read '", path, "': ", why, NULL};
    return dci_conversion_complain(
        conversion, DC_E_RESOURCE, "option-file", parts);
}

static int32_t
complain_size(
    dc_conversion *conversion, const dc_option_info *option, const char *path)
{
    const char *parts[] = {"--", option->name, ": '", path,
        "' is larger than " TEXT_OF(FILE_MAX_MIB) " MiB", NULL};
    return dci_conversion_complain(
        conversion, DC_E_LIMIT, "option-file", parts);
}

/* Keeps the folder that the file stands in, for what stands beside it. */
static int32_t
keep_folder(dc_conversion *conversion, struct dci_option_item *item)
{
    struct dci_folders *folders = &conversion->folders;
    int fd = dci_folder_open_parent(item->text);
    if (fd < 0)
        return DC_E_IO;
    if (!dci_folders_add(folders, fd, 0))
        return DC_E_NOMEM;
    item->folder = folders->count - 1;
    return DC_OK;
}

/* Opens what a value names; -1 with errno, which is 0 for a mere link. */
static int
open_item(const dc_option_info *option, const char *path)
{
    struct stat st;
    int fd;
    if (option->type != DC_TYPE_LINKS)
        return open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    errno = 0;
    if (is_address(path) || stat(path, &st) != 0 || !S_ISREG(st.st_mode) ||
        (fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)) < 0) {
        errno = 0;
        return -1;
    }
    return fd;
}

static int32_t
read_item(dc_conversion *conversion, const dc_option_info *option,
    struct dci_option_item *item)
{
    int fd = open_item(option, item->text);
    if (fd < 0 && errno == 0)
        return DC_OK;
    int32_t status = DC_E_IO;
    if (fd >= 0)
        status = dci_source_read(fd, FILE_MAX, &item->file);
    if (status == DC_OK)
        status = keep_folder(conversion, item);
    int saved = errno;
    if (fd >= 0)
        close(fd);
    if (status == DC_E_LIMIT)
        return complain_size(conversion, option, item->text);
    if (status == DC_E_IO && saved == EINTR)
        return DC_E_INTERRUPTED;
    if (status == DC_E_IO)
        return complain_file(conversion, option, item->text, strerror(saved));
    return status;
}

/* A new item of the text, with the file that it names. */
static int32_t
make_item(dc_conversion *conversion, const dc_option_info *option,
    const char *text, struct dci_option_item **made)
{
    struct dci_option_item *item = calloc(1, sizeof(*item));
    int32_t status = DC_OK;
    *made = NULL;
    if (!item)
        return DC_E_NOMEM;
    item->folder = DCI_NO_FOLDER;
    item->text = strdup(text);
    if (!item->text)
        status = DC_E_NOMEM;
    else if (option->type >= DC_TYPE_FILE)
        status = read_item(conversion, option, item);
    if (status == DC_OK)
        *made = item;
    else
        free_item(item);
    return status;
}

/* The value to put items into, made if there is none yet. */
static struct dci_option_value *
take_value(struct dci_side *side, const dc_option_info *option)
{
    struct dci_option_value *value = lookup_value(side, option);
    if (value)
        return value;
    value = calloc(1, sizeof(*value));
    if (!value || !dci_list_add(&side->values, value)) {
        free(value);
        return NULL;
    }
    value->option = option;
    return value;
}

int32_t
dci_side_set_option(dc_conversion *conversion, struct dci_side *side,
    const char *name, const char *text)
{
    const dc_option_info *option = dci_side_lookup(side, name);
    struct dci_option_item *item;
    if (!option)
        return DC_E_EXTENSION;
    if (!dci_option_fits(option, text))
        return DC_E_USAGE;
    int32_t status = make_item(conversion, option, text, &item);
    if (status != DC_OK)
        return status;
    struct dci_option_value *value = take_value(side, option);
    if (value && !dci_option_repeats(option))
        free_items(value);
    if (value && dci_list_add(&value->items, item))
        return DC_OK;
    free_item(item);
    return DC_E_NOMEM;
}
