/* SPDX-License-Identifier: MIT */
/* Words and numbers: the tables keep their order, the readers their rules. */
#include "text_fixture.h"

static void
check_table(const struct text_word_entry *table, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char folded[64];
        size_t len =
            text_fold_word(slice_of(table[i].word), folded, sizeof folded);
        ck_assert_uint_gt(len, 0);
        ck_assert_str_eq(folded, table[i].word);
        if (i > 0) {
            ck_assert_msg(strcmp(table[i - 1].word, table[i].word) < 0,
                "%s is out of order", table[i].word);
        }
    }
}

START_TEST(tables_are_folded_and_sorted)
{
    size_t count = 0;
    const struct text_word_entry *table = text_word_table(&count);
    ck_assert_uint_gt(count, 400);
    check_table(table, count);
    table = text_ordinal_table(&count);
    ck_assert_uint_gt(count, 300);
    check_table(table, count);
}
END_TEST

static const struct {
    const char *word;
    enum text_word_class class;
} words[] = {
    {"CHAPTER", TEXT_WORD_CHAPTER},
    {"Глава", TEXT_WORD_CHAPTER},
    {"ГЛАВА", TEXT_WORD_CHAPTER},
    {"Kapitel", TEXT_WORD_CHAPTER},
    {"CAPÍTULO", TEXT_WORD_CHAPTER},
    {"ΚΕΦΑΛΑΙΟ", TEXT_WORD_CHAPTER},
    {"hoofdstuk", TEXT_WORD_CHAPTER},
    {"fejezet", TEXT_WORD_CHAPTER},
    {"BÖLÜM", TEXT_WORD_CHAPTER},
    {"章", TEXT_WORD_CHAPTER},
    {"PART", TEXT_WORD_PART},
    {"Часть", TEXT_WORD_PART},
    {"Scaena", TEXT_WORD_SECTION},
    {"Vorwort", TEXT_WORD_NAMED},
    {"Оглавление", TEXT_WORD_CONTENTS},
    {"септября", TEXT_WORD_NONE},
    {"rabbit", TEXT_WORD_NONE},
};

START_TEST(words_have_their_class)
{
    const struct text_word_entry *entry =
        text_word_lookup(slice_of(words[_i].word));
    int class = entry ? entry->class : TEXT_WORD_NONE;
    ck_assert_int_eq(class, words[_i].class);
}
END_TEST

static const struct {
    const char *word;
    enum text_numeral style;
    uint32_t value;
} numbers[] = {
    {"7", TEXT_NUMERAL_ARABIC, 7},
    {"999", TEXT_NUMERAL_ARABIC, 999},
    {"1984", TEXT_NUMERAL_NONE, 0},
    {"IV", TEXT_NUMERAL_ROMAN, 4},
    {"xii", TEXT_NUMERAL_ROMAN, 12},
    {"XLVIII", TEXT_NUMERAL_ROMAN, 48},
    {"IIII", TEXT_NUMERAL_ROMAN, 4},
    {"VV", TEXT_NUMERAL_NONE, 0},
    {"IC", TEXT_NUMERAL_NONE, 0},
    {"Xi", TEXT_NUMERAL_NONE, 0},
    {"twelfth", TEXT_NUMERAL_WORD, 12},
    {"Zwölftes", TEXT_NUMERAL_WORD, 12},
    {"ПЕРВАЯ", TEXT_NUMERAL_WORD, 1},
    {"三", TEXT_NUMERAL_CJK, 3},
    {"二十五", TEXT_NUMERAL_CJK, 25},
    {"一百二十", TEXT_NUMERAL_CJK, 120},
    {"b", TEXT_NUMERAL_LETTER, 2},
    {"word", TEXT_NUMERAL_NONE, 0},
    {"", TEXT_NUMERAL_NONE, 0},
};

START_TEST(numbers_are_read)
{
    struct text_number number = text_number_of(slice_of(numbers[_i].word));
    ck_assert_int_eq(number.style, numbers[_i].style);
    ck_assert_uint_eq(number.value, numbers[_i].value);
}
END_TEST

START_TEST(folding_ends_case_and_marks)
{
    char folded[64];
    text_fold_word(slice_of("ÉЙÄß"), folded, sizeof folded);
    ck_assert_str_eq(folded, "eиas");
    ck_assert_uint_eq(text_fold(0x42F), 0x44F);
    ck_assert_uint_eq(text_fold(0x419), 0x438);
    ck_assert(text_same_letters(
        slice_of("The Rabbit-Hole!"), slice_of("THE RABBIT HOLE")));
    ck_assert(!text_same_letters(slice_of("..."), slice_of("---")));
}
END_TEST

START_TEST(a_word_that_does_not_fit_is_none)
{
    char folded[4];
    ck_assert_uint_eq(
        text_fold_word(slice_of("four"), folded, sizeof folded), 0);
    ck_assert_uint_eq(
        text_fold_word(slice_of("abc"), folded, sizeof folded), 3);
}
END_TEST

int
main(void)
{
    TCase *tests = tcase_create("words");
    tcase_add_test(tests, tables_are_folded_and_sorted);
    tcase_add_loop_test(
        tests, words_have_their_class, 0, sizeof words / sizeof *words);
    tcase_add_loop_test(
        tests, numbers_are_read, 0, sizeof numbers / sizeof *numbers);
    tcase_add_test(tests, folding_ends_case_and_marks);
    tcase_add_test(tests, a_word_that_does_not_fit_is_none);
    return run_case(tests, "text words");
}
