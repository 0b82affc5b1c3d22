/* SPDX-License-Identifier: MIT */
/* Images: their first bytes must be those of their media type. */
#include "check/epub_check.h"

static const struct {
    const char *media_type;
    const char *head;
    size_t len;
} heads[] = {
    {"image/gif", "GIF8", 4},
    {"image/png", "\x89PNG", 4},
    {"image/jpeg", "\xFF\xD8", 2},
    {"image/webp", "RIFF", 4},
};

void
epub_check_image(struct epub_package *package, struct epub_item *item)
{
    struct epub_place place = {.file = item->path};
    dc_str bytes;
    if (epub_map_lookup(&package->check->obfuscated, item->path))
        return;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        if (!dc_str_equal(item->media_type, heads[i].media_type))
            continue;
        if (!epub_content(package->check, item->path, &bytes))
            return;
        if (bytes.len < 4)
            epub_find(
                package->check, EPUB_MED_004, &place, NULL, (dc_str){"", 0});
        else if (memcmp(bytes.ptr, heads[i].head, heads[i].len) != 0)
            epub_find(
                package->check, EPUB_OPF_029, &place, NULL, item->media_type);
        dc_archive_entry entry = {.struct_size = sizeof entry};
        if (epub_find_entry(package->check, item->path, &entry))
            package->check->zip->drop(package->check->archive, entry.index);
    }
}
