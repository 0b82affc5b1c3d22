/* SPDX-License-Identifier: MIT */
/*
 * usage: render_template FOLDER NAME [BODY] < VALUES
 *
 * Renders the template NAME of FOLDER, its partials from there too, with a
 * host of its own, and writes the result.  VALUES are lines: "string KEY
 * TEXT", "bool KEY 0", "map KEY", "list KEY", "end", "variable ASSIGNMENT";
 * "\n" in a TEXT is a line feed, and the KEY of a list's item is "-".  With
 * BODY the value of that name is what is written later: "<BODY>" stands for
 * it, and "unfit" is said if the template cannot have that.
 */
#include <stdio.h>
#include <stdlib.h>

#include "template/template.h"

/* What the job was given, all freed at its end. */
struct piece {
    struct piece *next;
    max_align_t data[];
};

static struct piece *pieces;
static int32_t status;

static void *DC_CALL
job_alloc(dc_job *job, size_t size)
{
    (void)job;
    struct piece *piece =
        size < (1u << 28) ? calloc(1, sizeof(*piece) + size) : NULL;
    if (!piece) {
        status = DC_E_NOMEM;
        return NULL;
    }
    piece->next = pieces;
    pieces = piece;
    return piece->data;
}

static int32_t DC_CALL
job_fail(dc_job *job, int32_t why)
{
    (void)job;
    status = status ? status : why;
    return status;
}

static int32_t DC_CALL
job_tick(dc_job *job)
{
    return job_fail(job, DC_OK);
}

static void DC_CALL
report(dc_job *job, const dc_diag *diag)
{
    (void)job;
    fprintf(stderr, "%.*s [%s]\n", (int)diag->message.len, diag->message.ptr,
        diag->rule);
}

/* A file of the folder; NULL if it cannot be read. */
static char *
read_file(dc_job *job, const char *folder, dc_str name, size_t *len)
{
    char path[4096];
    snprintf(path, sizeof(path), "%s/%.*s", folder, (int)name.len, name.ptr);
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    size_t room = 1 << 20;
    char *data = job_alloc(job, room);
    *len = data ? fread(data, 1, room, file) : 0;
    fclose(file);
    return data;
}

struct folder {
    dc_job *job;
    const char *path;
};

static int32_t DC_CALL
partial(void *user, dc_str name, dc_str *text)
{
    const struct folder *folder = user;
    size_t len;
    const char *data = read_file(folder->job, folder->path, name, &len);
    if (data)
        *text = dc_str_slice(data, len);
    return data != NULL;
}

static dc_str
unescape(char *text)
{
    size_t len = 0;
    for (char *at = text; *at; at++) {
        bool is_line_feed = at[0] == '\\' && at[1] == 'n';
        text[len++] = is_line_feed ? '\n' : *at;
        at += is_line_feed;
    }
    return dc_str_slice(text, len);
}

static void
put_line(dc_job *job, dc_values *values, const char *line)
{
    size_t size = strlen(line) + 1;
    char *copy = job_alloc(job, size);
    if (!copy)
        return;
    memcpy(copy, line, size);
    copy[strcspn(copy, "\n")] = 0;
    char *rest = copy + strcspn(copy, " ");
    if (*rest)
        *rest++ = 0;
    dc_str all = unescape(rest);
    size_t key_len = strcspn(rest, " ");
    dc_str key = dc_str_slice(rest, key_len < all.len ? key_len : all.len);
    size_t start = key.len < all.len ? key.len + 1 : all.len;
    dc_str text = dc_str_slice(all.ptr + start, all.len - start);
    if (strcmp(copy, "string") == 0)
        template_put_string(values, key, text);
    else if (strcmp(copy, "bool") == 0)
        template_put_bool(values, key, dc_str_equal(text, "1"));
    else if (strcmp(copy, "map") == 0)
        template_open_map(values, key);
    else if (strcmp(copy, "list") == 0)
        template_open_list(values, key);
    else if (strcmp(copy, "variable") == 0)
        template_put_variable(values, all);
    else
        template_close(values);
}

static int
render(dc_job *job, char **argv, int argc)
{
    struct folder folder = {job, argv[1]};
    dc_str source = {NULL, 0};
    if (!partial(&folder, dc_str_of(argv[2]), &source))
        return 2;
    dc_template *template =
        template_parse(job, source, dc_str_of(argv[2]), partial, &folder);
    dc_values *values = template_values(job);
    char line[8192];
    while (values && fgets(line, sizeof(line), stdin))
        put_line(job, values, line);
    if (!template || !values)
        return 1;
    const char *body = argc > 3 ? argv[3] : NULL;
    dc_str before;
    dc_str after;
    int32_t got = template_render(template, values, body, &before, &after);
    if (got < 0)
        return 1;
    if (got == 0) {
        puts("unfit");
        return 0;
    }
    printf("%.*s", (int)before.len, before.len ? before.ptr : "");
    if (body)
        printf("<%s>", body);
    printf("%.*s", (int)after.len, after.len ? after.ptr : "");
    return 0;
}

int
main(int argc, char **argv)
{
    static const dc_job_table job_table = {
        .struct_size = sizeof(dc_job_table),
        .alloc = job_alloc,
        .fail = job_fail,
        .tick = job_tick,
    };
    static const dc_diag_table diag_table = {
        .struct_size = sizeof(dc_diag_table), .report = report};
    static const dc_host host = {
        .struct_size = sizeof(dc_host), .job = &job_table, .diag = &diag_table};
    dc_job job = {.struct_size = sizeof(job), .host = &host};
    int code = argc > 2 ? render(&job, argv, argc) : 2;
    while (pieces) {
        struct piece *next = pieces->next;
        free(pieces);
        pieces = next;
    }
    return status == DC_E_TEMPLATE ? 5 : status == DC_E_LIMIT ? 14 : code;
}
