/* SPDX-License-Identifier: MIT */
/* Depth: deep trees are flattened, with one warning and all their words. */
#include "doc_fixture.h"

enum { SHALLOW = 4 };

/* Depth of the deepest node of the document. */
static uint32_t
deepest(struct fixture *f)
{
    dc_job *job = &f->job.api;
    uint32_t most = 0;
    uint32_t node = dci_doc_first_block(f->job.doc);
    for (; node; node = walk->sibling(job, node)) {
        dc_cursor cursor = {.struct_size = sizeof cursor};
        dc_view view = {.struct_size = sizeof view};
        walk->start(job, &cursor, node);
        while (walk->next(job, &cursor, &view) != DC_END)
            if (view.depth > most)
                most = view.depth;
    }
    return most;
}

START_TEST(a_tree_as_deep_as_the_limit_is_kept)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){.max_depth = 100});
    for (int i = 0; i < 100; i++)
        put_open(job, DC_DIV);
    for (int i = 0; i < 100; i++)
        ck_assert_int_eq(build->close(job, DC_DIV), DC_OK);
    ck_assert_int_eq(dci_doc_finish(f.job.doc), DC_OK);
    ck_assert_uint_eq(deepest(&f), 99);
    ck_assert_uint_eq(f.reports[DC_DIAG_WARNING], 0);
    fixture_fini(&f);
}
END_TEST

START_TEST(a_deeper_tree_is_flattened_with_one_warning)
{
    static const uint32_t kinds[] = {DC_DIV, DC_BLOCK_QUOTE};
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){.max_depth = 100});
    for (uint32_t i = 0; i < 100000; i++) {
        ck_assert_int_eq(build->open(job, kinds[i % 2], i), DC_OK);
        ck_assert_int_eq(build->attr(job, str("k"), str("v")), DC_OK);
    }
    put_text(job, "deep");
    for (uint32_t i = 100000; i-- > 0;)
        ck_assert_int_eq(build->close(job, kinds[i % 2]), DC_OK);
    put_open(job, DC_PARA);
    build->close(job, DC_PARA);
    ck_assert_int_eq(dci_doc_finish(f.job.doc), DC_OK);
    ck_assert_uint_le(deepest(&f), 101);
    ck_assert_uint_eq(f.reports[DC_DIAG_WARNING], 1);
    ck_assert_str_eq(f.rule, "depth-flattened");
    ck_assert_uint_eq(f.pos, 100);
    expect_str(walk->plain_text(job, 1), "deep");
    fixture_fini(&f);
}
END_TEST

START_TEST(flattened_blocks_keep_their_paragraphs)
{
    struct fixture f;
    dc_job *job =
        fixture_init(&f, (struct dci_doc_config){.max_depth = SHALLOW});
    for (int i = 0; i < SHALLOW; i++)
        put_open(job, DC_DIV);
    put_open(job, DC_BULLET_LIST);
    for (int i = 0; i < 2; i++) {
        put_open(job, DC_ITEM);
        put_open(job, DC_PARA);
        put_text(job, "a ");
        put_open(job, DC_EMPH);
        put_text(job, "b");
        build->close(job, DC_EMPH);
        build->close(job, DC_PARA);
        build->close(job, DC_ITEM);
    }
    build->close(job, DC_BULLET_LIST);
    put_text(job, "c ");
    put_open(job, DC_LINK);
    build->set_str(job, DC_F_URL, "x", 1);
    put_text(job, "d");
    build->close(job, DC_LINK);
    put_text(job, " e");
    for (int i = 0; i < SHALLOW; i++)
        build->close(job, DC_DIV);
    fixture_expect(&f, DC_OK,
        "div(div(div(div(para(\"a b\") para(\"a b\") plain(\"c d e\")))))");
    fixture_fini(&f);
}
END_TEST

START_TEST(flattened_blocks_among_inlines_keep_their_words_apart)
{
    struct fixture f;
    dc_job *job =
        fixture_init(&f, (struct dci_doc_config){.max_depth = SHALLOW});
    put_open(job, DC_PARA);
    for (int i = 1; i < SHALLOW; i++)
        put_open(job, DC_EMPH);
    put_text(job, "a");
    put_open(job, DC_NOTE);
    for (int i = 0; i < 2; i++) {
        put_open(job, DC_PARA);
        put_text(job, "b");
        build->close(job, DC_PARA);
    }
    build->close(job, DC_NOTE);
    put_text(job, "c");
    for (int i = 1; i < SHALLOW; i++)
        build->close(job, DC_EMPH);
    build->close(job, DC_PARA);
    ck_assert_int_eq(dci_doc_finish(f.job.doc), DC_OK);
    expect_str(walk->plain_text(job, 1), "a b b c");
    fixture_fini(&f);
}
END_TEST

START_TEST(a_table_at_the_limit_is_whole)
{
    struct fixture f;
    dc_job *job =
        fixture_init(&f, (struct dci_doc_config){.max_depth = SHALLOW});
    for (int i = 1; i < SHALLOW; i++)
        put_open(job, DC_DIV);
    put_open(job, DC_TABLE);
    put_open(job, DC_TABLE_BODY);
    put_open(job, DC_ROW);
    put_open(job, DC_CELL);
    put_open(job, DC_PLAIN);
    put_open(job, DC_CODE);
    put_text(job, "x");
    build->close(job, DC_CODE);
    build->close(job, DC_PLAIN);
    put_open(job, DC_DIV);
    put_text(job, "y");
    build->close(job, DC_DIV);
    build->close(job, DC_CELL);
    build->close(job, DC_ROW);
    build->close(job, DC_TABLE_BODY);
    build->close(job, DC_TABLE);
    for (int i = 1; i < SHALLOW; i++)
        build->close(job, DC_DIV);
    fixture_expect(&f, DC_OK,
        "div(div(div(table(table-body(row(cell(plain(code(\"x\")) "
        "plain(\"y\"))))))))");
    fixture_fini(&f);
}
END_TEST

START_TEST(deep_metadata_is_flattened_too)
{
    struct fixture f;
    dc_job *job =
        fixture_init(&f, (struct dci_doc_config){.max_depth = SHALLOW});
    build->meta_open(job, str("k"), DC_ORIGIN_DOCUMENT, 100);
    for (int i = 0; i < 1000; i++)
        ck_assert_int_eq(put_open(job, DC_META_LIST), DC_OK);
    for (int i = 0; i < 2; i++) {
        put_open(job, DC_META_STRING);
        put_text(job, "v");
        build->close(job, DC_META_STRING);
    }
    for (int i = 0; i < 1000; i++)
        ck_assert_int_eq(build->close(job, DC_META_LIST), DC_OK);
    ck_assert_int_eq(build->meta_close(job), DC_OK);
    fixture_dump(&f, walk->meta(job, str("k")));
    ck_assert_str_eq(
        f.dump.data, "list(list(list(string(\"v\") string(\"v\"))))");
    ck_assert_uint_eq(f.reports[DC_DIAG_WARNING], 1);
    fixture_fini(&f);
}
END_TEST

START_TEST(the_deepest_configuration_fits_a_cursor)
{
    struct fixture f;
    dc_job *job =
        fixture_init(&f, (struct dci_doc_config){.max_depth = UINT32_MAX});
    for (int i = 0; i < 2000; i++)
        put_open(job, DC_DIV);
    put_text(job, "x");
    ck_assert_int_eq(dci_doc_finish(f.job.doc), DC_OK);
    ck_assert_uint_ge(deepest(&f), 1024);
    fixture_fini(&f);
}
END_TEST

int
main(void)
{
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, a_tree_as_deep_as_the_limit_is_kept);
    tcase_add_test(tests, a_deeper_tree_is_flattened_with_one_warning);
    tcase_add_test(tests, flattened_blocks_keep_their_paragraphs);
    tcase_add_test(
        tests, flattened_blocks_among_inlines_keep_their_words_apart);
    tcase_add_test(tests, a_table_at_the_limit_is_whole);
    tcase_add_test(tests, deep_metadata_is_flattened_too);
    tcase_add_test(tests, the_deepest_configuration_fits_a_cursor);
    return run_case("doc/depth", tests);
}
