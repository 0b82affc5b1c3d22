/* SPDX-License-Identifier: MIT */
/*
 * What each kind of option does with its argument (cli_options.h): checks it
 * and stores it in struct cli_args.
 */
#include "cli_values.h"

#include <string.h>

struct target {
    struct cli_args *args;
    struct cli_report *report;
};

static void *
slot_of(const struct target *to, const struct cli_option *option)
{
    return (char *)to->args + option->slot;
}

static bool
set_once(struct target *to, const struct cli_option *option,
    const struct cli_use *use)
{
    const char **slot = slot_of(to, option);

    if (*slot != NULL) {
        cli_report_usage(to->report, "%.*s is given twice: '%s' and '%s'",
            use->spelled_len, use->spelled, *slot, use->value);
        return false;
    }
    *slot = use->value;
    return true;
}

static bool
append_list(struct target *to, const struct cli_option *option,
    const struct cli_use *use)
{
    cli_list_add(slot_of(to, option), use->value);
    return true;
}

static bool
append_meta(struct target *to, const struct cli_option *option,
    const struct cli_use *use)
{
    cli_list_add_pair(&to->args->metadata, option->detail,
        strlen(option->detail), use->value, strlen(use->value))
        ->is_text = true;
    return true;
}

/* "A & B & C": the parts without the blanks around them. */
static bool
append_meta_set(struct target *to, const struct cli_option *option,
    const struct cli_use *use)
{
    const char separators[] = {option->detail[0], '\0'};
    const char *key = option->detail + 1;
    const char *rest = use->value;

    for (;;) {
        rest += strspn(rest, " ");
        size_t span = strcspn(rest, separators);
        size_t len = span;

        while (len > 0 && rest[len - 1] == ' ')
            len--;
        if (len > 0)
            cli_list_add_pair(&to->args->metadata, key, strlen(key), rest, len)
                ->is_text = true;
        if (rest[span] == '\0')
            return true;
        rest += span + 1;
    }
}

/* KEY=VALUE, or KEY:VALUE as pandoc has it, or KEY. */
static bool
append_pair(struct target *to, const struct cli_option *option,
    const struct cli_use *use)
{
    size_t len = strcspn(use->value, "=:");
    const char *value = use->value[len] != '\0' ? use->value + len + 1 : NULL;

    (void)option;
    if (len == 0) {
        cli_report_usage(to->report, "%.*s needs KEY=VALUE, not '%s'",
            use->spelled_len, use->spelled, use->value);
        return false;
    }
    cli_list_add_pair(&to->args->metadata, use->value, len, value,
        value != NULL ? strlen(value) : 0);
    return true;
}

/* Digits alone, at most `most`; *rest is what follows them. */
static bool
parse_number(
    const char *text, uint64_t most, uint64_t *number, const char **rest)
{
    uint64_t total = 0;

    if (*text < '0' || *text > '9')
        return false;
    for (; *text >= '0' && *text <= '9'; text++) {
        uint64_t digit = (uint64_t)(*text - '0');

        if (total > (most - digit) / 10)
            return false;
        total = total * 10 + digit;
    }
    *number = total;
    *rest = text;
    return true;
}

/* A day: beyond it a limit is no limit. */
#define TIMEOUT_MAX 86400

/* More threads than that find nothing to do. */
#define COUNT_MAX 64

static bool
set_seconds(struct target *to, const struct cli_option *option,
    const struct cli_use *use)
{
    uint64_t number = 0;
    const char *rest = "";

    if (!parse_number(use->value, TIMEOUT_MAX, &number, &rest) ||
        *rest != '\0' || number == 0) {
        cli_report_usage(to->report,
            "%.*s needs whole seconds from 1 to %d, not '%s'", use->spelled_len,
            use->spelled, TIMEOUT_MAX, use->value);
        return false;
    }
    *(unsigned *)slot_of(to, option) = (unsigned)number;
    return true;
}

static bool
set_count(struct target *to, const struct cli_option *option,
    const struct cli_use *use)
{
    uint64_t number = 0;
    const char *rest = "";

    if (!parse_number(use->value, COUNT_MAX, &number, &rest) || *rest != '\0' ||
        number == 0) {
        cli_report_usage(to->report,
            "%.*s needs a whole number from 1 to %d, not '%s'",
            use->spelled_len, use->spelled, COUNT_MAX, use->value);
        return false;
    }
    *(unsigned *)slot_of(to, option) = (unsigned)number;
    return true;
}

static bool
set_size(struct target *to, const struct cli_option *option,
    const struct cli_use *use)
{
    uint64_t size = 0;

    if (!dc_size_parse(use->value, &size) || size == 0) {
        cli_report_usage(to->report,
            "%.*s needs a size such as 512M or 2G, not '%s'", use->spelled_len,
            use->spelled, use->value);
        return false;
    }
    *(uint64_t *)slot_of(to, option) = size;
    return true;
}

/* More than any format has. */
#define LEVELS_MAX 99

static bool
set_levels(struct target *to, const struct cli_option *option,
    const struct cli_use *use)
{
    bool is_negative = use->value[0] == '-';
    const char *digits = use->value + (is_negative || use->value[0] == '+');
    uint64_t number = 0;
    const char *rest = "";

    if (!parse_number(digits, LEVELS_MAX, &number, &rest) || *rest != '\0') {
        cli_report_usage(to->report,
            "%.*s needs a whole number from -%d to %d, not '%s'",
            use->spelled_len, use->spelled, LEVELS_MAX, LEVELS_MAX, use->value);
        return false;
    }
    *(int *)slot_of(to, option) = is_negative ? -(int)number : (int)number;
    return true;
}

static bool
set_style(struct target *to, const struct cli_option *option,
    const struct cli_use *use)
{
    bool is_json = strcmp(use->value, "json") == 0;

    if (!is_json && strcmp(use->value, "text") != 0) {
        cli_report_usage(to->report, "%.*s is text or json, not '%s'",
            use->spelled_len, use->spelled, use->value);
        return false;
    }
    *(bool *)slot_of(to, option) = is_json;
    return true;
}

static bool
set_flag(struct target *to, const struct cli_option *option,
    const struct cli_use *use)
{
    (void)use;
    *(bool *)slot_of(to, option) = true;
    return true;
}

static bool
set_action(struct target *to, const struct cli_option *option,
    const struct cli_use *use)
{
    to->args->action = (enum cli_action)option->action;
    to->args->topic = use->value;
    return true;
}

typedef bool (*setter)(struct target *to, const struct cli_option *option,
    const struct cli_use *use);

static const setter setters[] = {
    [CLI_KIND_FLAG] = set_flag,
    [CLI_KIND_ONCE] = set_once,
    [CLI_KIND_LIST] = append_list,
    [CLI_KIND_META] = append_meta,
    [CLI_KIND_META_SET] = append_meta_set,
    [CLI_KIND_PAIR] = append_pair,
    [CLI_KIND_SECONDS] = set_seconds,
    [CLI_KIND_COUNT] = set_count,
    [CLI_KIND_SIZE] = set_size,
    [CLI_KIND_LEVELS] = set_levels,
    [CLI_KIND_STYLE] = set_style,
    [CLI_KIND_ACTION] = set_action,
};

bool
cli_value_store(struct cli_args *args, const struct cli_option *option,
    const struct cli_use *use, struct cli_report *report)
{
    struct target to = {args, report};

    return setters[option->kind](&to, option, use);
}
