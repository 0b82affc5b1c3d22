/* SPDX-License-Identifier: MIT */
/* The passes together: which role a line of a small text gets. */
#include "text_fixture.h"

#define PROSE                                                                  \
    "The harbour was empty when the boat came in, and nobody on the quay\n"    \
    "looked up from the nets. The wind had fallen, and the water lay flat.\n"

static const struct {
    const char *text;
    uint32_t line;
    enum text_role role;
} roles[] = {
    {PROSE "\n* * *\n\n" PROSE, 2, TEXT_SCENE_BREAK},
    {PROSE "\nx x x\n\n" PROSE, 2, TEXT_SCENE_BREAK},
    {PROSE "\nΧ Χ Χ\n\n" PROSE, 2, TEXT_SCENE_BREAK},
    {PROSE "\n-o0o-\n\n" PROSE, 2, TEXT_SCENE_BREAK},
    {PROSE "\nXXX\n\n" PROSE, 2, TEXT_PARAGRAPH},
    {PROSE "\n1984\n\n" PROSE, 2, TEXT_PARAGRAPH},
    {PROSE "\n?\n\n" PROSE, 2, TEXT_PARAGRAPH},
    {PROSE "\nab ab ab\n\n" PROSE, 2, TEXT_PARAGRAPH},
    {PROSE "\n\n\n\nTHE STORM\n\n" PROSE, 2, TEXT_HEADING},
    {PROSE "\n\n\n\nthe storm\n\n" PROSE, 2, TEXT_PARAGRAPH},
    {PROSE "\n\n\n\nTHE STORM,\n\n" PROSE, 2, TEXT_PARAGRAPH},
    {PROSE "\nChapter 2\n\n" PROSE, 2, TEXT_HEADING},
    {PROSE "\n- Who is there?\n- Me.\n\n" PROSE, 2, TEXT_PARAGRAPH},
    {PROSE "\n- bread\n- rope\n\n" PROSE, 2, TEXT_LIST},
    {PROSE "\n1984. It was.\n1985. It is.\n\n" PROSE, 2, TEXT_VERSE},
    {PROSE "\n{\n  x = 1;\n}\n\n" PROSE, 2, TEXT_CODE},
};

START_TEST(a_line_gets_its_role)
{
    struct text_doc doc = analysed(roles[_i].text);
    ck_assert_uint_gt(doc.count, roles[_i].line);
    ck_assert_int_eq(doc.lines[roles[_i].line].role, roles[_i].role);
    text_fini(&doc);
}
END_TEST

START_TEST(levels_follow_the_names)
{
    struct text_doc doc =
        analysed("PART I\n\n\nCHAPTER I\n\n" PROSE "\n\nCHAPTER II\n\n" PROSE
                 "\n\nPART II\n\n\nCHAPTER I\n\n" PROSE);
    static const uint8_t levels[] = {1, 2, 0, 0, 2, 0, 0, 1, 2};
    for (uint32_t i = 0; i < sizeof levels; i++) {
        bool heading = doc.lines[i].role == TEXT_HEADING;
        ck_assert_int_eq(heading, levels[i] != 0);
        if (heading) {
            ck_assert_uint_eq(doc.lines[i].level, levels[i]);
        }
    }
    text_fini(&doc);
}
END_TEST

START_TEST(notes_need_one_reference)
{
    struct text_doc doc = analysed("One[1], two[2], two[2].\n\n[1] A note.\n\n"
                                   "[2] A source.\n");
    ck_assert_uint_eq(doc.note_count, 1);
    ck_assert_uint_eq(doc.notes[0].from, 3);
    ck_assert_int_eq(doc.lines[1].role, TEXT_NOTE);
    ck_assert_int_eq(doc.lines[2].role, TEXT_PARAGRAPH);
    text_fini(&doc);
}
END_TEST

START_TEST(conventions_need_consistent_use)
{
    struct text_doc doc = analysed("An _apple_ and a _pear_, 2*3 and a*b.\n");
    ck_assert_uint_eq(doc.conventions, TEXT_UNDERSCORE_IS_EMPHASIS);
    text_fini(&doc);
    doc = analysed("Set max_size, min_size and _init_ now.\n");
    ck_assert_uint_eq(doc.conventions, 0);
    text_fini(&doc);
}
END_TEST

START_TEST(a_pattern_is_tried_on_short_lines_only)
{
    char wide[1024];
    struct text_matcher *matcher = text_matcher_new("^Tale [0-9]+$");
    ck_assert_ptr_nonnull(matcher);
    ck_assert(text_matcher_accepts(matcher, slice_of("Tale 12")));
    ck_assert(!text_matcher_accepts(matcher, slice_of("A Tale 12")));
    memset(wide, '1', sizeof wide);
    struct text_slice text = {(const uint8_t *)wide, sizeof wide};
    ck_assert(!text_matcher_accepts(matcher, text));
    text_matcher_free(matcher);
    ck_assert_ptr_null(text_matcher_new("(unclosed"));
    text_matcher_free(NULL);
}
END_TEST

int
main(void)
{
    TCase *tests = tcase_create("roles");
    tcase_add_loop_test(
        tests, a_line_gets_its_role, 0, sizeof roles / sizeof *roles);
    tcase_add_test(tests, levels_follow_the_names);
    tcase_add_test(tests, notes_need_one_reference);
    tcase_add_test(tests, conventions_need_consistent_use);
    tcase_add_test(tests, a_pattern_is_tried_on_short_lines_only);
    return run_case(tests, "text roles");
}
