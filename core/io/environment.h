/* SPDX-License-Identifier: MIT */
/* The environment of a program that docconv runs.  Private to the core. */
#ifndef DCI_ENVIRONMENT_H
#define DCI_ENVIRONMENT_H

enum dci_environment {
    DCI_ENVIRONMENT_SHORT, /* the list in environment.c: for helpers */
    DCI_ENVIRONMENT_WHOLE /* what this process has: for the user's own */
};

/*
 * An environment for execve, to be freed with free; NULL when memory ran
 * out.  `extra` are strings NAME=VALUE, NULL at the end, which replace
 * variables of the same name.  The strings are borrowed, those of this
 * process's environment too.
 */
char **dci_environment_new(
    enum dci_environment which, const char *const *extra);

#endif
