/* SPDX-License-Identifier: MIT */
/*
 * The table through which a job sees the options of its format: what was
 * given, or the default.
 */
#include <string.h>

#include "host/conversion.h"

static struct dci_host_job *
host_job(dc_job *job)
{
    return (struct dci_host_job *)(void *)job;
}

/* An option as a job sees it. */
struct seen {
    const dc_option_info *option; /* NULL: not declared, and reported */
    const struct dci_list *items; /* struct dci_option_item *; NULL: default */
};

static struct seen
look(dc_job *job, const char *name)
{
    struct dci_host_job *self = host_job(job);
    struct seen seen = {dci_side_lookup(self->side, name), NULL};
    if (!seen.option) {
        dci_run_blame(self,
            "asks for an option that its manifest does not declare: ", name);
        return seen;
    }
    const struct dci_option_value *value =
        dci_side_value(self->side, seen.option);
    if (value)
        seen.items = &value->items;
    return seen;
}

static uint32_t
count_values(const struct seen *seen)
{
    if (!seen->option)
        return 0;
    if (!seen->items)
        return *seen->option->fallback != 0;
    return seen->items->count < UINT32_MAX ? (uint32_t)seen->items->count
                                           : UINT32_MAX;
}

/* Value number `index` as it was typed; "" past the last. */
static const char *
text_at(const struct seen *seen, uint32_t index)
{
    if (index >= count_values(seen))
        return "";
    if (!seen->items)
        return seen->option->fallback;
    const struct dci_option_item *item = seen->items->items[index];
    return item->text;
}

/* The value that holds: the last of those that were given. */
static const char *
last_text(const struct seen *seen)
{
    uint32_t count = count_values(seen);
    return count ? text_at(seen, count - 1) : "";
}

static int64_t DC_CALL
option_integer(dc_job *job, const char *name)
{
    struct seen seen = look(job, name);
    return seen.option ? dci_option_number(seen.option, last_text(&seen)) : 0;
}

static dc_str DC_CALL
option_string(dc_job *job, const char *name)
{
    struct seen seen = look(job, name);
    const char *text = last_text(&seen);
    return (dc_str){text, strlen(text)};
}

static int32_t DC_CALL
option_is_given(dc_job *job, const char *name)
{
    return look(job, name).items != NULL;
}

static uint32_t DC_CALL
option_count(dc_job *job, const char *name)
{
    struct seen seen = look(job, name);
    return count_values(&seen);
}

static dc_str DC_CALL
option_string_at(dc_job *job, const char *name, uint32_t index)
{
    struct seen seen = look(job, name);
    const char *text = text_at(&seen, index);
    return (dc_str){text, strlen(text)};
}

/* The file that value number `index` names, or NULL. */
static const struct dci_option_item *
lookup_file(dc_job *job, const char *name, uint32_t index)
{
    struct seen seen = look(job, name);
    if (!seen.items || index >= seen.items->count)
        return NULL;
    const struct dci_option_item *item = seen.items->items[index];
    return item->file.data ? item : NULL;
}

/* Fills in what the caller's dc_input has room for. */
static void
fill(dc_input *file, const struct dci_source *source, dc_str name)
{
    dc_input whole = {
        .struct_size = file->struct_size,
        .data = source->data,
        .len = source->len,
        .name = name,
    };
    size_t size =
        file->struct_size < sizeof(whole) ? file->struct_size : sizeof(whole);
    memcpy(file, &whole, size);
}

static int32_t DC_CALL
option_file_at(dc_job *job, const char *name, uint32_t index, dc_input *file)
{
    const struct dci_option_item *item = lookup_file(job, name, index);
    if (!item)
        return 0;
    fill(file, &item->file, dci_base_name(item->text));
    return 1;
}

static int32_t DC_CALL
option_beside(
    dc_job *job, const char *name, uint32_t index, dc_str other, dc_input *file)
{
    const struct dci_option_item *item = lookup_file(job, name, index);
    if (!item)
        return 0;
    const struct dci_run_file *found =
        dci_run_read_beside(host_job(job)->run, item->folder, other);
    if (!found)
        return 0;
    fill(file, &found->source, (dc_str){found->name, strlen(found->name)});
    return 1;
}

const dc_option_table dci_option_table = {
    .struct_size = sizeof(dc_option_table),
    .integer = option_integer,
    .string = option_string,
    .is_given = option_is_given,
    .count = option_count,
    .string_at = option_string_at,
    .file_at = option_file_at,
    .beside = option_beside,
};
