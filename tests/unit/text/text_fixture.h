/* SPDX-License-Identifier: MIT */
/* A text from a literal, scanned and analysed, for the tests of the passes. */
#ifndef DOCCONV_TEST_TEXT_FIXTURE_H
#define DOCCONV_TEST_TEXT_FIXTURE_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "read/text_doc.h"

static inline struct text_slice
slice_of(const char *text)
{
    return (struct text_slice){(const uint8_t *)text, strlen(text)};
}

static inline struct text_doc
scanned(const char *text)
{
    struct text_doc doc = {
        .data = (const uint8_t *)text, .size = strlen(text)};
    ck_assert_int_eq(text_scan(&doc), TEXT_OK);
    return doc;
}

static inline struct text_doc
analysed(const char *text)
{
    struct text_doc doc = scanned(text);
    ck_assert_int_eq(text_analyse(&doc), TEXT_OK);
    return doc;
}

/* Runs a suite of one test case and says how it went. */
static inline int
run_case(TCase *tests, const char *name)
{
    Suite *suite = suite_create(name);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
