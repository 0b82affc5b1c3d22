/* SPDX-License-Identifier: MIT */
/*
 * "did you mean": keeps the candidate nearest to a mistyped word.
 */
#ifndef DOCCONV_CLI_SUGGEST_H
#define DOCCONV_CLI_SUGGEST_H

#include <stddef.h>

struct cli_guess {
    const char *word; /* what was typed; not NUL-terminated */
    size_t word_len;
    const char *best; /* borrowed from the candidates; NULL: none is near */
    size_t best_cost;
};

void cli_guess_init(struct cli_guess *guess, const char *word, size_t len);

/* A candidate; of equally near ones the first stays. */
void cli_guess_offer(struct cli_guess *guess, const char *candidate);

/*
 * The edit distance of two words: insertions, deletions, replacements and
 * swaps of neighbours.  Words longer than CLI_GUESS_MAX are never near.
 */
#define CLI_GUESS_MAX 48
size_t cli_distance(const char *a, size_t a_len, const char *b, size_t b_len);

#endif
