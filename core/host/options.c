/* SPDX-License-Identifier: MIT */
/*
 * The types of options: what text is a value of which.  Values are checked
 * against their declaration when they are set (option_values.c), so that a
 * plugin only ever sees values of the right type.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "host/conversion.h"

static const struct {
    const char *word;
    int value;
} booleans[] = {
    {"yes", 1},
    {"true", 1},
    {"on", 1},
    {"1", 1},
    {"no", 0},
    {"false", 0},
    {"off", 0},
    {"0", 0},
};

/* 1, 0, or -1 when the word is no truth value. */
static int
parse_bool(const char *value)
{
    for (size_t i = 0; i < sizeof(booleans) / sizeof(*booleans); i++)
        if (strcmp(value, booleans[i].word) == 0)
            return booleans[i].value;
    return -1;
}

int
dc_size_parse(const char *text, uint64_t *size)
{
    static const char units[] = "KMG";
    const char *at = text;
    uint64_t total = 0;
    for (; *at >= '0' && *at <= '9'; at++)
        if (__builtin_mul_overflow(total, 10u, &total) ||
            __builtin_add_overflow(total, (unsigned)(*at - '0'), &total))
            return 0;
    const char *unit = at > text && *at ? strchr(units, *at) : NULL;
    unsigned shift = unit ? 10 * (unsigned)(unit - units + 1) : 0;
    if (at == text || at[unit != NULL] || total > UINT64_MAX >> shift)
        return 0;
    *size = total << shift;
    return 1;
}

/* Parses a size that an option can have; 0 if it is none. */
static int
parse_size(const char *value, int64_t *number)
{
    uint64_t size;
    if (!dc_size_parse(value, &size) || size > INT64_MAX)
        return 0;
    *number = (int64_t)size;
    return 1;
}

/* Parses a whole number; 0 if it is none. */
static int
parse_number(const char *value, int64_t *number)
{
    char *end;
    errno = 0;
    *number = strtoll(value, &end, 10);
    return end != value && !errno && *end == 0;
}

static int
fits_range(const char *range, int64_t number)
{
    char *dots;
    long long low = strtoll(range, &dots, 10);
    if (strncmp(dots, "..", 2) != 0)
        return 1;
    return number >= low && number <= strtoll(dots + 2, NULL, 10);
}

static int
is_choice(const char *choices, const char *value)
{
    size_t len = strlen(value);
    while (*choices) {
        size_t word = strcspn(choices, "|");
        if (word == len && strncmp(choices, value, len) == 0)
            return 1;
        choices += word + (choices[word] == '|');
    }
    return 0;
}

int
dci_option_fits(const dc_option_info *option, const char *text)
{
    int64_t number;
    switch (option->type) {
    case DC_TYPE_BOOL:
        return parse_bool(text) >= 0;
    case DC_TYPE_INT:
        return parse_number(text, &number) &&
            fits_range(option->choices, number);
    case DC_TYPE_SIZE:
        return parse_size(text, &number);
    case DC_TYPE_ENUM:
        return is_choice(option->choices, text);
    default:
        return 1;
    }
}

int64_t
dci_option_number(const dc_option_info *option, const char *value)
{
    int64_t number = 0;
    if (option->type == DC_TYPE_BOOL)
        return parse_bool(value) == 1;
    if (option->type == DC_TYPE_INT)
        (void)parse_number(value, &number);
    if (option->type == DC_TYPE_SIZE)
        (void)parse_size(value, &number);
    return number;
}

int
dci_option_repeats(const dc_option_info *option)
{
    return option->type >= DC_TYPE_LIST && option->type != DC_TYPE_FILE;
}

const dc_option_info *
dci_side_lookup(const struct dci_side *side, const char *name)
{
    if (!side->format)
        return NULL;
    for (size_t i = 0; i < side->format->options.count; i++) {
        const dc_option_info *option = side->format->options.items[i];
        if (option->for_writing == side->is_writing &&
            strcmp(option->name, name) == 0)
            return option;
    }
    return NULL;
}
