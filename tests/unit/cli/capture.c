/* SPDX-License-Identifier: MIT */
/* A report whose lines a test can read back (capture.h). */
#include "capture.h"

#include <check.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

void
capture_open(struct cli_report *report)
{
    *report = (struct cli_report){0};
    report->fd = memfd_create("capture", MFD_CLOEXEC);
    ck_assert_int_ge(report->fd, 0);
}

const char *
capture_text(struct cli_report *report)
{
    static char text[262144];
    ssize_t len = pread(report->fd, text, sizeof(text) - 1, 0);

    ck_assert_int_ge(len, 0);
    text[len] = '\0';
    ck_assert_int_eq(ftruncate(report->fd, 0), 0);
    ck_assert_int_eq(lseek(report->fd, 0, SEEK_SET), 0);
    return text;
}

void
capture_close(struct cli_report *report)
{
    close(report->fd);
}
