/* SPDX-License-Identifier: MIT */
/* Temporary files that nobody else can open: they never have a name. */
#include "io/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int
dci_spool_open(void)
{
    const char *dir = getenv("TMPDIR");
    int fd =
        open(dir && *dir ? dir : "/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    return fd >= 0 ? fd : memfd_create("docconv", MFD_CLOEXEC);
}

int
dci_spool_write(int fd, const void *buf, size_t len)
{
    const char *at = buf;
    while (len) {
        ssize_t n = write(fd, at, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return 0;
        at += n;
        len -= (size_t)n;
    }
    return 1;
}

int
dci_spool_clear(int fd)
{
    return ftruncate(fd, 0) == 0 && dci_spool_rewind(fd);
}

int
dci_spool_rewind(int fd)
{
    return lseek(fd, 0, SEEK_SET) == 0;
}
