/* SPDX-License-Identifier: MIT */
/*
 * The zip reader: archives of our own writer read back, and the same damaged:
 * names, sizes, checksums, overlaps, lost directories, every cut.
 */
#include <check.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "io/archive.h"
#include "io/archive_name.h"
#include "io/package.h"

enum { DIRECTORY_HEADER = 46 };

static struct dci_buf bytes;
static unsigned reports;
static const char *last_rule;

static int32_t
store_write(void *user, const void *data, size_t len)
{
    dci_buf_put(user, data, len);
    return DC_OK;
}

static void
note_report(void *user, uint32_t severity, const char *rule,
    const char *message, dc_str name)
{
    (void)user;
    (void)severity;
    (void)name;
    ck_assert_uint_gt(strlen(message), 0);
    last_rule = rule;
    reports++;
}

static dc_str
str(const char *text)
{
    return (dc_str){text, strlen(text)};
}

/* An archive of a stored and two deflated entries. */
static void
setup(void)
{
    static char prose[20000];
    for (size_t i = 0; i < sizeof prose; i++)
        prose[i] = (char)('a' + i * i % 23);
    dci_buf_init(&bytes, 0);
    reports = 0;
    last_rule = NULL;
    struct dci_package_sink sink = {&bytes, store_write, NULL};
    struct dci_package *package = dci_package_new(&sink, 1);
    ck_assert_ptr_nonnull(package);
    dc_package *public = dci_package_public(package);
    dci_package_add(public, str("mimetype"), "text/x", 6, DC_PACKAGE_STORE);
    dci_package_add(
        public, str("a/b.txt"), prose, sizeof prose, DC_PACKAGE_DEFLATE);
    dci_package_add(public, str("\xC3\x84.txt"), "aaaaaaaaaaaaaaaaaaaaaaaa", 24,
        DC_PACKAGE_DEFLATE);
    ck_assert_int_eq(dci_package_close(public), DC_OK);
    dci_package_free(package);
}

static void
teardown(void)
{
    dci_buf_fini(&bytes);
}

static int32_t
open_archive(const void *data, size_t len, struct dci_archive **archive)
{
    struct dci_archive_ear ear = {NULL, note_report};
    return dci_archive_open(data, len, &ear, archive);
}

static dc_archive *
public_of(struct dci_archive *archive)
{
    return (dc_archive *)(void *)archive;
}

/* Where the directory's header number `index` stands. */
static unsigned char *
directory_header(unsigned index)
{
    unsigned char *data = (unsigned char *)bytes.data;
    for (size_t at = 0; at + 4 < bytes.len; at++)
        if (dci_zip_32(data + at) == 0x02014b50 && index-- == 0)
            return data + at;
    ck_abort_msg("no such header");
    return NULL;
}

START_TEST(entries_come_back)
{
    struct dci_archive *archive;
    ck_assert_int_eq(open_archive(bytes.data, bytes.len, &archive), DC_OK);
    dc_archive_entry entry = {.struct_size = sizeof entry};
    ck_assert_int_eq(dci_archive_at(public_of(archive), 3, &entry), 0);
    ck_assert_int_eq(
        dci_archive_lookup(public_of(archive), str("a/b.txt"), 0, &entry), 1);
    ck_assert_uint_eq(entry.index, 1);
    ck_assert_uint_eq(entry.size, 20000);
    dc_str content;
    const char *why;
    ck_assert_int_eq(
        dci_archive_content(public_of(archive), 1, &content, &why), DC_OK);
    ck_assert_uint_eq(content.len, 20000);
    ck_assert_int_eq(content.ptr[1], 'b');
    for (size_t i = 0; i < DCI_ARCHIVE_PADDING; i++)
        ck_assert_int_eq(content.ptr[content.len + i], 0);
    ck_assert_int_eq(
        dci_archive_content(public_of(archive), 0, &content, &why), DC_OK);
    ck_assert(content.len == 6 && memcmp(content.ptr, "text/x", 6) == 0);
    uint32_t crc;
    ck_assert_int_eq(
        dci_archive_packed(public_of(archive), 0, &content, &crc), 1);
    ck_assert_uint_eq(crc, libdeflate_crc32(0, "text/x", 6));
    ck_assert_uint_eq(reports, 0);
    dci_archive_free(archive);
}
END_TEST

START_TEST(case_is_forgiven_on_request)
{
    struct dci_archive *archive;
    ck_assert_int_eq(open_archive(bytes.data, bytes.len, &archive), DC_OK);
    dc_archive_entry entry = {.struct_size = sizeof entry};
    dc_str name = str("A/\xC3\xA4.TXT");
    name.ptr += 2;
    name.len -= 2;
    ck_assert_int_eq(
        dci_archive_lookup(public_of(archive), name, 0, &entry), 0);
    ck_assert_int_eq(
        dci_archive_lookup(public_of(archive), name, 1, &entry), 1);
    ck_assert_uint_eq(entry.index, 2);
    dci_archive_free(archive);
}
END_TEST

START_TEST(what_stands_in_front_is_passed_over)
{
    struct dci_buf moved;
    struct dci_archive *archive;
    dci_buf_init(&moved, 0);
    dci_buf_put(&moved, "#!/bin/sh\nexit\n", 15);
    dci_buf_put(&moved, bytes.data, bytes.len);
    ck_assert_int_eq(open_archive(moved.data, moved.len, &archive), DC_OK);
    dc_str content;
    const char *why;
    ck_assert_int_eq(
        dci_archive_content(public_of(archive), 1, &content, &why), DC_OK);
    ck_assert_uint_eq(content.len, 20000);
    dci_archive_free(archive);
    dci_buf_fini(&moved);
}
END_TEST

START_TEST(wrong_checksum_is_told)
{
    directory_header(1)[16] ^= 1;
    struct dci_archive *archive;
    ck_assert_int_eq(open_archive(bytes.data, bytes.len, &archive), DC_OK);
    dc_str content;
    const char *why;
    ck_assert_int_eq(dci_archive_content(public_of(archive), 1, &content, &why),
        DC_E_FORMAT);
    ck_assert_str_eq(why, "its checksum is wrong");
    ck_assert_uint_eq(content.len, 20000);
    dci_archive_free(archive);
}
END_TEST

/* A stated size that is too small or far too large changes nothing. */
START_TEST(stated_sizes_are_hints)
{
    static const uint32_t sizes[] = {0, 1, 19999, 20001, 0x7FFFFFFF};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        unsigned char *size = directory_header(1) + 24;
        for (unsigned k = 0; k < 4; k++)
            size[k] = (unsigned char)(sizes[i] >> (8 * k));
        struct dci_archive *archive;
        ck_assert_int_eq(open_archive(bytes.data, bytes.len, &archive), DC_OK);
        dc_str content;
        const char *why;
        ck_assert_int_eq(
            dci_archive_content(public_of(archive), 1, &content, &why), DC_OK);
        ck_assert_uint_eq(content.len, 20000);
        dci_archive_free(archive);
    }
}
END_TEST

START_TEST(overlapping_entries_are_refused)
{
    /* The third entry is said to stand where the second does. */
    memcpy(directory_header(2) + 42, directory_header(1) + 42, 4);
    struct dci_archive *archive;
    ck_assert_int_eq(open_archive(bytes.data, bytes.len, &archive), DC_E_LIMIT);
    ck_assert_str_eq(last_rule, "archive-overlap");
    ck_assert_ptr_null(archive);
}
END_TEST

START_TEST(links_and_bad_names_are_left_out)
{
    directory_header(1)[5] = 3; /* Unix */
    directory_header(1)[38 + 3] = 0xA0; /* symbolic link */
    memcpy(directory_header(2) + DIRECTORY_HEADER, "../x", 4);
    struct dci_archive *archive;
    ck_assert_int_eq(open_archive(bytes.data, bytes.len, &archive), DC_OK);
    ck_assert_uint_eq(archive->count, 1);
    ck_assert_uint_eq(reports, 2);
    dci_archive_free(archive);
}
END_TEST

/* A cut archive gives the entries before the cut, and never more. */
START_TEST(cut_archives_are_read_as_far_as_they_go)
{
    for (size_t len = 0; len < bytes.len; len++) {
        char *cut = malloc(len ? len : 1);
        ck_assert_ptr_nonnull(cut);
        if (len)
            memcpy(cut, bytes.data, len);
        struct dci_archive *archive;
        int32_t status = open_archive(cut, len, &archive);
        ck_assert(status == DC_OK || status == DC_E_FORMAT);
        for (uint32_t i = 0; archive && i < archive->count; i++) {
            dc_str content;
            const char *why = NULL;
            int32_t found =
                dci_archive_content(public_of(archive), i, &content, &why);
            ck_assert(found == DC_OK || why);
        }
        if (len > 44)
            ck_assert(archive && archive->count >= 1);
        dci_archive_free(archive);
        free(cut);
    }
}
END_TEST

START_TEST(bombs_are_refused)
{
    /* 64 MiB of zeros in some 65 KB. */
    size_t size = (size_t)64 << 20;
    char *zeros = calloc(1, size);
    ck_assert_ptr_nonnull(zeros);
    bytes.len = 0;
    struct dci_package_sink sink = {&bytes, store_write, NULL};
    struct dci_package *package = dci_package_new(&sink, 1);
    dc_package *public = dci_package_public(package);
    dci_package_add(public, str("bomb"), zeros, size, DC_PACKAGE_DEFLATE);
    dci_package_close(public);
    dci_package_free(package);
    free(zeros);
    struct dci_archive *archive;
    ck_assert_int_eq(open_archive(bytes.data, bytes.len, &archive), DC_OK);
    dc_str content;
    const char *why;
    ck_assert_int_eq(
        dci_archive_content(public_of(archive), 0, &content, &why), DC_E_LIMIT);
    ck_assert_uint_eq(content.len, 0);
    /* Asked for again and again it uses up what the archive may become. */
    for (unsigned i = 0; i < 8; i++)
        ck_assert_int_eq(
            dci_archive_content(public_of(archive), 0, &content, &why),
            DC_E_LIMIT);
    ck_assert_uint_eq(archive->inflated, size);
    dci_archive_free(archive);
}
END_TEST

/* However large damaged data say that they are. */
START_TEST(damaged_data_give_what_they_can)
{
    unsigned char *header = directory_header(1);
    memset(header + 24, 0x7F, 4);
    struct dci_archive *archive;
    ck_assert_int_eq(open_archive(bytes.data, bytes.len, &archive), DC_OK);
    dc_str packed;
    uint32_t crc;
    ck_assert_int_eq(
        dci_archive_packed(public_of(archive), 1, &packed, &crc), 1);
    size_t middle = (size_t)(packed.ptr - bytes.data) + packed.len / 2;
    memset(bytes.data + middle, 0xFF, packed.len / 2);
    dc_str content;
    const char *why;
    ck_assert_int_eq(dci_archive_content(public_of(archive), 1, &content, &why),
        DC_E_FORMAT);
    ck_assert_uint_gt(content.len, 0);
    ck_assert_uint_eq(archive->inflated, content.len);
    dci_archive_free(archive);
}
END_TEST

START_TEST(content_that_is_dropped_counts_once)
{
    struct dci_archive *archive;
    ck_assert_int_eq(open_archive(bytes.data, bytes.len, &archive), DC_OK);
    dc_str content;
    const char *why;
    for (unsigned i = 0; i < 3; i++) {
        ck_assert_int_eq(
            dci_archive_content(public_of(archive), 1, &content, &why), DC_OK);
        ck_assert_uint_gt(content.len, 0);
        ck_assert_uint_eq(archive->inflated, content.len);
        dci_archive_drop(public_of(archive), 1);
    }
    dci_archive_free(archive);
}
END_TEST

static const struct {
    const char *name;
    const char *read; /* NULL: refused */
} names[] = {
    {"a.txt", "a.txt"},
    {"./a//b/./c", "a/b/c"},
    {"a\\b.txt", "a/b.txt"},
    {"\x8E.txt", "\xC3\x84.txt"},
    {"..a/b..", "..a/b.."},
    {"../a", NULL},
    {"a/../../b", NULL},
    {"a/..", NULL},
    {"..\\a", NULL},
    {"/etc/passwd", NULL},
    {"\\\\host\\a", NULL},
    {"C:\\a", NULL},
    {"c:a", NULL},
    {"a\nb", NULL},
    {"", NULL},
    {".", NULL},
};

START_TEST(names_stay_within)
{
    char to[64];
    size_t len;
    const char *fault = dci_archive_name(str(names[_i].name), false, to, &len);
    if (!names[_i].read) {
        ck_assert_ptr_nonnull(fault);
        return;
    }
    ck_assert_ptr_null(fault);
    ck_assert_uint_eq(len, strlen(names[_i].read));
    ck_assert_mem_eq(to, names[_i].read, len);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("archive");
    TCase *cases = tcase_create("zip");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, entries_come_back);
    tcase_add_test(cases, case_is_forgiven_on_request);
    tcase_add_test(cases, what_stands_in_front_is_passed_over);
    tcase_add_test(cases, wrong_checksum_is_told);
    tcase_add_test(cases, stated_sizes_are_hints);
    tcase_add_test(cases, overlapping_entries_are_refused);
    tcase_add_test(cases, links_and_bad_names_are_left_out);
    tcase_add_test(cases, cut_archives_are_read_as_far_as_they_go);
    tcase_add_test(cases, bombs_are_refused);
    tcase_add_test(cases, damaged_data_give_what_they_can);
    tcase_add_test(cases, content_that_is_dropped_counts_once);
    tcase_add_loop_test(
        cases, names_stay_within, 0, sizeof names / sizeof *names);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
