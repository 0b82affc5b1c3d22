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

/* Parses a whole number with an optional K, M or G; 0 if it is none. */
static int
parse_number(const char *value, int with_unit, int64_t *number)
{
    char *end;
    errno = 0;
    long long n = strtoll(value, &end, 10);
    if (end == value || errno)
        return 0;
    const char *units = "KMG";
    const char *unit = *end ? strchr(units, *end) : NULL;
    if (with_unit && unit) {
        end++;
        for (const char *u = units; u <= unit; u++)
            if (__builtin_mul_overflow(n, 1024LL, &n))
                return 0;
    }
    *number = n;
    return *end == 0;
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
        return parse_number(text, 0, &number) &&
            fits_range(option->choices, number);
    case DC_TYPE_SIZE:
        return parse_number(text, 1, &number) && number >= 0;
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
    if (option->type == DC_TYPE_INT || option->type == DC_TYPE_SIZE)
        (void)parse_number(value, option->type == DC_TYPE_SIZE, &number);
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
