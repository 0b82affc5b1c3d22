/* SPDX-License-Identifier: MIT */
/*
 * Metadata files.  YAML is read by libyaml, event by event; JSON is YAML too,
 * but for what cli_metadata_text.c mends.
 *
 * Of YAML only what metadata needs is taken: maps, lists, texts, true and
 * false.  Aliases are refused (a few lines of them unfold to gigabytes), and
 * so are tags, keys that are not plain words, and keys that stand twice in one
 * map.  Numbers and dates are texts: what was written is what comes out.
 */
#include "cli_metadata.h"

#include <stdbool.h>
#include <string.h>
#include <yaml.h>

#include "cli_metadata_text.h"

struct frame {
    bool is_map;
    bool wants_key; /* the next scalar of the map is a key */
    size_t first_key; /* of the map, in the reader's list */
};

struct reader {
    const struct cli_metadata_text *text;
    cli_metadata_sink sink;
    void *user;
    struct cli_report *report;

    struct frame frames[CLI_METADATA_DEPTH_MAX];
    size_t depth;
    bool has_map; /* there may be one document, but empty ones around it */
    struct cli_list keys; /* of all maps that are open */
    const char *entry; /* the top-level key whose value has yet to come */
};

static int32_t
complain_at(
    struct reader *reader, const struct cli_place *place, const char *what)
{
    cli_report_say_at(
        reader->report, DC_DIAG_ERROR, "metadata-file", place, "%s", what);
    return DC_E_METADATA;
}

static struct cli_place
place_of(const struct reader *reader, const yaml_mark_t *mark)
{
    return (struct cli_place){
        .file = reader->text->name,
        .line = mark->line + 1,
        .column = mark->column + 1,
    };
}

static int32_t
complain(struct reader *reader, const yaml_event_t *event, const char *what)
{
    struct cli_place place = place_of(reader, &event->start_mark);

    return complain_at(reader, &place, what);
}

static int32_t
emit(struct reader *reader, int what, const char *text, size_t len)
{
    dc_meta_event event = {.what = what, .text = {text, len}};

    return reader->sink(reader->user, &event);
}

/* The value of a top-level entry begins: so does the entry. */
static int32_t
begin_value(struct reader *reader)
{
    const char *key = reader->entry;

    reader->entry = NULL;
    if (key == NULL)
        return DC_OK;
    return emit(reader, DC_META_EVENT_ENTRY, key, strlen(key));
}

/* A value is complete: the map around it waits for its next key. */
static void
end_value(struct reader *reader)
{
    if (reader->depth > 0)
        reader->frames[reader->depth - 1].wants_key = true;
}

static bool
wants_key(const struct reader *reader)
{
    const struct frame *top;

    if (reader->depth == 0)
        return false;
    top = &reader->frames[reader->depth - 1];
    return top->is_map && top->wants_key;
}

/* Adds a key to those of the innermost map. */
static int32_t
add_key(struct reader *reader, const char *key, const yaml_event_t *event)
{
    const struct cli_list *keys = &reader->keys;
    size_t first = reader->frames[reader->depth - 1].first_key;

    for (size_t i = first; i < keys->count; i++) {
        if (strcmp(keys->items[i].name, key) == 0)
            return complain(reader, event, "this key stands twice");
    }
    if (keys->count - first == CLI_METADATA_KEYS_MAX)
        return complain(reader, event, "this map has too many keys");
    cli_list_add_pair(&reader->keys, key, strlen(key), NULL, 0);
    return DC_OK;
}

static int32_t
read_key(struct reader *reader, const yaml_event_t *event)
{
    const char *key = (const char *)event->data.scalar.value;
    size_t len = event->data.scalar.length;
    int32_t status;

    if (len == 0 || strlen(key) != len)
        return complain(reader, event, "a key must be a word");
    status = add_key(reader, key, event);
    if (status != DC_OK)
        return status;
    reader->frames[reader->depth - 1].wants_key = false;
    if (reader->depth > 1)
        return emit(reader, DC_META_EVENT_KEY, key, len);
    reader->entry = reader->keys.items[reader->keys.count - 1].name;
    return DC_OK;
}

static bool
is_one_of(const char *text, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (strcmp(text, *words) == 0)
            return true;
    }
    return false;
}

/* A key without a value says nothing: "title:" leaves the title alone. */
static bool
is_null(const yaml_event_t *event)
{
    static const char *const words[] = {"", "~", "null", "Null", "NULL", NULL};

    return event->data.scalar.plain_implicit &&
        is_one_of((const char *)event->data.scalar.value, words);
}

/* The words of YAML 1.2's core schema: "no" is a text (and a country). */
static int32_t
read_value(struct reader *reader, const yaml_event_t *event)
{
    static const char *const yes[] = {"true", "True", "TRUE", NULL};
    static const char *const no[] = {"false", "False", "FALSE", NULL};
    const char *text = (const char *)event->data.scalar.value;
    bool is_plain = event->data.scalar.plain_implicit;
    int32_t status;

    if (reader->entry != NULL && is_null(event)) {
        reader->entry = NULL;
        end_value(reader);
        return DC_OK;
    }
    status = begin_value(reader);
    if (status != DC_OK)
        return status;
    if (is_plain && is_one_of(text, yes))
        status = emit(reader, DC_META_EVENT_BOOL, "true", 4);
    else if (is_plain && is_one_of(text, no))
        status = emit(reader, DC_META_EVENT_BOOL, "false", 5);
    else if (is_null(event))
        status = emit(reader, DC_META_EVENT_SCALAR, "", 0);
    else
        status =
            emit(reader, DC_META_EVENT_SCALAR, text, event->data.scalar.length);
    end_value(reader);
    return status;
}

static int32_t
read_scalar(struct reader *reader, const yaml_event_t *event)
{
    if (wants_key(reader))
        return read_key(reader, event);
    if (reader->depth > 0)
        return read_value(reader, event);
    if (is_null(event))
        return DC_OK;
    return complain(
        reader, event, "the file must hold keys and values (key: value)");
}

static int32_t
open_group(struct reader *reader, const yaml_event_t *event)
{
    bool is_map = event->type == YAML_MAPPING_START_EVENT;
    int32_t status = DC_OK;

    if (reader->depth == 0 && !is_map)
        return complain(
            reader, event, "the file must hold keys and values, not a list");
    if (reader->depth == 0 && reader->has_map)
        return complain(reader, event, "the file must hold one document");
    reader->has_map = true;
    if (wants_key(reader))
        return complain(reader, event, "a key must be a word");
    if (reader->depth == CLI_METADATA_DEPTH_MAX)
        return complain(reader, event, "maps and lists nest too deep");
    if (reader->depth > 0)
        status = begin_value(reader);
    if (status == DC_OK && reader->depth > 0)
        status = emit(
            reader, is_map ? DC_META_EVENT_MAP : DC_META_EVENT_LIST, "", 0);
    reader->frames[reader->depth++] = (struct frame){
        .is_map = is_map,
        .wants_key = is_map,
        .first_key = reader->keys.count,
    };
    return status;
}

static int32_t
close_group(struct reader *reader)
{
    int32_t status = DC_OK;

    reader->depth--;
    cli_list_cut(&reader->keys, reader->frames[reader->depth].first_key);
    if (reader->depth > 0)
        status = emit(reader, DC_META_EVENT_END, "", 0);
    end_value(reader);
    return status;
}

static int32_t
read_event(struct reader *reader, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return read_scalar(reader, event);
    case YAML_MAPPING_START_EVENT:
    case YAML_SEQUENCE_START_EVENT:
        return open_group(reader, event);
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        return close_group(reader);
    case YAML_ALIAS_EVENT:
        return complain(reader, event,
            "aliases (*name) are not taken: write the value again");
    default:
        return DC_OK;
    }
}

/*
 * libyaml's place of an error: bad UTF-8 comes with a byte offset only, and
 * what is missing at the end is missed on the line after the last.
 */
static int32_t
complain_syntax(struct reader *reader, const yaml_parser_t *parser)
{
    const struct cli_metadata_text *text = reader->text;
    struct cli_place place = place_of(reader, &parser->problem_mark);
    struct cli_place end =
        cli_metadata_text_place(text, cli_metadata_text_end(text));

    if (parser->error == YAML_MEMORY_ERROR)
        return DC_E_NOMEM;
    if (parser->error == YAML_READER_ERROR)
        place = cli_metadata_text_place(text, parser->problem_offset);
    else if (place.line > end.line)
        place = end;
    return complain_at(reader, &place,
        parser->problem != NULL ? parser->problem : "malformed");
}

static int32_t
read_events(struct reader *reader, yaml_parser_t *parser)
{
    int32_t status = DC_OK;
    bool is_over = false;

    while (status == DC_OK && !is_over) {
        yaml_event_t event;

        if (!yaml_parser_parse(parser, &event))
            return complain_syntax(reader, parser);
        is_over = event.type == YAML_STREAM_END_EVENT;
        status = read_event(reader, &event);
        yaml_event_delete(&event);
    }
    return status;
}

/*
 * Metadata needs no tags, and libyaml compares each %TAG with all before it:
 * a file of one MiB of them would take it six seconds.
 */
static int32_t
refuse_tags(struct reader *reader)
{
    struct cli_place place;
    size_t offset;

    if (!cli_metadata_text_has_tags(reader->text, &offset))
        return DC_OK;
    place = cli_metadata_text_place(reader->text, offset);
    return complain_at(reader, &place, "tags (%TAG) are not taken");
}

int32_t
cli_metadata_parse(const struct cli_metadata_text *given,
    cli_metadata_sink sink, void *user, struct cli_report *report)
{
    struct cli_metadata_text text = *given;
    struct reader reader = {
        .text = &text,
        .sink = sink,
        .user = user,
        .report = report,
    };
    yaml_parser_t parser;
    int32_t status;

    cli_metadata_text_clean(&text);
    status = refuse_tags(&reader);
    if (status != DC_OK)
        return status;
    if (!yaml_parser_initialize(&parser))
        return DC_E_NOMEM;
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &parser, (const unsigned char *)text.bytes, text.len);
    status = read_events(&reader, &parser);
    yaml_parser_delete(&parser);
    cli_list_fini(&reader.keys);
    return status;
}
