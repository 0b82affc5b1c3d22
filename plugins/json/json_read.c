/* SPDX-License-Identifier: MIT */
/*
 * The JSON reader: the document's object, and the stack of tasks by which its
 * units are read.
 *
 * The keys of the document may come in any order, and tools that sort keys
 * put "blocks" first.  But the metadata must be known before the first block
 * is closed, and the version before that.  So blocks that come too early are
 * only checked, and read when the rest is known.
 */
#include "json_read.h"

#include <stdlib.h>

#define TASKS_START 64

/* Versions of pandoc's types: the first we know, the first with figures. */
#define VERSION_MAJOR 1
#define VERSION_FIRST 17
#define VERSION_FIGURES 23

/* What a task is. */
enum { LIST, MEMBERS, NODE, VALUE, END };

static void
put_task(struct json_read *read, const struct json_task *task)
{
    if (read->has_failed)
        return;
    if (read->depth == read->room) {
        size_t room = read->room ? read->room * 2 : TASKS_START;
        struct json_task *tasks = NULL;
        if (room <= SIZE_MAX / sizeof(*tasks))
            tasks = realloc(read->tasks, room * sizeof(*tasks));
        if (!tasks) {
            json_fail_at(read, DC_E_NOMEM, read->input, "out of memory");
            return;
        }
        read->tasks = tasks;
        read->room = room;
    }
    read->tasks[read->depth++] = *task;
}

void
json_put_list(struct json_read *read, struct json_value list, json_step *step,
    uint32_t kind)
{
    struct json_task task = {json_inside(list), 0, step, (uint16_t)kind, LIST};
    if (json_is_array(read, list))
        put_task(read, &task);
}

void
json_put_members(struct json_read *read, struct json_value object,
    json_step *step, uint32_t kind)
{
    struct json_task task = {
        json_inside(object), 0, step, (uint16_t)kind, MEMBERS};
    put_task(read, &task);
}

void
json_open_list(struct json_read *read, struct json_value list, json_step *step,
    uint32_t kind)
{
    struct json_attr attr;
    struct json_value at = list;
    bool has_attr = json_unwrap(read, kind, &list, &attr);
    json_open(read, kind, at, has_attr ? &attr : NULL);
    json_put_list(read, list, step, kind);
}

void
json_put_node(struct json_read *read, struct json_value list, json_step *step,
    uint32_t kind)
{
    struct json_task task = {list, 0, step, (uint16_t)kind, NODE};
    put_task(read, &task);
}

void
json_put_value(struct json_read *read, struct json_value value, json_step *step)
{
    struct json_task task = {value, 0, step, DC_DOCUMENT, VALUE};
    put_task(read, &task);
}

void
json_put_end(struct json_read *read, uint32_t kind)
{
    struct json_task task = {{0, 0}, 0, NULL, (uint16_t)kind, END};
    put_task(read, &task);
}

void
json_start_list(struct json_read *read, struct json_value cursor)
{
    if (!read->has_failed)
        read->tasks[read->depth - 1].at = cursor;
}

void
json_stop_list(struct json_read *read, struct json_value last)
{
    if (!read->has_failed)
        read->tasks[read->depth - 1].until = last.at;
}

/* The next element of a list, or key of an object. */
static bool
next_element(
    struct json_read *read, struct json_task *task, struct json_value *element)
{
    dc_str key;
    struct json_value value;
    if (task->what == LIST)
        return json_next(&read->unit, &task->at, element) &&
            (task->until == 0 || element->at < task->until);
    *element = task->at;
    if (!json_next_member(&read->unit, &task->at, &key, &value))
        return false;
    element->at = (uint32_t)(key.ptr - 1 - read->unit.base);
    return true;
}

/* Takes the task on top one step further. */
static void
work_once(struct json_read *read)
{
    struct json_task *top = &read->tasks[read->depth - 1];
    struct json_value element = top->at;
    if ((top->what == LIST || top->what == MEMBERS) &&
        next_element(read, top, &element)) {
        top->step(read, element);
        return;
    }
    struct json_task done = *top;
    read->depth--;
    if (done.what == VALUE)
        done.step(read, done.at);
    else if (done.what == NODE)
        json_open_list(read, done.at, done.step, done.kind);
    else if (done.kind != DC_DOCUMENT)
        json_close(read, done.kind);
}

void
json_work(struct json_read *read)
{
    while (read->depth && !read->has_failed)
        work_once(read);
    if (!read->has_failed && dc_status(read->job) != DC_OK)
        read->has_failed = true;
}

/* The document's members, as places in the input. */
struct json_document {
    const char *version;
    const char *meta;
    const char *blocks;
    bool is_read; /* the blocks */
};

/* Has a value checked and makes it the unit; the place behind it, or NULL. */
static const char *
open_unit(struct json_read *read, const char *at, bool keeps)
{
    if (read->has_failed)
        return NULL;
    at = json_skip_space(at);
    if (!json_scan_value(&read->scan, at, read->end, keeps)) {
        json_fail_at(
            read, read->scan.status, read->scan.at, read->scan.message);
        return NULL;
    }
    read->unit.base = at;
    read->unit.extents = read->scan.extents;
    return read->scan.at;
}

static const char *
expect(struct json_read *read, const char *at, char c, const char *message)
{
    at = json_skip_space(at);
    if (*at == c)
        return at + 1;
    json_fail_at(read, DC_E_FORMAT, at, message);
    return NULL;
}

static void
read_version(struct json_read *read, const char *at)
{
    struct json_value numbers = {0, 0};
    struct json_value part;
    int64_t version[2] = {0, 0};
    if (!open_unit(read, at, true) || !json_is_array(read, numbers))
        return;
    struct json_value cursor = json_inside(numbers);
    for (size_t i = 0; i < 2 && json_next(&read->unit, &cursor, &part); i++)
        if (!json_read_int(read, part, &version[i]))
            return;
    if (version[0] != VERSION_MAJOR || version[1] < VERSION_FIRST) {
        json_fail(read, numbers,
            "this version of pandoc's types is not from 1.17 to 1.23");
        return;
    }
    if (version[1] > VERSION_FIGURES)
        dc_report_at(read->job, DC_DIAG_WARNING, "json-version",
            dc_str_of("pandoc's types newer than 1.23 are read as 1.23"),
            (uint64_t)(read->unit.base - read->input));
    read->has_figures = version[1] >= VERSION_FIGURES;
}

/* All blocks, one unit each; the place behind the array, or NULL. */
static const char *
read_blocks(struct json_read *read, const char *at)
{
    static const struct json_value whole = {0, 0};
    const dc_io *io = read->job->host->io;
    at = expect(read, at, '[', "expected an array of blocks");
    if (!at)
        return NULL;
    at = json_skip_space(at);
    if (*at == ']')
        return at + 1;
    for (;;) {
        at = open_unit(read, at, true);
        if (!at)
            return NULL;
        json_put_value(read, whole, json_block);
        json_work(read);
        if (read->has_failed)
            return NULL;
        io->release(read->job, (uint64_t)(at - read->input));
        at = json_skip_space(at);
        if (*at == ']')
            return at + 1;
        at = expect(read, at, ',', "expected ',' or ']'");
        if (!at)
            return NULL;
    }
}

/* The place where the value of a key is to be kept; NULL for other keys. */
static const char **
member_of(struct json_document *document, dc_str key)
{
    if (json_is_key(key, "pandoc-api-version"))
        return &document->version;
    if (json_is_key(key, "meta"))
        return &document->meta;
    return json_is_key(key, "blocks") ? &document->blocks : NULL;
}

static void
read_meta(struct json_read *read, const char *at)
{
    static const struct json_value whole = {0, 0};
    if (open_unit(read, at, true))
        json_read_meta(read, whole);
}

/* One value of the document's object; the place behind it, or NULL. */
static const char *
read_member(struct json_read *read, struct json_document *document, dc_str key,
    const char *at)
{
    const char **member = member_of(document, key);
    at = json_skip_space(at);
    if (!member) {
        json_report_member(read, key);
        return open_unit(read, at, false);
    }
    if (*member) {
        json_fail_at(read, DC_E_FORMAT, at, "this key stands twice");
        return NULL;
    }
    *member = at;
    if (member == &document->version)
        read_version(read, at);
    if (member != &document->blocks || !document->version || !document->meta)
        return open_unit(read, at, false);
    read_meta(read, document->meta);
    document->is_read = true;
    return read_blocks(read, at);
}

/* {"pandoc-api-version": ..., "meta": ..., "blocks": ...} */
static void
read_members(struct json_read *read, struct json_document *document)
{
    static const char mark[] = "\xEF\xBB\xBF";
    const char *at = read->input;
    if (read->end - at >= 3 && memcmp(at, mark, 3) == 0)
        at += 3;
    at = expect(read, at, '{', "expected '{'");
    for (char end = 0; at && end != '}';) {
        at = json_skip_space(at);
        if (*at != '"') {
            json_fail_at(read, DC_E_FORMAT, at, "expected a key");
            return;
        }
        const char *behind = open_unit(read, at, true);
        if (!behind)
            return;
        dc_str key = dc_str_slice(at + 1, (size_t)(behind - at) - 2);
        at = expect(read, behind, ':', "expected ':' after the key");
        if (at)
            at = read_member(read, document, key, at);
        if (!at)
            return;
        at = json_skip_space(at);
        end = *at++;
        if (end != ',' && end != '}')
            json_fail_at(read, DC_E_FORMAT, at - 1, "expected ',' or '}'");
        if (read->has_failed)
            return;
    }
    if (at && json_skip_space(at) != read->end)
        json_fail_at(read, DC_E_FORMAT, json_skip_space(at),
            "expected nothing behind the document");
}

static void
read_document(struct json_read *read)
{
    struct json_document document = {NULL, NULL, NULL, false};
    read_members(read, &document);
    if (read->has_failed)
        return;
    if (!document.version || !document.meta || !document.blocks) {
        json_fail_at(read, DC_E_FORMAT, read->end - 1,
            "expected the keys \"pandoc-api-version\", \"meta\", \"blocks\"");
        return;
    }
    if (document.is_read)
        return;
    read_meta(read, document.meta);
    if (!read->has_failed)
        read_blocks(read, document.blocks);
}

static int32_t
read_json(dc_job *job, const dc_input *input)
{
    struct json_read *read = calloc(1, sizeof(*read));
    if (!read)
        return dc_fail(job, DC_E_NOMEM);
    read->job = job;
    read->scan.job = job;
    read->input = (const char *)input->data;
    read->end = read->input + input->len;
    read->unit.base = read->input;
    read_document(read);
    bool has_failed = read->has_failed;
    json_scan_fini(&read->scan);
    free(read->tasks);
    free(read->run.ptr);
    free(read->key.ptr);
    free(read->text.ptr);
    free(read);
    if (has_failed && dc_status(job) == DC_OK)
        return dc_fail(job, DC_E_NOMEM);
    return dc_status(job);
}

const dc_reader json_format_reader = {
    .struct_size = sizeof(dc_reader),
    .flags = DC_READER_META_FIRST,
    .read = read_json,
};
