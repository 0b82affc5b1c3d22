/* SPDX-License-Identifier: MIT */
/*
 * Opening beneath a folder, with the kernel's openat2 and, behind a filter
 * that hides it, without.  Check forks each test, so the filter stays there.
 */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "io/folder.h"

static char root[] = "/tmp/docconv-folder-XXXXXX";

static void
put(const char *path)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fclose(file);
}

static void
set_up(void)
{
    ck_assert_ptr_nonnull(mkdtemp(root));
    ck_assert_int_eq(chdir(root), 0);
    ck_assert_int_eq(mkdir("in", 0755) | mkdir("in/deep", 0755), 0);
    put("secret");
    put("in/file");
    put("in/deep/file");
    ck_assert_int_eq(symlink("deep/file", "in/inside"), 0);
    ck_assert_int_eq(symlink("../secret", "in/outside"), 0);
    ck_assert_int_eq(symlink("..", "in/up"), 0);
    ck_assert_int_eq(mkfifo("in/fifo", 0644), 0);
}

static void
tear_down(void)
{
    static const char *const files[] = {"in/fifo", "in/up", "in/outside",
        "in/inside", "in/deep/file", "in/file", "secret"};
    for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
        unlink(files[i]);
    rmdir("in/deep");
    rmdir("in");
    rmdir(root);
}

/* From here on openat2 is a system call that this kernel does not have. */
static void
hide_openat2(void)
{
    struct sock_filter lines[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof(lines) / sizeof(*lines), lines};
    ck_assert_int_eq(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
    ck_assert_int_eq(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program), 0);
}

static int
opens(const char *path)
{
    int folder = dci_folder_open("in");
    ck_assert_int_ge(folder, 0);
    int fd = dci_folder_open_file(folder, path);
    int saved = errno;
    close(folder);
    if (fd >= 0)
        close(fd);
    errno = saved;
    return fd >= 0;
}

static void
check_paths(void)
{
    static const char *const good[] = {"file", "deep/file", "deep//file"};
    static const char *const bad[] = {"", ".", "..", "deep", "deep/", "absent",
        "../secret", "deep/../../secret", "/etc/passwd", "outside",
        "up/secret", "fifo", "file/x"};
    for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
        ck_assert_msg(opens(good[i]), "%s", good[i]);
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        ck_assert_msg(!opens(bad[i]), "%s", bad[i]);
}

START_TEST(the_kernel_keeps_paths_inside)
{
    check_paths();
    ck_assert(opens("inside"));
    ck_assert(!opens("../secret") && errno == EXDEV);
}
END_TEST

START_TEST(a_walk_follows_no_link_at_all)
{
    hide_openat2();
    check_paths();
    ck_assert(!opens("inside"));
    ck_assert(!opens("../secret") && errno == EXDEV);
}
END_TEST

START_TEST(a_file_names_its_folder)
{
    int fd = dci_folder_open_parent("in/file");
    ck_assert_int_ge(fd, 0);
    close(fd);
    fd = dci_folder_open_parent("secret");
    ck_assert_int_ge(fd, 0);
    close(fd);
    fd = dci_folder_open_parent("/x");
    ck_assert_int_ge(fd, 0);
    close(fd);
    ck_assert_int_lt(dci_folder_open_parent("absent/x"), 0);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("io_folder");
    TCase *tests = tcase_create("all");
    SRunner *runner = srunner_create(suite);

    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, the_kernel_keeps_paths_inside);
    tcase_add_test(tests, a_walk_follows_no_link_at_all);
    tcase_add_test(tests, a_file_names_its_folder);
    suite_add_tcase(suite, tests);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
