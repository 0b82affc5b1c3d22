/* SPDX-License-Identifier: MIT */
/* Copying descriptors: how far, how long, and whose fault a failure is. */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cli_clock.h"
#include "cli_spool.h"

/* More than one piece, and no whole number of them. */
#define TEXT_LEN ((size_t)200001)

static char text[TEXT_LEN];
static struct cli_copy copy;

static void
set_up(void)
{
    for (size_t i = 0; i < TEXT_LEN; i++)
        text[i] = (char)('a' + i % 26);
    copy = (struct cli_copy){
        .from = memfd_create("from", MFD_CLOEXEC),
        .to = cli_spool_open(),
        .most = UINT64_MAX,
        .deadline = CLI_CLOCK_NEVER,
        .failed = -1,
    };
    ck_assert_int_ge(copy.from, 0);
    ck_assert_int_ge(copy.to, 0);
    ck_assert_int_eq(pwrite(copy.from, text, TEXT_LEN, 0), TEXT_LEN);
}

static void
tear_down(void)
{
    close(copy.from);
    close(copy.to);
}

START_TEST(all_of_a_file_is_copied)
{
    static char got[TEXT_LEN + 1];

    ck_assert_int_eq(cli_copy_run(&copy), DC_OK);
    ck_assert_int_eq(pread(copy.to, got, sizeof(got), 0), TEXT_LEN);
    ck_assert_mem_eq(got, text, TEXT_LEN);
}
END_TEST

START_TEST(as_much_as_is_allowed_is_not_too_much)
{
    copy.most = TEXT_LEN;
    ck_assert_int_eq(cli_copy_run(&copy), DC_OK);
    ck_assert_int_eq(lseek(copy.from, 0, SEEK_SET), 0);
    copy.most = TEXT_LEN - 1;
    ck_assert_int_eq(cli_copy_run(&copy), DC_E_LIMIT);
    ck_assert_int_eq(errno, EFBIG);
}
END_TEST

START_TEST(a_deadline_ends_the_wait_for_either_side)
{
    struct cli_copy late = copy;
    int full[2];
    int empty[2];

    ck_assert_int_eq(pipe(full), 0);
    ck_assert_int_eq(fcntl(full[1], F_SETFL, O_NONBLOCK), 0);
    while (write(full[1], text, TEXT_LEN) > 0)
        continue;
    late.to = full[1];
    late.deadline = cli_clock_deadline(1);
    ck_assert_int_eq(cli_copy_run(&late), DC_E_LIMIT);
    ck_assert_int_eq(errno, ETIMEDOUT);
    ck_assert_int_eq(late.failed, full[1]);
    late = copy;
    ck_assert_int_eq(pipe(empty), 0);
    late.from = empty[0];
    late.deadline = 0;
    ck_assert_int_eq(cli_copy_run(&late), DC_E_LIMIT);
    ck_assert_int_eq(errno, ETIMEDOUT);
    ck_assert_int_eq(late.failed, empty[0]);
    for (int i = 0; i < 2; i++) {
        close(full[i]);
        close(empty[i]);
    }
}
END_TEST

START_TEST(a_failure_names_its_side)
{
    int writable = open("/dev/null", O_WRONLY | O_CLOEXEC);
    int readable = open("/dev/null", O_RDONLY | O_CLOEXEC);
    struct cli_copy bad = copy;

    bad.from = writable;
    ck_assert_int_eq(cli_copy_run(&bad), DC_E_IO);
    ck_assert_int_eq(bad.failed, writable);
    ck_assert_int_eq(errno, EBADF);
    bad = copy;
    bad.to = readable;
    ck_assert_int_eq(cli_copy_run(&bad), DC_E_IO);
    ck_assert_int_eq(bad.failed, readable);
    close(writable);
    close(readable);
}
END_TEST

START_TEST(what_is_left_of_a_deadline_does_not_go_below_nothing)
{
    int64_t left = cli_clock_left(cli_clock_deadline(10));

    ck_assert_int_gt(left, 0);
    ck_assert_int_le(left, 10000);
    ck_assert_int_eq(cli_clock_left(0), 0);
    ck_assert_int_eq(cli_clock_deadline(0), CLI_CLOCK_NEVER);
    ck_assert_int_eq(cli_clock_left(CLI_CLOCK_NEVER), CLI_CLOCK_NEVER);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("cli_spool");
    TCase *tests = tcase_create("all");
    SRunner *runner = srunner_create(suite);
    int failed;

    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, all_of_a_file_is_copied);
    tcase_add_test(tests, as_much_as_is_allowed_is_not_too_much);
    tcase_add_test(tests, a_deadline_ends_the_wait_for_either_side);
    tcase_add_test(tests, a_failure_names_its_side);
    tcase_add_test(tests, what_is_left_of_a_deadline_does_not_go_below_nothing);
    suite_add_tcase(suite, tests);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
