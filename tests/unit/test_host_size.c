/* SPDX-License-Identifier: MIT */
/* Sizes as the command line and the options of formats take them. */
#include <check.h>
#include <stdint.h>

#include "docconv/docconv.h"

START_TEST(a_size_is_digits_and_a_unit)
{
    static const struct {
        const char *text;
        uint64_t size;
    } cases[] = {{"0", 0}, {"00", 0}, {"7", 7}, {"1K", 1024},
        {"3M", UINT64_C(3) << 20}, {"2G", UINT64_C(2) << 30},
        {"18446744073709551615", UINT64_MAX},
        {"17179869183G", UINT64_C(17179869183) << 30}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint64_t size = 99;
        ck_assert_int_eq(dc_size_parse(cases[i].text, &size), 1);
        ck_assert_uint_eq(size, cases[i].size);
    }
}
END_TEST

START_TEST(anything_else_is_none)
{
    static const char *const texts[] = {"", "K", "-1", "+1", " 1", "1 ", "1k",
        "1KK", "1T", "1.5M", "0x10", "18446744073709551616", "17179869184G",
        "99999999999999999999999"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        uint64_t size = 99;
        ck_assert_int_eq(dc_size_parse(texts[i], &size), 0);
        ck_assert_uint_eq(size, 99);
    }
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("host/size");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, a_size_is_digits_and_a_unit);
    tcase_add_test(tests, anything_else_is_none);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
