/* SPDX-License-Identifier: MIT */
/*
 * Names of files: an address and a name are the same if their canonical
 * compositions are, and no two names of a book may differ in case alone (EPUB
 * 3.3 section 4.2.3; Unicode 15, sections 3.11 and 3.13).
 */
#include <stdlib.h>
#include <utf8proc.h>

#include "check/epub_check.h"

static bool
is_ascii(dc_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] & 0x80)
            return false;
    return true;
}

static dc_str
map(struct epub_check *check, dc_str text, utf8proc_option_t options)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)text.ptr,
        (utf8proc_ssize_t)text.len, &mapped, options);
    dc_str result = text;
    if (len >= 0)
        result =
            epub_retain(check, (dc_str){(const char *)mapped, (size_t)len});
    else if (len == UTF8PROC_ERROR_NOMEM)
        dc_fail(check->job, DC_E_NOMEM);
    free(mapped);
    return result;
}

dc_str
epub_compose(struct epub_check *check, dc_str name)
{
    if (is_ascii(name))
        return name;
    return map(check, name, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

dc_str
epub_fold(struct epub_check *check, dc_str name)
{
    return map(
        check, name, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}

int32_t
epub_check_index(struct epub_check *check)
{
    dc_archive_entry entry = {.struct_size = sizeof entry};
    for (uint32_t i = 0; check->zip->at(check->archive, i, &entry); i++) {
        dc_str name = epub_compose(check, entry.name);
        if (!epub_map_lookup(&check->names, name) &&
            !epub_map_insert(&check->names, name, i))
            return dc_fail(check->job, DC_E_NOMEM);
    }
    return DC_OK;
}

bool
epub_find_entry(struct epub_check *check, dc_str path, dc_archive_entry *entry)
{
    const uint32_t *number = epub_map_lookup(&check->names, path);
    return number && check->zip->at(check->archive, *number, entry);
}
