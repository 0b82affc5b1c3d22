/* SPDX-License-Identifier: MIT */
/* Reading a tree: steps, siblings, fields, attributes, plain text. */
#include "doc_fixture.h"

/* para("a" emph("b" rule-like line-break) "c") rule */
static dc_job *
make_sample(struct fixture *f)
{
    dc_job *job = fixture_init(f, (struct dci_doc_config){0});
    build->open(job, DC_PARA, 10);
    put_text(job, "a");
    build->open(job, DC_EMPH, 11);
    put_text(job, "b");
    put_open(job, DC_LINE_BREAK);
    build->close(job, DC_LINE_BREAK);
    build->close(job, DC_EMPH);
    put_text(job, "c");
    build->close(job, DC_PARA);
    build->open(job, DC_RULE, DC_POS_NONE);
    build->close(job, DC_RULE);
    ck_assert_int_eq(dci_doc_finish(f->job.doc), DC_OK);
    return job;
}

static const struct {
    uint16_t op, kind;
    uint32_t node, depth;
    uint64_t pos;
} steps[] = {
    {DC_OPEN, DC_PARA, 1, 0, 10},
    {DC_LEAF, DC_TEXT, 2, 1, DC_POS_NONE},
    {DC_OPEN, DC_EMPH, 3, 1, 11},
    {DC_LEAF, DC_TEXT, 4, 2, DC_POS_NONE},
    {DC_LEAF, DC_LINE_BREAK, 5, 2, DC_POS_NONE},
    {DC_CLOSE, DC_EMPH, 3, 1, 11},
    {DC_LEAF, DC_TEXT, 6, 1, DC_POS_NONE},
    {DC_CLOSE, DC_PARA, 1, 0, 10},
    {DC_END, 0, 0, 0, 0},
    {DC_END, 0, 0, 0, 0},
};

START_TEST(a_walk_takes_every_step_once)
{
    struct fixture f;
    dc_job *job = make_sample(&f);
    dc_cursor cursor = {.struct_size = sizeof cursor};
    dc_view view = {.struct_size = sizeof view, .reserved = 9};
    walk->start(job, &cursor, 1);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        ck_assert_uint_eq(walk->next(job, &cursor, &view), steps[i].op);
        ck_assert_uint_eq(view.struct_size, sizeof view);
        ck_assert_uint_eq(view.op, steps[i].op);
        ck_assert_uint_eq(view.kind, steps[i].kind);
        ck_assert_uint_eq(view.node, steps[i].node);
        ck_assert_uint_eq(view.depth, steps[i].depth);
        ck_assert_uint_eq(view.pos, steps[i].pos);
        ck_assert_uint_eq(view.reserved, 0);
        ck_assert_uint_eq(
            view.text.len, view.op && view.kind == DC_TEXT ? 1 : 0);
    }
    fixture_fini(&f);
}
END_TEST

START_TEST(a_walk_covers_its_node_and_no_more)
{
    struct fixture f;
    make_sample(&f);
    fixture_dump(&f, 3);
    fixture_dump(&f, 6);
    fixture_dump(&f, 7);
    ck_assert_str_eq(f.dump.data, "emph(\"b\" line-break) \"c\" rule");
    dci_buf_clear(&f.dump);
    fixture_dump(&f, 0);
    fixture_dump(&f, 99);
    fixture_dump(&f, UINT32_MAX);
    ck_assert_uint_eq(f.dump.len, 0);
    fixture_fini(&f);
}
END_TEST

START_TEST(skip_goes_to_the_close)
{
    struct fixture f;
    dc_job *job = make_sample(&f);
    dc_cursor cursor = {.struct_size = sizeof cursor};
    dc_view view = {.struct_size = sizeof view};
    walk->start(job, &cursor, 1);
    do
        walk->next(job, &cursor, &view);
    while (view.kind != DC_EMPH);
    walk->skip(job, &cursor);
    ck_assert_uint_eq(walk->next(job, &cursor, &view), DC_CLOSE);
    ck_assert_uint_eq(view.kind, DC_EMPH);
    walk->next(job, &cursor, &view);
    expect_str(view.text, "c");
    fixture_fini(&f);
}
END_TEST

START_TEST(children_and_siblings_are_found)
{
    struct fixture f;
    dc_job *job = make_sample(&f);
    ck_assert_uint_eq(dci_doc_first_block(f.job.doc), 1);
    ck_assert_uint_eq(walk->first(job, 1), 2);
    ck_assert_uint_eq(walk->sibling(job, 2), 3);
    ck_assert_uint_eq(walk->first(job, 3), 4);
    ck_assert_uint_eq(walk->sibling(job, 4), 5);
    ck_assert_uint_eq(walk->sibling(job, 5), 0);
    ck_assert_uint_eq(walk->sibling(job, 3), 6);
    ck_assert_uint_eq(walk->sibling(job, 6), 0);
    ck_assert_uint_eq(walk->sibling(job, 1), 7);
    ck_assert_uint_eq(walk->sibling(job, 7), 0);
    ck_assert_uint_eq(walk->first(job, 2), 0);
    ck_assert_uint_eq(walk->first(job, 5), 0);
    ck_assert_uint_eq(walk->kind(job, 3), DC_EMPH);
    expect_str(walk->text(job, 4), "b");
    expect_str(walk->text(job, 3), "");
    for (uint32_t number = 8; number != 0; number *= 2) {
        ck_assert_uint_eq(walk->first(job, number), 0);
        ck_assert_uint_eq(walk->sibling(job, number), 0);
        ck_assert_uint_eq(walk->kind(job, number), 0);
        ck_assert_uint_eq(walk->pos(job, number), DC_POS_NONE);
        expect_str(walk->text(job, number), "");
    }
    fixture_fini(&f);
}
END_TEST

START_TEST(a_small_view_or_cursor_is_not_written_past)
{
    struct fixture f;
    dc_job *job = make_sample(&f);
    dc_cursor cursor = {.struct_size = sizeof cursor};
    dc_view view = {.struct_size = 8};
    walk->start(job, &cursor, 1);
    ck_assert_uint_eq(walk->next(job, &cursor, &view), DC_END);
    ck_assert_uint_eq(view.node, 0);
    cursor.struct_size = 4;
    view.struct_size = sizeof view;
    ck_assert_uint_eq(walk->next(job, &cursor, &view), DC_END);
    fixture_fini(&f);
}
END_TEST

START_TEST(fields_read_as_they_were_set)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    put_open(job, DC_LINK);
    build->set_str(job, DC_F_URL, "u", 1);
    build->attr(job, str("class"), str("c"));
    build->set_str(job, DC_F_TITLE, "t", 1);
    build->set_int(job, DC_F_LEVEL, INT64_MIN);
    build->set_real(job, DC_F_WIDTH, 0.25);
    build->set_str(job, DC_F_URL, "again", 5);
    build->set_int(job, DC_F_LEVEL, 7);
    build->close(job, DC_LINK);
    ck_assert_int_eq(dci_doc_finish(f.job.doc), DC_OK);
    uint32_t link = walk->first(job, 1);
    ck_assert_int_eq(walk->int_field(job, link, DC_F_LEVEL), 7);
    expect_str(walk->str_field(job, link, DC_F_URL), "again");
    expect_str(walk->str_field(job, link, DC_F_TITLE), "t");
    ck_assert_double_eq(walk->real_field(job, link, DC_F_WIDTH), 0.25);

    ck_assert_int_eq(walk->int_field(job, link, DC_F_START), 0);
    ck_assert_double_eq(walk->real_field(job, link, DC_F_LEVEL), 0);
    expect_str(walk->str_field(job, link, DC_F_LEVEL), "");
    ck_assert_int_eq(walk->int_field(job, link, 999), 0);
    ck_assert_int_eq(walk->int_field(job, 0, DC_F_LEVEL), 0);
    ck_assert_int_eq(walk->int_field(job, 1, DC_F_LEVEL), 0);
    fixture_fini(&f);
}
END_TEST

START_TEST(attributes_come_in_the_order_they_were_added)
{
    static const char *const pairs[] = {"id", "x", "class", "a", "class", "b",
        "lang", "", "data-long-key", "value"};
    struct fixture f;
    dc_str key, value;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    for (int node = 0; node < 2; node++) {
        put_open(job, DC_DIV);
        build->set_int(job, DC_F_LEVEL, 1);
        for (size_t i = 0; i < 5; i++)
            build->attr(job, str(pairs[2 * i]), str(pairs[2 * i + 1]));
        build->set_int(job, DC_F_START, 1);
        build->close(job, DC_DIV);
    }
    /* Forwards, backwards, and from one node to the other. */
    static const uint32_t order[] = {0, 1, 2, 3, 4, 2, 0, 4, 4, 3};
    for (uint32_t node = 1; node <= 2; node++)
        for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
            uint32_t at = order[i];
            ck_assert_int_eq(walk->attr_at(job, node, at, &key, &value), 1);
            expect_str(key, pairs[2 * at]);
            expect_str(value, pairs[2 * at + 1]);
            ck_assert_int_eq(walk->attr_at(job, node, 5, &key, &value), 0);
        }
    ck_assert_int_eq(walk->attr_at(job, 0, 0, &key, &value), 0);
    fixture_fini(&f);
}
END_TEST

START_TEST(positions_up_to_2_to_the_48_are_kept)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    static const uint64_t at[] = {0, UINT64_C(0x123456789A), DC_POS_NONE,
        (UINT64_C(1) << 48) - 2, UINT64_C(1) << 48};
    for (size_t i = 0; i < 5; i++) {
        build->open(job, DC_RULE, at[i]);
        build->close(job, DC_RULE);
        ck_assert_uint_eq(
            walk->pos(job, (uint32_t)i + 1), i < 4 ? at[i] : DC_POS_NONE);
    }
    fixture_fini(&f);
}
END_TEST

START_TEST(plain_text_joins_what_is_read)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    put_open(job, DC_DIV);
    put_open(job, DC_HEADING);
    put_text(job, "one");
    put_open(job, DC_LINE_BREAK);
    build->close(job, DC_LINE_BREAK);
    put_open(job, DC_NOTE);
    put_text(job, "not this");
    build->close(job, DC_NOTE);
    put_open(job, DC_EMPH);
    put_text(job, "two");
    build->close(job, DC_EMPH);
    put_open(job, DC_CITE);
    put_open(job, DC_CITATION);
    put_open(job, DC_CITE_PREFIX);
    put_text(job, "nor this");
    build->close(job, DC_CITE_PREFIX);
    build->close(job, DC_CITATION);
    put_text(job, "-three");
    build->close(job, DC_CITE);
    build->close(job, DC_HEADING);
    put_open(job, DC_PARA);
    put_text(job, "four");
    build->close(job, DC_PARA);
    build->close(job, DC_DIV);
    expect_str(walk->plain_text(job, 1), "one two-three four");
    expect_str(walk->plain_text(job, 2), "one two-three");
    expect_str(walk->plain_text(job, 3), "one");
    ck_assert_ptr_eq(walk->plain_text(job, 3).ptr, walk->text(job, 3).ptr);
    ck_assert_uint_eq(walk->kind(job, 5), DC_NOTE);
    expect_str(walk->plain_text(job, 5), "not this");
    expect_str(walk->plain_text(job, 0), "");
    fixture_fini(&f);
}
END_TEST

int
main(void)
{
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, a_walk_takes_every_step_once);
    tcase_add_test(tests, a_walk_covers_its_node_and_no_more);
    tcase_add_test(tests, skip_goes_to_the_close);
    tcase_add_test(tests, children_and_siblings_are_found);
    tcase_add_test(tests, a_small_view_or_cursor_is_not_written_past);
    tcase_add_test(tests, fields_read_as_they_were_set);
    tcase_add_test(tests, attributes_come_in_the_order_they_were_added);
    tcase_add_test(tests, positions_up_to_2_to_the_48_are_kept);
    tcase_add_test(tests, plain_text_joins_what_is_read);
    return run_case("doc/walk", tests);
}
