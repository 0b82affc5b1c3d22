/* SPDX-License-Identifier: MIT */
/* Identifiers: what they are made of, and that they are unique. */
#include "doc_fixture.h"

/* A heading with that text, and an "id" if not NULL; its identifier. */
static dc_str
name_heading(dc_job *job, const char *text, const char *id)
{
    uint32_t node = 1;
    dc_str name = {NULL, 0};
    struct dci_doc *doc = dci_doc_of(job);
    put_open(job, DC_HEADING);
    if (id)
        build->attr(job, str("id"), str(id));
    put_text(job, text);
    build->close(job, DC_HEADING);
    for (uint32_t next = dci_doc_first_block(doc); next;
         next = walk->kind(job, next) ? next + 2 : 0)
        if (walk->kind(job, next) == DC_HEADING)
            node = next;
    name = walk->identifier(job, node);
    ck_assert_ptr_eq(walk->identifier(job, node).ptr, name.ptr);
    return name;
}

static const struct {
    const char *text;
    const char *identifier;
} slugs[] = {
    {"The Rabbit Hole", "the-rabbit-hole"},
    {"  The  Rabbit-Hole!  ", "the-rabbit-hole"},
    {"What? \"No.\"", "what-no"},
    {"snake_case", "snake-case"},
    {"1. Introduction", "s-1-introduction"},
    {"2024", "s-2024"},
    {"***", "section"},
    {"Глава первая", "Глава-первая"},
    {"Über Äpfel", "Über-Äpfel"},
    {"日本語 テスト", "日本語-テスト"},
    {"don\u2019t \u2014 stop", "don-t-stop"},
    {"hy\u00ADphen", "hyphen"},
    {"हिन्दी में", "हिन्दी-में"},
    {"e\u0301t\u0301 \u0301a", "e\u0301t\u0301-a"},
    {"\u0301a", "a"},
    {"キャプテン・ハーロック", "キャプテン-ハーロック"},
    {"第一章　始まり。", "第一章-始まり"},
    {"smile \U0001F600 now", "smile-now"},
    {"ten chars ten chars ten chars ten chars ten chars ten chars ten",
        "ten-chars-ten-chars-ten-chars-ten-chars-ten-chars-ten-chars"},
    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaéé",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
};

START_TEST(an_identifier_is_made_of_the_text)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    expect_str(name_heading(job, slugs[_i].text, NULL), slugs[_i].identifier);
    fixture_fini(&f);
}
END_TEST

START_TEST(no_two_are_the_same)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    expect_str(name_heading(job, "A", "a-2"), "a-2");
    expect_str(name_heading(job, "A", NULL), "a");
    expect_str(name_heading(job, "a!", NULL), "a-3");
    expect_str(name_heading(job, "A 2", NULL), "a-2-2");
    expect_str(name_heading(job, "A", NULL), "a-4");
    expect_str(name_heading(job, "?", NULL), "section");
    expect_str(name_heading(job, "!", NULL), "section-2");
    fixture_fini(&f);
}
END_TEST

static const struct {
    const char *id;
    const char *identifier;
} ids[] = {
    {"Own.Id-1_x", "Own.Id-1_x"},
    {"_x", "_x"},
    {"глава", "глава"},
    {"", "text"},
    {"1st", "text"},
    {"-x", "text"},
    {"a b", "text"},
    {"a:b", "text"},
    {"a/b", "text"},
    {"a\u00D7", "text"},
};

START_TEST(an_own_id_is_used_if_it_is_a_name)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    expect_str(name_heading(job, "Text", ids[_i].id), ids[_i].identifier);
    fixture_fini(&f);
}
END_TEST

START_TEST(an_own_id_that_is_taken_is_replaced)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    expect_str(name_heading(job, "First", "x"), "x");
    expect_str(name_heading(job, "Second", "x"), "second");
    fixture_fini(&f);
}
END_TEST

START_TEST(what_is_no_node_has_no_identifier)
{
    struct fixture f;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    expect_str(walk->identifier(job, 0), "");
    expect_str(walk->identifier(job, 77), "");
    fixture_fini(&f);
}
END_TEST

static char last_name[32];

static int32_t
name_block(void *user, uint32_t node)
{
    struct fixture *f = user;
    dc_str name = walk->identifier(&f->job.api, node);
    snprintf(last_name, sizeof last_name, "%.*s", (int)name.len, name.ptr);
    return name.ptr ? DC_OK : DC_E_NOMEM;
}

/* Would take minutes if each had to try all numbers. */
START_TEST(a_hundred_thousand_equal_headings_are_no_problem)
{
    struct fixture f;
    dc_job *job =
        fixture_init(&f, (struct dci_doc_config){.on_block = name_block});
    for (int i = 0; i < 100000; i++) {
        put_open(job, DC_HEADING);
        put_text(job, "Chapter");
        if (build->close(job, DC_HEADING) != DC_OK)
            ck_abort_msg("heading %d", i);
    }
    ck_assert_str_eq(last_name, "chapter-100000");
    fixture_fini(&f);
}
END_TEST

int
main(void)
{
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, an_identifier_is_made_of_the_text, 0,
        (int)(sizeof slugs / sizeof *slugs));
    tcase_add_test(tests, no_two_are_the_same);
    tcase_add_loop_test(tests, an_own_id_is_used_if_it_is_a_name, 0,
        (int)(sizeof ids / sizeof *ids));
    tcase_add_test(tests, an_own_id_that_is_taken_is_replaced);
    tcase_add_test(tests, what_is_no_node_has_no_identifier);
    tcase_add_test(tests, a_hundred_thousand_equal_headings_are_no_problem);
    return run_case("doc/identifier", tests);
}
