/* SPDX-License-Identifier: MIT */
/* Widths, places where lines may end, and marks of the plain text writer. */
#include "write/text_out.h"

#include <check.h>
#include <stdlib.h>

struct width_case {
    const char *text;
    size_t width;
};

static const struct width_case widths[] = {
    {"", 0},
    {"plain", 5},
    {"é", 1},
    {"e\xCC\x81", 1},
    {"日本", 4},
    {"ｱ", 1},
    {"한국", 4},
    {"\u1112\u1161\u11AB", 2},
    {"👨\u200D👩\u200D👧", 2},
    {"👍🏽", 2},
    {"❤", 1},
    {"❤\uFE0F", 2},
    {"🇩🇪", 2},
    {"a\u200Bb\u2060", 2},
    {"\u00A0", 1},
    {"\xFF", 1},
};

START_TEST(text_is_as_wide_as_a_terminal_shows_it)
{
    const struct width_case *test = &widths[_i];
    ck_assert_uint_eq(
        text_out_width(test->text, strlen(test->text)), test->width);
}
END_TEST

struct break_case {
    int32_t before;
    int32_t after;
    bool is_allowed;
};

static const struct break_case breaks[] = {
    {'a', 'b', false},
    {'-', 'b', false},
    {0x2014, 'b', false},
    {0x732B, 0x3067, true}, /* two letters */
    {0x732B, 'a', true},
    {'a', 0x732B, true},
    {0x732B, 0x3002, false}, /* a full stop begins no line */
    {0x732B, 0x300D, false}, /* nor does a closing bracket */
    {0x300C, 0x732B, false}, /* an opening one ends none */
    {0x3061, 0x3087, false}, /* small kana */
    {0x30FC, 0x3002, false},
    {0x30D5, 0x30FC, false}, /* the mark of a long vowel */
    {0x4EBA, 0x3005, false}, /* the mark of repetition */
    {0xA0, 0x732B, false},
    {0x2060, 0x732B, false},
    {0xD55C, 0xAD6D, false}, /* Hangul ends lines at spaces */
    {0x200B, 'a', true},
};

START_TEST(lines_end_where_readers_expect_it)
{
    const struct break_case *test = &breaks[_i];
    ck_assert_int_eq(
        text_out_may_break(test->before, test->after), test->is_allowed);
}
END_TEST

START_TEST(quotation_marks_follow_the_language)
{
    uint8_t swiss = text_out_quotes_of(dc_str_of("DE-ch"), 0);
    uint8_t german = text_out_quotes_of(dc_str_of("de-AT"), 0);
    ck_assert_str_eq(text_out_quote(swiss, true, false), "«");
    ck_assert_str_eq(text_out_quote(german, true, false), "„");
    ck_assert_str_eq(text_out_quote(german, false, true), "‘");
    ck_assert_uint_eq(text_out_quotes_of(dc_str_of("den"), 7), 0);
    ck_assert_uint_eq(text_out_quotes_of(dc_str_of(""), 7), 7);
}
END_TEST

START_TEST(a_list_has_room_for_its_widest_marker)
{
    char marker[TEXT_OUT_MARKER_MAX];
    ck_assert_uint_eq(
        text_out_marker(4, DC_STYLE_LOWER_ROMAN, DC_DELIM_TWO_PARENS, marker),
        4);
    ck_assert_str_eq(marker, "(iv)");
    ck_assert_uint_eq(
        text_out_marker_room(1, 9, DC_STYLE_LOWER_ROMAN, DC_DELIM_PERIOD),
        sizeof("viii."));
    ck_assert_uint_eq(
        text_out_marker_room(98, 3, DC_STYLE_DECIMAL, DC_DELIM_PERIOD),
        sizeof("100."));
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("text_width");
    TCase *tcase = tcase_create("writer");
    tcase_add_loop_test(tcase, text_is_as_wide_as_a_terminal_shows_it, 0,
        (int)(sizeof(widths) / sizeof(widths[0])));
    tcase_add_loop_test(tcase, lines_end_where_readers_expect_it, 0,
        (int)(sizeof(breaks) / sizeof(breaks[0])));
    tcase_add_test(tcase, quotation_marks_follow_the_language);
    tcase_add_test(tcase, a_list_has_room_for_its_widest_marker);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
