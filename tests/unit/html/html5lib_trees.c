/* SPDX-License-Identifier: MIT */
/*
 * Runs html5lib's tree construction tests.
 *
 *     html5lib_trees FILE.dat...     at least MINIMUM percent must pass
 *
 * Prints each failed case with both trees if HTML5LIB_VERBOSE is set.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parse/html_build.h"
#include "html_print.h"

enum { MINIMUM = 99, SKIPPED = 77 };

/* A part of a case: from behind its "#name" line to the next. */
struct part {
    const char *ptr;
    size_t len;
    bool is_there;
};

static char *
read_file(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    char *data = NULL;
    size_t room = 0;
    size_t got = 0;
    *len = 0;
    do {
        room = room ? room * 2 : 65536;
        data = realloc(data, room + 1);
        if (!data)
            abort();
        got = fread(data + *len, 1, room - *len, file);
        *len += got;
    } while (got);
    fclose(file);
    data[*len] = '\0';
    return data;
}

/* The part of the case [from, to) that begins with the line `head`. */
static struct part
find_part(const char *from, const char *to, const char *head)
{
    static const char *const heads[] = {"#errors\n", "#new-errors\n",
        "#document-fragment\n", "#document\n", "#script-on\n", "#script-off\n"};
    struct part part = {NULL, 0, false};
    for (const char *at = from; at < to;) {
        const char *line_end = memchr(at, '\n', (size_t)(to - at));
        const char *next = line_end ? line_end + 1 : to;
        bool is_head = false;
        for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
            is_head |= strncmp(at, heads[i], strlen(heads[i])) == 0;
        if (part.is_there && is_head)
            break;
        if (part.is_there)
            part.len = (size_t)(next - part.ptr);
        if (!part.is_there && strncmp(at, head, strlen(head)) == 0) {
            part.is_there = true;
            part.ptr = next;
        }
        at = next;
    }
    return part;
}

/* "svg path": the name space and name of a fragment's context. */
static struct html_context
context_of(struct html_dom *dom, struct part part)
{
    struct html_context context = {0, HTML_SPACE_HTML};
    const char *name = part.ptr;
    const char *end = memchr(name, '\n', part.len);
    if (strncmp(name, "svg ", 4) == 0) {
        context.space = HTML_SPACE_SVG;
        name += 4;
    } else if (strncmp(name, "math ", 5) == 0) {
        context.space = HTML_SPACE_MATHML;
        name += 5;
    }
    context.name = html_dom_name(dom, name, (size_t)(end - name), false);
    return context;
}

static bool
run_case(const char *from, const char *to, bool has_scripting)
{
    struct part data = find_part(from, to, "#data\n");
    struct part fragment = find_part(from, to, "#document-fragment\n");
    struct part wanted = find_part(from, to, "#document\n");
    struct html_dom dom;
    struct html_print print = {NULL, 0, 0};
    struct html_build *build = malloc(sizeof *build);
    if (data.len && data.ptr[data.len - 1] == '\n')
        data.len--;
    if (!build || !html_dom_init(&dom, data.ptr, data.len))
        abort();
    html_build_init(build, &dom);
    build->has_scripting = has_scripting;
    if (fragment.is_there) {
        struct html_context context = context_of(&dom, fragment);
        html_build_fragment(build, &context);
    }
    html_build_run(build);
    uint32_t root = HTML_ROOT;
    if (fragment.is_there)
        root = html_node(&dom, root)->first;
    html_print(&print, &dom, root);
    while (wanted.len && wanted.ptr[wanted.len - 1] == '\n')
        wanted.len--;
    size_t len = print.len;
    while (len && print.text[len - 1] == '\n')
        len--;
    bool is_right =
        len == wanted.len && memcmp(print.text, wanted.ptr, len) == 0;
    if (!is_right && getenv("HTML5LIB_VERBOSE"))
        printf("--- %.*s\n--- wanted\n%.*s\n--- got\n%s\n", (int)data.len,
            data.ptr, (int)wanted.len, wanted.ptr, print.text);
    html_build_fini(build);
    html_dom_fini(&dom);
    free(print.text);
    free(build);
    return is_right;
}

static unsigned
run_file(const char *path, unsigned *count)
{
    size_t len;
    unsigned passed = 0;
    unsigned here = 0;
    char *text = read_file(path, &len);
    if (!text)
        return 0;
    for (const char *at = text; at && at < text + len;) {
        const char *next = strstr(at + 1, "\n#data\n");
        const char *end = next ? next + 1 : text + len;
        bool has_scripting = find_part(at, end, "#script-on\n").is_there;
        passed += run_case(at, end, has_scripting);
        here++;
        at = next ? next + 1 : NULL;
    }
    if (passed != here)
        printf("%s: %u of %u\n", path, passed, here);
    *count += here;
    free(text);
    return passed;
}

int
main(int argc, char **argv)
{
    unsigned count = 0;
    unsigned passed = 0;
    for (int i = 1; i < argc; i++)
        passed += run_file(argv[i], &count);
    if (count == 0) {
        printf("skipped: the html5lib tests are not there\n");
        return SKIPPED;
    }
    printf("%u of %u trees are right\n", passed, count);
    return passed * 100 < count * MINIMUM;
}
