/* SPDX-License-Identifier: MIT */
/* What a format says of itself: the accessors of dc_format_info. */
#include "host/manifest.h"

#include <fcntl.h>
#include <unistd.h>

const char *
dc_format_name(const dc_format_info *format)
{
    return format->name;
}

const char *
dc_format_about(const dc_format_info *format)
{
    return format->about;
}

int
dc_format_can_read(const dc_format_info *format)
{
    return format->can_read;
}

int
dc_format_can_write(const dc_format_info *format)
{
    return format->can_write;
}

int
dc_format_can_check(const dc_format_info *format)
{
    return format->can_check;
}

int
dc_format_is_container(const dc_format_info *format)
{
    return format->is_container;
}

static void *
item_at(const struct dci_list *list, size_t index)
{
    return index < list->count ? list->items[index] : NULL;
}

const char *
dc_format_extension(const dc_format_info *format)
{
    const char *first = item_at(&format->extensions, 0);
    return first ? first : "";
}

const char *
dc_format_alias_at(const dc_format_info *format, size_t index)
{
    return item_at(&format->aliases, index);
}

const char *
dc_format_extension_at(const dc_format_info *format, size_t index)
{
    return item_at(&format->extensions, index);
}

const dc_option_info *
dc_format_option_at(const dc_format_info *format, size_t index)
{
    return item_at(&format->options, index);
}

char *
dc_format_template(const dc_format_info *format, const char *name)
{
    int fd = open(format->plugin->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return NULL;
    char *text = dci_note_read_template(fd, name);
    close(fd);
    return text;
}

const char *
dc_format_plugin_path(const dc_format_info *format)
{
    return format->plugin->path;
}

const char *
dc_format_plugin_version(const dc_format_info *format)
{
    return format->plugin->version;
}

int
dc_format_has_stamp(const dc_format_info *format, const void *head, size_t len)
{
    return dci_patterns_weigh(&format->stamps, head, len) > 0;
}

int
dc_format_has_magic(const dc_format_info *format, const void *head, size_t len)
{
    return dci_patterns_weigh(&format->magics, head, len) > 0;
}
