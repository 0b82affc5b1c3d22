/* SPDX-License-Identifier: MIT */
/*
 * XHTML: a page a row, parsed by the XML service into the same page that the
 * HTML parser makes.
 */
#include <stdlib.h>
#include <string.h>

#include "html_print.h"
#include "parse/html_build.h"
#include "parse/html_xml.h"
#include "xml/xml_memory.h"
#include "xml/xml_parse.h"

#include <check.h>

#define HTML "<html xmlns='http://www.w3.org/1999/xhtml'><head/>"

struct row {
    const char *page; /* behind the head */
    const char *body; /* in html5lib's form */
};

static const struct row rows[] = {
    {"<body><p>a<b/>c</p></body></html>",
        "| <p>\n|   \"a\"\n|   <b>\n|   \"c\"\n"},
    {"<body>x&nbsp;&hellip;<i title='&copy;'/></body></html>",
        "| \"x\xC2\xA0\xE2\x80\xA6\"\n| <i>\n|   title=\"\xC2\xA9\"\n"},
    {"<body><pre>\n\nx</pre></body></html>", "| <pre>\n|   \"\nx\"\n"},
    {"<body><p><ul><li/></ul></p></body></html>",
        "| <p>\n|   <ul>\n|     <li>\n"},
    {"<body xmlns:e='http://www.idpf.org/2007/ops'><i e:type='x'/></body>"
     "</html>",
        "| <i>\n|   epub:type=\"x\"\n"},
    {"<body xml:lang='en'><q:i q:r='1'/></body></html>",
        "| <q:i>\n|   q:r=\"1\"\n"},
    {"<body xmlns:s='http://www.w3.org/2000/svg' "
     "xmlns:l='http://www.w3.org/1999/xlink'>"
     "<s:svg viewBox='0'><s:a l:href='u' xml:lang='en'/></s:svg></body></html>",
        "| <svg svg>\n|   viewBox=\"0\"\n|   <svg a>\n"
        "|     xlink href=\"u\"\n|     xml lang=\"en\"\n"},
    {"<body><math xmlns='http://www.w3.org/1998/Math/MathML'><mi/></math>"
     "</body></html>",
        "| <math math>\n|   <math mi>\n"},
    /* tables */
    {"<body><table><tr><td/></tr><tr/></table></body></html>",
        "| <table>\n|   <tbody>\n|     <tr>\n|       <td>\n|     <tr>\n"},
    {"<body><table><td/><td/><tr/><thead/><tr/></table></body></html>",
        "| <table>\n|   <tbody>\n|     <tr>\n|       <td>\n|       <td>\n"
        "|     <tr>\n|   <thead>\n|   <tbody>\n|     <tr>\n"},
    {"<body><table>a<tbody>b<tr>c<p>d</p><td>e</td></tr></tbody></table>"
     "</body></html>",
        "| \"abc\"\n| <p>\n|   \"d\"\n| <table>\n|   <tbody>\n|     <tr>\n"
        "|       <td>\n|         \"e\"\n"},
    {"<body><tr>a<td>b</td></tr></body></html>",
        "| <tr>\n|   \"a\"\n|   <td>\n|     \"b\"\n"},
    {"<body><p>a]]&gt;<![CDATA[<b>]]></p><BR/></body></html>",
        "| <p>\n|   \"a]]><b>\"\n| <br>\n"},
};

static int32_t DC_CALL
parse_text(dc_job *job, dc_str text, const dc_xml_events *events, void *user,
    dc_xml_fault *fault)
{
    return dci_xml_parse(job, text, events, user, fault);
}

static int32_t DC_CALL
tick(dc_job *job)
{
    (void)job;
    return DC_OK;
}

static int32_t
parse(struct html_dom *dom, const char *page, size_t len)
{
    static const dc_xml_service service = {sizeof service, parse_text};
    static const dc_job_table table = {sizeof table, .tick = tick};
    static const dc_host host = {sizeof host, .job = &table};
    dc_job job = {sizeof job, 0, &host, NULL};
    dc_xml_fault fault;
    dci_xml_init();
    ck_assert(html_dom_init(dom, page, len));
    return html_parse_xml(dom, &job, &service, &fault);
}

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
    char page[1024] = HTML;
    strncat(page, row->page, sizeof page - strlen(page) - 1);
    ck_assert_int_eq(parse(&dom, page, strlen(page)), DC_OK);
    html_print(&print, &dom, body_of(&dom));
    ck_assert_str_eq(print.text, row->body);
    free(print.text);
    html_dom_fini(&dom);
}
END_TEST

START_TEST(no_xml)
{
    static const char *const pages[] = {
        "",
        "<html>",
        "<p>a<br></p>",
        "<p>&foo;</p>",
        "<p a=1/>",
        "<!DOCTYPE html [<!ENTITY a 'b'>]><html/>",
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct html_dom dom;
        ck_assert_int_eq(parse(&dom, pages[i], strlen(pages[i])), DC_E_XML);
        ck_assert_int_eq(dom.status, DC_OK);
        html_dom_fini(&dom);
    }
}
END_TEST

/* Levels of elements below the document. */
static uint32_t
depth_of(const struct html_dom *dom)
{
    uint32_t deepest = 0;
    uint32_t depth = 0;
    uint32_t at = HTML_ROOT;
    while (at) {
        uint32_t first = html_node(dom, at)->first;
        if (first) {
            at = first;
            depth++;
            deepest = depth > deepest ? depth : deepest;
            continue;
        }
        while (at && !html_node(dom, at)->next) {
            at = html_node(dom, at)->parent;
            depth--;
        }
        at = at ? html_node(dom, at)->next : 0;
    }
    return deepest;
}

/* What is too deep is put beside: no element, no word is lost. */
START_TEST(deep_elements_are_flattened)
{
    enum { LEVELS = 20000 };
    size_t room = (size_t)LEVELS * 12;
    char *page = malloc(room);
    size_t len = 0;
    for (int i = 0; i < LEVELS; i++, len += 6)
        memcpy(page + len, "<b>x y", 6);
    for (int i = 0; i < LEVELS; i++, len += 4)
        memcpy(page + len, "</b>", 4);
    struct html_dom dom;
    ck_assert_int_eq(parse(&dom, page, len), DC_OK);
    ck_assert_uint_eq(dom.flattened, LEVELS - HTML_DEPTH_MAX);
    ck_assert_uint_le(depth_of(&dom), HTML_DEPTH_MAX + 1);
    size_t words = 0;
    uint32_t elements = 0;
    for (uint32_t i = HTML_ROOT + 1; i < dom.node_count; i++) {
        elements += html_node(&dom, i)->type == HTML_TYPE_ELEMENT;
        if (html_node(&dom, i)->type == HTML_TYPE_TEXT)
            words += html_text_of(&dom, i).len;
    }
    ck_assert_uint_eq(elements, LEVELS);
    ck_assert_uint_eq(words, 3 * LEVELS);
    html_dom_fini(&dom);
    free(page);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("html xml");
    TCase *tcase = tcase_create("xhtml");
    tcase_add_loop_test(tcase, one_page, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tcase, no_xml);
    tcase_add_test(tcase, deep_elements_are_flattened);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
