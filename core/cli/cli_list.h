/* SPDX-License-Identifier: MIT */
/*
 * A growing list of words, alone or in pairs.  Memory is the one thing the
 * command gives up on at once: it says so and ends with exit code 40, which
 * is safe because lists grow only before the first output is opened.
 */
#ifndef DOCCONV_CLI_LIST_H
#define DOCCONV_CLI_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct cli_entry {
    const char *name;
    const char *value;
    char *copy; /* owns what name and value point into; NULL if borrowed */
    bool is_text; /* metadata: "true" is a word, as in a title */
};

struct cli_list {
    struct cli_entry *items;
    size_t count;
    size_t room;
};

/* Appends a borrowed word. */
void cli_list_add(struct cli_list *list, const char *name);

/*
 * Appends copies of name[0 .. name_len) and of value, which may be NULL.  The
 * entry is the list's, until the next one is added.
 */
struct cli_entry *cli_list_add_pair(struct cli_list *list, const char *name,
    size_t name_len, const char *value, size_t value_len);

/* Takes away all entries from number `count` on. */
void cli_list_cut(struct cli_list *list, size_t count);

void cli_list_fini(struct cli_list *list);

/* Memory or, when there is none, a message and the end of the process. */
void *cli_alloc(size_t size);

#endif
