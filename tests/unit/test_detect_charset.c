/* SPDX-License-Identifier: MIT */
/* Character sets are found by every name that they are known by. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "detect/charset.h"
#include "detect/detect.h"

struct label_case {
    const char *label;
    const char *name;
};

static const struct label_case labels[] = {
    {"utf-8", "utf-8"},
    {"UTF8", "utf-8"},
    {"  Utf-8\r\n", "utf-8"},
    {"unicode-1-1-utf-8", "utf-8"},
    {"utf-16", "utf-16le"},
    {"UTF-16BE", "utf-16be"},
    {"ucs-4le", "utf-32le"},
    {"latin1", "windows-1252"},
    {"ISO_8859-1:1987", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"cp1251", "windows-1251"},
    {"x-cp1250", "windows-1250"},
    {"l2", "iso-8859-2"},
    {"iso_8859-2:1987", "iso-8859-2"},
    {"iso-8859-8-i", "iso-8859-8"},
    {"latin5", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"TIS-620", "windows-874"},
    {"iso-8859-16", "iso-8859-16"},
    {"KOI8", "koi8-r"},
    {"koi8-ru", "koi8-ru"},
    {"cp866", "ibm866"},
    {"850", "ibm850"},
    {"macintosh", "macintosh"},
    {"MacCyrillic", "x-mac-cyrillic"},
    {"maccentraleurope", "mac-centraleurope"},
    {"gb2312", "gb18030"},
    {"GBK", "gb18030"},
    {"hz-gb-2312", "hz-gb-2312"},
    {"big5-hkscs", "big5"},
    {"ujis", "euc-jp"},
    {"windows-31j", "shift_jis"},
    {"sjis", "shift_jis"},
    {"ks_c_5601-1987", "euc-kr"},
    {"uhc", "euc-kr"},
    {"iso-2022-kr", "iso-2022-kr"},
    {"viscii", "viscii"},
    {"georgian-ps", "georgian-ps"},
    {"T.61", "t.61-8bit"},
};

START_TEST(a_label_names_its_set)
{
    const struct label_case *row = &labels[_i];
    const struct dci_charset *charset =
        dci_charset_lookup(row->label, strlen(row->label));

    ck_assert_ptr_nonnull(charset);
    ck_assert_str_eq(dci_charset_name(charset), row->name);
}
END_TEST

START_TEST(what_names_no_set_gives_none)
{
    static const char *const unknown[] = {"", " ", "-", "utf-9", "utf", "latin",
        "iso-8859-12", "ebcdic", "\xFF\xFE"};

    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++)
        ck_assert_ptr_null(dci_charset_lookup(unknown[i], strlen(unknown[i])));
    ck_assert_ptr_null(dci_charset_lookup(NULL, 0));
}
END_TEST

START_TEST(a_label_ends_where_its_length_says)
{
    const struct dci_charset *charset = dci_charset_lookup("koi8-rubbish", 6);

    ck_assert_ptr_nonnull(charset);
    ck_assert_str_eq(dci_charset_name(charset), "koi8-r");
}
END_TEST

START_TEST(every_listed_set_is_found_by_its_own_name)
{
    for (size_t i = 0; i < DCI_CHARSET_COUNT; i++) {
        const char *name = dci_charset_name(&dci_charsets[i]);
        ck_assert_ptr_eq(
            dci_charset_lookup(name, strlen(name)), &dci_charsets[i]);
    }
    ck_assert_uint_ge(DCI_CHARSET_COUNT, 75);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("detect/charset");
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, a_label_names_its_set, 0,
        (int)(sizeof labels / sizeof labels[0]));
    tcase_add_test(tests, what_names_no_set_gives_none);
    tcase_add_test(tests, a_label_ends_where_its_length_says);
    tcase_add_test(tests, every_listed_set_is_found_by_its_own_name);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
