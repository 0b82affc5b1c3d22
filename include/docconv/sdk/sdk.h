/* SPDX-License-Identifier: MIT */
/*
 * The convenient side of the plugin border: thin inline wrappers, so that
 * calls through the host's tables read like direct calls.  Not part of the
 * ABI; it is compiled into the plugin.
 */
#ifndef DOCCONV_SDK_H
#define DOCCONV_SDK_H

#include <string.h>

#include "docconv/plugin.h"

/* Strings. */

static inline dc_str
dc_str_of(const char *text)
{
    dc_str s = {text, text ? strlen(text) : 0};
    return s;
}

static inline dc_str
dc_str_slice(const char *ptr, size_t len)
{
    dc_str s = {ptr, len};
    return s;
}

static inline int
dc_str_equal(dc_str a, const char *b)
{
    return a.len == strlen(b) && (a.len == 0 || memcmp(a.ptr, b, a.len) == 0);
}

/* 1 if `word` is one of the words of `text`, which blanks part: a class. */
static inline int
dc_has_word(dc_str text, const char *word)
{
    for (size_t from = 0, i = 0; i <= text.len; i++) {
        if (i < text.len && !memchr(" \t\n\r\f", text.ptr[i], 5))
            continue;
        if (i > from &&
            dc_str_equal(dc_str_slice(text.ptr + from, i - from), word))
            return 1;
        from = i + 1;
    }
    return 0;
}

/* The job. */

static inline void *
dc_alloc(dc_job *job, size_t size)
{
    return job->host->job->alloc(job, size);
}

static inline int32_t
dc_fail(dc_job *job, int32_t status)
{
    return job->host->job->fail(job, status);
}

static inline int32_t
dc_tick(dc_job *job)
{
    return job->host->job->tick(job);
}

static inline const void *
dc_service(dc_job *job, const char *id)
{
    return job->host->job->service(job, id);
}

/* Options. */

static inline int64_t
dc_option_int(dc_job *job, const char *name)
{
    return job->host->option->integer(job, name);
}

static inline dc_str
dc_option_str(dc_job *job, const char *name)
{
    return job->host->option->string(job, name);
}

static inline int32_t
dc_option_given(dc_job *job, const char *name)
{
    return job->host->option->is_given(job, name);
}

static inline uint32_t
dc_option_count(dc_job *job, const char *name)
{
    return job->host->option->count(job, name);
}

static inline dc_str
dc_option_str_at(dc_job *job, const char *name, uint32_t index)
{
    return job->host->option->string_at(job, name, index);
}

/* 1 if value number `index` is a file that was read; *file may be new. */
static inline int32_t
dc_option_file(dc_job *job, const char *name, uint32_t index, dc_input *file)
{
    file->struct_size = sizeof(*file);
    return job->host->option->file_at(job, name, index, file);
}

/* 1 if `other` stands beside that file and could be read. */
static inline int32_t
dc_option_beside(
    dc_job *job, const char *name, uint32_t index, dc_str other, dc_input *file)
{
    file->struct_size = sizeof(*file);
    return job->host->option->beside(job, name, index, other, file);
}

/* Diagnostics. */

static inline void
dc_report_at(dc_job *job, uint32_t severity, const char *rule, dc_str message,
    uint64_t pos)
{
    dc_diag diag = {sizeof(diag), severity, rule, message, pos, 0, 0, {0, 0}};
    job->host->diag->report(job, &diag);
}

static inline void
dc_report(dc_job *job, uint32_t severity, const char *rule, const char *message)
{
    dc_report_at(job, severity, rule, dc_str_of(message), DC_POS_NONE);
}

/* Building. */

static inline int32_t
dc_open(dc_job *job, uint32_t kind, uint64_t pos)
{
    return job->host->build->open(job, kind, pos);
}

static inline int32_t
dc_close(dc_job *job, uint32_t kind)
{
    return job->host->build->close(job, kind);
}

static inline int32_t
dc_leaf(dc_job *job, uint32_t kind, uint64_t pos)
{
    dc_open(job, kind, pos);
    return dc_close(job, kind);
}

static inline int32_t
dc_text(dc_job *job, const char *ptr, size_t len)
{
    return job->host->build->text(job, ptr, len, 0);
}

static inline int32_t
dc_set_int(dc_job *job, uint32_t field, int64_t value)
{
    return job->host->build->set_int(job, field, value);
}

static inline int32_t
dc_set_str(dc_job *job, uint32_t field, dc_str value)
{
    return job->host->build->set_str(job, field, value.ptr, value.len);
}

static inline int32_t
dc_attr(dc_job *job, const char *key, dc_str value)
{
    return job->host->build->attr(job, dc_str_of(key), value);
}

static inline int32_t
dc_status(dc_job *job)
{
    return job->host->build->status(job);
}

/* Sets metadata entry `key` to a plain string. */
static inline int32_t
dc_meta_put(dc_job *job, const char *key, dc_str value, int32_t origin,
    int32_t confidence)
{
    const dc_build *build = job->host->build;
    build->meta_open(job, dc_str_of(key), origin, confidence);
    build->open(job, DC_META_STRING, DC_POS_NONE);
    build->text(job, value.ptr, value.len, 0);
    build->close(job, DC_META_STRING);
    return build->meta_close(job);
}

/* Walking. */

/* Puts a fresh cursor before `node`. */
static inline void
dc_walk_start(dc_job *job, dc_cursor *cursor, dc_view *view, uint32_t node)
{
    cursor->struct_size = sizeof(*cursor);
    view->struct_size = sizeof(*view);
    job->host->walk->start(job, cursor, node);
}

static inline uint32_t
dc_walk_next(dc_job *job, dc_cursor *cursor, dc_view *view)
{
    return job->host->walk->next(job, cursor, view);
}

static inline void
dc_walk_skip(dc_job *job, dc_cursor *cursor)
{
    job->host->walk->skip(job, cursor);
}

static inline uint32_t
dc_kind(dc_job *job, uint32_t node)
{
    return job->host->walk->kind(job, node);
}

static inline int64_t
dc_int_field(dc_job *job, uint32_t node, uint32_t field)
{
    return job->host->walk->int_field(job, node, field);
}

/* 1 if the field was set at all. */
static inline int
dc_has_field(dc_job *job, uint32_t node, uint32_t field)
{
    return job->host->walk->has_field(job, node, field);
}

static inline dc_str
dc_str_field(dc_job *job, uint32_t node, uint32_t field)
{
    return job->host->walk->str_field(job, node, field);
}

static inline dc_str
dc_plain_text(dc_job *job, uint32_t node)
{
    return job->host->walk->plain_text(job, node);
}

static inline dc_str
dc_identifier(dc_job *job, uint32_t node)
{
    return job->host->walk->identifier(job, node);
}

/* The first attribute `key` of the node, or an empty string. */
static inline dc_str
dc_attr_of(dc_job *job, uint32_t node, const char *key)
{
    dc_str name, value;
    for (uint32_t i = 0; job->host->walk->attr_at(job, node, i, &name, &value);
         i++)
        if (dc_str_equal(name, key))
            return value;
    return dc_str_slice(NULL, 0);
}

/* Metadata entry `key` as plain text, or an empty string. */
static inline dc_str
dc_meta_text(dc_job *job, const char *key)
{
    uint32_t node = job->host->walk->meta(job, dc_str_of(key));
    return node ? dc_plain_text(job, node) : dc_str_slice(NULL, 0);
}

/*
 * Gives the open node the field that a node of another document has; nothing
 * if it has none. [readers]
 */
static inline void
dc_copy_field(dc_job *job, dc_job *from, uint32_t node, uint32_t field)
{
    const dc_build *build = job->host->build;
    const char *type = "";
    if (!dc_has_field(from, node, field))
        return;
    switch (field) {
#define DC_FIELD(name, number, text, field_type)                               \
    case number:                                                               \
        type = #field_type;                                                    \
        break;
#include "docconv/fields.def"
#undef DC_FIELD
    default:
        return;
    }
    if (*type == 'S')
        dc_set_str(job, field, dc_str_field(from, node, field));
    else if (*type == 'R')
        build->set_real(
            job, field, from->host->walk->real_field(from, node, field));
    else
        dc_set_int(job, field, dc_int_field(from, node, field));
}

/* Output. */

static inline int32_t
dc_write(dc_job *job, const void *data, size_t len)
{
    return job->host->io->write(job, data, len);
}

static inline int32_t
dc_puts(dc_job *job, const char *text)
{
    return dc_write(job, text, strlen(text));
}

#endif
