/* SPDX-License-Identifier: MIT */
/*
 * JSONTestSuite: files whose names begin with y_ are JSON, those with n_ are
 * not; of the others (i, and texts that parsers change) only that something
 * is decided.
 */
#include "json_fixture.h"

#include <dirent.h>
#include <stdio.h>

#define SKIP 77

static int seen;

static struct text
load(const char *name)
{
    char path[4096];
    snprintf(path, sizeof(path), "%s/%s", JSON_SUITE, name);
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s", path);
    fseek(file, 0, SEEK_END);
    size_t len = (size_t)ftell(file);
    rewind(file);
    char *ptr = malloc(len + 1);
    ck_assert_ptr_nonnull(ptr);
    ck_assert_uint_eq(fread(ptr, 1, len, file), len);
    fclose(file);
    struct text text = text_of(ptr, len);
    free(ptr);
    return text;
}

/* Steps through the outermost container and over all that is in it. */
static void
walk(struct text *text)
{
    struct json_value root = {0, 0};
    struct json_value cursor = json_inside(root);
    struct json_value value;
    dc_str key;
    if (json_first(&text->unit, root) == '[')
        while (json_next(&text->unit, &cursor, &value))
            continue;
    else if (json_first(&text->unit, root) == '{')
        while (json_next_member(&text->unit, &cursor, &key, &value))
            continue;
    size_t len = (size_t)(text->scan->at - text->unit.base);
    ck_assert_uint_eq(json_after(&text->unit, root).at, len);
}

static bool
is_named(const char *name, char verdict)
{
    return name[0] == verdict && name[1] == '_';
}

static void
check_file(const char *name)
{
    struct text text = load(name);
    bool is_good = is_json(&text);
    if (is_good)
        walk(&text);
    ck_assert_msg(!is_named(name, 'y') || is_good, "%s is refused: %s", name,
        text.scan->message);
    ck_assert_msg(!is_named(name, 'n') || !is_good, "%s is accepted", name);
    text_fini(&text);
    seen++;
}

START_TEST(the_suite_is_judged_right)
{
    DIR *folder = opendir(JSON_SUITE);
    const struct dirent *entry;
    ck_assert_ptr_nonnull(folder);
    while ((entry = readdir(folder)) != NULL)
        if (strstr(entry->d_name, ".json"))
            check_file(entry->d_name);
    closedir(folder);
    ck_assert_int_gt(seen, 100);
}
END_TEST

int
main(void)
{
    DIR *folder = opendir(JSON_SUITE);
    if (!folder) {
        puts("SKIPPED: no corpus at " JSON_SUITE);
        return SKIP;
    }
    closedir(folder);
    TCase *tests = tcase_create("suite");
    tcase_add_test(tests, the_suite_is_judged_right);
    return run_case(tests, "json suite");
}
