/* SPDX-License-Identifier: MIT */
/* The inputs that become one document (inputs.h). */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/conversion.h"
#include "io/folder.h"

/*
 * The folder of the conversion's that is the same as `fd`, which is taken
 * over; DCI_NO_FOLDER when memory ran out.
 */
static size_t
keep_folder(struct dci_folders *folders, int fd)
{
    struct stat mine;
    struct stat other;
    int is_known = fstat(fd, &mine) == 0;
    for (size_t i = 0; is_known && i < folders->count; i++) {
        if (fstat(folders->items[i].fd, &other) != 0 ||
            other.st_dev != mine.st_dev || other.st_ino != mine.st_ino)
            continue;
        close(fd);
        return i;
    }
    return dci_folders_add(folders, fd, 0) ? folders->count - 1 : DCI_NO_FOLDER;
}

/* The last part of a path, slashes at its end aside. */
static char *
copy_name(const char *path)
{
    size_t end = strlen(path);
    while (end > 1 && path[end - 1] == '/')
        end--;
    size_t start = end;
    while (start > 0 && path[start - 1] != '/')
        start--;
    return strndup(path + start, end - start);
}

static int32_t
complain_input(dc_conversion *conversion, const char *path)
{
    const char *parts[] = {"cannot open '", path, "': ", strerror(errno), NULL};
    return dci_conversion_complain(
        conversion, DC_E_IO, "input-unreadable", parts);
}

/* Fills in the descriptors; 0 with errno. */
static int
open_input(struct dci_input *input, const char *path, int *folder)
{
    struct stat st;
    input->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (input->fd < 0 || fstat(input->fd, &st) != 0)
        return 0;
    if (!S_ISDIR(st.st_mode)) {
        *folder = dci_folder_open_parent(path);
        return *folder >= 0;
    }
    close(input->fd);
    input->fd = -1;
    *folder = dci_folder_open(path);
    return *folder >= 0;
}

static void
free_input(struct dci_input *input)
{
    if (input->fd >= 0)
        close(input->fd);
    free(input->name);
}

/* Takes the input over, also when memory ran out. */
static int32_t
add_input(struct dci_inputs *inputs, struct dci_input *input)
{
    struct dci_input *items = input->name
        ? reallocarray(inputs->items, inputs->count + 1, sizeof(*items))
        : NULL;
    if (!items) {
        free_input(input);
        return DC_E_NOMEM;
    }
    inputs->items = items;
    items[inputs->count++] = *input;
    return DC_OK;
}

int32_t
dc_conversion_add_input(dc_conversion *conversion, const char *path)
{
    struct dci_inputs *inputs = &conversion->inputs;
    struct dci_input input = {.fd = -1};
    int folder = -1;
    if (!open_input(&input, path, &folder)) {
        int32_t status = complain_input(conversion, path);
        if (input.fd >= 0)
            close(input.fd);
        return status;
    }
    input.folder = keep_folder(&conversion->folders, folder);
    input.name = copy_name(path);
    if (input.folder == DCI_NO_FOLDER) {
        free_input(&input);
        return DC_E_NOMEM;
    }
    return add_input(inputs, &input);
}

int32_t
dc_conversion_add_input_fd(dc_conversion *conversion, int fd, const char *name)
{
    struct dci_input input = {
        .fd = fcntl(fd, F_DUPFD_CLOEXEC, 3), .folder = DCI_NO_FOLDER};
    if (input.fd < 0)
        return DC_E_IO;
    input.name = strdup(name);
    return add_input(&conversion->inputs, &input);
}

int32_t
dci_inputs_spool(struct dci_inputs *inputs, const struct dci_wait *wait,
    uint64_t max, const char **failed)
{
    for (size_t i = 0; i < inputs->count; i++) {
        struct dci_input *input = &inputs->items[i];
        int spooled;
        if (input->fd < 0)
            continue;
        *failed = input->name;
        int32_t status = dci_source_spool(input->fd, wait, max, &spooled);
        if (status != DC_OK)
            return status;
        close(input->fd);
        input->fd = spooled;
    }
    return DC_OK;
}

void
dci_inputs_fini(struct dci_inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++)
        free_input(&inputs->items[i]);
    free(inputs->items);
    *inputs = (struct dci_inputs){0};
}
