/* SPDX-License-Identifier: MIT */
/* The order in which people count. */
#include <check.h>
#include <string.h>

#include "base/natural.h"

static int
compare(const char *a, const char *b)
{
    return dci_natural_compare((dc_str){a, strlen(a)}, (dc_str){b, strlen(b)});
}

/* Each stands before the next one. */
static const char *const sorted[] = {"", "0", "01", "1", "2", "10", "a/z",
    "a b", "A1", "a02", "a2", "a10", "a99999999999999999999998",
    "a99999999999999999999999", "b", "b1a2", "b1a10", "\xD0\xB6"};

enum { COUNT = sizeof sorted / sizeof sorted[0] };

START_TEST(numbers_count)
{
    for (size_t i = 0; i < COUNT; i++) {
        ck_assert_int_eq(compare(sorted[i], sorted[i]), 0);
        for (size_t k = i + 1; k < COUNT; k++) {
            ck_assert_msg(compare(sorted[i], sorted[k]) < 0, "%s, %s",
                sorted[i], sorted[k]);
            ck_assert_msg(compare(sorted[k], sorted[i]) > 0, "%s, %s",
                sorted[k], sorted[i]);
        }
    }
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("natural");
    TCase *numbers = tcase_create("numbers");
    tcase_add_test(numbers, numbers_count);
    suite_add_tcase(suite, numbers);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}
