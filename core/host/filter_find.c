/* SPDX-License-Identifier: MIT */
/*
 * Which program a filter's name means, as pandoc finds it: a file of that
 * path, else one in the user's filters folder, else an executable on PATH.
 * A file that is not executable is run by what its extension names.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/filter.h"

/* pandoc's list, and lua, for which pandoc has --lua-filter. */
static const struct {
    const char *extension;
    const char *program;
} interpreters[] = {
    {".py", "python3"},
    {".hs", "runhaskell"},
    {".pl", "perl"},
    {".rb", "ruby"},
    {".php", "php"},
    {".js", "node"},
    {".r", "Rscript"},
    {".lua", "lua"},
};

static int
is_file(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static int
is_executable(const char *path)
{
    return is_file(path) && access(path, X_OK) == 0;
}

/* The path "DIR/NAME" of `dir_len` bytes of dir; NULL if it is too long. */
static char *
join(const char *dir, size_t dir_len, const char *name)
{
    char path[PATH_MAX];
    if (dir_len >= sizeof(path))
        return NULL;
    int len = snprintf(path, sizeof(path), "%.*s/%s", (int)dir_len, dir, name);
    return len > 0 && (size_t)len < sizeof(path) ? strdup(path) : NULL;
}

/* Like join, for a file that is there; else NULL. */
static char *
join_existing(const char *dir, const char *name)
{
    char *path = join(dir, strlen(dir), name);
    if (path && is_file(path))
        return path;
    free(path);
    return NULL;
}

/*
 * A relative path gets the folder in front, not its links resolved: a program
 * may look for its parts beside the link that it was started by.
 */
static char *
find_path(const char *name)
{
    char folder[PATH_MAX];
    if (!is_file(name))
        return NULL;
    if (*name == '/')
        return strdup(name);
    return getcwd(folder, sizeof(folder)) ? join_existing(folder, name) : NULL;
}

/* In docconv/filters of the user's data. */
static char *
find_in_data(const char *name)
{
    char folder[PATH_MAX];
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");
    int len = -1;
    if (data && *data == '/')
        len = snprintf(folder, sizeof(folder), "%s/docconv/filters", data);
    else if (home && *home == '/')
        len = snprintf(
            folder, sizeof(folder), "%s/.local/share/docconv/filters", home);
    if (len < 0 || (size_t)len >= sizeof(folder))
        return NULL;
    return join_existing(folder, name);
}

/* On PATH, whose relative entries would mean another program elsewhere. */
static char *
find_on_path(const char *name)
{
    const char *list = getenv("PATH");
    if (strchr(name, '/'))
        return NULL;
    while (list && *list) {
        size_t len = strcspn(list, ":");
        char *path = *list == '/' ? join(list, len, name) : NULL;
        if (path && is_executable(path))
            return path;
        free(path);
        list += len + (list[len] == ':');
    }
    return NULL;
}

/* What runs the file, by its extension; NULL if that says nothing. */
static const char *
lookup_interpreter(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');
    for (size_t i = 0; dot && i < sizeof(interpreters) / sizeof(*interpreters);
         i++)
        if (strcasecmp(dot, interpreters[i].extension) == 0)
            return interpreters[i].program;
    return NULL;
}

/* The environment of a set-uid program is somebody else's. */
static int
may_search(void)
{
    return getauxval(AT_SECURE) == 0;
}

enum dci_filter_fault
dci_filter_find(
    const char *name, struct dci_filter *filter, const char **interpreter)
{
    *filter = (struct dci_filter){.name = strdup(name)};
    if (!filter->name)
        return DCI_FILTER_NO_MEMORY;
    filter->label = dci_base_name(filter->name).ptr;
    char *file = find_path(name);
    if (!file && may_search())
        file = find_in_data(name);
    if (!file && may_search())
        file = find_on_path(name);
    if (!file)
        return DCI_FILTER_MISSING;
    if (is_executable(file)) {
        filter->program = file;
        return DCI_FILTER_FOUND;
    }
    filter->script = file;
    *interpreter = lookup_interpreter(file);
    if (!*interpreter)
        return DCI_FILTER_UNKNOWN;
    filter->program = may_search() ? find_on_path(*interpreter) : NULL;
    return filter->program ? DCI_FILTER_FOUND : DCI_FILTER_NO_INTERPRETER;
}

void
dci_filter_fini(struct dci_filter *filter)
{
    free(filter->name);
    free(filter->program);
    free(filter->script);
}
