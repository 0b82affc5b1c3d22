/* SPDX-License-Identifier: MIT */
/*
 * The events of the XML service: a text a row.  Then what a document may not
 * do: expand entities, be too deep or too wide, fool the pre-scan.
 */
#include <stdlib.h>
#include <string.h>

#include "docconv/sdk/sdk.h"
#include "xml_print.h"

#include <check.h> /* has a macro of the name of one of the host's functions */

struct row {
    const char *text;
    const char *events; /* canonical, comments and places too */
};

static const struct row rows[] = {
    {"<a/>", "<a@0></a>"},
    {"<?xml version='1.0' encoding='UTF-16'?>\n<a x='1'/>",
        "<a@40 x=\"1\"></a>"},
    {"\xEF\xBB\xBF<a/>", "<a@3></a>"},
    {"<a><!--c--><b>x</b>y</a>", "<a@0><!--c--><b@11>x</b>y</a>"},
    {"<a xmlns='u' xmlns:p='v' p:x='1' y='2'><p:b/></a>",
        "<{u}a@0 p:x=\"1\" y=\"2\"><{v}p:b@39></p:b></a>"},
    {"<a><p:b q:x='1'/></a>", "<a@0><p:b@3 q:x=\"1\"></p:b></a>"},
    {"<a>&lt;&amp;&#65;&#x42;</a>", "<a@0>&lt;&amp;AB</a>"},
    {"<a>x&nbsp;y&nGt;</a>", "<a@0>x\xC2\xA0y\xE2\x89\xAB\xE2\x83\x92</a>"},
    {"<a b='&#38;nbsp;&nbsp;&amp;&lt;&nGt;&#60;'/>",
        "<a@0 b=\"&amp;nbsp;\xC2\xA0&amp;&lt;\xE2\x89\xAB\xE2\x83\x92&lt;\">"
        "</a>"},
    {"<a b='1&amp;' c='&amp;2' d='3'/>",
        "<a@0 b=\"1&amp;\" c=\"&amp;2\" d=\"3\"></a>"},
    {"<a>x\r\ny\rz</a>", "<a@0>x&#10;y&#10;z</a>"},
    {"<a><![CDATA[x\r\ny\r<z>&amp;]]></a>",
        "<a@0>x&#10;y&#10;&lt;z&gt;&amp;amp;</a>"},
    {"<a b=' x\r\n y\t'/>", "<a@0 b=\" x  y \"></a>"},
    {"<a b='>'><c d=\"'>'\"/></a>",
        "<a@0 b=\"&gt;\"><c@9 d=\"'&gt;'\"></c></a>"},
    {"<!DOCTYPE a PUBLIC '-//x' 'file:///etc/hostname'><a/>", "<a@49></a>"},
    {"<!DOCTYPE a [<!ELEMENT a (b)*> <!-- ]> ' -->]><a/>", "<a@46></a>"},
    {"<a>\xD0\x9F\xD1\x80\xD0\xB8 abc \xF0\x9F\x98\x80</a>",
        "<a@0>\xD0\x9F\xD1\x80\xD0\xB8 abc \xF0\x9F\x98\x80</a>"},
    {"<\xC3\xA9t\xC3\xA9 \xC3\xA0='\xC3\xBC'/>",
        "<\xC3\xA9t\xC3\xA9@0 \xC3\xA0=\"\xC3\xBC\"></\xC3\xA9t\xC3\xA9>"},
    {"<a>]]&gt;</a>\n<?pi x?>\n<!--z-->", "<a@0>]]&gt;</a><!--z-->"},
};

static dc_str
whole(const struct xml_print *print)
{
    dc_str out = dci_buf_str(&print->out);
    return out;
}

START_TEST(events_of_a_text)
{
    struct xml_print print = {.has_comments = true, .has_places = true};
    int32_t status = xml_print(&print, dc_str_of(rows[_i].text));
    ck_assert_msg(
        status == DC_OK, "%s: %s", rows[_i].text, print.fault.message);
    ck_assert_str_eq(whole(&print).ptr, rows[_i].events);
    dci_buf_fini(&print.out);
}
END_TEST

static const struct {
    const char *text;
    const char *rule;
    unsigned pos;
} faults[] = {
    {"", "xml-not-well-formed", 0},
    {"x", "xml-not-well-formed", 0},
    {"<a>", "xml-not-well-formed", 0},
    {"<abc>", "xml-not-well-formed", 5},
    {"<a><b></a>", "xml-not-well-formed", 10},
    {"<a/><b/>", "xml-not-well-formed", 4},
    {"<a b='1' b='2'/>", "xml-not-well-formed", 14},
    {"<a b=1/>", "xml-not-well-formed", 5},
    {"<a b='<'/>", "xml-not-well-formed", 6},
    {"<a>]]></a>", "xml-not-well-formed", 3},
    {"<a>\x01</a>", "xml-not-well-formed", 3},
    {"<a>\xFF</a>", "xml-not-well-formed", 3},
    {"<a>\xED\xA0\x80</a>", "xml-not-well-formed", 3},
    {"<a>&#xD800;</a>", "xml-not-well-formed", 11},
    {"<a>&foo;</a>", "xml-entity", 8},
    {"<a b='&foo;'/>", "xml-entity", 11},
    {"<!DOCTYPE a SYSTEM 'a.dtd'><a>&foo;</a>", "xml-entity", 35},
    {"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "xml-doctype", 27},
    {"<!DOCTYPE a [<!ENTITY x SYSTEM '/etc/hostname'>]><a>&x;</a>",
        "xml-doctype", 46},
    {"<!DOCTYPE a [<!ENTITY % x SYSTEM 'x'> %x;]><a/>", "xml-doctype", 36},
    {"<!DOCTYPE a [<!ATTLIST a b CDATA 'c'>]><a/>", "xml-doctype", 36},
    {"<!DOCTYPE a [<!ENTITY x SYSTEM 'y' NDATA z>]><a/>", "xml-doctype", 42},
};

START_TEST(fault_of_a_text)
{
    struct xml_print print = {.has_comments = false};
    int32_t status = xml_print(&print, dc_str_of(faults[_i].text));
    ck_assert_msg(status == DC_E_XML, "%s", faults[_i].text);
    ck_assert_str_eq(print.fault.rule, faults[_i].rule);
    ck_assert(print.fault.message[0] != 0);
    ck_assert_msg(print.fault.pos == faults[_i].pos, "%s at %u",
        faults[_i].text, (unsigned)print.fault.pos);
    dci_buf_fini(&print.out);
}
END_TEST

/* `count` times `unit` between two ends; the caller frees ->data. */
static struct dci_buf
repeated(const char *head, const char *unit, size_t count, const char *tail)
{
    struct dci_buf buf;
    dci_buf_init(&buf, 0);
    dci_buf_puts(&buf, head);
    for (size_t i = 0; i < count; i++)
        dci_buf_puts(&buf, unit);
    dci_buf_puts(&buf, tail);
    ck_assert_int_eq(buf.failed, 0);
    return buf;
}

static int32_t
status_of(const struct dci_buf *text, uint32_t depth_most)
{
    struct xml_print print = {.depth_most = depth_most};
    int32_t status = xml_print(&print, dci_buf_str(text));
    if (status == DC_E_LIMIT)
        ck_assert_str_eq(print.fault.rule, "xml-limit");
    dci_buf_fini(&print.out);
    return status;
}

static int32_t
status_of_repeated(
    const char *head, const char *unit, size_t count, const char *tail)
{
    struct dci_buf text = repeated(head, unit, count, tail);
    int32_t status = status_of(&text, 0);
    dci_buf_fini(&text);
    return status;
}

START_TEST(limits_at_and_one_over)
{
    struct dci_buf open = repeated("", "<a>", 512, "");
    struct dci_buf text = repeated(open.data, "</a>", 512, "");
    ck_assert_int_eq(status_of(&text, 0), DC_OK);
    ck_assert_int_eq(status_of(&text, 512), DC_OK);
    ck_assert_int_eq(status_of(&text, 511), DC_E_LIMIT);
    dci_buf_fini(&open);
    dci_buf_fini(&text);
    ck_assert_int_eq(
        status_of_repeated("<", "x", DC_XML_NAME - 1, "/>"), DC_OK);
    ck_assert_int_eq(
        status_of_repeated("<", "x", DC_XML_NAME, "/>"), DC_E_LIMIT);
    ck_assert_int_eq(
        status_of_repeated("<a ", "x", 60000, "='1'/>"), DC_E_LIMIT);
    ck_assert_int_eq(
        status_of_repeated("<a><!--", "x", DC_XML_TOKEN - 7, "--></a>"), DC_OK);
    ck_assert_int_eq(
        status_of_repeated("<a><!--", "x", DC_XML_TOKEN - 6, "--></a>"),
        DC_E_LIMIT);
    ck_assert_int_eq(
        status_of_repeated("<!DOCTYPE a [", "<!ELEMENT a ANY>", 2000, "]><a/>"),
        DC_E_LIMIT);
}
END_TEST

/* Attributes a0 to aN. */
static int32_t
status_of_attributes(unsigned count)
{
    struct dci_buf text = repeated("<a", "", 0, "");
    for (unsigned i = 0; i < count; i++) {
        dci_buf_puts(&text, " a");
        dci_buf_put_uint(&text, i);
        dci_buf_puts(&text, "='='");
    }
    dci_buf_puts(&text, "/>");
    int32_t status = status_of(&text, 0);
    dci_buf_fini(&text);
    return status;
}

START_TEST(attributes_at_and_over_the_limit)
{
    ck_assert_int_eq(status_of_attributes(1024), DC_OK);
    ck_assert_int_eq(status_of_attributes(1025), DC_E_LIMIT);
    ck_assert_int_eq(status_of_attributes(160000), DC_E_LIMIT);
}
END_TEST

/* Elements x0 to xN. */
static int32_t
status_of_names(unsigned count)
{
    struct dci_buf text = repeated("<a>", "", 0, "");
    for (unsigned i = 0; i < count; i++) {
        dci_buf_puts(&text, "<x");
        dci_buf_put_uint(&text, i);
        dci_buf_puts(&text, "/>");
    }
    dci_buf_puts(&text, "</a>");
    int32_t status = status_of(&text, 0);
    dci_buf_fini(&text);
    return status;
}

START_TEST(different_names_are_limited)
{
    ck_assert_int_eq(status_of_names(DC_XML_NAMES - 100), DC_OK);
    ck_assert_int_eq(status_of_names(DC_XML_NAMES * 2), DC_E_LIMIT);
}
END_TEST

/* A text, CDATA section or attribute of any length comes whole. */
START_TEST(long_pieces_come_whole)
{
    static const struct {
        const char *head, *unit, *tail;
        size_t count;
        bool is_copied;
    } longs[] = {
        {"<a>", "abcdefg ", "</a>", 1500000, false},
        {"<a>", "]", "</a>", 200000, false},
        {"<a>", "x]] >", "</a>", 100000, false},
        {"<a>", "\xD0\x9F", "</a>", 300000, false},
        {"<a>", "abc\r", "</a>", 100000, true},
        {"<a>", "&#65;", "</a>", 100000, true},
        {"<a><![CDATA[", "abc<&'\"", "]]></a>", 500000, false},
        {"<a>", "<b c='>\"'/>", "</a>", 100000, false},
        {"<a>", "<!-- ' -->", "</a>", 100000, false},
    };
    for (size_t i = 0; i < sizeof longs / sizeof *longs; i++) {
        struct dci_buf text = repeated(
            longs[i].head, longs[i].unit, longs[i].count, longs[i].tail);
        struct xml_print print = {.has_comments = true};
        int32_t status = xml_print(&print, dci_buf_str(&text));
        ck_assert_msg(
            status == DC_OK, "%s: %s", longs[i].unit, print.fault.message);
        ck_assert(print.out.len >= longs[i].count);
        ck_assert_msg(!strstr(print.out.data, "WRONG"), "%s", longs[i].unit);
        ck_assert_int_eq(print.copies != 0, longs[i].is_copied);
        dci_buf_fini(&print.out);
        dci_buf_fini(&text);
    }
}
END_TEST

START_TEST(an_event_ends_it)
{
    dc_str text = DC_STR("<a>x<b y='1'/><!--c-->z</a>");
    for (unsigned stop = 1; stop <= 7; stop++) {
        struct xml_print print = {.stop_at = stop};
        ck_assert_int_eq(xml_print(&print, text), DC_E_LOSS);
        ck_assert_uint_eq(print.events, stop);
        dci_buf_fini(&print.out);
    }
}
END_TEST

/* No prefix of a document is one, and none does harm. */
START_TEST(cut_at_every_byte)
{
    static const char text[] =
        "<?xml version='1.0'?><!DOCTYPE a PUBLIC '-//x' 'y' "
        "[<!ELEMENT a ANY>]><a b='1&amp;' c=\"\xC3\xA9\">x&lt;&nbsp;"
        "<!-- c --><![CDATA[ ]] ]]><p:b xmlns:p='u'/>\xF0\x9F\x98\x80</a>";
    for (size_t len = 0; len < sizeof text - 1; len++) {
        struct xml_print print = {.has_comments = true};
        char *cut = malloc(len + 1); /* so that reading on is seen */
        memcpy(cut, text, len);
        ck_assert_int_eq(xml_print(&print, dc_str_slice(cut, len)), DC_E_XML);
        ck_assert(print.fault.pos <= len);
        dci_buf_fini(&print.out);
        free(cut);
    }
}
END_TEST

/* Declarations of name spaces are looked through for each prefix. */
START_TEST(name_spaces_are_limited)
{
    struct dci_buf text = repeated("", "", 0, "");
    for (unsigned level = 0; level < 4; level++) {
        dci_buf_puts(&text, "<a");
        for (unsigned i = 0; i < 300; i++) {
            dci_buf_puts(&text, " xmlns:n");
            dci_buf_put_uint(&text, level * 300 + i);
            dci_buf_puts(&text, "='u'");
        }
        dci_buf_putc(&text, '>');
    }
    ck_assert_int_eq(status_of(&text, 0), DC_E_LIMIT);
    dci_buf_fini(&text);
}
END_TEST

START_TEST(a_name_space_is_short)
{
    ck_assert_int_eq(
        status_of_repeated("<a xmlns='", "u", DC_XML_SPACE, "'/>"), DC_OK);
    ck_assert_int_eq(
        status_of_repeated("<a xmlns='", "u", DC_XML_SPACE + 1, "'/>"),
        DC_E_LIMIT);
    ck_assert_int_eq(
        status_of_repeated("<a xmlns:p='", "u", DC_XML_TOKEN / 2, "'/>"),
        DC_E_LIMIT);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("xml events");
    TCase *tcase = tcase_create("events");
    tcase_add_loop_test(tcase, events_of_a_text, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(
        tcase, fault_of_a_text, 0, sizeof faults / sizeof *faults);
    tcase_add_test(tcase, limits_at_and_one_over);
    tcase_add_test(tcase, attributes_at_and_over_the_limit);
    tcase_add_test(tcase, different_names_are_limited);
    tcase_add_test(tcase, long_pieces_come_whole);
    tcase_add_test(tcase, an_event_ends_it);
    tcase_add_test(tcase, cut_at_every_byte);
    tcase_add_test(tcase, name_spaces_are_limited);
    tcase_add_test(tcase, a_name_space_is_short);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
