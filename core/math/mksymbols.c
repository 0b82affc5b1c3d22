/* SPDX-License-Identifier: MIT */
/*
 * Writes the symbols to standard output as C source: sorted by name, and the
 * order by code point as indexes into that.  Runs on the build machine only.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct row {
    const char *name;
    const char *kind;
    unsigned code;
    unsigned order; /* in math_symbols.def */
    unsigned index; /* by name */
};

static struct row rows[] = {
#define MATH_SYMBOL(name, code, kind) {name, #kind, code, 0, 0},
#include "math/math_symbols.def"
};

enum { ROW_COUNT = sizeof(rows) / sizeof(*rows) };

static int
compare_names(const void *a, const void *b)
{
    return strcmp(((const struct row *)a)->name, ((const struct row *)b)->name);
}

/* What is written as one character goes before what has a name. */
static int
compare_codes(const void *a, const void *b)
{
    const struct row *left = a, *right = b;
    int left_named = left->name[1] != 0;
    int right_named = right->name[1] != 0;
    if (left->code != right->code)
        return left->code < right->code ? -1 : 1;
    if (left_named != right_named)
        return left_named - right_named;
    return left->order < right->order ? -1 : left->order > right->order;
}

static void
print_name(const char *name)
{
    putchar('"');
    for (; *name; name++) {
        if (*name == '\\' || *name == '"')
            putchar('\\');
        putchar(*name);
    }
    putchar('"');
}

int
main(void)
{
    for (unsigned i = 0; i < ROW_COUNT; i++)
        rows[i].order = i;
    qsort(rows, ROW_COUNT, sizeof(*rows), compare_names);
    puts("static const struct math_symbol by_name[] = {");
    for (unsigned i = 0; i < ROW_COUNT; i++) {
        if (i > 0 && strcmp(rows[i - 1].name, rows[i].name) == 0) {
            fprintf(stderr, "mksymbols: %s stands twice\n", rows[i].name);
            return EXIT_FAILURE;
        }
        rows[i].index = i;
        fputs("    {", stdout);
        print_name(rows[i].name);
        printf(", 0x%04X, MATH_KIND_%s},\n", rows[i].code, rows[i].kind);
    }
    puts("};\n\nstatic const uint16_t by_code[] = {");
    qsort(rows, ROW_COUNT, sizeof(*rows), compare_codes);
    for (unsigned i = 0; i < ROW_COUNT; i++)
        printf("    %u,\n", rows[i].index);
    puts("};");
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
