/* SPDX-License-Identifier: MIT */
/*
 * Files that a run opens beneath the folders of its conversion, for a plugin
 * that names them.  Each is opened once and kept until the run ends.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/conversion.h"
#include "io/folder.h"

/* The largest file, and all of them: photographs have 20 MB. */
#define FILE_MAX ((off_t)64 << 20)
#define TOTAL_MAX ((uint64_t)512 << 20)

static struct dci_run_file *
first_file(const struct dci_map_entry *entry)
{
    return (struct dci_run_file *)(uintptr_t)entry->value;
}

static struct dci_run_file *
lookup_file(const struct dci_run *run, size_t folder, dc_str name)
{
    const struct dci_map_entry *entry = dci_map_lookup(&run->files, name);
    struct dci_run_file *file = entry ? first_file(entry) : NULL;
    while (file && file->folder != folder)
        file = file->next;
    return file;
}

/* Keeps the file until the run ends; 0 when memory ran out. */
static int
keep_file(struct dci_run *run, struct dci_run_file *file)
{
    int is_new;
    dc_str name = {file->name, strlen(file->name)};
    struct dci_map_entry *entry = dci_map_insert(&run->files, name, &is_new);
    if (!entry)
        return 0;
    file->next = first_file(entry);
    entry->value = (uintptr_t)file;
    return 1;
}

static void
free_file(struct dci_run_file *file)
{
    if (!file)
        return;
    dci_source_close(&file->source);
    free(file->name);
    free(file);
}

static struct dci_run_file *
make_file(size_t folder, dc_str name)
{
    struct dci_run_file *file = calloc(1, sizeof(*file));
    if (!file)
        return NULL;
    file->folder = folder;
    file->name = strndup(name.ptr, name.len);
    if (file->name)
        return file;
    free(file);
    return NULL;
}

/* A name in the folder itself. */
static int
is_plain(dc_str name)
{
    return name.len > 0 && name.len < DCI_FOLDER_PATH_MAX &&
        !memchr(name.ptr, '/', name.len) && !memchr(name.ptr, 0, name.len);
}

/* Reads a file to its end, or maps it; DC_E_IO with errno. */
static int32_t
read_beneath(
    const struct dci_run *run, size_t folder, struct dci_run_file *file)
{
    struct stat st;
    int fd = dci_folder_open_file(
        run->conversion->folders.items[folder].fd, file->name);
    if (fd < 0)
        return DC_E_IO;
    int32_t status = DC_E_IO;
    if (fstat(fd, &st) == 0) {
        errno = EFBIG;
        if (st.st_size <= FILE_MAX)
            status = dci_source_open(fd, &file->source);
    }
    int saved = errno;
    close(fd);
    errno = saved;
    return status;
}

const struct dci_run_file *
dci_run_read_beside(struct dci_run *run, size_t folder, dc_str name)
{
    if (folder >= run->conversion->folders.count || !is_plain(name))
        return NULL;
    return dci_run_open_file(run, folder, name);
}

int
dci_run_claim_bytes(struct dci_run *run, uint64_t len)
{
    if (len > TOTAL_MAX - run->files_len)
        return 0;
    run->files_len += len;
    return 1;
}

const struct dci_run_file *
dci_run_open_file(struct dci_run *run, size_t folder, dc_str path)
{
    struct dci_run_file *file = lookup_file(run, folder, path);
    if (file)
        return file;
    file = make_file(folder, path);
    int32_t status = file ? read_beneath(run, folder, file) : DC_E_NOMEM;
    if (status == DC_OK && !dci_run_claim_bytes(run, file->source.len)) {
        errno = ENOSPC;
        status = DC_E_IO;
    }
    if (status == DC_OK && !keep_file(run, file))
        status = DC_E_NOMEM;
    if (status == DC_OK)
        return file;
    int saved = errno;
    free_file(file);
    if (status == DC_E_NOMEM)
        dci_doc_fail(run->doc, status);
    errno = saved;
    return NULL;
}

void
dci_run_close_files(struct dci_run *run)
{
    for (uint32_t i = 0; i < run->files.count; i++) {
        struct dci_run_file *next;
        for (struct dci_run_file *file = first_file(&run->files.entries[i]);
             file; file = next) {
            next = file->next;
            free_file(file);
        }
    }
    dci_map_fini(&run->files);
}
