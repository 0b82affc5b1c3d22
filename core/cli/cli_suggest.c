/* SPDX-License-Identifier: MIT */
/*
 * Suggestions by edit distance: optimal string alignment, three rows of the
 * usual matrix.  A word that merely begins a candidate counts as one edit
 * away, so that an abbreviated option names its whole self.
 */
#include "cli_suggest.h"

#include <stdint.h>
#include <string.h>

void
cli_guess_init(struct cli_guess *guess, const char *word, size_t len)
{
    guess->word = word;
    guess->word_len = len;
    guess->best = NULL;
    /* Up to a third of the word may be wrong, but always one letter. */
    guess->best_cost = 2 + len / 4;
}

static size_t
smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t
cli_distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t rows[3][CLI_GUESS_MAX + 1];
    size_t *before = rows[0];
    size_t *last = rows[1];
    size_t *row = rows[2];

    if (a_len > CLI_GUESS_MAX || b_len > CLI_GUESS_MAX)
        return SIZE_MAX;
    for (size_t j = 0; j <= b_len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        size_t *free_row = before;

        before = last;
        last = row;
        row = free_row;
        row[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            size_t cost = last[j - 1] + (a[i - 1] != b[j - 1]);

            cost = smaller(cost, smaller(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost = smaller(cost, before[j - 2] + 1);
            row[j] = cost;
        }
    }
    return row[b_len];
}

void
cli_guess_offer(struct cli_guess *guess, const char *candidate)
{
    size_t len = strlen(candidate);
    size_t cost = cli_distance(guess->word, guess->word_len, candidate, len);

    if (guess->word_len >= 3 && len > guess->word_len &&
        memcmp(guess->word, candidate, guess->word_len) == 0)
        cost = 1;
    if (cost < guess->best_cost) {
        guess->best = candidate;
        guess->best_cost = cost;
    }
}
