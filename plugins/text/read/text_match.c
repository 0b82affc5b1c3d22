/* SPDX-License-Identifier: MIT */
/*
 * Patterns that the user gives: POSIX extended regular expressions, tried on
 * the head of a line only, so that no pattern meets a line of megabytes.
 */
#include "read/text_doc.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

/* Headings and separators are shorter. */
#define SUBJECT_MAX 512

struct text_matcher {
    regex_t compiled;
};

struct text_matcher *
text_matcher_new(const char *pattern)
{
    struct text_matcher *matcher = malloc(sizeof *matcher);
    if (!matcher) {
        return NULL;
    }
    if (regcomp(&matcher->compiled, pattern, REG_EXTENDED | REG_NOSUB) != 0) {
        free(matcher);
        return NULL;
    }
    return matcher;
}

void
text_matcher_free(struct text_matcher *matcher)
{
    if (matcher) {
        regfree(&matcher->compiled);
        free(matcher);
    }
}

bool
text_matcher_accepts(const struct text_matcher *matcher, struct text_slice line)
{
    char subject[SUBJECT_MAX];
    if (line.len >= SUBJECT_MAX || memchr(line.at, '\0', line.len)) {
        return false;
    }
    memcpy(subject, line.at, line.len);
    subject[line.len] = '\0';
    return regexec(&matcher->compiled, subject, 0, NULL, 0) == 0;
}
