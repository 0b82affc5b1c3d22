/* SPDX-License-Identifier: MIT */
/*
 * Formats by the names people give them (cli_names.h).
 */
#include "cli_names.h"

#include <string.h>

#include "cli_suggest.h"

#define NAME_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789_"

/* The longest format name or extension that is looked up. */
#define NAME_MAX_LEN 64

/* The bytes of the name in "name+ext-ext:key=value"; 0 if it has none. */
static size_t
name_length(const char *spec)
{
    if (*spec < 'a' || *spec > 'z')
        return 0;
    return strspn(spec, NAME_LETTERS);
}

/* Whether what follows the name is what a format may be followed by. */
static bool
is_spec_tail(const char *tail)
{
    while (*tail == '+' || *tail == '-') {
        size_t len = strspn(tail + 1, NAME_LETTERS);

        if (len == 0)
            return false;
        tail += 1 + len;
    }
    return *tail == '\0' || *tail == ':';
}

bool
cli_format_can(const dc_format_info *format, bool for_writing)
{
    return for_writing ? dc_format_can_write(format) != 0
                       : dc_format_can_read(format) != 0;
}

const dc_format_info *
cli_format_of_spec(dc_engine *engine, const char *spec)
{
    char name[NAME_MAX_LEN + 1];
    size_t len = name_length(spec);

    if (len == 0 || len > NAME_MAX_LEN || !is_spec_tail(spec + len))
        return NULL;
    memcpy(name, spec, len);
    name[len] = '\0';
    return dc_engine_lookup_format(engine, name);
}

const char *
cli_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

const char *
cli_find_extension(const char *path)
{
    const char *base = cli_base_name(path);
    const char *dot = strrchr(base, '.');

    if (dot == NULL || dot == base || dot[1] == '\0')
        return NULL;
    return dot;
}

/* "book.tar.gz" is a book: what packs an archive is no name of it. */
static bool
is_packing(const char *dot)
{
    static const char *const words[] = {".gz", ".xz", ".zst", ".bz2"};

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (strcmp(dot, words[i]) == 0)
            return true;
    return false;
}

size_t
cli_stem_length(const char *base)
{
    static const char archive[] = ".tar";
    const size_t archive_len = sizeof(archive) - 1;
    const char *dot = cli_find_extension(base);
    size_t len = dot != NULL ? (size_t)(dot - base) : strlen(base);

    if (dot != NULL && is_packing(dot) && len > archive_len &&
        memcmp(dot - archive_len, archive, archive_len) == 0)
        len -= archive_len;
    return len;
}

const dc_format_info *
cli_format_of_path(dc_engine *engine, const char *path, bool for_writing)
{
    const char *dot = cli_find_extension(path);

    if (dot == NULL)
        return NULL;
    return dc_engine_lookup_extension(engine, dot + 1, for_writing);
}

const char *
cli_nearest_format(dc_engine *engine, const char *word, bool for_writing)
{
    struct cli_guess guess;
    const dc_format_info *format;

    cli_guess_init(&guess, word, strcspn(word, "+-:"));
    for (size_t i = 0; (format = dc_engine_format_at(engine, i)) != NULL; i++) {
        if (cli_format_can(format, for_writing))
            cli_guess_offer(&guess, dc_format_name(format));
    }
    return guess.best;
}
