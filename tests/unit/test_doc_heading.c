/* SPDX-License-Identifier: MIT */
/* Shifted headings: their levels, and the one that becomes the title. */
#include "doc_fixture.h"

static uint32_t
put_heading(dc_job *job, int64_t level, const char *text)
{
    put_open(job, DC_HEADING);
    build->set_int(job, DC_F_LEVEL, level);
    put_text(job, text);
    return (uint32_t)build->close(job, DC_HEADING);
}

static void
expect_title(struct fixture *f, const char *tree)
{
    uint32_t title = walk->meta(&f->job.api, str("title"));
    dci_buf_clear(&f->dump);
    if (title)
        fixture_dump(f, title);
    dci_buf_put(&f->dump, "", 0);
    ck_assert_str_eq(f->dump.data, tree);
}

static void
put_title(dc_job *job, int32_t origin, const char *text)
{
    build->meta_open(job, str("title"), origin, 100);
    put_open(job, DC_META_STRING);
    put_text(job, text);
    build->close(job, DC_META_STRING);
    build->meta_close(job);
}

START_TEST(levels_are_shifted_and_stay_in_their_range)
{
    static const struct {
        int32_t shift;
        int64_t level, shifted;
    } cases[] = {{0, 3, 3}, {2, 3, 5}, {-2, 3, 1}, {1, INT64_MAX, INT64_MAX},
        {-1, INT64_MAX, INT64_MAX - 1}, {1, 0, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture f;
        dc_job *job = fixture_init(
            &f, (struct dci_doc_config){.heading_shift = cases[i].shift});
        put_heading(job, cases[i].level, "t");
        fixture_expect(&f, DC_OK, "heading(\"t\")");
        ck_assert_int_eq(walk->int_field(job, 1, DC_F_LEVEL), cases[i].shifted);
        fixture_fini(&f);
    }
}
END_TEST

START_TEST(a_heading_without_a_level_is_a_paragraph)
{
    static const int64_t levels[] = {2, 1, -5, INT64_MIN};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        struct fixture f;
        dc_job *job =
            fixture_init(&f, (struct dci_doc_config){.heading_shift = -3});
        put_heading(job, levels[i], "t");
        fixture_expect(&f, DC_OK, "para(\"t\")");
        ck_assert_int_eq(walk->has_field(job, 1, DC_F_LEVEL), 0);
        ck_assert_uint_eq(walk->meta(job, str("title")), 0);
        fixture_fini(&f);
    }
}
END_TEST

START_TEST(the_first_block_becomes_the_title_with_all_it_holds)
{
    for (int is_streamed = 0; is_streamed < 2; is_streamed++) {
        struct fixture f;
        dc_job *job = fixture_init(&f,
            (struct dci_doc_config){.heading_shift = -1,
                .on_block = is_streamed ? fixture_block : NULL});
        char text[] = "copied";
        put_open(job, DC_HEADING);
        build->attr(job, str("id"), str("t"));
        build->set_int(job, DC_F_LEVEL, 1);
        build->text(job, text, 6, 0);
        put_open(job, DC_LINK);
        build->set_str(job, DC_F_URL, text, 6);
        build->attr(job, str("class"), (dc_str){text, 6});
        put_open(job, DC_EMPH);
        put_text(job, "deep");
        build->close(job, DC_EMPH);
        build->close(job, DC_LINK);
        memset(text, '?', sizeof text);
        build->close(job, DC_HEADING);
        ck_assert_uint_eq(f.blocks, 0);
        put_heading(job, 2, "next");
        put_heading(job, 1, "later");
        if (is_streamed)
            ck_assert_str_eq(f.dump.data, "heading(\"next\") para(\"later\")");
        else
            fixture_expect(&f, DC_OK, "heading(\"next\") para(\"later\")");
        expect_title(&f, "inlines(\"copied\" link(emph(\"deep\")))");
        uint32_t first = walk->first(job, walk->meta(job, str("title")));
        uint32_t link = walk->sibling(job, first);
        expect_str(walk->str_field(job, link, DC_F_URL), "copied");
        dc_str key, value;
        ck_assert(walk->attr_at(job, link, 0, &key, &value));
        expect_str(key, "class");
        expect_str(value, "copied");
        ck_assert_uint_eq(walk->sibling(job, link), 0);
        ck_assert_uint_eq(f.reports[DC_DIAG_LOSS], 0);
        fixture_fini(&f);
    }
}
END_TEST

START_TEST(only_a_heading_that_comes_first_is_the_title)
{
    for (int other = 0; other < 4; other++) {
        struct fixture f;
        dc_job *job =
            fixture_init(&f, (struct dci_doc_config){.heading_shift = -1});
        const char *tree = "para(\"x\") para(\"t\")";
        if (other == 0) {
            put_open(job, DC_PARA);
            put_text(job, "x");
            build->close(job, DC_PARA);
        } else if (other == 1) {
            put_open(job, DC_DIV);
            tree = "div(para(\"t\"))";
        } else if (other == 2) {
            put_text(job, "x");
            tree = "plain(\"x\") para(\"t\")";
        } else {
            put_heading(job, 1, "");
            tree = "para() para(\"t\")";
        }
        put_heading(job, 1, "t");
        if (other == 1)
            build->close(job, DC_DIV);
        fixture_expect(&f, DC_OK, tree);
        ck_assert_uint_eq(walk->meta(job, str("title")), 0);
        fixture_fini(&f);
    }
}
END_TEST

START_TEST(a_title_that_the_document_states_gives_way)
{
    for (int32_t origin = DC_ORIGIN_GUESS; origin <= DC_ORIGIN_USER; origin++) {
        struct fixture f;
        bool wins = origin <= DC_ORIGIN_DOCUMENT;
        dc_job *job =
            fixture_init(&f, (struct dci_doc_config){.heading_shift = -1});
        put_title(job, origin, "stated");
        put_heading(job, 1, "t");
        fixture_expect(&f, DC_OK, wins ? "" : "para(\"t\")");
        expect_title(&f, wins ? "inlines(\"t\")" : "string(\"stated\")");
        ck_assert_uint_eq(
            f.reports[DC_DIAG_LOSS], origin == DC_ORIGIN_DOCUMENT);
        fixture_fini(&f);
    }
}
END_TEST

START_TEST(headings_of_metadata_keep_their_level)
{
    struct fixture f;
    dc_job *job =
        fixture_init(&f, (struct dci_doc_config){.heading_shift = -1});
    build->meta_open(job, str("k"), DC_ORIGIN_DOCUMENT, 100);
    put_open(job, DC_META_BLOCKS);
    put_heading(job, 1, "t");
    build->close(job, DC_META_BLOCKS);
    build->meta_close(job);
    uint32_t heading = walk->first(job, walk->meta(job, str("k")));
    ck_assert_uint_eq(walk->kind(job, heading), DC_HEADING);
    ck_assert_int_eq(walk->int_field(job, heading, DC_F_LEVEL), 1);
    fixture_expect(&f, DC_OK, "");
    fixture_fini(&f);
}
END_TEST

START_TEST(a_level_that_comes_late_is_a_fault_as_ever)
{
    struct fixture f;
    dc_job *job =
        fixture_init(&f, (struct dci_doc_config){.heading_shift = -1});
    put_open(job, DC_HEADING);
    put_text(job, "t");
    ck_assert_int_eq(build->set_int(job, DC_F_LEVEL, 1), DC_E_PLUGIN);
    fixture_fini(&f);
}
END_TEST

int
main(void)
{
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, levels_are_shifted_and_stay_in_their_range);
    tcase_add_test(tests, a_heading_without_a_level_is_a_paragraph);
    tcase_add_test(tests, the_first_block_becomes_the_title_with_all_it_holds);
    tcase_add_test(tests, only_a_heading_that_comes_first_is_the_title);
    tcase_add_test(tests, a_title_that_the_document_states_gives_way);
    tcase_add_test(tests, headings_of_metadata_keep_their_level);
    tcase_add_test(tests, a_level_that_comes_late_is_a_fault_as_ever);
    return run_case("doc/heading", tests);
}
