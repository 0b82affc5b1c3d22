/* SPDX-License-Identifier: MIT */
/* What is read, what is written, and where to: the table of the contract. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "cli_plan.h"
#include "fake_engine.h"

#define WORDS_MAX 16

static struct cli_report report;
static struct cli_args args;
static struct cli_plan plan;
static struct cli_facts facts;

static void
set_up(void)
{
    capture_open(&report);
}

static void
tear_down(void)
{
    cli_plan_fini(&plan);
    cli_args_fini(&args);
    capture_close(&report);
}

/* Makes the plan of "docconv" and these words, parted by one blank each. */
static int32_t
make_plan(const char *line)
{
    static char copy[1024];
    char *words[WORDS_MAX];
    char *rest = copy;
    int count = 0;
    int32_t status;

    snprintf(copy, sizeof(copy), "docconv %s", line);
    while (rest != NULL && count < WORDS_MAX - 1)
        words[count++] = strsep(&rest, " ");
    words[count] = NULL;
    cli_plan_fini(&plan);
    cli_args_fini(&args);
    status = cli_args_parse(&args, count, words, FAKE_ENGINE, &report);
    ck_assert_int_eq(status, DC_OK);
    status = cli_plan_writer(&plan, &args, FAKE_ENGINE, &report);
    if (status == DC_OK)
        status = cli_plan_reader(&plan, &args, &facts, FAKE_ENGINE, &report);
    if (status == DC_OK)
        status = cli_plan_place(&plan, &facts, &report);
    return status;
}

static void
give_content(const char *head)
{
    facts.head = head;
    facts.head_len = strlen(head);
}

START_TEST(the_result_goes_where_the_contract_says)
{
    static const struct {
        const char *line;
        const char *reader;
        const char *writer;
        const char *path; /* NULL: standard output */
        bool is_derived;
    } rows[] = {
        {"-i text -o epub article.txt", "text", "epub", "article.epub", true},
        {"-o book.epub a.html", "html", "epub", "book.epub", false},
        {"-f html -t text page.html", "html", "text", NULL, false},
        {"-i text -o text -O out.txt a.txt", "text", "text", "out.txt", false},
        {"-o epub -o ./book a.txt", "text", "epub", "./book", false},
        {"-o epub a/b/c.d.txt", "text", "epub", "c.d.epub", true},
        {"-o epub .hidden", "text", "epub", ".hidden.epub", true},
        {"-o epub plain", "text", "epub", "plain.epub", true},
        {"-o epub end.", "text", "epub", "end..epub", true},
        {"-o blob a.txt", "text", "blob", "a.blob", true},
        {"-o epub -O dir/ a.txt", "text", "epub", "dir/a.epub", true},
        {"-o html -O dir/ a.txt", "text", "html", "dir/a.html", true},
        {"-o epub -o dir/ sub/a.txt", "text", "epub", "dir/a.epub", true},
        {"-o epub", "text", "epub", NULL, false},
        {"-o epub -", "text", "epub", NULL, false},
        {"-o epub -O dir/", "text", "epub", "dir/stdin.epub", true},
        {"-o epub -O -", "text", "epub", NULL, false},
        {"-o text -o - a.txt", "text", "text", NULL, false},
        {"-o a.b/c.epub x", "text", "epub", "a.b/c.epub", false},
        {"-o text+x-y a.html", "html", "text+x-y", NULL, false},
        {"-o html:css=a/b.css a.txt", "text", "html:css=a/b.css", NULL, false},
        {"-o text-notes.epub a.txt", "text", "epub", "text-notes.epub", false},
        {"-i text -o html a.pdf", "text", "html", NULL, false},
        {"-i html+x -o text a", "html+x", "text", NULL, false},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        ck_assert_msg(make_plan(rows[i].line) == DC_OK, "%s: %s", rows[i].line,
            capture_text(&report));
        ck_assert_str_eq(plan.reader, rows[i].reader);
        ck_assert_str_eq(plan.writer, rows[i].writer);
        ck_assert_pstr_eq(plan.path, rows[i].path);
        ck_assert_int_eq(plan.is_derived, rows[i].is_derived);
    }
}
END_TEST

START_TEST(what_cannot_be_done_is_refused)
{
    static const struct {
        const char *line;
        int32_t status;
        const char *message;
    } rows[] = {
        {"-o epbu a.txt", DC_E_WRITER,
            "unknown output format 'epbu': did you mean 'epub'? "
            "For a file of that name: -O epbu"},
        {"-o xxxxxxxx a", DC_E_WRITER, "'xxxxxxxx': see --list-output-formats"},
        {"-o mobi a", DC_E_WRITER, "unknown output format 'mobi'"},
        {"-i txet -o epub a", DC_E_READER,
            "unknown input format 'txet': did you mean 'text'?"},
        {"-i a.txt -o epub", DC_E_READER, "a file to read is given without"},
        {"-i blob -o epub a", DC_E_READER, "unknown input format 'blob'"},
        {"-O out.nosuch a.txt", DC_E_WRITER,
            "'out.nosuch' tells no known output format"},
        {"-O out a.txt", DC_E_WRITER, "(known: blob, epub, html, pdf, text)"},
        {"-o text a.pdf", DC_E_READER,
            "docconv: a.pdf: error: pdf can be written but not read"},
        {"-O a.mobi a.txt", DC_E_WRITER, "tells no known output format"},
        {"a.txt", DC_E_USAGE, "no output format"},
        {"-o - a.txt", DC_E_USAGE, "no output format"},
        {"-O dir/ a.txt", DC_E_USAGE, "no output format"},
        {"-o epub -o text a", DC_E_USAGE, "two output formats"},
        {"-o a.epub -o b.epub a", DC_E_USAGE, "two output paths"},
        {"-o a.epub -O b.epub a", DC_E_USAGE, "two output paths"},
        {"-o epub --output= a", DC_E_USAGE, "the output path is empty"},
        {"-o epub a b", DC_E_USAGE, "one book: -O FILE; one each: --each"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *said;

        ck_assert_msg(
            make_plan(rows[i].line) == rows[i].status, "%s", rows[i].line);
        said = capture_text(&report);
        ck_assert_msg(strstr(said, rows[i].message) != NULL, "%s: %s",
            rows[i].line, said);
    }
}
END_TEST

START_TEST(a_container_is_not_written_to_a_terminal)
{
    facts.is_terminal = true;
    ck_assert_int_eq(make_plan("-o epub"), DC_E_USAGE);
    ck_assert_int_eq(make_plan("-o epub -O - a.txt"), DC_E_USAGE);
    ck_assert_int_eq(make_plan("-o html"), DC_OK);
    ck_assert_int_eq(make_plan("-o epub a.txt"), DC_OK);
    ck_assert_str_eq(plan.path, "a.epub");
}
END_TEST

START_TEST(content_comes_before_the_extension)
{
    give_content("EPUB and more");
    ck_assert_int_eq(make_plan("-o text a.html"), DC_OK);
    ck_assert_str_eq(plan.reader, "epub");
    ck_assert_str_eq(capture_text(&report),
        "docconv: a.html: warning: the content is epub, the name says html: "
        "read as epub (-i decides) [format-conflict]\n");
    ck_assert_int_eq(make_plan("-o text a.epub"), DC_OK);
    ck_assert_int_eq(make_plan("-o text a.unknown"), DC_OK);
    ck_assert_str_eq(plan.reader, "epub");
    ck_assert_int_eq(make_plan("-o text"), DC_OK);
    ck_assert_str_eq(plan.reader, "epub");
    ck_assert_int_eq(make_plan("-i html -o text a.txt"), DC_OK);
    ck_assert_str_eq(plan.reader, "html");
    ck_assert_str_eq(capture_text(&report), "");
}
END_TEST

START_TEST(without_magic_the_extension_decides_then_text)
{
    give_content("plain words");
    ck_assert_int_eq(make_plan("-o text a.htm"), DC_OK);
    ck_assert_str_eq(plan.reader, "html");
    ck_assert_int_eq(make_plan("-o html a.unknown"), DC_OK);
    ck_assert_str_eq(plan.reader, "text");
    ck_assert_int_eq(make_plan("-o html"), DC_OK);
    ck_assert_str_eq(plan.reader, "text");
    ck_assert_str_eq(capture_text(&report), "");
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("cli_plan");
    TCase *tests = tcase_create("all");
    SRunner *runner = srunner_create(suite);
    int failed;

    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, the_result_goes_where_the_contract_says);
    tcase_add_test(tests, what_cannot_be_done_is_refused);
    tcase_add_test(tests, a_container_is_not_written_to_a_terminal);
    tcase_add_test(tests, content_comes_before_the_extension);
    tcase_add_test(tests, without_magic_the_extension_decides_then_text);
    suite_add_tcase(suite, tests);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
