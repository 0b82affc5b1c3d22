/* SPDX-License-Identifier: MIT */
/* The builder: what it makes, what it repairs, what it refuses. */
#include "doc_fixture.h"

START_TEST(nodes_nest_as_they_were_opened)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    put_open(job, DC_BULLET_LIST);
    put_open(job, DC_ITEM);
    put_open(job, DC_PARA);
    put_text(job, "a ");
    put_open(job, DC_EMPH);
    put_text(job, "b");
    build->close(job, DC_EMPH);
    put_open(job, DC_NOTE);
    put_open(job, DC_PARA);
    put_text(job, "note");
    build->close(job, DC_PARA);
    build->close(job, DC_NOTE);
    build->close(job, DC_PARA);
    build->close(job, DC_ITEM);
    build->close(job, DC_BULLET_LIST);
    put_open(job, DC_RULE);
    build->close(job, DC_RULE);
    fixture_expect(&f, DC_OK,
        "bullet-list(item(para(\"a \" emph(\"b\") note(para(\"note\"))))) "
        "rule");
    ck_assert_int_eq(build->status(job), DC_OK);
    fixture_fini(&f);
}
END_TEST

START_TEST(an_empty_document_has_no_block)
{
    struct fixture f;
    fixture_init(&f, (struct dci_doc_config){0});
    fixture_expect(&f, DC_OK, "");
    fixture_fini(&f);
}
END_TEST

START_TEST(an_inline_among_blocks_opens_a_plain)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    put_text(job, " \n\t");
    put_open(job, DC_DIV);
    put_text(job, "\n ");
    put_text(job, "a");
    put_text(job, " ");
    put_open(job, DC_STRONG);
    put_text(job, "b");
    build->close(job, DC_STRONG);
    put_open(job, DC_PARA);
    put_text(job, "c");
    build->close(job, DC_PARA);
    put_open(job, DC_EMPH);
    build->close(job, DC_EMPH);
    put_open(job, DC_LINE_BREAK);
    build->close(job, DC_LINE_BREAK);
    build->close(job, DC_DIV);
    put_text(job, "end");
    fixture_expect(&f, DC_OK,
        "div(plain(\"a \" strong(\"b\")) para(\"c\") plain(emph() line-break))"
        " plain(\"end\")");
    for (unsigned i = 0; i <= DC_DIAG_ERROR; i++)
        ck_assert_uint_eq(f.reports[i], 0);
    fixture_fini(&f);
}
END_TEST

START_TEST(what_is_open_at_the_end_is_closed_and_told)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    put_open(job, DC_DIV);
    put_open(job, DC_PARA);
    put_text(job, "a");
    fixture_expect(&f, DC_OK, "div(para(\"a\"))");
    ck_assert_uint_eq(f.reports[DC_DIAG_WARNING], 1);
    ck_assert_str_eq(f.rule, "plugin-unclosed");
    fixture_fini(&f);
}
END_TEST

/* What a faulty reader may do, after it opened `in`, and how it is called. */
static const struct {
    uint32_t in;
    uint32_t open; /* DC_KIND_COUNT: text instead */
    const char *message;
} faults[] = {
    {DC_PARA, DC_PARA, "para in para"},
    {DC_HEADING, DC_BULLET_LIST, "bullet-list in heading"},
    {DC_DIV, DC_ITEM, "item in div"},
    {DC_BULLET_LIST, DC_PARA, "para in bullet-list"},
    {DC_TABLE, DC_CELL, "cell in table"},
    {DC_RULE, DC_EMPH, "emph in rule"},
    {DC_CODE_BLOCK, DC_EMPH, "emph in code-block"},
    {DC_DIV, DC_META_STRING, "string in div"},
    {DC_DIV, DC_DOCUMENT, "document in div"},
    {DC_PARA, DC_TEXT, "text opened like a container"},
    {DC_PARA, 1000, "kind 1000 does not exist"},
    {DC_BULLET_LIST, DC_KIND_COUNT, "text in bullet-list"},
    {DC_RULE, DC_KIND_COUNT, "text in rule"},
};

START_TEST(what_cannot_be_repaired_is_a_fault_of_the_plugin)
{
    struct fixture f;
    char message[128];
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    ck_assert_int_eq(put_open(job, faults[_i].in), DC_OK);
    int32_t status = faults[_i].open == DC_KIND_COUNT
        ? put_text(job, "text")
        : build->open(job, faults[_i].open, 17);
    ck_assert_int_eq(status, DC_E_PLUGIN);
    ck_assert_uint_eq(f.reports[DC_DIAG_ERROR], 1);
    ck_assert_str_eq(f.rule, "plugin-nesting");
    snprintf(message, sizeof message,
        "the reader broke the rules of the tree: %s", faults[_i].message);
    ck_assert_str_eq(f.message, message);
    ck_assert_uint_eq(
        f.pos, faults[_i].open == DC_KIND_COUNT ? DC_POS_NONE : 17);
    fixture_fini(&f);
}
END_TEST

START_TEST(the_wrong_node_cannot_be_closed)
{
    static const uint32_t closed[] = {DC_DIV, DC_EMPH, 1000};
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) {
        struct fixture f;
        dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
        put_open(job, DC_DIV);
        put_open(job, DC_PARA);
        ck_assert_int_eq(build->close(job, closed[i]), DC_E_PLUGIN);
        ck_assert_str_eq(f.rule, "plugin-nesting");
        fixture_fini(&f);
    }
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    ck_assert_int_eq(build->close(job, DC_DOCUMENT), DC_E_PLUGIN);
    fixture_fini(&f);
}
END_TEST

START_TEST(after_an_error_nothing_happens)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    put_open(job, DC_PARA);
    put_text(job, "kept");
    ck_assert_int_eq(dci_doc_fail(f.job.doc, DC_E_FORMAT), DC_E_FORMAT);
    ck_assert_int_eq(dci_doc_fail(f.job.doc, DC_E_IO), DC_E_FORMAT);
    ck_assert_int_eq(build->status(job), DC_E_FORMAT);
    ck_assert_int_eq(put_open(job, DC_PARA), DC_E_FORMAT);
    ck_assert_int_eq(put_text(job, "x"), DC_E_FORMAT);
    ck_assert_int_eq(build->set_int(job, DC_F_LEVEL, 1), DC_E_FORMAT);
    ck_assert_int_eq(build->set_real(job, DC_F_WIDTH, 1), DC_E_FORMAT);
    ck_assert_int_eq(build->set_str(job, DC_F_URL, "", 0), DC_E_FORMAT);
    ck_assert_int_eq(build->attr(job, str("a"), str("b")), DC_E_FORMAT);
    ck_assert_int_eq(build->meta_open(job, str("a"), 1, 0), DC_E_FORMAT);
    ck_assert_int_eq(build->meta_close(job), DC_E_FORMAT);
    ck_assert_int_eq(build->close(job, DC_RULE), DC_E_FORMAT);
    fixture_expect(&f, DC_E_FORMAT, "para(\"kept\")");
    ck_assert_uint_eq(f.reports[DC_DIAG_ERROR], 0);
    fixture_fini(&f);
}
END_TEST

START_TEST(fields_and_attributes_come_before_children)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    put_open(job, DC_HEADING);
    ck_assert_int_eq(build->set_int(job, DC_F_LEVEL, 2), DC_OK);
    put_text(job, "a");
    ck_assert_int_eq(build->set_int(job, DC_F_LEVEL, 3), DC_E_PLUGIN);
    ck_assert_str_eq(f.rule, "plugin-nesting");
    fixture_fini(&f);

    job = fixture_init(&f, (struct dci_doc_config){0});
    ck_assert_int_eq(build->attr(job, str("a"), str("b")), DC_E_PLUGIN);
    fixture_fini(&f);

    job = fixture_init(&f, (struct dci_doc_config){0});
    put_text(job, "plain");
    ck_assert_int_eq(build->attr(job, str("a"), str("b")), DC_E_PLUGIN);
    fixture_fini(&f);
}
END_TEST

START_TEST(a_field_has_one_type)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    put_open(job, DC_HEADING);
    ck_assert_int_eq(build->set_str(job, DC_F_LEVEL, "1", 1), DC_E_PLUGIN);
    fixture_fini(&f);

    job = fixture_init(&f, (struct dci_doc_config){0});
    put_open(job, DC_HEADING);
    ck_assert_int_eq(build->set_int(job, DC_F_COUNT, 1), DC_E_PLUGIN);
    fixture_fini(&f);
}
END_TEST

START_TEST(the_host_is_polled_and_may_end_the_job)
{
    struct fixture f;
    dc_job *job =
        fixture_init(&f, (struct dci_doc_config){.poll = fixture_poll});
    for (int i = 0; i < 5000; i++) {
        put_open(job, DC_PARA);
        build->close(job, DC_PARA);
    }
    ck_assert_uint_ge(f.polls, 5);
    ck_assert_uint_le(f.polls, 20);
    f.poll_status = DC_E_INTERRUPTED;
    int32_t status = DC_OK;
    for (int i = 0; i < 2000 && status == DC_OK; i++) {
        put_open(job, DC_PARA);
        status = build->close(job, DC_PARA);
    }
    ck_assert_int_eq(status, DC_E_INTERRUPTED);
    fixture_fini(&f);
}
END_TEST

int
main(void)
{
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, nodes_nest_as_they_were_opened);
    tcase_add_test(tests, an_empty_document_has_no_block);
    tcase_add_test(tests, an_inline_among_blocks_opens_a_plain);
    tcase_add_test(tests, what_is_open_at_the_end_is_closed_and_told);
    tcase_add_loop_test(tests, what_cannot_be_repaired_is_a_fault_of_the_plugin,
        0, (int)(sizeof faults / sizeof *faults));
    tcase_add_test(tests, the_wrong_node_cannot_be_closed);
    tcase_add_test(tests, after_an_error_nothing_happens);
    tcase_add_test(tests, fields_and_attributes_come_before_children);
    tcase_add_test(tests, a_field_has_one_type);
    tcase_add_test(tests, the_host_is_polled_and_may_end_the_job);
    return run_case("doc/build", tests);
}
