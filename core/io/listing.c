/* SPDX-License-Identifier: MIT */
/*
 * Walking a folder.  Folders that wait for their turn stand in a queue, so
 * nothing recurses, and no symbolic link to a folder is followed, so the walk
 * ends.  Each folder is opened beneath the first one: a path that somebody
 * changes meanwhile does not lead out.
 */
#include "io/listing.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "docconv/diag.h"
#include "io/folder.h"

/* The folders that were found and not yet read, "" for the first. */
struct queue {
    char **paths;
    size_t count;
    size_t room;
    size_t next;
};

static bool
is_clutter_name(const char *name, size_t len)
{
    static const char *const names[] = {
        "__MACOSX", "Thumbs.db", "desktop.ini", "$RECYCLE.BIN"};
    if (len > 0 && name[0] == '.')
        return true;
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (strlen(names[i]) == len && strncasecmp(name, names[i], len) == 0)
            return true;
    return false;
}

bool
dci_is_clutter(dc_str path)
{
    size_t from = 0;
    for (size_t i = 0; i <= path.len; i++) {
        if (i < path.len && path.ptr[i] != '/')
            continue;
        if (is_clutter_name(path.ptr + from, i - from))
            return true;
        from = i + 1;
    }
    return false;
}

static void
say(const struct dci_listing *listing, uint32_t severity, const char *path,
    const char *message)
{
    listing->ear.report(listing->ear.user, severity, path, message);
}

/* Room for one more; 0 when memory ran out. */
static int
make_room(void **items, size_t *room, size_t count, size_t size)
{
    if (count < *room)
        return 1;
    size_t wanted = *room ? *room * 2 : 64;
    void *larger = reallocarray(*items, wanted, size);
    if (!larger)
        return 0;
    *items = larger;
    *room = wanted;
    return 1;
}

static int32_t
add_file(struct dci_listing *listing, const char *path, off_t size)
{
    void *files = listing->files;
    if (!make_room(
            &files, &listing->room, listing->count, sizeof(*listing->files)))
        return DC_E_NOMEM;
    listing->files = files;
    char *copy = strdup(path);
    if (!copy)
        return DC_E_NOMEM;
    uint64_t known = size > 0 ? (uint64_t)size : 0;
    listing->files[listing->count++] = (struct dci_listed){copy, known};
    return DC_OK;
}

static int32_t
add_folder(struct queue *queue, const char *path)
{
    void *paths = queue->paths;
    if (!make_room(&paths, &queue->room, queue->count, sizeof(*queue->paths)))
        return DC_E_NOMEM;
    queue->paths = paths;
    queue->paths[queue->count] = strdup(path);
    return queue->paths[queue->count++] ? DC_OK : DC_E_NOMEM;
}

/* One entry of the folder `fd`, whose path is `path`. */
static int32_t
look_at(struct dci_listing *listing, struct queue *queue, int fd,
    const char *name, const char *path)
{
    struct stat st;
    if (fstatat(fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
        say(listing, DC_DIAG_WARNING, path, strerror(errno));
        return DC_OK;
    }
    int is_link = S_ISLNK(st.st_mode);
    if (listing->count + queue->count > listing->max)
        return DC_E_LIMIT;
    if (S_ISDIR(st.st_mode))
        return add_folder(queue, path);
    if (is_link && fstatat(fd, name, &st, 0) == 0 && S_ISDIR(st.st_mode)) {
        say(listing, DC_DIAG_WARNING, path,
            "a symbolic link to a folder, which is not followed");
        return DC_OK;
    }
    if (is_link || S_ISREG(st.st_mode))
        return add_file(listing, path, is_link ? 0 : st.st_size);
    say(listing, DC_DIAG_WARNING, path, "not a file");
    return DC_OK;
}

static int32_t
read_folder(struct dci_listing *listing, struct queue *queue, DIR *dir,
    const char *folder)
{
    char path[DCI_FOLDER_PATH_MAX];
    const struct dirent *entry;
    int32_t status = DC_OK;
    while (status == DC_OK && (entry = readdir(dir))) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
            continue;
        int len = snprintf(
            path, sizeof(path), "%s%s%s", folder, *folder ? "/" : "", name);
        if (len < 0 || (size_t)len >= sizeof(path))
            say(listing, DC_DIAG_WARNING, folder, "its paths are too long");
        else if (is_clutter_name(name, strlen(name)))
            say(listing, DC_DIAG_NOTE, path, "not read");
        else
            status = look_at(listing, queue, dirfd(dir), name, path);
    }
    return status;
}

static DIR *
open_folder(int root, const char *path)
{
    int fd = dci_folder_open_below(root, *path ? path : ".");
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir && fd >= 0)
        close(fd);
    return dir;
}

int32_t
dci_listing_read(struct dci_listing *listing, int folder)
{
    struct queue queue = {0};
    int32_t status = add_folder(&queue, "");
    while (status == DC_OK && queue.next < queue.count) {
        const char *path = queue.paths[queue.next++];
        DIR *dir = open_folder(folder, path);
        if (dir)
            status = read_folder(listing, &queue, dir, path);
        else if (*path)
            say(listing, DC_DIAG_WARNING, path, strerror(errno));
        else
            status = DC_E_IO;
        if (dir)
            closedir(dir);
    }
    int saved = errno;
    for (size_t i = 0; i < queue.count; i++)
        free(queue.paths[i]);
    free(queue.paths);
    errno = saved;
    return status;
}

void
dci_listing_fini(struct dci_listing *listing)
{
    for (size_t i = 0; i < listing->count; i++)
        free(listing->files[i].path);
    free(listing->files);
    listing->files = NULL;
    listing->count = listing->room = 0;
}
