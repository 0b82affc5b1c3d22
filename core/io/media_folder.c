/* SPDX-License-Identifier: MIT */
/*
 * Taking media out (media_folder.h).  Paths are of our own making, and still
 * nothing is trusted to stand where it should: each folder on the way is
 * opened from the one above it, without following a link, and a file appears
 * by a link of its own (io/output.c), which never writes into what is there.
 */
#include "io/media_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/media_name.h"
#include "io/output.h"

#define FOLDER (O_PATH | O_DIRECTORY | O_CLOEXEC)

/* What is compared, or copied, at once. */
enum { BLOCK = 1 << 16 };

static int
note_made(
    struct dci_media_folder *folder, const char *path, size_t len, int is_above)
{
    struct dci_media_made *made =
        reallocarray(folder->made, folder->count + 1, sizeof(*made));
    if (!made)
        return 0;
    folder->made = made;
    made += folder->count;
    *made = (struct dci_media_made){strndup(path, len), is_above};
    folder->count += made->path != NULL;
    return made->path != NULL;
}

/* Makes a folder, by a path from `at`, and notes it if it is new. */
static int
make_folder(struct dci_media_folder *folder, int at, const char *name,
    const char *path, size_t len)
{
    if (mkdirat(at, name, 0777) != 0)
        return errno == EEXIST;
    return note_made(folder, path, len, at == AT_FDCWD);
}

/* Makes the folder and those above it. */
static int
make_way(struct dci_media_folder *folder, const char *path)
{
    char *way = strdup(path);
    int is_made = way != NULL;
    for (size_t i = 1; is_made && i <= strlen(path); i++) {
        if (path[i] != '/' && path[i] != 0)
            continue;
        way[i] = 0;
        is_made = make_folder(folder, AT_FDCWD, way, way, i);
        way[i] = path[i];
    }
    free(way);
    return is_made;
}

int32_t
dci_media_folder_open(
    struct dci_media_folder *folder, const char *path, int makes)
{
    folder->fd = open(path, FOLDER);
    if (folder->fd >= 0 || (errno == ENOENT && !makes))
        return DC_OK;
    if (errno == ENOENT && make_way(folder, path))
        folder->fd = open(path, FOLDER);
    return folder->fd >= 0 ? DC_OK : DC_E_IO;
}

/* One step down; closes `from` unless it is the folder itself. */
static int
step(struct dci_media_folder *folder, int from, const char *path,
    const char *part, size_t len, int makes)
{
    char name[DCI_MEDIA_PATH_MAX];
    memcpy(name, part, len);
    name[len] = 0;
    int next = -1;
    if (!makes ||
        make_folder(folder, from, name, path, (size_t)(part - path) + len))
        next = openat(from, name, FOLDER | O_NOFOLLOW);
    int saved = errno;
    if (from != folder->fd)
        close(from);
    errno = saved;
    return next;
}

/* The folder of the path's last part, which *name becomes; -1 with errno. */
static int
open_way(struct dci_media_folder *folder, const char *path, int makes,
    const char **name)
{
    int at = folder->fd;
    *name = path;
    for (const char *slash; at >= 0 && (slash = strchr(*name, '/'));
         *name = slash + 1)
        at = step(folder, at, path, *name, (size_t)(slash - *name), makes);
    return at;
}

static void
close_way(const struct dci_media_folder *folder, int fd)
{
    if (fd >= 0 && fd != folder->fd)
        close(fd);
}

/* How much of what is left is taken at once. */
static size_t
take(const struct dci_media_piece *piece, uint64_t done)
{
    uint64_t rest = piece->len - done;
    return rest < BLOCK ? (size_t)rest : BLOCK;
}

/* Whether the file holds the very bytes of the piece. */
static int
is_same(int fd, const struct dci_media_piece *piece)
{
    char ours[BLOCK];
    char theirs[BLOCK];
    for (uint64_t at = 0; at < piece->len;) {
        ssize_t got = pread(fd, theirs, take(piece, at), (off_t)at);
        if (got <= 0 ||
            pread(piece->spool, ours, (size_t)got,
                (off_t)(piece->offset + at)) != got ||
            memcmp(ours, theirs, (size_t)got) != 0)
            return 0;
        at += (size_t)got;
    }
    return 1;
}

static enum dci_media_there
look_at(int way, const char *name, const struct dci_media_piece *piece,
    struct stat *st)
{
    if (fstatat(way, name, st, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? DCI_MEDIA_ABSENT : DCI_MEDIA_OTHER;
    if (!S_ISREG(st->st_mode) || (uint64_t)st->st_size != piece->len)
        return DCI_MEDIA_OTHER;
    int fd = openat(way, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return DCI_MEDIA_OTHER;
    int same = is_same(fd, piece);
    close(fd);
    return same ? DCI_MEDIA_SAME : DCI_MEDIA_OTHER;
}

enum dci_media_there
dci_media_folder_look(const struct dci_media_folder *given,
    const struct dci_media_piece *piece, struct stat *st)
{
    struct dci_media_folder folder = {.fd = given->fd};
    const char *name;
    memset(st, 0, sizeof(*st));
    if (folder.fd < 0)
        return DCI_MEDIA_ABSENT;
    int way = open_way(&folder, piece->path, 0, &name);
    if (way < 0)
        return errno == ENOENT ? DCI_MEDIA_ABSENT : DCI_MEDIA_OTHER;
    enum dci_media_there there = look_at(way, name, piece, st);
    close_way(&folder, way);
    return there;
}

static int
copy_piece(const struct dci_media_piece *piece, int fd)
{
    char block[BLOCK];
    for (uint64_t at = 0; at < piece->len;) {
        ssize_t got = pread(
            piece->spool, block, take(piece, at), (off_t)(piece->offset + at));
        if (got == 0)
            errno = EIO;
        if (got <= 0)
            return 0;
        for (ssize_t done = 0, n; done < got; done += n)
            if ((n = write(fd, block + done, (size_t)(got - done))) <= 0)
                return 0;
        at += (size_t)got;
    }
    return 1;
}

static int32_t
put_file(int way, const char *name, const struct dci_media_piece *piece,
    int replaces)
{
    dc_output *output;
    int32_t status = dci_output_open_in(
        way, name, replaces ? 0 : DC_OUTPUT_NO_REPLACE, &output);
    if (status != DC_OK)
        return status;
    if (copy_piece(piece, dc_output_fd(output)))
        return dc_output_commit(output);
    int saved = errno;
    dc_output_discard(output);
    errno = saved;
    return DC_E_IO;
}

int32_t
dci_media_folder_put(struct dci_media_folder *folder,
    const struct dci_media_piece *piece, int replaces)
{
    const char *name;
    struct stat st;
    int way = open_way(folder, piece->path, 1, &name);
    if (way < 0)
        return DC_E_IO;
    int is_new = fstatat(way, name, &st, AT_SYMLINK_NOFOLLOW) != 0;
    int32_t status = put_file(way, name, piece, replaces);
    if (status == DC_OK && is_new &&
        !note_made(folder, piece->path, strlen(piece->path), 0))
        status = DC_E_NOMEM;
    int saved = errno;
    close_way(folder, way);
    errno = saved;
    return status;
}

/* Removes a file or a folder; one that is not empty stays. */
static void
remove_made(struct dci_media_folder *folder, const struct dci_media_made *made)
{
    const char *name;
    if (made->is_above) {
        (void)rmdir(made->path);
        return;
    }
    int way = open_way(folder, made->path, 0, &name);
    if (way < 0)
        return;
    if (unlinkat(way, name, 0) != 0)
        (void)unlinkat(way, name, AT_REMOVEDIR);
    close_way(folder, way);
}

void
dci_media_folder_undo(struct dci_media_folder *folder)
{
    for (size_t i = folder->count; i > 0; i--)
        remove_made(folder, &folder->made[i - 1]);
    dci_media_folder_close(folder);
}

void
dci_media_folder_close(struct dci_media_folder *folder)
{
    for (size_t i = 0; i < folder->count; i++)
        free(folder->made[i].path);
    free(folder->made);
    if (folder->fd >= 0)
        close(folder->fd);
    *folder = (struct dci_media_folder){.fd = -1};
}
