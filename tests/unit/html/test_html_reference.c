/* SPDX-License-Identifier: MIT */
/* Character references: names, numbers, attributes, what is none. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "parse/html_entity.h"

struct row {
    const char *text; /* behind the ampersand */
    bool in_attribute;
    size_t used;
    const char *means;
};

static const struct row rows[] = {
    {"amp;", false, 4, "&"},
    {"amp", false, 3, "&"},
    {"ampx", false, 3, "&"},
    {"ampx", true, 0, ""},
    {"amp=", true, 0, ""},
    {"amp ", true, 3, "&"},
    {"notit;", false, 3, "\xC2\xAC"},
    {"notin;", false, 6, "\xE2\x88\x89"},
    {"notin", true, 0, ""},
    {"NotEqualTilde;", false, 14, "\xE2\x89\x82\xCC\xB8"},
    {"zwnj;", false, 5, "\xE2\x80\x8C"},
    {"nosuchname;", false, 0, ""},
    {"", false, 0, ""},
    {"#65;", false, 4, "A"},
    {"#65x", false, 3, "A"},
    {"#x41;", false, 5, "A"},
    {"#X41", true, 4, "A"},
    {"#", false, 0, ""},
    {"#x;", false, 0, ""},
    {"#0;", false, 3, "\xEF\xBF\xBD"},
    {"#128;", false, 5, "\xE2\x82\xAC"},
    {"#x81;", false, 5, "\xC2\x81"},
    {"#xD800;", false, 7, "\xEF\xBF\xBD"},
    {"#x10FFFF;", false, 9, "\xF4\x8F\xBF\xBF"},
    {"#x110000;", false, 9, "\xEF\xBF\xBD"},
    {"#99999999999999999999;", false, 22, "\xEF\xBF\xBD"},
};

START_TEST(one_reference)
{
    const struct row *row = &rows[_i];
    char out[HTML_REFERENCE_MAX];
    size_t len = 0;
    size_t used = html_reference(
        row->text, strlen(row->text), row->in_attribute, out, &len);
    ck_assert_uint_eq(used, row->used);
    if (!used)
        return;
    ck_assert_uint_eq(len, strlen(row->means));
    ck_assert_int_eq(memcmp(out, row->means, len), 0);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("html_reference");
    TCase *tests = tcase_create("rows");
    int count = (int)(sizeof rows / sizeof rows[0]);
    tcase_add_loop_test(tests, one_reference, 0, count);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
