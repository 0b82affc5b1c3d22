/* SPDX-License-Identifier: MIT */
/*
 * Files that a run opens beneath the folders of its conversion, for a plugin
 * that names them.  Each is opened once and kept until the run ends.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "host/conversion.h"
#include "io/folder.h"

/* The largest file beside another; those are parts of templates and sheets. */
#define FILE_MAX ((size_t)64 << 20)

static struct dci_run_file *
lookup_file(const struct dci_run *run, size_t folder, dc_str name)
{
    for (size_t i = 0; i < run->files.count; i++) {
        struct dci_run_file *file = run->files.items[i];
        if (file->folder == folder && strlen(file->name) == name.len &&
            memcmp(file->name, name.ptr, name.len) == 0)
            return file;
    }
    return NULL;
}

static void
free_file(struct dci_run_file *file)
{
    dci_source_close(&file->source);
    free(file->name);
    free(file);
}

/* A row for a file that was not asked for before; NULL without memory. */
static struct dci_run_file *
add_file(struct dci_run *run, size_t folder, dc_str name)
{
    struct dci_run_file *file = calloc(1, sizeof(*file));
    if (!file)
        return NULL;
    file->folder = folder;
    file->name = strndup(name.ptr, name.len);
    if (file->name && dci_list_add(&run->files, file))
        return file;
    free_file(file);
    return NULL;
}

/* A name in the folder itself. */
static int
is_plain(dc_str name)
{
    return name.len > 0 && name.len < DCI_FOLDER_PATH_MAX &&
        !memchr(name.ptr, '/', name.len) && !memchr(name.ptr, 0, name.len);
}

const struct dci_run_file *
dci_run_read_beside(struct dci_run *run, size_t folder, dc_str name)
{
    const struct dci_folders *folders = &run->conversion->folders;
    if (folder >= folders->count || !is_plain(name))
        return NULL;
    struct dci_run_file *file = lookup_file(run, folder, name);
    if (!file) {
        file = add_file(run, folder, name);
        if (!file) {
            dci_doc_fail(run->doc, DC_E_NOMEM);
            return NULL;
        }
        int fd = dci_folder_open_file(folders->fds[folder], file->name);
        int32_t status =
            fd < 0 ? DC_E_IO : dci_source_read(fd, FILE_MAX, &file->source);
        if (fd >= 0)
            close(fd);
        if (status == DC_E_NOMEM)
            dci_doc_fail(run->doc, status);
    }
    return file->source.data ? file : NULL;
}

void
dci_run_close_files(struct dci_run *run)
{
    for (size_t i = 0; i < run->files.count; i++)
        free_file(run->files.items[i]);
    free(run->files.items);
    run->files = (struct dci_list){0};
}
