/* SPDX-License-Identifier: MIT */
/*
 * The manifest parser: lines "key=value", each handled by one row of a
 * table.  Rows before the first format speak of the plugin, the rest of the
 * format above them.
 */
#include "host/manifest.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "docconv/plugin.h"

const char dci_out_of_memory[] = "out of memory";

struct parse {
    struct dci_plugin *plugin;
    struct dc_format_info *format; /* the open one, or NULL */
    struct dci_refusal *refusal;
};

int
dci_list_add(struct dci_list *list, void *item)
{
    void **items = reallocarray(list->items, list->count + 1, sizeof(*items));
    if (!items)
        return 0;
    items[list->count++] = item;
    list->items = items;
    return 1;
}

/* Fails the parse; returns 0 so that a handler can end with it. */
static int
refuse(struct parse *parse, const char *why)
{
    parse->refusal->why = why;
    return 0;
}

/* The same, quoting the value that is wrong. */
static int
refuse_value(struct parse *parse, const char *why, const char *value)
{
    char *copy = parse->refusal->value;
    size_t len = strnlen(value, sizeof(parse->refusal->value) - 1);
    memcpy(copy, value, len);
    copy[len] = 0;
    return refuse(parse, why);
}

static int
add_item(struct parse *parse, struct dci_list *list, void *item)
{
    if (item && dci_list_add(list, item))
        return 1;
    free(item);
    return refuse(parse, dci_out_of_memory);
}

static int
is_name(const char *text, char joiner)
{
    if (!islower((unsigned char)*text))
        return 0;
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (!islower(c) && !isdigit(c) && c != (unsigned char)joiner)
            return 0;
    }
    return 1;
}

static int
take_abi(struct parse *parse, char *value)
{
    char *dot;
    parse->plugin->abi_major = (unsigned)strtoul(value, &dot, 10);
    if (*dot != '.')
        return refuse_value(parse, "its ABI version is not MAJOR.MINOR", value);
    parse->plugin->abi_minor = (unsigned)strtoul(dot + 1, NULL, 10);
    if (parse->plugin->abi_major == DC_ABI_MAJOR &&
        parse->plugin->abi_minor > DC_ABI_MINOR)
        return refuse_value(
            parse, "it needs a newer docconv, with plugin ABI", value);
    if (parse->plugin->abi_major != DC_ABI_MAJOR)
        return refuse_value(
            parse, "it was built for another plugin ABI", value);
    return 1;
}

static int
take_head(struct parse *parse, char *value)
{
    return strcmp(value, "1") == 0
        ? 1
        : refuse(parse, "its manifest is of an unknown version");
}

static int
take_version(struct parse *parse, char *value)
{
    parse->plugin->version = value;
    return 1;
}

static int
take_format(struct parse *parse, char *value)
{
    if (!is_name(value, '_'))
        return refuse_value(
            parse, "a format name is not [a-z][a-z0-9_]*", value);
    struct dc_format_info *format = calloc(1, sizeof(*format));
    if (!add_item(parse, &parse->plugin->formats, format))
        return 0;
    format->plugin = parse->plugin;
    format->index = parse->plugin->formats.count - 1;
    format->name = value;
    format->about = format->exchange = format->pandoc_name = "";
    parse->format = format;
    return 1;
}

static int
take_about(struct parse *parse, char *value)
{
    parse->format->about = value;
    return 1;
}

/* "yes" is the only word for a property; absence is no. */
static int
take_yes(struct parse *parse, int *property, const char *value)
{
    *property = 1;
    return strcmp(value, "yes") == 0
        ? 1
        : refuse_value(parse, "a property is not 'yes'", value);
}

static int
take_read(struct parse *parse, char *value)
{
    return take_yes(parse, &parse->format->can_read, value);
}

static int
take_write(struct parse *parse, char *value)
{
    return take_yes(parse, &parse->format->can_write, value);
}

static int
take_check(struct parse *parse, char *value)
{
    return take_yes(parse, &parse->format->can_check, value);
}

static int
take_container(struct parse *parse, char *value)
{
    return take_yes(parse, &parse->format->is_container, value);
}

static int
add_string(struct parse *parse, struct dci_list *list, char *value)
{
    return dci_list_add(list, value) ? 1 : refuse(parse, dci_out_of_memory);
}

static int
take_alias(struct parse *parse, char *value)
{
    if (!is_name(value, '_'))
        return refuse_value(parse, "an alias is not [a-z][a-z0-9_]*", value);
    return add_string(parse, &parse->format->aliases, value);
}

/* It becomes part of a file name: letters, digits and a few joiners. */
static int
take_extension(struct parse *parse, char *value)
{
    for (const char *at = value; *at || at == value; at++)
        if (!isalnum((unsigned char)*at) && (!*at || !strchr("_+-", *at)))
            return refuse_value(
                parse, "an extension is not [A-Za-z0-9_+-]+", value);
    return add_string(parse, &parse->format->extensions, value);
}

static int
take_needs(struct parse *parse, char *value)
{
    return add_string(parse, &parse->format->needs, value);
}

static int
take_exchange(struct parse *parse, char *value)
{
    parse->format->exchange = value;
    return 1;
}

static int
take_exchange_option(struct parse *parse, char *value)
{
    if (!strchr(value, '='))
        return refuse_value(
            parse, "an option for exchange is not NAME=VALUE", value);
    return add_string(parse, &parse->format->exchange_options, value);
}

static int
take_pandoc_name(struct parse *parse, char *value)
{
    parse->format->pandoc_name = value;
    return 1;
}

static int
take_priority(struct parse *parse, char *value)
{
    char *end;
    parse->format->priority = strtol(value, &end, 10);
    return end != value && *end == 0
        ? 1
        : refuse_value(parse, "a priority is not a number", value);
}

static int
hex_digit(char c)
{
    const char *digits = "0123456789abcdef";
    const char *at = c ? strchr(digits, tolower((unsigned char)c)) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* Parses one "offset:hex" up to '+' or the end; *rest is what follows. */
static struct dci_pattern *
parse_pattern(struct parse *parse, const char *value, const char **rest)
{
    char *at;
    unsigned long offset = strtoul(value, &at, 10);
    struct dci_pattern *pattern = calloc(1, sizeof(*pattern));
    if (!pattern) {
        refuse(parse, dci_out_of_memory);
        return NULL;
    }
    if (*at != ':' || offset > DC_HEAD_SIZE)
        goto fail;
    pattern->offset = offset;
    for (at++; *at && *at != '+'; at += 2) {
        int high = hex_digit(at[0]);
        int low = high < 0 ? -1 : hex_digit(at[1]);
        if (low < 0 || pattern->len == sizeof(pattern->bytes))
            goto fail;
        pattern->bytes[pattern->len++] = (uint8_t)(high << 4 | low);
    }
    if (pattern->len == 0 || offset + pattern->len > DC_HEAD_SIZE)
        goto fail;
    *rest = *at ? at + 1 : NULL;
    return pattern;

fail:
    free(pattern);
    refuse(parse, "a magic or stamp is not OFFSET:HEX");
    return NULL;
}

static void
free_pattern(struct dci_pattern *pattern)
{
    while (pattern) {
        struct dci_pattern *also = (struct dci_pattern *)pattern->also;
        free(pattern);
        pattern = also;
    }
}

static int
take_pattern(struct parse *parse, struct dci_list *list, const char *value)
{
    struct dci_pattern *whole = NULL;
    while (value) {
        struct dci_pattern *part = parse_pattern(parse, value, &value);
        if (!part) {
            free_pattern(whole);
            return 0;
        }
        part->also = whole;
        whole = part;
    }
    if (dci_list_add(list, whole))
        return 1;
    free_pattern(whole);
    return refuse(parse, dci_out_of_memory);
}

static int
take_magic(struct parse *parse, char *value)
{
    return take_pattern(parse, &parse->format->magics, value);
}

static int
take_stamp(struct parse *parse, char *value)
{
    return take_pattern(parse, &parse->format->stamps, value);
}

/* Cuts the next word off *text at `end`; NULL if there is none. */
static char *
cut_word(char **text, char end)
{
    char *word = *text;
    char *at = strchr(word, end);
    if (!at)
        return NULL;
    *at = 0;
    *text = at + 1;
    return word;
}

static const struct {
    const char *name;
    int type;
} type_names[] = {
    {"bool", DC_TYPE_BOOL},
    {"int", DC_TYPE_INT},
    {"size", DC_TYPE_SIZE},
    {"string", DC_TYPE_STRING},
    {"enum", DC_TYPE_ENUM},
    {"list", DC_TYPE_LIST},
    {"file", DC_TYPE_FILE},
    {"files", DC_TYPE_FILES},
    {"links", DC_TYPE_LINKS},
};

/* "int:1..6" -> type and choices. */
static int
parse_type(dc_option_info *option, char *type)
{
    char *colon = strchr(type, ':');
    if (colon)
        *colon = 0;
    option->choices = colon ? colon + 1 : "";
    for (size_t i = 0; i < sizeof(type_names) / sizeof(*type_names); i++)
        if (strcmp(type, type_names[i].name) == 0)
            option->type = type_names[i].type;
    return option->type != 0;
}

/* "WHEN NAME TYPE FALLBACK\tHELP" */
static int
take_option(struct parse *parse, char *value)
{
    char *when = cut_word(&value, ' ');
    char *name = when ? cut_word(&value, ' ') : NULL;
    char *type = name ? cut_word(&value, ' ') : NULL;
    char *fallback = type ? cut_word(&value, '\t') : NULL;
    if (!fallback || !is_name(name, '-'))
        return refuse(parse, "an option line is malformed");

    dc_option_info *option = calloc(1, sizeof(*option));
    if (!add_item(parse, &parse->format->options, option))
        return 0;
    option->name = name;
    option->fallback = fallback;
    option->help = value;
    option->for_writing = strcmp(when, DC_WRITING) == 0;
    if (!parse_type(option, type))
        return refuse(parse, "an option is of an unknown type");
    if (*fallback && option->type >= DC_TYPE_LIST)
        return refuse_value(
            parse, "an option of its type has no default", fallback);
    if (*fallback && !dci_option_fits(option, fallback))
        return refuse_value(
            parse, "an option's default is not of its type", fallback);
    return 1;
}

/*
 * A key that is not here is passed over: license and mime, which are for
 * people, and those of newer headers.
 */
static const struct row {
    const char *key;
    int in_format;
    int (*take)(struct parse *parse, char *value);
} rows[] = {
    {"docconv-plugin", 0, take_head},
    {"abi", 0, take_abi},
    {"version", 0, take_version},
    {"format", 0, take_format},
    {"about", 1, take_about},
    {"read", 1, take_read},
    {"write", 1, take_write},
    {"check", 1, take_check},
    {"container", 1, take_container},
    {"alias", 1, take_alias},
    {"extension", 1, take_extension},
    {"magic", 1, take_magic},
    {"stamp", 1, take_stamp},
    {"priority", 1, take_priority},
    {"needs", 1, take_needs},
    {"exchange", 1, take_exchange},
    {"exchange-option", 1, take_exchange_option},
    {"pandoc-name", 1, take_pandoc_name},
    {"option", 1, take_option},
};

static int
take_line(struct parse *parse, char *line)
{
    /* All of it may be shown on a terminal. */
    for (const char *at = line; *at; at++)
        if (iscntrl((unsigned char)*at) && *at != '\t')
            return refuse(parse, "its manifest holds control characters");
    char *key = cut_word(&line, '=');
    if (!key)
        return refuse(parse, "a manifest line has no '='");
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        if (strcmp(rows[i].key, key) != 0)
            continue;
        if (rows[i].in_format && !parse->format)
            return refuse(parse, "a manifest line stands before its format");
        return rows[i].take(parse, line);
    }
    return 1;
}

static int
parse_lines(struct parse *parse)
{
    char *line = parse->plugin->fields;
    while (*line) {
        parse->refusal->line++;
        char *end = strchrnul(line, '\n');
        char *next = *end ? end + 1 : end;
        *end = 0;
        if (!take_line(parse, line))
            return 0;
        line = next;
    }
    parse->refusal->line = 0;
    if (parse->plugin->abi_major == 0)
        return refuse(parse, "its manifest does not name an ABI");
    if (parse->plugin->formats.count == 0)
        return refuse(parse, "its manifest names no format");
    return 1;
}

struct dci_plugin *
dci_manifest_parse(char *text, const char *path, struct dci_refusal *refusal)
{
    *refusal = (struct dci_refusal){dci_out_of_memory, 0, ""};
    struct dci_plugin *plugin = calloc(1, sizeof(*plugin));
    if (!plugin) {
        free(text);
        return NULL;
    }
    plugin->text = text;
    plugin->path = strdup(path);
    plugin->fields = strdup(text);
    plugin->version = "";
    struct parse parse = {plugin, NULL, refusal};
    if (plugin->path && plugin->fields && parse_lines(&parse))
        return plugin;
    dci_plugin_free(plugin);
    return NULL;
}

static void
free_format(struct dc_format_info *format)
{
    for (size_t i = 0; i < format->magics.count; i++)
        free_pattern(format->magics.items[i]);
    for (size_t i = 0; i < format->stamps.count; i++)
        free_pattern(format->stamps.items[i]);
    for (size_t i = 0; i < format->options.count; i++)
        free(format->options.items[i]);
    free(format->aliases.items);
    free(format->extensions.items);
    free(format->magics.items);
    free(format->stamps.items);
    free(format->needs.items);
    free(format->exchange_options.items);
    free(format->options.items);
    free(format);
}

void
dci_plugin_free(struct dci_plugin *plugin)
{
    if (!plugin)
        return;
    for (size_t i = 0; i < plugin->formats.count; i++)
        free_format(plugin->formats.items[i]);
    free(plugin->formats.items);
    free(plugin->fields);
    free(plugin->text);
    free(plugin->path);
    free(plugin);
}

/* 1 if the pattern and all it is tied to stand in these bytes. */
static int
matches(const struct dci_pattern *pattern, const void *head, size_t len)
{
    const uint8_t *bytes = head;
    for (; pattern; pattern = pattern->also)
        if (pattern->offset + pattern->len > len ||
            memcmp(bytes + pattern->offset, pattern->bytes, pattern->len) != 0)
            return 0;
    return 1;
}

size_t
dci_patterns_weigh(
    const struct dci_list *patterns, const void *head, size_t len)
{
    size_t best = 0;
    for (size_t i = 0; i < patterns->count; i++) {
        const struct dci_pattern *pattern = patterns->items[i];
        size_t weight = 0;
        if (!matches(pattern, head, len))
            continue;
        for (; pattern; pattern = pattern->also)
            weight += pattern->len;
        if (weight > best)
            best = weight;
    }
    return best;
}
