/* SPDX-License-Identifier: MIT */
/*
 * The zip writer: headers to the byte, names that are refused, limits, and
 * sinks that fail.  That unzip programs read its packages is tested with
 * whole books.
 */
#include <check.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "io/package.h"
#include "io/package_name.h"

struct store {
    struct dci_buf bytes;
    const char *rule; /* of the last refusal */
    int writes_left; /* then DC_E_IO; -1: no limit */
};

static struct store store;
static struct dci_package *package;

static int32_t
store_write(void *user, const void *data, size_t len)
{
    struct store *to = user;
    if (to->writes_left == 0)
        return DC_E_IO;
    if (to->writes_left > 0)
        to->writes_left--;
    dci_buf_put(&to->bytes, data, len);
    return DC_OK;
}

static void
store_refuse(void *user, const char *rule, const char *message)
{
    struct store *to = user;
    ck_assert_uint_gt(strlen(message), 0);
    to->rule = rule;
}

static void
setup(void)
{
    dci_buf_init(&store.bytes, 0);
    store.rule = NULL;
    store.writes_left = -1;
    struct dci_package_sink sink = {&store, store_write, store_refuse};
    package = dci_package_new(&sink, 1);
    ck_assert_ptr_nonnull(package);
}

static void
teardown(void)
{
    dci_package_free(package);
    dci_buf_fini(&store.bytes);
}

static int32_t
add(const char *name, const char *text, uint32_t method)
{
    dc_str entry = {name, strlen(name)};
    return dci_package_add(
        dci_package_public(package), entry, text, strlen(text), method);
}

static uint32_t
number_at(size_t offset, size_t bytes)
{
    uint32_t number = 0;
    for (size_t i = bytes; i-- > 0;)
        number = number << 8 | (unsigned char)store.bytes.data[offset + i];
    return number;
}

START_TEST(stored_entry_stands_as_it_is_behind_a_plain_header)
{
    ck_assert_int_eq(
        add("mimetype", "application/epub+zip", DC_PACKAGE_STORE), DC_OK);
    static const unsigned char head[30] = {0x50, 0x4b, 3, 4, 10, 0, 0, 0, 0, 0,
        0, 0, 0x21, 0, 0x6f, 0x61, 0xab, 0x2c, 20, 0, 0, 0, 20, 0, 0, 0, 8, 0,
        0, 0};
    ck_assert_uint_eq(store.bytes.len, 30 + 8 + 20);
    ck_assert_mem_eq(store.bytes.data, head, sizeof head);
    ck_assert_mem_eq(store.bytes.data + 30, "mimetypeapplication/epub+zip", 28);
}
END_TEST

START_TEST(directory_points_at_every_entry)
{
    ck_assert_int_eq(add("a", "one", DC_PACKAGE_STORE), DC_OK);
    ck_assert_int_eq(add("b/c", "two", DC_PACKAGE_STORE), DC_OK);
    ck_assert_int_eq(dci_package_close(dci_package_public(package)), DC_OK);
    size_t end = store.bytes.len - 22;
    ck_assert_uint_eq(number_at(end, 4), 0x06054b50);
    ck_assert_uint_eq(number_at(end + 8, 2), 2);
    ck_assert_uint_eq(number_at(end + 10, 2), 2);
    size_t first = number_at(end + 16, 4);
    ck_assert_uint_eq(number_at(end + 12, 4), end - first);
    ck_assert_uint_eq(number_at(first, 4), 0x02014b50);
    ck_assert_uint_eq(number_at(first + 42, 4), 0);
    size_t second = first + 46 + 1;
    ck_assert_uint_eq(number_at(second, 4), 0x02014b50);
    ck_assert_uint_eq(number_at(number_at(second + 42, 4), 4), 0x04034b50);
    ck_assert_mem_eq(store.bytes.data + second + 46, "b/c", 3);
}
END_TEST

START_TEST(deflated_entry_inflates_to_the_same_bytes)
{
    char text[5000], back[5000];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)('a' + i * i % 7);
    text[sizeof text - 1] = '\0';
    ck_assert_int_eq(add("text", text, DC_PACKAGE_DEFLATE), DC_OK);
    ck_assert_uint_eq(number_at(8, 2), 8);
    size_t packed = number_at(18, 4);
    ck_assert_uint_lt(packed, sizeof text / 4);
    ck_assert_uint_eq(number_at(22, 4), strlen(text));

    struct libdeflate_decompressor *decompressor =
        libdeflate_alloc_decompressor();
    size_t len = 0;
    ck_assert_int_eq(LIBDEFLATE_SUCCESS,
        libdeflate_deflate_decompress(decompressor, store.bytes.data + 30 + 4,
            packed, back, sizeof back, &len));
    libdeflate_free_decompressor(decompressor);
    ck_assert_uint_eq(len, strlen(text));
    ck_assert_mem_eq(back, text, len);
    ck_assert_uint_eq(number_at(14, 4), libdeflate_crc32(0, text, len));
}
END_TEST

START_TEST(what_does_not_shrink_is_stored)
{
    ck_assert_int_eq(add("short", "ab", DC_PACKAGE_DEFLATE), DC_OK);
    ck_assert_uint_eq(number_at(8, 2), 0);
    ck_assert_int_eq(add("empty", "", DC_PACKAGE_DEFLATE), DC_OK);
    ck_assert_int_eq(dci_package_close(dci_package_public(package)), DC_OK);
}
END_TEST

START_TEST(only_names_beyond_ascii_are_flagged_as_utf_8)
{
    ck_assert_int_eq(add("ascii", "", DC_PACKAGE_STORE), DC_OK);
    ck_assert_uint_eq(number_at(6, 2), 0);
    size_t second = store.bytes.len;
    ck_assert_int_eq(add("caf\xc3\xa9", "", DC_PACKAGE_STORE), DC_OK);
    ck_assert_uint_eq(number_at(second + 6, 2), 0x800);
}
END_TEST

static const char *const bad_names[] = {"", "/etc/passwd", "a//b", "a/", "..",
    "../a", "a/../b", "a/./b", "a.", "a\\b", "C:a", "a*", "a?", "a\"", "a<b",
    "a\nb", "a\x7f", "\xff", "\xc0\xaf", "\xed\xa0\x80", "a\xe2\x82",
    "\xf4\x90\x80\x80"};

START_TEST(bad_names_are_refused)
{
    ck_assert_int_eq(add(bad_names[_i], "text", DC_PACKAGE_STORE), DC_E_PLUGIN);
    ck_assert_str_eq(store.rule, "package-name");
    ck_assert_uint_eq(store.bytes.len, 0);
    ck_assert_int_eq(add("good", "text", DC_PACKAGE_STORE), DC_OK);
}
END_TEST

START_TEST(names_have_a_longest_length)
{
    char name[DCI_PACKAGE_NAME_MAX + 2];
    memset(name, 'a', sizeof name);
    for (size_t i = 200; i < sizeof name; i += 200)
        name[i] = '/';
    name[DCI_PACKAGE_NAME_MAX + 1] = '\0';
    ck_assert_int_eq(add(name, "", DC_PACKAGE_STORE), DC_E_PLUGIN);
    name[DCI_PACKAGE_NAME_MAX] = '\0';
    ck_assert_int_eq(add(name, "", DC_PACKAGE_STORE), DC_OK);
    memset(name, 'b', 256);
    name[256] = '\0';
    ck_assert_int_eq(add(name, "", DC_PACKAGE_STORE), DC_E_PLUGIN);
    name[255] = '\0';
    ck_assert_int_eq(add(name, "", DC_PACKAGE_STORE), DC_OK);
}
END_TEST

static const char *const same_names[][2] = {
    {"a/b", "a/b"}, {"Map.png", "mAP.PNG"},
    {"\xc3\x89t\xc3\xa9", "\xc3\xa9T\xc3\x89"}, /* Été */
    {"\xd0\x9c\xd0\xb8\xd1\x80", "\xd0\xbc\xd0\x98\xd0\xa0"}, /* Мир */
    {"\xd0\x81", "\xd1\x91"}, /* Ё */
    {"\xce\xa9", "\xcf\x89"}, /* Ω */
    {"\xc5\xbd", "\xc5\xbe"}, /* Ž */
    {"\xc4\x8c", "\xc4\x8d"}, /* Č */
};

START_TEST(names_that_differ_in_case_only_are_one)
{
    ck_assert_int_eq(add(same_names[_i][0], "", DC_PACKAGE_STORE), DC_OK);
    ck_assert_int_eq(add(same_names[_i][1], "", DC_PACKAGE_STORE), DC_E_PLUGIN);
    ck_assert_str_eq(store.rule, "package-name");
}
END_TEST

START_TEST(letters_that_differ_are_not_one)
{
    ck_assert_int_eq(add("\xc3\x97", "", DC_PACKAGE_STORE), DC_OK); /* × */
    ck_assert_int_eq(add("\xc3\xb7", "", DC_PACKAGE_STORE), DC_OK); /* ÷ */
    ck_assert_int_eq(add("\xc4\x8d", "", DC_PACKAGE_STORE), DC_OK); /* č */
    ck_assert_int_eq(add("\xc4\x8f", "", DC_PACKAGE_STORE), DC_OK); /* ď */
}
END_TEST

START_TEST(entries_have_a_limit)
{
    char name[16];
    for (unsigned i = 0; i < 65534; i++) {
        snprintf(name, sizeof name, "%u", i);
        ck_assert_int_eq(add(name, "", DC_PACKAGE_STORE), DC_OK);
    }
    ck_assert_int_eq(add("more", "", DC_PACKAGE_STORE), DC_E_LIMIT);
    ck_assert_str_eq(store.rule, "package-limit");
    ck_assert_int_eq(
        dci_package_close(dci_package_public(package)), DC_E_LIMIT);
}
END_TEST

START_TEST(full_disk_is_reported_by_every_later_call)
{
    store.writes_left = 2;
    ck_assert_int_eq(add("a", "one", DC_PACKAGE_STORE), DC_E_IO);
    store.writes_left = -1;
    ck_assert_int_eq(add("b", "two", DC_PACKAGE_STORE), DC_E_IO);
    ck_assert_int_eq(dci_package_close(dci_package_public(package)), DC_E_IO);
}
END_TEST

/* Entries of all sorts, enough for threads to be worth it. */
static int32_t
add_many(unsigned threads)
{
    enum { ENTRIES = 60, LARGEST = 3 << 20 };
    static char text[LARGEST];
    struct dci_package_sink sink = {&store, store_write, store_refuse};
    dci_package_free(package);
    package = dci_package_new(&sink, threads);
    ck_assert_ptr_nonnull(package);
    uint32_t seed = 1;
    for (size_t i = 0; i < LARGEST; i++) {
        seed = seed * 1664525 + 1013904223;
        text[i] = (char)('a' + (seed >> 24) % (1 + i / 4096 % 26));
    }
    int32_t status = DC_OK;
    for (unsigned i = 0; i < ENTRIES && status == DC_OK; i++) {
        char name[16];
        int name_len = snprintf(name, sizeof name, "entry-%u", i);
        size_t len = i == 40 ? LARGEST : i % 7 == 0 ? i : i * 5000;
        status = dci_package_add(dci_package_public(package),
            (dc_str){name, (size_t)name_len}, text + i, len - (len ? i : 0),
            i % 5 ? DC_PACKAGE_DEFLATE : DC_PACKAGE_STORE);
    }
    return status == DC_OK ? dci_package_close(dci_package_public(package))
                           : status;
}

static const unsigned thread_counts[] = {2, 3, 8};

START_TEST(threads_do_not_change_the_bytes)
{
    ck_assert_int_eq(add_many(1), DC_OK);
    struct dci_buf alone = store.bytes;
    dci_buf_init(&store.bytes, 0);
    ck_assert_int_eq(add_many(thread_counts[_i]), DC_OK);
    ck_assert_uint_eq(store.bytes.len, alone.len);
    ck_assert_mem_eq(store.bytes.data, alone.data, alone.len);
    dci_buf_fini(&alone);
}
END_TEST

START_TEST(full_disk_is_reported_with_threads_too)
{
    store.writes_left = 70;
    ck_assert_int_eq(add_many(4), DC_E_IO);
    ck_assert_int_eq(dci_package_close(dci_package_public(package)), DC_E_IO);
}
END_TEST

START_TEST(closed_package_takes_no_entry)
{
    ck_assert_int_eq(add("a", "one", DC_PACKAGE_STORE), DC_OK);
    ck_assert_int_eq(dci_package_close(dci_package_public(package)), DC_OK);
    size_t len = store.bytes.len;
    ck_assert_int_eq(add("b", "two", DC_PACKAGE_STORE), DC_E_PLUGIN);
    ck_assert_str_eq(store.rule, "package-closed");
    ck_assert_int_eq(dci_package_close(dci_package_public(package)), DC_OK);
    ck_assert_uint_eq(store.bytes.len, len);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

static Suite *
package_suite(void)
{
    Suite *suite = suite_create("package");
    TCase *tests = tcase_create("writing");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, stored_entry_stands_as_it_is_behind_a_plain_header);
    tcase_add_test(tests, directory_points_at_every_entry);
    tcase_add_test(tests, deflated_entry_inflates_to_the_same_bytes);
    tcase_add_test(tests, what_does_not_shrink_is_stored);
    tcase_add_test(tests, only_names_beyond_ascii_are_flagged_as_utf_8);
    tcase_add_loop_test(tests, bad_names_are_refused, 0, COUNT(bad_names));
    tcase_add_test(tests, names_have_a_longest_length);
    tcase_add_loop_test(
        tests, names_that_differ_in_case_only_are_one, 0, COUNT(same_names));
    tcase_add_test(tests, letters_that_differ_are_not_one);
    tcase_add_test(tests, entries_have_a_limit);
    tcase_add_test(tests, full_disk_is_reported_by_every_later_call);
    tcase_add_test(tests, closed_package_takes_no_entry);
    tcase_add_loop_test(
        tests, threads_do_not_change_the_bytes, 0, COUNT(thread_counts));
    tcase_add_test(tests, full_disk_is_reported_with_threads_too);
    suite_add_tcase(suite, tests);
    return suite;
}

int
main(void)
{
    SRunner *runner = srunner_create(package_suite());
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
