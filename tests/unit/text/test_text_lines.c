/* SPDX-License-Identifier: MIT */
/* The line table: what ends a line, and what the table says of it. */
#include "text_fixture.h"

static const struct {
    const char *text;
    uint32_t lines;
    unsigned gap; /* before the last line */
} endings[] = {
    {"", 0, 0},
    {"\n\n \t\n", 0, 0},
    {"a", 1, 0},
    {"a\nb", 2, 0},
    {"a\r\nb", 2, 0},
    {"a\rb", 2, 0},
    {"a\n\nb", 2, 1},
    {"a\r\n\r\nb", 2, 1},
    {"a\r\rb", 2, 1},
    {"a\vb", 2, 0},
    {"a\xC2\x85"
     "b",
        2, 0},
    {"a\xE2\x80\xA8"
     "b",
        2, 0},
    {"a\xE2\x80\xA9"
     "b",
        2, 1},
    {"a\n \n\xC2\xA0\nb", 2, 2},
    {"\xD0\xA5 \xD0\xA5", 1, 0},
};

START_TEST(every_line_end_ends_a_line)
{
    struct text_doc doc = scanned(endings[_i].text);
    ck_assert_uint_eq(doc.count, endings[_i].lines);
    if (doc.count > 0) {
        ck_assert_uint_eq(doc.lines[doc.count - 1].gap, endings[_i].gap);
    }
    text_fini(&doc);
}
END_TEST

START_TEST(a_form_feed_begins_a_page)
{
    struct text_doc doc = scanned("a\n\fb\fc\n");
    ck_assert_uint_eq(doc.count, 3);
    ck_assert(!(doc.lines[0].flags & TEXT_PAGE_BREAK));
    ck_assert(doc.lines[1].flags & TEXT_PAGE_BREAK);
    ck_assert(doc.lines[2].flags & TEXT_PAGE_BREAK);
    text_fini(&doc);
}
END_TEST

static const struct {
    const char *text;
    unsigned indent;
    unsigned width;
} shapes[] = {
    {"word", 0, 4},
    {"  word  ", 2, 4},
    {"\tword", 8, 4},
    {"   \tword", 8, 4},
    {"\xC2\xA0word", 1, 4},
    {"\xE3\x80\x80word", 2, 4},
    {"\xD0\xA5\xD0\xA5", 0, 2},
    {"\xE7\xAC\xAC\xE4\xB8\x89", 0, 4},
};

START_TEST(indent_and_width_are_columns)
{
    struct text_doc doc = scanned(shapes[_i].text);
    ck_assert_uint_eq(doc.count, 1);
    ck_assert_uint_eq(doc.lines[0].indent, shapes[_i].indent);
    ck_assert_uint_eq(doc.lines[0].width, shapes[_i].width);
    text_fini(&doc);
}
END_TEST

static const struct {
    const char *text;
    bool gutter;
} gutters[] = {
    {"a b c", false},
    {"a  b", false},
    {"a   b", true},
    {"ab   c", true},
    {"abc   d", true},
    {"a\tb", true},
};

START_TEST(gutters_are_seen)
{
    struct text_doc doc = scanned(gutters[_i].text);
    bool gutter = doc.lines[0].flags & TEXT_GUTTER;
    ck_assert_int_eq(gutter, gutters[_i].gutter);
    text_fini(&doc);
}
END_TEST

START_TEST(controls_are_counted)
{
    struct text_doc doc = {
        .data = (const uint8_t *)"a\0b\x07\x01 c", .size = 7};
    ck_assert_int_eq(text_scan(&doc), TEXT_OK);
    ck_assert_uint_eq(doc.nuls, 1);
    ck_assert_uint_eq(doc.controls, 2);
    text_fini(&doc);
}
END_TEST

int
main(void)
{
    TCase *tests = tcase_create("lines");
    tcase_add_loop_test(
        tests, every_line_end_ends_a_line, 0, sizeof endings / sizeof *endings);
    tcase_add_test(tests, a_form_feed_begins_a_page);
    tcase_add_loop_test(
        tests, indent_and_width_are_columns, 0, sizeof shapes / sizeof *shapes);
    tcase_add_loop_test(
        tests, gutters_are_seen, 0, sizeof gutters / sizeof *gutters);
    tcase_add_test(tests, controls_are_counted);
    return run_case(tests, "text lines");
}
