/* SPDX-License-Identifier: MIT */
/* Output files appear whole or not at all. */
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "docconv/docconv.h"

static char dir[64];

static void
enter_scratch(void)
{
    memcpy(dir, "/tmp/docconv-test-XXXXXX", 25);
    ck_assert_ptr_nonnull(mkdtemp(dir));
    ck_assert_int_eq(chdir(dir), 0);
}

static int
count_files(void)
{
    int count = 0;
    DIR *stream = opendir(".");
    for (struct dirent *entry = readdir(stream); entry; entry = readdir(stream))
        count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
    closedir(stream);
    return count;
}

static void
put_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    fputs(text, file);
    fclose(file);
}

static void
expect_content(const char *name, const char *text)
{
    char buf[64] = "";
    FILE *file = fopen(name, "r");
    ck_assert_ptr_nonnull(file);
    buf[fread(buf, 1, sizeof(buf) - 1, file)] = 0;
    fclose(file);
    ck_assert_str_eq(buf, text);
}

static dc_output *
open_and_write(const char *path, const char *text)
{
    dc_output *output;
    ck_assert_int_eq(dc_output_open(path, 0, &output), DC_OK);
    ck_assert_int_eq(
        write(dc_output_fd(output), text, strlen(text)), (int)strlen(text));
    return output;
}

START_TEST(a_committed_file_has_its_name_and_no_other)
{
    enter_scratch();
    dc_output *output = open_and_write("new/deep/file", "hello");
    ck_assert_int_eq(access("new/deep/file", F_OK), -1);
    ck_assert_int_eq(dc_output_commit(output), DC_OK);
    expect_content("new/deep/file", "hello");
    ck_assert_int_eq(chdir("new/deep"), 0);
    ck_assert_int_eq(count_files(), 1);
}
END_TEST

START_TEST(a_discarded_output_leaves_the_older_file)
{
    enter_scratch();
    put_file("file", "old");
    dc_output_discard(open_and_write("file", "new"));
    expect_content("file", "old");
    ck_assert_int_eq(count_files(), 1);
}
END_TEST

START_TEST(a_replaced_file_keeps_its_mode)
{
    struct stat st;
    enter_scratch();
    put_file("file", "old");
    ck_assert_int_eq(chmod("file", 0640), 0);
    ck_assert_int_eq(dc_output_commit(open_and_write("file", "new")), DC_OK);
    expect_content("file", "new");
    ck_assert_int_eq(stat("file", &st), 0);
    ck_assert_int_eq(st.st_mode & 07777, 0640);
    ck_assert_int_eq(count_files(), 1);
}
END_TEST

START_TEST(a_symbolic_link_is_followed_and_stays)
{
    struct stat st;
    enter_scratch();
    ck_assert_int_eq(mkdir("real", 0755), 0);
    put_file("real/file", "old");
    ck_assert_int_eq(symlink("real/file", "link"), 0);
    ck_assert_int_eq(dc_output_commit(open_and_write("link", "new")), DC_OK);
    ck_assert_int_eq(lstat("link", &st), 0);
    ck_assert(S_ISLNK(st.st_mode));
    expect_content("real/file", "new");
}
END_TEST

START_TEST(a_directory_or_a_circle_of_links_is_refused)
{
    dc_output *output;
    enter_scratch();
    ck_assert_int_eq(dc_output_open(".", 0, &output), DC_E_USAGE);
    ck_assert_int_eq(dc_output_open("new/", 0, &output), DC_E_USAGE);
    ck_assert_int_eq(symlink("b", "a"), 0);
    ck_assert_int_eq(symlink("a", "b"), 0);
    ck_assert_int_eq(dc_output_open("a", 0, &output), DC_E_IO);
    ck_assert_ptr_null(output);
}
END_TEST

START_TEST(no_replace_refuses_at_open_and_at_commit)
{
    dc_output *output;
    enter_scratch();
    put_file("file", "old");
    ck_assert_int_eq(
        dc_output_open("file", DC_OUTPUT_NO_REPLACE, &output), DC_E_EXISTS);
    ck_assert_int_eq(
        dc_output_open("late", DC_OUTPUT_NO_REPLACE, &output), DC_OK);
    put_file("late", "other");
    ck_assert_int_eq(dc_output_commit(output), DC_E_EXISTS);
    expect_content("late", "other");
    ck_assert_int_eq(count_files(), 2);
}
END_TEST

START_TEST(a_device_is_written_itself)
{
    struct stat st;
    dc_output *output;
    ck_assert_int_eq(dc_output_open("/dev/null", 0, &output), DC_OK);
    ck_assert_int_eq(dc_output_commit(output), DC_OK);
    ck_assert_int_eq(stat("/dev/null", &st), 0);
    ck_assert(S_ISCHR(st.st_mode));
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("io/output");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, a_committed_file_has_its_name_and_no_other);
    tcase_add_test(tests, a_discarded_output_leaves_the_older_file);
    tcase_add_test(tests, a_replaced_file_keeps_its_mode);
    tcase_add_test(tests, a_symbolic_link_is_followed_and_stays);
    tcase_add_test(tests, a_directory_or_a_circle_of_links_is_refused);
    tcase_add_test(tests, no_replace_refuses_at_open_and_at_commit);
    tcase_add_test(tests, a_device_is_written_itself);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
