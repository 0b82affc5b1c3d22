/* SPDX-License-Identifier: MIT */
/*
 * The archive as such (EPUB 3.3 section 4.3): the first entry, and the names
 * as they stand in the directory, which the archive service has mended.
 */
#include "check/epub_check.h"

enum {
    ENTRY_HEADER = 30,
    DIRECTORY_HEADER = 46,
    END_RECORD = 22,
    COMMENT_MAX = 65535,
    NAME_MAX_LEN = 65535
};

static const char mimetype[] = "mimetype";
static const char book_type[] = "application/epub+zip";
static const dc_str nothing = {"", 0};

static uint32_t
little_16(const uint8_t *at)
{
    return (uint32_t)at[1] << 8 | at[0];
}

static uint32_t
little_32(const uint8_t *at)
{
    return little_16(at + 2) << 16 | little_16(at);
}

/* The entry 'mimetype' comes first, stored, with nothing added to it. */
static void
check_first(struct epub_check *check)
{
    const uint8_t *data = check->input->data;
    uint64_t len = check->input->len;
    uint32_t name_len = little_16(data + 26);
    uint32_t extra_len = little_16(data + 28);
    bool is_it = name_len == sizeof mimetype - 1 &&
        len >= ENTRY_HEADER + (uint64_t)name_len &&
        memcmp(data + ENTRY_HEADER, mimetype, name_len) == 0;
    if (!is_it) {
        epub_find(check, EPUB_PKG_006, NULL, NULL, nothing);
        return;
    }
    if (extra_len)
        epub_find(check, EPUB_PKG_005, NULL, NULL, nothing);
    dc_archive_entry entry = {.struct_size = sizeof entry};
    dc_str name = {mimetype, sizeof mimetype - 1};
    dc_str bytes;
    const char *why;
    int32_t status = DC_E_FORMAT;
    if (check->zip->lookup(check->archive, name, 0, &entry))
        status = check->zip->content(check->archive, entry.index, &bytes, &why);
    if (status == DC_E_NOMEM)
        dc_fail(check->job, status);
    if (status != DC_OK || entry.method != DC_ARCHIVE_STORED ||
        !dc_str_equal(bytes, book_type))
        epub_find(check, EPUB_PKG_007, NULL, NULL, nothing);
}

/* The next character of UTF-8; 0xFFFFFFFF where there is none. */
static uint32_t
next_character(dc_str text, size_t *at)
{
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    unsigned char c = (unsigned char)text.ptr[(*at)++];
    size_t more = c < 0x80 ? 0 : c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
    if (more == 0)
        return c;
    if (c < 0xC2 || c > 0xF4 || more > text.len - *at)
        return UINT32_MAX;
    uint32_t code = c & (0x3FU >> more);
    for (size_t i = 0; i < more; i++) {
        unsigned char next = (unsigned char)text.ptr[(*at)++];
        if ((next & 0xC0) != 0x80)
            return UINT32_MAX;
        code = code << 6 | (next & 0x3F);
    }
    bool is_surrogate = code >= 0xD800 && code < 0xE000;
    return code < least[more] || is_surrogate || code > 0x10FFFF ? UINT32_MAX
                                                                 : code;
}

/* Characters that section 4.2.3 forbids in names. */
static bool
is_forbidden(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) ||
        (code < 0x80 && strchr("\"*:<>?\\|", (int)code)) ||
        (code >= 0xE000 && code <= 0xF8FF) ||
        (code >= 0xFDD0 && code <= 0xFDEF) ||
        (code >= 0xFFF0 && code <= 0xFFFF) || (code & 0xFFFE) == 0xFFFE ||
        code == 0xE0001 || code >= 0xF0000;
}

static bool
is_blank(uint32_t code)
{
    return code == ' ' || code == 0xA0 || code == 0x1680 ||
        (code >= 0x2000 && code <= 0x200A) || code == 0x202F ||
        code == 0x205F || code == 0x3000;
}

/* False if the name is not in UTF-8: then no book can be read at all. */
static bool
check_name(struct epub_check *check, dc_str name)
{
    struct epub_place place = {.file = name};
    bool has_forbidden = false;
    bool has_blank = false;
    for (size_t at = 0; at < name.len;) {
        uint32_t code = next_character(name, &at);
        if (code == UINT32_MAX)
            return false;
        has_forbidden |= is_forbidden(code);
        has_blank |= is_blank(code);
    }
    if (has_forbidden)
        epub_find(check, EPUB_PKG_009, &place, NULL, nothing);
    if (has_blank)
        epub_find(check, EPUB_PKG_010, &place, NULL, nothing);
    if (name.len && name.ptr[name.len - 1] == '.')
        epub_find(check, EPUB_PKG_011, &place, NULL, nothing);
    return true;
}

static int32_t
check_duplicate(struct epub_check *check, struct epub_map *seen, dc_str name)
{
    struct epub_place place = {.file = name};
    dc_str folded = epub_fold(check, name);
    if (epub_map_lookup(seen, folded))
        epub_find(check, EPUB_OPF_060, &place, NULL, nothing);
    else if (!epub_map_insert(seen, folded, 0))
        return dc_fail(check->job, DC_E_NOMEM);
    return DC_OK;
}

/* Where the directory begins, or 0: there is no end record. */
static uint64_t
find_directory(const uint8_t *data, uint64_t len)
{
    uint64_t last = len - END_RECORD;
    uint64_t first = last > COMMENT_MAX ? last - COMMENT_MAX : 0;
    for (uint64_t at = last + 1; at-- > first;)
        if (memcmp(data + at, "PK\5\6", 4) == 0)
            return little_32(data + at + 16);
    return 0;
}

static int32_t
check_names(struct epub_check *check, struct epub_map *seen)
{
    const uint8_t *data = check->input->data;
    uint64_t len = check->input->len;
    uint64_t at = find_directory(data, len);
    while (at && len >= DIRECTORY_HEADER && at <= len - DIRECTORY_HEADER &&
        memcmp(data + at, "PK\1\2", 4) == 0) {
        uint64_t name_len = little_16(data + at + 28);
        uint64_t whole = DIRECTORY_HEADER + name_len +
            little_16(data + at + 30) + little_16(data + at + 32);
        if (whole > len - at)
            break;
        dc_str name = {
            (const char *)data + at + DIRECTORY_HEADER, (size_t)name_len};
        at += whole;
        if (!check_name(check, name)) {
            epub_find(check, EPUB_PKG_027, NULL, NULL, nothing);
            return DC_E_FORMAT;
        }
        int32_t status = check_duplicate(check, seen, name);
        if (status != DC_OK)
            return status;
    }
    return DC_OK;
}

int32_t
epub_check_zip(struct epub_check *check)
{
    const dc_input *input = check->input;
    if (input->len < ENTRY_HEADER + END_RECORD) {
        epub_find(check, EPUB_PKG_003, NULL, NULL, nothing);
        return DC_E_FORMAT;
    }
    if (memcmp(input->data, "PK\3\4", 4) != 0)
        epub_find(check, EPUB_PKG_004, NULL, NULL, nothing);
    if (find_directory(input->data, input->len) == 0) {
        epub_find(check, EPUB_PKG_008, NULL, "no directory", nothing);
        return DC_E_FORMAT;
    }
    struct epub_map seen = {0};
    int32_t status = check_names(check, &seen);
    epub_map_fini(&seen);
    if (status != DC_OK)
        return status;
    status = check->zip->open(
        check->job, input->data, (size_t)input->len, &check->archive);
    if (status == DC_E_NOMEM)
        return dc_fail(check->job, status);
    if (status != DC_OK) {
        epub_find(check, EPUB_PKG_008, NULL, NULL, nothing);
        status = DC_E_FORMAT;
    }
    if (status == DC_OK)
        check_first(check);
    return status;
}
