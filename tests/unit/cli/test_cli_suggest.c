/* SPDX-License-Identifier: MIT */
/* "did you mean": near enough to help, never far-fetched. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "cli_suggest.h"

static size_t
distance(const char *a, const char *b)
{
    return cli_distance(a, strlen(a), b, strlen(b));
}

START_TEST(the_distance_counts_edits)
{
    static const struct {
        const char *a;
        const char *b;
        size_t distance;
    } rows[] = {
        {"", "", 0},
        {"", "abc", 3},
        {"epub", "epub", 0},
        {"epbu", "epub", 1},
        {"epb", "epub", 1},
        {"epuub", "epub", 1},
        {"apub", "epub", 1},
        {"kitten", "sitting", 3},
        {"ca", "abc", 3},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        ck_assert_uint_eq(distance(rows[i].a, rows[i].b), rows[i].distance);
        ck_assert_uint_eq(distance(rows[i].b, rows[i].a), rows[i].distance);
    }
}
END_TEST

START_TEST(a_word_beyond_the_limit_is_never_near)
{
    char word[CLI_GUESS_MAX + 2];
    struct cli_guess guess;

    memset(word, 'a', sizeof(word) - 1);
    word[sizeof(word) - 1] = '\0';
    cli_guess_init(&guess, word, strlen(word));
    cli_guess_offer(&guess, word);
    ck_assert_ptr_null(guess.best);
}
END_TEST

static const char *
guess_of(const char *word)
{
    static const char *const names[] = {
        "metadata", "metadata-file", "from", "to", "title", "toc", "text"};
    struct cli_guess guess;

    cli_guess_init(&guess, word, strlen(word));
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        cli_guess_offer(&guess, names[i]);
    return guess.best;
}

START_TEST(the_nearest_candidate_is_kept)
{
    ck_assert_pstr_eq(guess_of("form"), "from");
    ck_assert_pstr_eq(guess_of("txet"), "text");
    ck_assert_pstr_eq(guess_of("metadata-f"), "metadata-file");
    ck_assert_pstr_eq(guess_of("titl"), "title");
    ck_assert_pstr_eq(guess_of("nonsense"), NULL);
    ck_assert_pstr_eq(guess_of(""), NULL);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("cli_suggest");
    TCase *tests = tcase_create("all");
    SRunner *runner = srunner_create(suite);
    int failed;

    tcase_add_test(tests, the_distance_counts_edits);
    tcase_add_test(tests, a_word_beyond_the_limit_is_never_near);
    tcase_add_test(tests, the_nearest_candidate_is_kept);
    suite_add_tcase(suite, tests);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
