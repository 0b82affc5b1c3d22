/* SPDX-License-Identifier: MIT */
/* Relative addresses: the examples of RFC 3986, 5.4, and relative bases. */
#include <stdlib.h>
#include <string.h>

#include "read/html_resolve.h"

#include <check.h>

struct row {
    const char *base;
    const char *reference;
    const char *result;
};

#define RFC "http://a/b/c/d;p?q"

static const struct row rows[] = {
    /* 5.4.1, normal examples */
    {RFC, "g:h", "g:h"},
    {RFC, "g", "http://a/b/c/g"},
    {RFC, "./g", "http://a/b/c/g"},
    {RFC, "g/", "http://a/b/c/g/"},
    {RFC, "/g", "http://a/g"},
    {RFC, "//g", "http://g"},
    {RFC, "?y", "http://a/b/c/d;p?y"},
    {RFC, "g?y", "http://a/b/c/g?y"},
    {RFC, "#s", "http://a/b/c/d;p?q#s"},
    {RFC, "g#s", "http://a/b/c/g#s"},
    {RFC, "g?y#s", "http://a/b/c/g?y#s"},
    {RFC, ";x", "http://a/b/c/;x"},
    {RFC, "g;x", "http://a/b/c/g;x"},
    {RFC, "g;x?y#s", "http://a/b/c/g;x?y#s"},
    {RFC, "", "http://a/b/c/d;p?q"},
    {RFC, ".", "http://a/b/c/"},
    {RFC, "./", "http://a/b/c/"},
    {RFC, "..", "http://a/b/"},
    {RFC, "../", "http://a/b/"},
    {RFC, "../g", "http://a/b/g"},
    {RFC, "../..", "http://a/"},
    {RFC, "../../", "http://a/"},
    {RFC, "../../g", "http://a/g"},
    /* 5.4.2, abnormal examples */
    {RFC, "../../../g", "http://a/g"},
    {RFC, "../../../../g", "http://a/g"},
    {RFC, "/./g", "http://a/g"},
    {RFC, "/../g", "http://a/g"},
    {RFC, "g.", "http://a/b/c/g."},
    {RFC, ".g", "http://a/b/c/.g"},
    {RFC, "g..", "http://a/b/c/g.."},
    {RFC, "..g", "http://a/b/c/..g"},
    {RFC, "./../g", "http://a/b/g"},
    {RFC, "./g/.", "http://a/b/c/g/"},
    {RFC, "g/./h", "http://a/b/c/g/h"},
    {RFC, "g/../h", "http://a/b/c/h"},
    {RFC, "g;x=1/./y", "http://a/b/c/g;x=1/y"},
    {RFC, "g;x=1/../y", "http://a/b/c/y"},
    {RFC, "g?y/./x", "http://a/b/c/g?y/./x"},
    {RFC, "g?y/../x", "http://a/b/c/g?y/../x"},
    {RFC, "g#s/./x", "http://a/b/c/g#s/./x"},
    {RFC, "g#s/../x", "http://a/b/c/g#s/../x"},
    {RFC, "http:g", "http:g"},
    /* no path */
    {"http://a", "g", "http://a/g"},
    {"http://a?q", "../g", "http://a/g"},
    {"http://a", "?y", "http://a?y"},
    /* relative bases */
    {"images/", "a.png", "images/a.png"},
    {"text/ch1.html", "a.png", "text/a.png"},
    {"text/ch1.html", "../a.png", "a.png"},
    {"text/ch1.html", "../../a.png", "../a.png"},
    {"../", "../a.png", "../../a.png"},
    {"../x/", "../a.png", "../a.png"},
    {"/x/y/", "../../../a", "/a"},
    {"x/", "/a", "/a"},
    {"x/", "//h/a", "//h/a"},
    {"x/y?z", "?q", "x/y?q"},
    {"x", "a//../b", "a/b"},
};

START_TEST(resolved)
{
    const struct row *row = &rows[_i];
    dc_str base = {row->base, strlen(row->base)};
    dc_str reference = {row->reference, strlen(row->reference)};
    char *out = malloc(base.len + reference.len + HTML_RESOLVE_ROOM);
    size_t len = html_resolve(base, reference, out);
    ck_assert_msg(len == strlen(row->result) &&
            memcmp(out, row->result, len) == 0,
        "%s from %s: %.*s", row->reference, row->base, (int)len, out);
    free(out);
}
END_TEST

START_TEST(what_can_be_a_base)
{
    static const struct {
        const char *base;
        bool is_one;
    } bases[] = {
        {RFC, true}, {"//h", true}, {"x/", true}, {"file:///x", true},
        {"", false}, {"#x", false}, {"?x", false}, {"data:x/y", false},
        {"javascript:x", false}, {"mailto:a@b", false},
    };
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        dc_str base = {bases[i].base, strlen(bases[i].base)};
        ck_assert_msg(html_is_base(base) == bases[i].is_one, "%s",
            bases[i].base);
    }
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("html resolve");
    TCase *tcase = tcase_create("addresses");
    tcase_add_loop_test(tcase, resolved, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tcase, what_can_be_a_base);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
