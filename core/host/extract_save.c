/* SPDX-License-Identifier: MIT */
/*
 * Taking media out, on the caller's side (extract.h): what a worker says of
 * them is checked, and when all went well the files are made.  Nothing is
 * written before it is known that nothing of somebody else's is in the way.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/conversion.h"
#include "host/extract.h"
#include "io/media_folder.h"
#include "io/media_name.h"
#include "io/spool.h"

int32_t
dc_conversion_extract_media(dc_conversion *conversion, const char *folder)
{
    size_t len = strlen(folder);
    /* "media/" is "media"; the root stays. */
    while (len > 1 && folder[len - 1] == '/')
        len--;
    if (len == 0) {
        const char *parts[] = {"media need a folder with a name", NULL};
        return dci_conversion_complain(conversion, DC_E_USAGE, "usage", parts);
    }
    free(conversion->extraction.folder);
    conversion->extraction.folder = strndup(folder, len);
    return conversion->extraction.folder ? DC_OK : DC_E_NOMEM;
}

int32_t
dci_extract_open(dc_conversion *conversion, struct dci_reporter *reporter)
{
    struct dci_extraction *extraction = &conversion->extraction;
    if (!extraction->folder)
        return DC_OK;
    extraction->spool = dci_spool_open();
    if (extraction->spool >= 0)
        return DC_OK;
    const char *parts[] = {
        "cannot make a temporary file for the media: ", strerror(errno), NULL};
    dci_report_parts(reporter, DC_DIAG_ERROR, "temporary-unwritable", parts);
    return DC_E_IO;
}

void
dci_extract_fini(struct dci_extraction *extraction)
{
    for (size_t i = 0; i < extraction->media.count; i++) {
        struct dci_extracted *medium = extraction->media.items[i];
        free(medium->path);
        free(medium);
    }
    free(extraction->media.items);
    free(extraction->folder);
    dci_media_folder_close(&extraction->made);
    if (extraction->spool >= 0)
        close(extraction->spool);
}

int32_t
dci_extract_note(
    dc_conversion *conversion, dc_str path, uint64_t offset, uint64_t len)
{
    struct dci_list *media = &conversion->extraction.media;
    if (!conversion->extraction.folder || media->count >= DCI_EXTRACT_MAX ||
        !dci_media_path_is_safe(path))
        return DC_E_PLUGIN;
    struct dci_extracted *medium = calloc(1, sizeof(*medium));
    char *copy = strndup(path.ptr, path.len);
    if (!medium || !copy || !dci_list_add(media, medium)) {
        free(medium);
        free(copy);
        return DC_E_NOMEM;
    }
    *medium = (struct dci_extracted){copy, offset, len};
    return DC_OK;
}

static struct dci_media_piece
piece_of(const dc_conversion *conversion, size_t index)
{
    const struct dci_extraction *extraction = &conversion->extraction;
    const struct dci_extracted *medium = extraction->media.items[index];
    return (struct dci_media_piece){
        medium->path, extraction->spool, medium->offset, medium->len};
}

static int32_t
complain_file(const dc_conversion *conversion, int32_t status, const char *path,
    const char *why)
{
    const char *parts[] = {"'", conversion->extraction.folder, *path ? "/" : "",
        path, "' ", why, NULL};
    return dci_conversion_complain((dc_conversion *)(uintptr_t)conversion,
        status, status == DC_E_EXISTS ? "would-overwrite" : "media-unwritable",
        parts);
}

static int
is_file(int fd, const struct stat *st)
{
    struct stat file;
    return fd >= 0 && st->st_ino && fstat(fd, &file) == 0 &&
        file.st_dev == st->st_dev && file.st_ino == st->st_ino;
}

/* True for the input, or one of several. */
static int
is_input(const dc_conversion *conversion, const struct stat *st)
{
    const struct dci_inputs *inputs = &conversion->inputs;
    if (is_file(conversion->input_fd, st))
        return 1;
    for (size_t i = 0; i < inputs->count; i++)
        if (is_file(inputs->items[i].fd, st))
            return 1;
    return 0;
}

/* Refuses what is in the way before anything is written. */
static int32_t
check_way(dc_conversion *conversion, uint32_t flags)
{
    struct stat st;
    for (size_t i = 0; i < conversion->extraction.media.count; i++) {
        struct dci_media_piece piece = piece_of(conversion, i);
        if (dci_media_folder_look(&conversion->extraction.made, &piece, &st) !=
            DCI_MEDIA_OTHER)
            continue;
        if (is_input(conversion, &st))
            return complain_file(
                conversion, DC_E_EXISTS, piece.path, "is an input itself");
        if (!(flags & DC_MEDIA_REPLACE))
            return complain_file(conversion, DC_E_EXISTS, piece.path,
                "exists and is another file; to replace it: --force");
    }
    return DC_OK;
}

static int32_t
put_all(dc_conversion *conversion, uint32_t flags)
{
    struct dci_media_folder *made = &conversion->extraction.made;
    struct stat st;
    for (size_t i = 0; i < conversion->extraction.media.count; i++) {
        struct dci_media_piece piece = piece_of(conversion, i);
        if (dci_media_folder_look(made, &piece, &st) == DCI_MEDIA_SAME)
            continue;
        int32_t status =
            dci_media_folder_put(made, &piece, (flags & DC_MEDIA_REPLACE) != 0);
        if (status != DC_OK)
            return complain_file(conversion, status, piece.path,
                status == DC_E_IO ? strerror(errno)
                                  : dc_status_meaning(status));
    }
    return DC_OK;
}

int32_t
dc_conversion_save_media(dc_conversion *conversion, uint32_t flags)
{
    struct dci_extraction *extraction = &conversion->extraction;
    if (extraction->media.count == 0)
        return DC_OK;
    int32_t status =
        dci_media_folder_open(&extraction->made, extraction->folder, 0);
    if (status == DC_OK)
        status = check_way(conversion, flags);
    else
        return complain_file(conversion, status, "", strerror(errno));
    if (status != DC_OK)
        return status;
    if (extraction->made.fd < 0)
        status =
            dci_media_folder_open(&extraction->made, extraction->folder, 1);
    if (status != DC_OK)
        complain_file(conversion, status, "", strerror(errno));
    else
        status = put_all(conversion, flags);
    if (status != DC_OK)
        dci_media_folder_undo(&extraction->made);
    return status;
}

void
dc_conversion_drop_media(dc_conversion *conversion)
{
    dci_media_folder_undo(&conversion->extraction.made);
}
