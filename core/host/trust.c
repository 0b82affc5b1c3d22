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

/* 1 if no stranger can replace a directory on the way to the real path. */
static int
has_safe_ancestors(char *path)
{
    for (char *slash = strrchr(path, '/'); slash; slash = strrchr(path, '/')) {
        struct stat st;
        *slash = 0;
        if (stat(*path ? path : "/", &st) != 0 || !is_ours(&st))
            return 0;
        if ((st.st_mode & S_IWOTH) && !(st.st_uid == 0 && st.st_mode & S_ISVTX))
            return 0;
    }
    return 1;
}

int
dci_trust_dir(const char *dir, const char **why)
{
    struct stat st;
    char *real = realpath(dir, NULL);
    *why = NULL;
    if (!real)
        return 0;
    int found = stat(real, &st) == 0 && S_ISDIR(st.st_mode);
    if (found)
        *why = find_fault(&st);
    if (found && !*why && !has_safe_ancestors(real))
        *why = "a directory above it is open to other users";
    free(real);
    return found && !*why;
}

/* Opens a file of the directory; a symbolic link only where root made it. */
static int
open_in_dir(const char *dir, const char *name)
{
    struct stat st;
    int dir_fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir_fd < 0)
        return -1;
    int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
    if (fstat(dir_fd, &st) != 0 || st.st_uid != 0)
        flags |= O_NOFOLLOW;
    int fd = openat(dir_fd, name, flags);
    close(dir_fd);
    return fd;
}

int
dci_trust_open(const char *dir, const char *name, const char **why)
{
    struct stat st;
    *why = NULL;
    int fd = open_in_dir(dir, name);
    if (fd < 0) {
        if (errno == ELOOP)
            *why = "it is a symbolic link";
        else if (errno != ENOENT)
            *why = "it cannot be opened";
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
        return 1;
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
