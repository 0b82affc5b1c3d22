/* SPDX-License-Identifier: MIT */
/*
 * What a program learns of the environment.  A helper that reads a hostile
 * document gets a short list: where programs, home, temporary files and the
 * desktop's folders are, language and time zone.  The dynamic loader's,
 * interpreters' and docconv's own variables are not on it.
 */
#include "io/environment.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Names, and beginnings of names, which end with '_'. */
static const char *const short_list[] = {
    "PATH", "HOME", "LANG", "LC_", "TMPDIR", "TZ", "XDG_"};

static size_t
name_length(const char *variable)
{
    return strcspn(variable, "=");
}

static int
is_on_short_list(const char *variable)
{
    for (size_t i = 0; i < sizeof(short_list) / sizeof(*short_list); i++) {
        size_t len = strlen(short_list[i]);
        int is_prefix = short_list[i][len - 1] == '_';
        if (strncmp(variable, short_list[i], len) == 0 &&
            (is_prefix || variable[len] == '='))
            return 1;
    }
    return 0;
}

static int
is_replaced(const char *variable, const char *const *extra)
{
    size_t len = name_length(variable);
    for (; *extra; extra++)
        if (name_length(*extra) == len && memcmp(*extra, variable, len) == 0)
            return 1;
    return 0;
}

static size_t
count_variables(const char *const *variables)
{
    size_t count = 0;
    while (variables && variables[count])
        count++;
    return count;
}

char **
dci_environment_new(enum dci_environment which, const char *const *extra)
{
    const char *const *own = (const char *const *)environ;
    size_t most = count_variables(own) + count_variables(extra) + 1;
    char **all = calloc(most, sizeof(*all));
    size_t count = 0;
    if (!all)
        return NULL;
    for (; own && *own; own++)
        if ((which == DCI_ENVIRONMENT_WHOLE || is_on_short_list(*own)) &&
            !is_replaced(*own, extra))
            all[count++] = (char *)(uintptr_t)*own;
    for (; *extra; extra++)
        all[count++] = (char *)(uintptr_t)*extra;
    return all;
}
