/* SPDX-License-Identifier: MIT */
/*
 * Opening beneath a folder.  The kernel does it (openat2, Linux 5.6):
 * symbolic links that stay inside are followed, those that lead out are
 * refused, also while somebody moves folders about.  Where it cannot, or a
 * sandbox does not let it, the path is walked part by part and no symbolic
 * link is followed at all.
 *
 * A file is looked at (O_PATH) before it is opened for reading: opening a
 * FIFO or a device has effects of its own.
 */
#include "io/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A rename while the kernel looks makes it ask for another try. */
#define TRIES 8

/* For what stands there, and for reading it. */
#define LOOK (O_PATH | O_CLOEXEC)
#define READ (O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)

int
dci_folder_open(const char *path)
{
    return open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

int
dci_folder_open_parent(const char *path)
{
    char folder[DCI_FOLDER_PATH_MAX];
    const char *slash = strrchr(path, '/');
    if (!slash)
        return dci_folder_open(".");
    size_t len = slash == path ? 1 : (size_t)(slash - path);
    if (len >= sizeof(folder)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(folder, path, len);
    folder[len] = 0;
    return dci_folder_open(folder);
}

static int
is_dots(const char *part)
{
    return strcmp(part, ".") == 0 || strcmp(part, "..") == 0;
}

/* Goes down by one folder: closes `from` unless it is `root`. */
static int
step_down(int root, int from, const char *part, int flags)
{
    int next = -1;
    if (is_dots(part))
        errno = EXDEV;
    else
        next = openat(from, part, flags | O_NOFOLLOW);
    int saved = errno;
    if (from != root)
        close(from);
    errno = saved;
    return next;
}

/* Part by part, without following a symbolic link. */
static int
walk_beneath(int root, const char *path, int flags)
{
    char parts[DCI_FOLDER_PATH_MAX];
    size_t len = strlen(path);
    if (*path == '/' || len >= sizeof(parts)) {
        errno = *path == '/' ? EXDEV : ENAMETOOLONG;
        return -1;
    }
    memcpy(parts, path, len + 1);
    char *part = parts;
    int at = root;
    for (char *slash; at >= 0 && (slash = strchr(part, '/'));) {
        *slash = 0;
        if (*part)
            at = step_down(root, at, part, O_PATH | O_DIRECTORY | O_CLOEXEC);
        part = slash + 1;
    }
    return at < 0 ? -1 : step_down(root, at, part, flags);
}

static int
open_beneath(int root, const char *path, int flags)
{
    struct open_how how = {
        .flags = (unsigned)flags,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
    };
    for (int i = 0; i < TRIES; i++) {
        long fd = syscall(SYS_openat2, root, path, &how, sizeof(how));
        if (fd >= 0)
            return (int)fd;
        if (errno == ENOSYS || errno == EPERM)
            return walk_beneath(root, path, flags);
        if (errno != EAGAIN && errno != EINTR)
            return -1;
    }
    return -1;
}

static int
is_regular(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

int
dci_folder_open_file(int folder, const char *path)
{
    int seen = open_beneath(folder, path, LOOK);
    if (seen < 0)
        return -1;
    int is_file = is_regular(seen);
    close(seen);
    int fd = is_file ? open_beneath(folder, path, READ) : -1;
    if (!is_file)
        errno = EINVAL;
    /* Another file may have taken its place. */
    if (fd < 0 || is_regular(fd))
        return fd;
    close(fd);
    errno = EINVAL;
    return -1;
}

int
dci_folder_open_below(int folder, const char *path)
{
    int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
    /* Where parts are walked "." is none of them. */
    if (strcmp(path, ".") == 0)
        return openat(folder, path, flags);
    return open_beneath(folder, path, flags);
}
