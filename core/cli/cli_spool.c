/* SPDX-License-Identifier: MIT */
/*
 * Spooling (cli_spool.h).  Neither side may keep a signal waiting: each read
 * and write is waited for first, and what is no file gets pieces that a pipe
 * which is ready takes without blocking (POSIX: PIPE_BUF).
 */
#include "cli_spool.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli_signals.h"

#define COPY_CHUNK 65536

const char *
cli_spool_folder(void)
{
    const char *folder = getenv("TMPDIR");

    return folder != NULL && *folder != '\0' ? folder : "/tmp";
}

/* For a file system without nameless files: one whose name is gone at once. */
static int
open_named(const char *folder)
{
    static const char pattern[] = "/docconv-XXXXXX";
    char name[PATH_MAX];
    size_t len = strlen(folder);
    int fd;

    if (len + sizeof(pattern) > sizeof(name)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(name, folder, len);
    memcpy(name + len, pattern, sizeof(pattern));
    fd = mkostemp(name, O_CLOEXEC);
    if (fd >= 0)
        unlink(name);
    return fd;
}

int
cli_spool_open(void)
{
    const char *folder = cli_spool_folder();
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

    return fd >= 0 ? fd : open_named(folder);
}

static size_t
piece_size(int fd)
{
    struct stat file;

    return fstat(fd, &file) == 0 && S_ISREG(file.st_mode) ? COPY_CHUNK
                                                          : PIPE_BUF;
}

/* Waits, and keeps in errno why that failed. */
static int32_t
wait_for(const struct cli_copy *copy, int fd, short events)
{
    int32_t status = cli_signals_wait(fd, events, copy->deadline);

    if (status == DC_E_LIMIT)
        errno = ETIMEDOUT;
    return status;
}

/* Nothing happened yet; it is waited for again. */
static bool
is_transient(int error)
{
    return error == EINTR || error == EAGAIN;
}

static int32_t
write_all(struct cli_copy *copy, const char *bytes, size_t len, size_t piece)
{
    copy->failed = copy->to;
    while (len > 0) {
        int32_t status = wait_for(copy, copy->to, POLLOUT);
        ssize_t count;

        if (status != DC_OK)
            return status;
        count = write(copy->to, bytes, len < piece ? len : piece);
        if (count < 0 && !is_transient(errno))
            return DC_E_IO;
        if (count > 0) {
            bytes += count;
            len -= (size_t)count;
        }
    }
    return DC_OK;
}

/* *len is 0 at the end. */
static int32_t
read_some(struct cli_copy *copy, char *bytes, size_t *len)
{
    ssize_t count;

    copy->failed = copy->from;
    do {
        int32_t status = wait_for(copy, copy->from, POLLIN);

        if (status != DC_OK)
            return status;
        count = read(copy->from, bytes, COPY_CHUNK);
    } while (count < 0 && is_transient(errno));
    *len = count > 0 ? (size_t)count : 0;
    return count >= 0 ? DC_OK : DC_E_IO;
}

int32_t
cli_copy_run(struct cli_copy *copy)
{
    char bytes[COPY_CHUNK];
    size_t piece = piece_size(copy->to);
    uint64_t left = copy->most;

    for (;;) {
        size_t len = 0;
        int32_t status = read_some(copy, bytes, &len);

        if (status != DC_OK || len == 0)
            return status;
        if (len > left) {
            errno = EFBIG;
            return DC_E_LIMIT;
        }
        left -= len;
        status = write_all(copy, bytes, len, piece);
        if (status != DC_OK)
            return status;
    }
}
