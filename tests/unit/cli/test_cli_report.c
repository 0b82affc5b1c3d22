/* SPDX-License-Identifier: MIT */
/* Messages: their form, what is escaped, and what is shown when. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "cli_escape.h"

static struct cli_report report;

static void
set_up(void)
{
    capture_open(&report);
}

static void
tear_down(void)
{
    capture_close(&report);
}

static void
say(uint32_t severity, const char *file)
{
    cli_report_say(&report, severity, "rule", file, "text");
}

static const char *
escape_all(enum cli_escape_style style, const char *text, size_t len)
{
    static char out[1024];
    size_t at = 0;

    out[0] = '\0';
    for (size_t used; len > 0; text += used, len -= used) {
        used = cli_escape(style, text, len, out + at);
        ck_assert_uint_ge(used, 1);
        ck_assert_uint_le(used, len);
        at += strlen(out + at);
        ck_assert_uint_lt(at + CLI_ESCAPE_MAX, sizeof(out));
    }
    return out;
}

START_TEST(a_line_has_the_gnu_form)
{
    struct cli_place place = {"article.txt", 48, 1};

    cli_report_say_at(&report, DC_DIAG_WARNING, "rule-name", &place, "text");
    ck_assert_str_eq(capture_text(&report),
        "docconv: article.txt:48:1: warning: text [rule-name]\n");
    say(DC_DIAG_ERROR, NULL);
    ck_assert_str_eq(capture_text(&report), "docconv: error: text [rule]\n");
    say(DC_DIAG_ERROR, "a b");
    ck_assert_str_eq(
        capture_text(&report), "docconv: a b: error: text [rule]\n");
}
END_TEST

START_TEST(a_json_line_is_one_object)
{
    struct cli_place place = {"a\"b\n.txt", 48, 7};

    report.is_json = true;
    cli_report_say_at(&report, DC_DIAG_LOSS, "r", &place, "x");
    ck_assert_str_eq(capture_text(&report), "");
    report.wants_losses = true;
    cli_report_say_at(&report, DC_DIAG_LOSS, "r", &place, "\\ %c", 27);
    ck_assert_str_eq(capture_text(&report),
        "{\"severity\":\"loss\",\"rule\":\"r\",\"message\":\"\\\\ \\u001b\","
        "\"file\":\"a\\\"b\\u000a.txt\",\"line\":48,\"column\":7}\n");
    say(DC_DIAG_ERROR, NULL);
    ck_assert_str_eq(capture_text(&report),
        "{\"severity\":\"error\",\"rule\":\"rule\",\"message\":\"text\"}\n");
}
END_TEST

START_TEST(what_a_terminal_obeys_is_escaped)
{
    static const struct {
        const char *text;
        const char *plain;
        const char *json;
    } rows[] = {
        {"день ab\xE2\x80\x8D", "день ab\xE2\x80\x8D", "день ab\xE2\x80\x8D"},
        {"\x1B[31m\n\t", "\\x1b[31m\\x0a\\x09", "\\u001b[31m\\u000a\\u0009"},
        {"\x7F\xC2\x9B", "\\x7f\\u{9b}", "\\u007f\\u009b"},
        {"\xE2\x80\xAE\xE2\x81\xA6", "\\u{202e}\\u{2066}", "\\u202e\\u2066"},
        {"\xF3\xA0\x81\x81", "\\u{e0041}", "\\udb40\\udc41"},
        {"\xFF\xC3", "\\xff\\xc3", "\\ufffd\\ufffd"},
        {"\xC0\x80", "\\xc0\\x80", "\\ufffd\\ufffd"},
        {"\xE0\x80\x80", "\\xe0\\x80\\x80", "\\ufffd\\ufffd\\ufffd"},
        {"\xED\xA0\x80", "\\xed\\xa0\\x80", "\\ufffd\\ufffd\\ufffd"},
        {"\xF4\x90\x80\x80", "\\xf4\\x90\\x80\\x80",
            "\\ufffd\\ufffd\\ufffd\\ufffd"},
        {"\"\\", "\"\\", "\\\"\\\\"},
        {"😀", "😀", "😀"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        size_t len = strlen(rows[i].text);

        ck_assert_str_eq(
            escape_all(CLI_ESCAPE_PLAIN, rows[i].text, len), rows[i].plain);
        ck_assert_str_eq(
            escape_all(CLI_ESCAPE_JSON, rows[i].text, len), rows[i].json);
    }
    ck_assert_str_eq(escape_all(CLI_ESCAPE_PLAIN, "\0a", 2), "\\x00a");
    /* Cut inside a character: no byte behind the end is looked at. */
    ck_assert_str_eq(escape_all(CLI_ESCAPE_PLAIN, "\xD0\xB4", 1), "\\xd0");
}
END_TEST

START_TEST(a_long_message_is_cut_and_never_overflows)
{
    static char text[20000];
    const char *said;

    memset(text, '\x01', sizeof(text) - 1);
    cli_report_say(&report, DC_DIAG_ERROR, "rule", text, "%s", text);
    said = capture_text(&report);
    ck_assert_str_eq(said + strlen(said) - 8, " [rule]\n");
    ck_assert_uint_gt(strlen(said), 20000);
    ck_assert_ptr_eq(strchr(said, '\n'), said + strlen(said) - 1);
}
END_TEST

/* Shown (1) or not (0) for explain, note, loss, warning, error. */
static void
check_shown(const char *file, const char *wanted)
{
    for (uint32_t severity = 0; severity < CLI_SEVERITY_COUNT; severity++) {
        say(severity, file);
        ck_assert_int_eq(
            *capture_text(&report) != '\0', wanted[severity] == '1');
    }
}

START_TEST(quiet_and_verbose_choose_what_is_shown)
{
    check_shown("a.txt", "10011");
    check_shown(NULL, "11011");
    report.is_verbose = true;
    check_shown("a.txt", "11011");
    report.wants_losses = true;
    check_shown("a.txt", "11111");
    report.is_verbose = false;
    report.is_quiet = true;
    check_shown("a.txt", "10101");
    check_shown(NULL, "10101");
    report.is_silent = true;
    check_shown("a.txt", "00000");
    ck_assert_uint_eq(report.counts[DC_DIAG_WARNING], 7);
}
END_TEST

START_TEST(a_diagnostic_without_a_file_is_the_documents)
{
    report.document = "<stdin>";
    say(DC_DIAG_WARNING, NULL);
    ck_assert_str_eq(
        capture_text(&report), "docconv: <stdin>: warning: text [rule]\n");
}
END_TEST

START_TEST(what_is_about_the_output_names_the_output)
{
    struct cli_place place = {"article.txt", 48, 1};

    report.target = "book.epub";
    cli_report_say_at(
        &report, DC_DIAG_ERROR, "output-unwritable", &place, "text");
    ck_assert_str_eq(capture_text(&report),
        "docconv: book.epub: error: text [output-unwritable]\n");
    cli_report_say_at(&report, DC_DIAG_ERROR, "outputs", &place, "text");
    ck_assert_str_eq(capture_text(&report),
        "docconv: article.txt:48:1: error: text [outputs]\n");
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("cli_report");
    TCase *tests = tcase_create("all");
    SRunner *runner = srunner_create(suite);
    int failed;

    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_line_has_the_gnu_form);
    tcase_add_test(tests, a_json_line_is_one_object);
    tcase_add_test(tests, what_a_terminal_obeys_is_escaped);
    tcase_add_test(tests, a_long_message_is_cut_and_never_overflows);
    tcase_add_test(tests, quiet_and_verbose_choose_what_is_shown);
    tcase_add_test(tests, a_diagnostic_without_a_file_is_the_documents);
    tcase_add_test(tests, what_is_about_the_output_names_the_output);
    suite_add_tcase(suite, tests);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
