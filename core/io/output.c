/* SPDX-License-Identifier: MIT */
/*
 * Output files that appear whole or not at all.  The new content has no name
 * while it is written (O_TMPFILE), so that a killed run leaves nothing; at
 * commit it is linked under a name of its own and renamed over the target.
 * Where the file system has no O_TMPFILE, a temporary name stands in.
 */
#include "io/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME_TRIES 16
#define TEMP_NAME_SIZE 32
#define LINKS_MAX 40

struct dc_output {
    int fd;
    int dir_fd; /* of the target's directory, or -1: written directly */
    uint32_t flags;
    mode_t mode; /* to give the file; 0: what the umask made */
    char *name; /* of the target in that directory */
    char *dirs; /* its directory, if parts of it had to be made */
    size_t old_dirs; /* how much of that was there before */
    char temp[TEMP_NAME_SIZE]; /* of the temporary file; "": it has none */
};

/* The directory part of path, "." if there is none; yours. */
static char *
copy_dir(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return strdup(".");
    return slash == path ? strdup("/") : strndup(path, (size_t)(slash - path));
}

static const char *
last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Where the symbolic link `path` leads, seen from its own directory; yours. */
static char *
follow_link(const char *path)
{
    char target[4096];
    ssize_t len = readlink(path, target, sizeof(target) - 1);
    if (len < 0)
        return NULL;
    target[len] = 0;
    if (target[0] == '/')
        return strdup(target);
    const char *slash = strrchr(path, '/');
    size_t dir = slash ? (size_t)(slash + 1 - path) : 0;
    char *joined = malloc(dir + (size_t)len + 1);
    if (joined) {
        memcpy(joined, path, dir);
        memcpy(joined + dir, target, (size_t)len + 1);
    }
    return joined;
}

/* The path with symbolic links as its last part resolved; yours. */
static char *
resolve(const char *path)
{
    struct stat st;
    char *real = strdup(path);
    for (int i = 0; real && i < LINKS_MAX; i++) {
        if (lstat(real, &st) != 0 || !S_ISLNK(st.st_mode))
            return real;
        char *next = follow_link(real);
        free(real);
        real = next;
    }
    if (real)
        errno = ELOOP;
    free(real);
    return NULL;
}

/* Makes each missing directory of output->dirs, from the outermost in. */
static int
make_dirs(struct dc_output *output)
{
    size_t len = strlen(output->dirs);
    output->old_dirs = len;
    for (size_t i = 1; i <= len; i++) {
        char end = output->dirs[i];
        if (end != '/' && end != 0)
            continue;
        output->dirs[i] = 0;
        int made = mkdir(output->dirs, 0777) == 0;
        output->dirs[i] = end;
        if (!made && errno != EEXIST)
            return 0;
        if (made && output->old_dirs == len)
            output->old_dirs = i - 1;
    }
    return 1;
}

/* Takes back the directories that were made, as far as they are empty. */
static void
remove_dirs(struct dc_output *output)
{
    while (strlen(output->dirs) > output->old_dirs) {
        if (rmdir(output->dirs) != 0 && errno != ENOENT && errno != ENOTEMPTY)
            return;
        char *slash = strrchr(output->dirs, '/');
        if (!slash)
            return;
        *slash = 0;
    }
}

static int
open_dir(struct dc_output *output, const char *path)
{
    output->dirs = copy_dir(path);
    if (!output->dirs)
        return -1;
    output->old_dirs = strlen(output->dirs);
    int fd = open(output->dirs, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT && make_dirs(output))
        fd = open(output->dirs, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return fd;
}

static void
make_temp_name(char name[TEMP_NAME_SIZE])
{
    static const char prefix[] = ".docconv-";
    static const char digits[] = "0123456789abcdef";
    uint64_t number = 0;
    if (getrandom(&number, sizeof(number), GRND_NONBLOCK) < 0)
        number = (uint64_t)getpid();
    memcpy(name, prefix, sizeof(prefix) - 1);
    char *at = name + sizeof(prefix) - 1;
    for (int shift = 60; shift >= 0; shift -= 4)
        *at++ = digits[number >> shift & 15];
    *at = 0;
}

/* Opens the nameless file, or a named one where there are none. */
static int
open_temp(struct dc_output *output)
{
    int fd = openat(output->dir_fd, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
    if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT))
        return fd;
    for (int i = 0; i < NAME_TRIES; i++) {
        make_temp_name(output->temp);
        fd = openat(output->dir_fd, output->temp,
            O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST)
            break;
    }
    if (fd < 0)
        output->temp[0] = 0;
    return fd;
}

/* Opens a temporary file for `real`; *st tells of the file there now. */
static int32_t
open_beside(struct dc_output *output, const char *real, int exists,
    const struct stat *st)
{
    if (exists && (output->flags & DC_OUTPUT_NO_REPLACE)) {
        errno = EEXIST;
        return DC_E_EXISTS;
    }
    /* Not its set-id bits: the new file may have another owner. */
    output->mode = exists ? st->st_mode & 0777 : 0;
    output->name = strdup(last_part(real));
    if (!output->name)
        return DC_E_NOMEM;
    output->dir_fd = open_dir(output, real);
    if (output->dir_fd < 0)
        return DC_E_IO;
    output->fd = open_temp(output);
    return output->fd >= 0 ? DC_OK : DC_E_IO;
}

/*
 * Devices, pipes and sockets are opened as they were named: /dev/stdout and
 * /dev/fd/N lead to names that no path resolves.
 */
static int32_t
open_target(struct dc_output *output, const char *path)
{
    struct stat st;
    int exists = stat(path, &st) == 0;
    if (exists && S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        return DC_E_USAGE;
    }
    if (exists && !S_ISREG(st.st_mode)) {
        output->fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
        return output->fd >= 0 ? DC_OK : DC_E_IO;
    }
    char *real = resolve(path);
    if (!real)
        return DC_E_IO;
    int32_t status = open_beside(output, real, exists, &st);
    int saved = errno;
    free(real);
    errno = saved;
    return status;
}

int32_t
dc_output_open(const char *path, uint32_t flags, dc_output **result)
{
    *result = NULL;
    if (!*path || path[strlen(path) - 1] == '/') {
        errno = EISDIR;
        return DC_E_USAGE;
    }
    struct dc_output *output = calloc(1, sizeof(*output));
    if (!output)
        return DC_E_NOMEM;
    output->fd = output->dir_fd = -1;
    output->flags = flags;
    int32_t status = open_target(output, path);
    int saved = errno;
    if (status == DC_OK)
        *result = output;
    else
        dc_output_discard(output);
    errno = saved;
    return status == DC_E_IO && saved == ENOMEM ? DC_E_NOMEM : status;
}

int32_t
dci_output_open_in(
    int folder, const char *name, uint32_t flags, dc_output **result)
{
    *result = NULL;
    struct dc_output *output = calloc(1, sizeof(*output));
    if (!output)
        return DC_E_NOMEM;
    output->fd = -1;
    output->flags = flags;
    output->name = strdup(name);
    output->dir_fd = fcntl(folder, F_DUPFD_CLOEXEC, 0);
    if (output->name && output->dir_fd >= 0)
        output->fd = open_temp(output);
    if (output->fd >= 0) {
        *result = output;
        return DC_OK;
    }
    int32_t status = output->name ? DC_E_IO : DC_E_NOMEM;
    int saved = errno;
    dc_output_discard(output);
    errno = saved;
    return status;
}

int
dc_output_fd(const dc_output *output)
{
    return output->fd;
}

static int
link_as(const struct dc_output *output, const char *name)
{
    char self[32];
    snprintf(self, sizeof(self), "/proc/self/fd/%d", output->fd);
    return linkat(AT_FDCWD, self, output->dir_fd, name, AT_SYMLINK_FOLLOW) == 0;
}

/* Gives the nameless file a temporary name. */
static int
link_temp(struct dc_output *output)
{
    for (int i = 0; i < NAME_TRIES; i++) {
        make_temp_name(output->temp);
        if (link_as(output, output->temp))
            return 1;
        if (errno != EEXIST)
            break;
    }
    output->temp[0] = 0;
    return 0;
}

/* Gives the temporary file the target's name if no file has it. */
static int32_t
name_if_free(struct dc_output *output)
{
    if (renameat2(output->dir_fd, output->temp, output->dir_fd, output->name,
            RENAME_NOREPLACE) == 0) {
        output->temp[0] = 0;
        return DC_OK;
    }
    /* Not every file system can do that; a link does the same in two steps. */
    if (errno == EINVAL &&
        linkat(output->dir_fd, output->temp, output->dir_fd, output->name, 0) ==
            0)
        return DC_OK;
    return errno == EEXIST ? DC_E_EXISTS : DC_E_IO;
}

static int32_t
rename_temp(struct dc_output *output)
{
    if (output->flags & DC_OUTPUT_NO_REPLACE)
        return name_if_free(output);
    if (renameat(output->dir_fd, output->temp, output->dir_fd, output->name) !=
        0)
        return DC_E_IO;
    output->temp[0] = 0;
    return DC_OK;
}

/*
 * Makes the file system say now what it would say at close(): some tell of a
 * full disk only then.
 */
static int
is_written(const struct dc_output *output)
{
    int copy = dup(output->fd);
    return copy >= 0 && close(copy) == 0;
}

/*
 * Gives the content its name.  Where no older file stands, the link itself
 * is the commit and no temporary name is ever seen.
 */
static int32_t
name_output(struct dc_output *output)
{
    if (output->mode && fchmod(output->fd, output->mode) != 0)
        return DC_E_IO;
    if (output->temp[0])
        return rename_temp(output);
    if (link_as(output, output->name))
        return DC_OK;
    if (errno != EEXIST)
        return DC_E_IO;
    if (output->flags & DC_OUTPUT_NO_REPLACE)
        return DC_E_EXISTS;
    return link_temp(output) ? rename_temp(output) : DC_E_IO;
}

int32_t
dc_output_commit(dc_output *output)
{
    int32_t status = is_written(output) ? DC_OK : DC_E_IO;
    if (status == DC_OK && output->dir_fd >= 0)
        status = name_output(output);
    /* What was made for the file now belongs to it. */
    if (status == DC_OK && output->dirs)
        output->old_dirs = strlen(output->dirs);
    int saved = errno;
    dc_output_discard(output);
    errno = saved;
    return status;
}

void
dc_output_discard(dc_output *output)
{
    if (!output)
        return;
    if (output->temp[0])
        unlinkat(output->dir_fd, output->temp, 0);
    if (output->fd >= 0)
        close(output->fd);
    if (output->dir_fd >= 0)
        close(output->dir_fd);
    if (output->dirs)
        remove_dirs(output);
    free(output->dirs);
    free(output->name);
    free(output);
}
