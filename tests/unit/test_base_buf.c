/* SPDX-License-Identifier: MIT */
/* The growable buffer, and arithmetic on sizes. */
#include <check.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/size.h"

START_TEST(puts_add_up_and_end_in_nul)
{
    struct dci_buf buf;
    dci_buf_init(&buf, 0);
    dci_buf_put(&buf, "ab", 2);
    dci_buf_puts(&buf, "cd");
    dci_buf_putc(&buf, 'e');
    dci_buf_put_str(&buf, (dc_str)DC_STR("fg"));
    dci_buf_put_uint(&buf, 0);
    dci_buf_put_uint(&buf, UINT64_MAX);
    dci_buf_put(&buf, NULL, 0);
    ck_assert_str_eq(buf.data, "abcdefg018446744073709551615");
    ck_assert_uint_eq(dci_buf_str(&buf).len, strlen(buf.data));
    dci_buf_fini(&buf);
    ck_assert_ptr_null(buf.data);
}
END_TEST

START_TEST(it_grows_over_many_puts)
{
    struct dci_buf buf;
    dci_buf_init(&buf, 0);
    for (int i = 0; i < 100000; i++)
        dci_buf_putc(&buf, (char)('a' + i % 26));
    ck_assert_int_eq(buf.failed, 0);
    ck_assert_uint_eq(buf.len, 100000);
    for (size_t i = 0; i < buf.len; i++)
        ck_assert_int_eq(buf.data[i], (char)('a' + i % 26));
    dci_buf_fini(&buf);
}
END_TEST

START_TEST(the_first_failure_sticks)
{
    struct dci_buf buf;
    dci_buf_init(&buf, 5);
    dci_buf_puts(&buf, "12345");
    ck_assert_int_eq(buf.failed, 0);
    dci_buf_putc(&buf, '6');
    ck_assert_int_eq(buf.failed, DC_E_LIMIT);
    dci_buf_put(&buf, "", 0);
    ck_assert_uint_eq(buf.len, 5);
    ck_assert_ptr_null(dci_buf_reserve(&buf, 1));
    dci_buf_clear(&buf);
    dci_buf_puts(&buf, "new");
    ck_assert_int_eq(buf.failed, 0);
    dci_buf_fini(&buf);
}
END_TEST

START_TEST(a_size_that_cannot_be_is_a_limit)
{
    struct dci_buf buf;
    dci_buf_init(&buf, 0);
    dci_buf_putc(&buf, 'x');
    ck_assert_ptr_null(dci_buf_reserve(&buf, SIZE_MAX));
    ck_assert_int_eq(buf.failed, DC_E_LIMIT);
    dci_buf_clear(&buf);
    ck_assert_int_eq(buf.failed, 0);
    ck_assert_uint_eq(buf.len, 0);
    dci_buf_fini(&buf);
}
END_TEST

START_TEST(sizes_that_overflow_are_refused)
{
    size_t result = 7;
    ck_assert(dci_size_add(SIZE_MAX - 1, 1, &result));
    ck_assert_uint_eq(result, SIZE_MAX);
    ck_assert(!dci_size_add(SIZE_MAX, 1, &result));
    ck_assert(dci_size_mul(SIZE_MAX, 1, &result));
    ck_assert(dci_size_mul(SIZE_MAX, 0, &result));
    ck_assert_uint_eq(result, 0);
    ck_assert(!dci_size_mul(SIZE_MAX / 2 + 1, 2, &result));
    ck_assert_uint_eq(result, 0);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("base/buf");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, puts_add_up_and_end_in_nul);
    tcase_add_test(tests, it_grows_over_many_puts);
    tcase_add_test(tests, the_first_failure_sticks);
    tcase_add_test(tests, a_size_that_cannot_be_is_a_limit);
    tcase_add_test(tests, sizes_that_overflow_are_refused);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
