/* SPDX-License-Identifier: MIT */
/*
 * Opening the input (cli_input.h).  Content decides what a file is, and that
 * must hold for a pipe too; as a pipe may deliver its first bytes in any
 * number of pieces, and cannot give them back, it is spooled whole.  With -i
 * nothing has to be known beforehand and the library reads the pipe itself.
 */
#include "cli_input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COPY_CHUNK 65536

int
cli_spool_open(void)
{
    const char *folder = getenv("TMPDIR");
    char name[4096];
    size_t len;
    int fd;

    if (folder == NULL || *folder == '\0')
        folder = "/tmp";
    fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0)
        return fd;
    /* A file system without nameless files: one whose name is gone at once. */
    static const char pattern[] = "/docconv-XXXXXX";
    len = strlen(folder);
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

static int
write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t count = write(fd, bytes, len);

        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return -1;
        bytes += count;
        len -= (size_t)count;
    }
    return 0;
}

int
cli_spool_copy(int from, int to)
{
    char bytes[COPY_CHUNK];

    for (;;) {
        ssize_t count = read(from, bytes, sizeof(bytes));

        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return (int)count;
        if (write_all(to, bytes, (size_t)count) != 0)
            return -1;
    }
}

bool
cli_is_same_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static int32_t
fail(const struct cli_input *input, const char *what, struct cli_report *report)
{
    cli_report_say(report, DC_DIAG_ERROR, "input-unreadable", input->name,
        "%s: %s", what, strerror(errno));
    return DC_E_IO;
}

/* Puts a spooled copy in the place of input->fd. */
static int
spool(struct cli_input *input)
{
    int fd = cli_spool_open();

    if (fd < 0)
        return -1;
    if (cli_spool_copy(input->fd, fd) != 0 || lseek(fd, 0, SEEK_SET) != 0) {
        close(fd);
        return -1;
    }
    cli_input_close(input);
    input->fd = fd;
    return 0;
}

static int
read_head(struct cli_input *input)
{
    off_t start = lseek(input->fd, 0, SEEK_CUR);

    while (start >= 0 && input->head_len < sizeof(input->head)) {
        ssize_t count = pread(input->fd, input->head + input->head_len,
            sizeof(input->head) - input->head_len,
            start + (off_t)input->head_len);

        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return (int)count;
        input->head_len += (size_t)count;
    }
    return start < 0 ? -1 : 0;
}

int32_t
cli_input_open(struct cli_input *input, const char *operand, bool needs_head,
    struct cli_report *report)
{
    input->fd = STDIN_FILENO;
    input->head_len = 0;
    input->name = operand != NULL ? operand : CLI_STDIN_NAME;
    if (operand != NULL)
        input->fd = open(operand, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (input->fd < 0 || fstat(input->fd, &input->identity) != 0)
        return fail(input, "cannot open", report);
    if (S_ISDIR(input->identity.st_mode)) {
        cli_report_say(report, DC_DIAG_ERROR, "usage", input->name,
            "is a directory, which this version does not read");
        return DC_E_USAGE;
    }
    if (!needs_head)
        return DC_OK;
    if (!S_ISREG(input->identity.st_mode) && spool(input) != 0)
        return fail(input, "cannot read", report);
    if (read_head(input) != 0)
        return fail(input, "cannot read", report);
    return DC_OK;
}

void
cli_input_close(struct cli_input *input)
{
    if (input->fd > STDERR_FILENO)
        close(input->fd);
    input->fd = -1;
}
