/* SPDX-License-Identifier: MIT */
/*
 * Tree construction: a page a row, with one rule of the standard each; and
 * what we do where it has no limit.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "parse/html_build.h"
#include "html_print.h"

struct row {
    const char *page;
    bool is_xml;
    const char *body; /* what <body> holds, in html5lib's form */
};

static const struct row rows[] = {
    {"<p>a<p>b", false, "| <p>\n|   \"a\"\n| <p>\n|   \"b\"\n"},
    {"<b>1<p>2</b>3", false,
        "| <b>\n|   \"1\"\n| <p>\n|   <b>\n|     \"2\"\n|   \"3\"\n"},
    {"<table>a<tr><td>b", false,
        "| \"a\"\n| <table>\n|   <tbody>\n|     <tr>\n|       <td>\n"
        "|         \"b\"\n"},
    {"<a>x<a>y", false, "| <a>\n|   \"x\"\n| <a>\n|   \"y\"\n"},
    {"<br/></br>", false, "| <br>\n| <br>\n"},
    {"<br></br><i/>x", true, "| <br>\n| <i>\n| \"x\"\n"},
    {"<svg><a/><![CDATA[<]]></svg>", false,
        "| <svg svg>\n|   <svg a>\n|   \"<\"\n"},
    {"<title>&lt;</title><p x=1 X=2>", false,
        "| <title>\n|   \"<\"\n| <p>\n|   x=\"1\"\n"},
    {"<pre>\n\nx", false, "| <pre>\n|   \"\n" "x\"\n"},
    {"<p>a\r\nb\rc", false, "| <p>\n|   \"a\nb\nc\"\n"},
    {"<p>a<!-- -- -->b", false,
        "| <p>\n|   \"a\"\n|   <!--  --  -->\n|   \"b\"\n"},
};

static void
parse(struct html_dom *dom, const char *page, size_t len, bool is_xml)
{
    ck_assert(html_dom_init(dom, page, len));
    html_parse(dom, is_xml);
    ck_assert_int_eq(dom->status, DC_OK);
}

/* The body: the last child of the root element. */
static uint32_t
body_of(const struct html_dom *dom)
{
    uint32_t html = html_last_child(dom, HTML_ROOT);
    return html_last_child(dom, html);
}

START_TEST(one_page)
{
    const struct row *row = &rows[_i];
    struct html_dom dom;
    struct html_print print = {NULL, 0, 0};
    char page[256] = "<body>";
    memcpy(page + strlen(page), row->page, strlen(row->page) + 1);
    parse(&dom, page, strlen(page), row->is_xml);
    html_print(&print, &dom, body_of(&dom));
    ck_assert_str_eq(print.text, row->body);
    free(print.text);
    html_dom_fini(&dom);
}
END_TEST

/* `times` copies of `piece`, with a counter for each '#'. */
static char *
repeated(const char *piece, unsigned times, size_t *len)
{
    size_t size = (strlen(piece) + 8) * times + 1;
    char *page = malloc(size);
    ck_assert_ptr_nonnull(page);
    *len = 0;
    for (unsigned i = 0; i < times; i++)
        for (const char *at = piece; *at; at++) {
            unsigned number = i;
            if (*at != '#')
                page[(*len)++] = *at;
            for (int digit = 0; *at == '#' && digit < 6; digit++) {
                page[(*len)++] = (char)('a' + number % 26);
                number /= 26;
            }
        }
    return page;
}

START_TEST(deep_pages_are_flattened)
{
    static const char *const pieces[] = {"<div>", "<b>", "<svg>",
        "<table><tr><td>", "<template>", "<svg><style>"};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        struct html_dom dom;
        size_t len;
        char *page = repeated(pieces[i], 20000, &len);
        parse(&dom, page, len, false);
        ck_assert_uint_gt(dom.flattened, 0);
        html_dom_fini(&dom);
        free(page);
    }
}
END_TEST

START_TEST(attributes_are_bounded)
{
    struct html_dom dom;
    size_t len;
    char *page = repeated(" #=1", 5000, &len);
    memcpy(page, "<p", 2);
    page[len - 1] = '>';
    parse(&dom, page, len, false);
    uint32_t first = html_node(&dom, body_of(&dom))->first;
    ck_assert_uint_eq(html_node(&dom, first)->len, HTML_ATTRIBUTES_MAX);
    ck_assert_uint_gt(dom.attributes_lost, 3000);
    html_dom_fini(&dom);
    free(page);
}
END_TEST

/* Reopened elements grow with the page, not with its square. */
START_TEST(reopening_is_bounded)
{
    struct html_dom dom;
    size_t len, more;
    char *page = repeated("<b id=#>", 300, &len);
    char *rest = repeated("<p>x", 20000, &more);
    page = realloc(page, len + more);
    ck_assert_ptr_nonnull(page);
    memcpy(page + len, rest, more);
    parse(&dom, page, len + more, false);
    ck_assert_uint_lt(dom.node_count, 60000);
    ck_assert_uint_gt(dom.formatting_lost, 0);
    html_dom_fini(&dom);
    free(page);
    free(rest);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("html_tree");
    TCase *tests = tcase_create("rows");
    int count = (int)(sizeof rows / sizeof rows[0]);
    tcase_add_loop_test(tests, one_page, 0, count);
    tcase_add_test(tests, deep_pages_are_flattened);
    tcase_add_test(tests, attributes_are_bounded);
    tcase_add_test(tests, reopening_is_bounded);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
