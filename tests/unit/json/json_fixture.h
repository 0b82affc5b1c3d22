/* SPDX-License-Identifier: MIT */
/* What the tests of the JSON grammar share. */
#ifndef JSON_FIXTURE_H
#define JSON_FIXTURE_H

#include "json_scan.h"

/* Behind ours: it makes a macro of the word fail. */
#include <check.h>
#include <stdlib.h>

/* A text with nothing readable behind it but the zero byte of the contract. */
struct text {
    char *ptr;
    size_t len;
    struct json_scan *scan;
    struct json_unit unit;
};

static inline struct text
text_of(const char *ptr, size_t len)
{
    struct text text = {
        malloc(len + 1), len, calloc(1, sizeof(*text.scan)), {NULL, NULL}};
    ck_assert_ptr_nonnull(text.ptr);
    ck_assert_ptr_nonnull(text.scan);
    memcpy(text.ptr, ptr, len);
    text.ptr[len] = '\0';
    return text;
}

static inline void
text_fini(struct text *text)
{
    json_scan_fini(text->scan);
    free(text->scan);
    free(text->ptr);
}

/* True if the whole text is one value. */
static inline bool
is_json(struct text *text)
{
    const char *start = json_skip_space(text->ptr);
    const char *end = text->ptr + text->len;
    if (!json_scan_value(text->scan, start, end, true) ||
        json_skip_space(text->scan->at) != end)
        return false;
    text->unit.base = start;
    text->unit.extents = text->scan->extents;
    return true;
}

static inline int
run_case(TCase *tests, const char *name)
{
    Suite *suite = suite_create(name);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
