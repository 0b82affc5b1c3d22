/* SPDX-License-Identifier: MIT */
/*
 * The JSON writer: the document's frame, and the plan by which its nodes are
 * written, one after the other.
 */
#include "json_write.h"

#define TODOS_START 64

/* The versions of pandoc's types that are written, in full. */
#define VERSION_NEW "[1,23,1,2]"
#define VERSION_OLD "[1,22,2,1]"

static void
add_todo(struct json_write *write, const struct json_todo *todo)
{
    if (write->has_failed)
        return;
    if (write->depth == write->room) {
        size_t room = write->room ? write->room * 2 : TODOS_START;
        struct json_todo *todos = NULL;
        if (room <= SIZE_MAX / sizeof(*todos))
            todos = dc_alloc(write->job, room * sizeof(*todos));
        if (!todos) {
            write->has_failed = true;
            return;
        }
        if (write->depth)
            memcpy(todos, write->todos, write->depth * sizeof(*todos));
        write->todos = todos;
        write->room = room;
    }
    write->todos[write->depth++] = *todo;
}

void
json_then_text(struct json_write *write, const char *text)
{
    struct json_todo todo = {.text = text};
    add_todo(write, &todo);
}

void
json_then_step(struct json_write *write, json_put_step *step, uint32_t node)
{
    struct json_todo todo = {.step = step, .node = node};
    add_todo(write, &todo);
}

void
json_then_range(
    struct json_write *write, uint32_t first, uint32_t until, uint64_t kinds)
{
    struct json_todo todo = {.kinds = kinds, .node = first, .until = until};
    add_todo(write, &todo);
}

void
json_then_children(struct json_write *write, uint32_t node, uint64_t kinds)
{
    uint32_t first = write->job->host->walk->first(write->job, node);
    json_then_range(write, first, 0, kinds);
}

uint32_t
json_sibling_of_kind(struct json_write *write, uint32_t child, uint32_t kind)
{
    while (child && dc_kind(write->job, child) != kind)
        child = write->job->host->walk->sibling(write->job, child);
    return child;
}

uint32_t
json_child_of_kind(struct json_write *write, uint32_t node, uint32_t kind)
{
    return json_sibling_of_kind(
        write, write->job->host->walk->first(write->job, node), kind);
}

void
json_report_loss(struct json_write *write, uint32_t node, const char *rule,
    const char *message)
{
    dc_report_at(write->job, DC_DIAG_LOSS, rule, dc_str_of(message),
        write->job->host->walk->pos(write->job, node));
}

/* What pandoc's type for a node cannot say stands in a wrapper around it. */
static void
write_node(struct json_write *write, uint32_t node, uint32_t kind)
{
    bool is_wrapped = json_needs_wrapper(write, node, kind);
    json_end_str(write);
    if (is_wrapped) {
        json_separate(write);
        json_open_wrapper(write, node, kind);
    }
    json_put_steps[kind](write, node);
    if (is_wrapped)
        json_then_text(write, "]]}");
}

/* Turns round what was added since, so that it is written in that order. */
static void
reverse_todos(struct json_write *write, size_t first)
{
    size_t last = write->depth;
    while (first + 1 < last) {
        struct json_todo swapped = write->todos[first];
        write->todos[first++] = write->todos[--last];
        write->todos[last] = swapped;
    }
}

/* The next of a list of children: a run, a node, or what is passed over. */
static void
write_child(struct json_write *write, uint32_t node, uint64_t kinds)
{
    uint32_t kind = dc_kind(write->job, node);
    size_t first = write->depth;
    if (kind >= DC_KIND_COUNT) {
        json_report_loss(write, node, "json-kind",
            "a node of a kind this plugin does not know is left out");
        return;
    }
    if (!(kinds & JSON_KIND(kind)))
        return;
    write->in_blocks = (kinds & JSON_KIND(DC_PARA)) != 0;
    if (kind == DC_TEXT) {
        /* Only a cursor tells the flags. */
        dc_walk_start(write->job, &write->cursor, &write->view, node);
        dc_walk_next(write->job, &write->cursor, &write->view);
        json_put_run(write, write->view.text, write->view.flags);
    } else if (json_put_steps[kind]) {
        write_node(write, node, kind);
    }
    reverse_todos(write, first);
}

/* Takes the plan one step further. */
static void
write_next(struct json_write *write)
{
    struct json_todo *top = &write->todos[write->depth - 1];
    struct json_todo todo = *top;
    if (todo.kinds && todo.node && todo.node != todo.until) {
        top->node = write->job->host->walk->sibling(write->job, todo.node);
        write_child(write, todo.node, todo.kinds);
        return;
    }
    write->depth--;
    size_t first = write->depth;
    json_end_str(write);
    if (todo.text)
        json_puts(write, todo.text);
    if (todo.step)
        todo.step(write, todo.node);
    reverse_todos(write, first);
}

/* Writes the node and all below it. */
static void
write_tree(struct json_write *write, uint32_t node)
{
    size_t floor = write->depth;
    json_then_range(write, node, 0, UINT64_MAX);
    if (!write->has_failed) {
        uint32_t next = write->job->host->walk->sibling(write->job, node);
        write->todos[write->depth - 1].until = next;
    }
    while (write->depth > floor && !write->has_failed)
        write_next(write);
}

/* Who stated the entries, where that is not what a reader would assume. */
static void
put_origins(struct json_write *write)
{
    const dc_walk *walk = write->job->host->walk;
    bool has_any = false;
    uint32_t entry;
    if (walk->meta(write->job, dc_str_of(JSON_ORIGINS_KEY)))
        return;
    for (uint32_t i = 0; (entry = walk->meta_at(write->job, i)) != 0; i++) {
        int64_t origin = dc_int_field(write->job, entry, DC_F_ORIGIN);
        int64_t confidence = dc_int_field(write->job, entry, DC_F_CONFIDENCE);
        if (origin >= DC_ORIGIN_DOCUMENT &&
            confidence == JSON_STATED_CONFIDENCE)
            continue;
        if (!has_any) {
            json_separate(write);
            json_puts(
                write, "\"" JSON_ORIGINS_KEY "\":{\"t\":\"MetaMap\",\"c\":{");
        }
        has_any = true;
        json_separate(write);
        json_put_quoted(write, dc_str_field(write->job, entry, DC_F_KEY));
        json_puts(write, ":{\"t\":\"MetaString\",\"c\":\"");
        json_put_dc_str(write,
            json_origins
                .names[origin >= 0 && origin <= DC_ORIGIN_USER ? origin : 0]);
        json_puts(write, " ");
        json_put_number(write, confidence);
        json_puts(write, "\"}");
    }
    if (has_any)
        json_puts(write, "}}");
}

/* The kinds that are in one of the groups. */
static uint64_t
kinds_in(int groups)
{
    uint64_t kinds = 0;
    for (uint32_t kind = 0; kind < DC_KIND_COUNT; kind++)
        if (json_kinds[kind].is & groups)
            kinds |= JSON_KIND(kind);
    return kinds;
}

static int32_t
begin(dc_job *job)
{
    struct json_write *write = dc_alloc(job, sizeof(*write));
    if (!write)
        return DC_E_NOMEM;
    job->state = write;
    write->job = job;
    write->has_figures = dc_str_equal(dc_option_str(job, "pandoc-api"), "1.23");
    write->has_lines = dc_option_int(job, "json-lines") != 0;
    write->has_positions = dc_option_int(job, "json-positions") != 0;
    write->block_kinds = kinds_in(DC_G_BLOCK);
    write->inline_kinds = kinds_in(DC_G_INLINE);
    json_puts(write, "{\"pandoc-api-version\":");
    json_puts(write, write->has_figures ? VERSION_NEW : VERSION_OLD);
    json_puts(write, ",\"meta\":{");
    uint32_t entry;
    for (uint32_t i = 0; (entry = job->host->walk->meta_at(job, i)) != 0; i++) {
        write_tree(write, entry);
        json_flush_out(write);
    }
    put_origins(write);
    json_puts(write, "},\"blocks\":[");
    return dc_fail(job, DC_OK);
}

static int32_t
write_block(dc_job *job, uint32_t node)
{
    struct json_write *write = job->state;
    if (write->has_lines)
        json_puts(write, write->blocks ? ",\n" : "\n");
    write->blocks++;
    write_tree(write, node);
    json_flush_out(write);
    return dc_fail(job, DC_OK);
}

static int32_t
end(dc_job *job)
{
    struct json_write *write = job->state;
    dc_media media = {.struct_size = sizeof(media)};
    json_puts(write, write->blocks && write->has_lines ? "\n]}\n" : "]}\n");
    json_flush_out(write);
    if (job->host->media->at(job, 0, &media))
        dc_report(job, DC_DIAG_LOSS, "json-media",
            "the images and other files of the document are not in its JSON");
    return dc_fail(job, DC_OK);
}

const dc_writer json_format_writer = {
    .struct_size = sizeof(dc_writer),
    .begin = begin,
    .block = write_block,
    .end = end,
};
