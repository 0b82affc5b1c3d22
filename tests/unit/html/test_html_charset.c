/* SPDX-License-Identifier: MIT */
/* The encoding a page names, and whether it is XML. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "parse/html_charset.h"

struct row {
    const char *page;
    const char *label;
    bool is_xml;
};

static const struct row rows[] = {
    {"<meta charset=koi8-r>", "koi8-r", false},
    {"<META CHARSET = 'Windows-1251' >", "Windows-1251", false},
    {"<meta content='text/html; charset=gbk' http-equiv=Content-Type>", "gbk",
        false},
    {"<meta content='text/html; charset=gbk'>", "", false},
    {"<meta charset=nosuch><meta charset=big5>", "big5", false},
    {"<meta charset=utf-16le>", "utf-8", false},
    {"<meta charset=x-user-defined>", "windows-1252", false},
    {"<!-- <meta charset=gbk> --><meta charset=euc-kr>", "euc-kr", false},
    {"<p title='<meta charset=gbk>'>", "", false},
    {"<?xml version='1.0' encoding='iso-8859-2'?>", "iso-8859-2", true},
    {"\xEF\xBB\xBF<meta charset=gbk>", "", false},
    {"<meta charset", "", false},
    {"<html xmlns='http://www.w3.org/1999/xhtml'>", "", true},
    {"<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN'>", "", true},
    {"", "", false},
};

START_TEST(one_page)
{
    const struct row *row = &rows[_i];
    size_t len = strlen(row->page);
    dc_str label = html_charset_of(row->page, len);
    ck_assert_uint_eq(label.len, strlen(row->label));
    if (label.len)
        ck_assert_int_eq(memcmp(label.ptr, row->label, label.len), 0);
    ck_assert_int_eq(html_is_xml(row->page, len), row->is_xml);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("html_charset");
    TCase *tests = tcase_create("rows");
    int count = (int)(sizeof rows / sizeof rows[0]);
    tcase_add_loop_test(tests, one_page, 0, count);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
