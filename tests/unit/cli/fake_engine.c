/* SPDX-License-Identifier: MIT */
/* An engine that is a table (fake_engine.h). */
#include "fake_engine.h"

#include <string.h>

struct dc_format_info {
    const char *name;
    int can_read;
    int can_write;
    int is_container;
    const char *extensions[3];
    const char *magic;
    const char *stamp;
    dc_option_info options[7];
};

char fake_engine_tag[1];

static const dc_format_info formats[] = {
    {.name = "blob", .can_write = 1, .is_container = 1},
    {.name = "epub",
        .can_read = 1,
        .can_write = 1,
        .is_container = 1,
        .extensions = {"epub"},
        .magic = "EPUB",
        .stamp = "EPUB-MADE",
        .options = {{"split-level", "1", "Split here", "1..6", DC_TYPE_INT,
            1}}},
    {.name = "html",
        .can_read = 1,
        .can_write = 1,
        .extensions = {"html", "htm"},
        .options = {{"toc", "no", "Contents", "", DC_TYPE_BOOL, 1},
            {"columns", "72", "Width", "1..999", DC_TYPE_INT, 1},
            {"standalone", "no", "Whole page", "", DC_TYPE_BOOL, 1},
            {"mathjax", "", "MathJax", "", DC_TYPE_STRING, 1},
            {"mathml", "no", "MathML", "", DC_TYPE_BOOL, 1},
            {"css", "", "Style sheets", "", DC_TYPE_LINKS, 1}}},
    {.name = "mobi", .can_read = 1, .extensions = {"mobi"}},
    {.name = "pdf", .can_write = 1, .is_container = 1, .extensions = {"pdf"}},
    {.name = "text", .can_read = 1, .can_write = 1, .extensions = {"txt"}},
};

#define FORMAT_COUNT (sizeof(formats) / sizeof(formats[0]))

const dc_format_info *
dc_engine_format_at(dc_engine *engine, size_t index)
{
    (void)engine;
    return index < FORMAT_COUNT ? &formats[index] : NULL;
}

const dc_format_info *
dc_engine_lookup_format(dc_engine *engine, const char *name)
{
    (void)engine;
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    }
    return NULL;
}

const dc_format_info *
dc_engine_lookup_extension(
    dc_engine *engine, const char *extension, int for_writing)
{
    (void)engine;
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        const dc_format_info *format = &formats[i];

        for (size_t j = 0; format->extensions[j] != NULL; j++) {
            if (strcmp(format->extensions[j], extension) == 0 &&
                (for_writing ? format->can_write : format->can_read))
                return format;
        }
    }
    return NULL;
}

static int
begins_with(const void *head, size_t len, const char *bytes)
{
    return bytes != NULL && len >= strlen(bytes) &&
        memcmp(head, bytes, strlen(bytes)) == 0;
}

int32_t
dc_engine_why_missing(const dc_engine *engine, const char *spec)
{
    (void)engine;
    (void)spec;
    return DC_OK;
}

const dc_format_info *
dc_engine_lookup_magic(dc_engine *engine, const void *head, size_t len)
{
    (void)engine;
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if (begins_with(head, len, formats[i].magic))
            return &formats[i];
    }
    return NULL;
}

const dc_option_info *
dc_engine_lookup_option(dc_engine *engine, const char *name)
{
    const dc_option_info *option;

    (void)engine;
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        for (size_t j = 0;
             (option = dc_format_option_at(&formats[i], j)) != NULL; j++) {
            if (strcmp(option->name, name) == 0)
                return option;
        }
    }
    return NULL;
}

const char *
dc_format_name(const dc_format_info *format)
{
    return format->name;
}

const char *
dc_format_about(const dc_format_info *format)
{
    return format->name;
}

int
dc_format_can_read(const dc_format_info *format)
{
    return format->can_read;
}

int
dc_format_can_check(const dc_format_info *format)
{
    (void)format;
    return 0;
}

const dc_format_info *
dc_engine_lookup_checker(
    dc_engine *engine, const void *head, size_t len, const char *extension)
{
    (void)engine;
    (void)head;
    (void)len;
    (void)extension;
    return NULL;
}

int
dc_format_can_write(const dc_format_info *format)
{
    return format->can_write;
}

int
dc_format_is_container(const dc_format_info *format)
{
    return format->is_container;
}

const char *
dc_format_extension(const dc_format_info *format)
{
    return format->extensions[0] != NULL ? format->extensions[0] : "";
}

const char *
dc_format_extension_at(const dc_format_info *format, size_t index)
{
    return index < 2 ? format->extensions[index] : NULL;
}

const char *
dc_format_alias_at(const dc_format_info *format, size_t index)
{
    (void)format;
    (void)index;
    return NULL;
}

char *
dc_format_template(const dc_format_info *format, const char *name)
{
    (void)format;
    (void)name;
    return NULL;
}

const char *
dc_format_plugin_path(const dc_format_info *format)
{
    (void)format;
    return "/plugins/docconv-fake.so";
}

const char *
dc_format_plugin_version(const dc_format_info *format)
{
    (void)format;
    return "1.0";
}

int
dc_format_has_stamp(const dc_format_info *format, const void *head, size_t len)
{
    return begins_with(head, len, format->stamp);
}

int
dc_format_has_magic(const dc_format_info *format, const void *head, size_t len)
{
    return begins_with(head, len, format->magic);
}

const dc_option_info *
dc_format_option_at(const dc_format_info *format, size_t index)
{
    const size_t count = sizeof(format->options) / sizeof(format->options[0]);

    if (index >= count || format->options[index].name == NULL)
        return NULL;
    return &format->options[index];
}
