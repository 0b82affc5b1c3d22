/* SPDX-License-Identifier: MIT */
/* The block window: each top-level block is handed over, then recycled. */
#include "doc_fixture.h"

START_TEST(each_top_level_block_is_handed_over_once)
{
    struct fixture f;
    dc_job *job =
        fixture_init(&f, (struct dci_doc_config){.on_block = fixture_block});
    put_text(job, "loose");
    put_open(job, DC_DIV);
    put_open(job, DC_PARA);
    put_text(job, "in");
    build->close(job, DC_PARA);
    ck_assert_uint_eq(f.blocks, 1);
    build->close(job, DC_DIV);
    ck_assert_uint_eq(f.blocks, 2);
    put_open(job, DC_RULE);
    build->close(job, DC_RULE);
    put_text(job, "last");
    ck_assert_uint_eq(f.blocks, 3);
    ck_assert_int_eq(dci_doc_finish(f.job.doc), DC_OK);
    ck_assert_uint_eq(f.blocks, 4);
    ck_assert_str_eq(
        f.dump.data, "plain(\"loose\") div(para(\"in\")) rule plain(\"last\")");
    ck_assert_uint_eq(dci_doc_first_block(f.job.doc), 0);
    fixture_fini(&f);
}
END_TEST

static int32_t
check_single_block(void *user, uint32_t node)
{
    struct fixture *f = user;
    f->blocks++;
    ck_assert_uint_eq(walk->sibling(&f->job.api, node), 0);
    ck_assert_uint_ne(walk->first(&f->job.api, node), 0);
    return DC_OK;
}

START_TEST(memory_does_not_grow_with_the_document)
{
    struct fixture f;
    dc_job *job = fixture_init(&f,
        (struct dci_doc_config){
            .on_block = check_single_block, .max_memory = 300000});
    for (int i = 0; i < 20000; i++) {
        char text[100];
        int len = snprintf(text, sizeof text, "paragraph %d", i);
        put_open(job, DC_PARA);
        build->attr(job, str("k"), (dc_str){text, (size_t)len});
        for (int run = 0; run < 10; run++)
            build->text(job, text, (size_t)len, DC_TEXT_BREAK);
        ck_assert_int_eq(build->close(job, DC_PARA), DC_OK);
    }
    ck_assert_int_eq(dci_doc_finish(f.job.doc), DC_OK);
    ck_assert_uint_eq(f.blocks, 20000);
    fixture_fini(&f);
}
END_TEST

START_TEST(a_hook_that_fails_ends_the_job)
{
    struct fixture f;
    dc_job *job =
        fixture_init(&f, (struct dci_doc_config){.on_block = fixture_block});
    f.block_status = DC_E_IO;
    put_open(job, DC_PARA);
    ck_assert_int_eq(build->close(job, DC_PARA), DC_E_IO);
    ck_assert_int_eq(put_open(job, DC_PARA), DC_E_IO);
    ck_assert_int_eq(dci_doc_finish(f.job.doc), DC_E_IO);
    ck_assert_uint_eq(f.blocks, 1);
    fixture_fini(&f);
}
END_TEST

START_TEST(a_block_that_fails_midway_is_not_handed_over)
{
    struct fixture f;
    dc_job *job =
        fixture_init(&f, (struct dci_doc_config){.on_block = fixture_block});
    put_open(job, DC_PARA);
    put_text(job, "half");
    dci_doc_fail(f.job.doc, DC_E_FORMAT);
    ck_assert_int_eq(dci_doc_finish(f.job.doc), DC_E_FORMAT);
    ck_assert_uint_eq(f.blocks, 0);
    fixture_fini(&f);
}
END_TEST

static dc_str kept[3];

static int32_t
keep_identifier(void *user, uint32_t node)
{
    struct fixture *f = user;
    dc_str again = walk->identifier(&f->job.api, node);
    kept[f->blocks] = walk->identifier(&f->job.api, node);
    ck_assert_ptr_eq(again.ptr, kept[f->blocks].ptr);
    f->blocks++;
    return DC_OK;
}

START_TEST(identifiers_metadata_and_media_outlive_their_block)
{
    static const uint8_t bytes[] = {1, 2, 3};
    struct fixture f;
    dc_job *job =
        fixture_init(&f, (struct dci_doc_config){.on_block = keep_identifier});
    for (int i = 0; i < 3; i++) {
        put_open(job, DC_HEADING);
        put_text(job, "Same");
        if (i == 1) {
            build->meta_open(job, str("title"), DC_ORIGIN_DOCUMENT, 100);
            put_open(job, DC_META_STRING);
            put_text(job, "T");
            build->close(job, DC_META_STRING);
            build->meta_close(job);
            dc_media media = {.struct_size = sizeof media,
                .name = str("a.png"),
                .data = bytes,
                .len = 3};
            ck_assert_int_eq(dci_doc_media_table.add(job, &media), DC_OK);
        }
        ck_assert_int_eq(build->close(job, DC_HEADING), DC_OK);
    }
    ck_assert_int_eq(dci_doc_finish(f.job.doc), DC_OK);
    expect_str(kept[0], "same");
    expect_str(kept[1], "same-2");
    expect_str(kept[2], "same-3");
    fixture_dump(&f, walk->meta(job, str("title")));
    ck_assert_str_eq(f.dump.data, "string(\"T\")");
    dc_media media = {.struct_size = sizeof media};
    ck_assert_int_eq(dci_doc_media_table.at(job, 0, &media), 1);
    expect_str(media.name, "a.png");
    fixture_fini(&f);
}
END_TEST

int
main(void)
{
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, each_top_level_block_is_handed_over_once);
    tcase_add_test(tests, memory_does_not_grow_with_the_document);
    tcase_add_test(tests, a_hook_that_fails_ends_the_job);
    tcase_add_test(tests, a_block_that_fails_midway_is_not_handed_over);
    tcase_add_test(tests, identifiers_metadata_and_media_outlive_their_block);
    return run_case("doc/window", tests);
}
