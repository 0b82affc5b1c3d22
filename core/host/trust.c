/* SPDX-License-Identifier: MIT */
/*
 * Which files docconv may load code from.  Anyone who can write a plugin
 * file, its directory, or a directory above it, can run code as the user;
 * so the file and its directory must belong to root or the user and be
 * writable by nobody else, and a directory above may be world-writable only
 * if it is root's and sticky, as /tmp is.
 */
#include "host/engine.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX "docconv-"
#define SUFFIX ".so"

static int
is_ours(const struct stat *st)
{
    return st->st_uid == 0 || st->st_uid == geteuid();
}

/* Why others could change this file or directory; NULL if they cannot. */
static const char *
find_fault(const struct stat *st)
{
    if (!is_ours(st))
        return "it belongs to another user";
    if (st->st_mode & S_IWOTH)
        return "it is world-writable";
    if ((st->st_mode & S_IWGRP) && st->st_gid != getegid() && st->st_gid != 0)
        return "it is writable by another group";
    return NULL;
}

/* Nobody but root may replace what lies in it, as in /tmp. */
static int
is_sticky(const struct stat *st)
{
    return st->st_uid == 0 && (st->st_mode & S_ISVTX);
}

/* 1 if no stranger can replace a directory on the way to the real path. */
static int
has_safe_ancestors(const char *real)
{
    int is_safe = 1;
    char path[PATH_MAX];
    memcpy(path, real, strlen(real) + 1);
    for (char *slash = strrchr(path, '/'); slash && is_safe;
         slash = strrchr(path, '/')) {
        struct stat st;
        *slash = 0;
        is_safe = stat(*path ? path : "/", &st) == 0 &&
            (is_sticky(&st) || !find_fault(&st));
    }
    return is_safe;
}

char *
dci_trust_resolve(const char *dir, const char **why)
{
    struct stat st;
    char *real = realpath(dir, NULL);
    *why = NULL;
    if (!real && errno != ENOENT)
        *why = errno == ENOMEM ? dci_out_of_memory : strerror(errno);
    if (!real)
        return NULL;
    if (stat(real, &st) != 0 || !S_ISDIR(st.st_mode))
        *why = "it is not a directory";
    else
        *why = find_fault(&st);
    if (!*why && !has_safe_ancestors(real))
        *why = "a directory above it is open to other users";
    if (!*why)
        return real;
    free(real);
    return NULL;
}

/*
 * Opens a file of the directory, which is checked again through its own
 * descriptor; a symbolic link only where root made it.
 */
static int
open_in_dir(const char *dir, const char *name, const char **why)
{
    struct stat st;
    int fd = -1;
    int dir_fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir_fd < 0)
        return -1;
    if (fstat(dir_fd, &st) != 0)
        *why = strerror(errno);
    else
        *why = find_fault(&st);
    if (!*why) {
        int follow = st.st_uid == 0 ? 0 : O_NOFOLLOW;
        fd = openat(dir_fd, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | follow);
    }
    int saved = errno;
    close(dir_fd);
    errno = saved;
    return fd;
}

int
dci_trust_open(const char *dir, const char *name, const char **why)
{
    struct stat st;
    *why = NULL;
    int fd = open_in_dir(dir, name, why);
    if (fd < 0) {
        if (!*why && errno == ELOOP)
            *why = "it is a symbolic link";
        else if (!*why && errno != ENOENT)
            *why = strerror(errno);
        return -1;
    }
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        *why = "it is not a regular file";
    else
        *why = find_fault(&st);
    if (!*why)
        return fd;
    close(fd);
    return -1;
}

static int
is_plugin_name(const char *name)
{
    size_t len = strlen(name);
    return len > strlen(PREFIX SUFFIX) &&
        strncmp(name, PREFIX, strlen(PREFIX)) == 0 &&
        strcmp(name + len - strlen(SUFFIX), SUFFIX) == 0;
}

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int
dci_trust_list(const char *dir, struct dci_list *names)
{
    int complete = 1;
    DIR *stream = opendir(dir);
    if (!stream)
        return errno != ENOMEM;
    for (struct dirent *entry = readdir(stream); entry;
         entry = readdir(stream)) {
        if (!is_plugin_name(entry->d_name))
            continue;
        char *name = strdup(entry->d_name);
        if (!name || !dci_list_add(names, name)) {
            free(name);
            complete = 0;
            break;
        }
    }
    closedir(stream);
    if (names->count > 1)
        qsort(names->items, names->count, sizeof(*names->items), compare_names);
    return complete;
}
