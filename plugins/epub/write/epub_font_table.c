/* SPDX-License-Identifier: MIT */
/*
 * What a font says of itself: the tables "name", "OS/2" and "fvar" of a file
 * of the form sfnt (OpenType 1.9), or of a WOFF 1 where they are not
 * compressed.  A WOFF 2 is compressed as a whole, so of that only the length
 * is looked at.  Nothing is trusted: each read is one of struct bytes, which
 * is empty where the file does not reach.
 */
#include "base/epub_utf8.h"
#include "write/epub_font.h"

struct bytes {
    const uint8_t *data;
    size_t len;
};

static struct bytes
cut(struct bytes from, size_t at, size_t len)
{
    struct bytes part = {NULL, 0};
    if (at <= from.len && len <= from.len - at) {
        part.data = from.data + at;
        part.len = len;
    }
    return part;
}

static uint32_t
u16(struct bytes from, size_t at)
{
    struct bytes part = cut(from, at, 2);
    return part.len ? (uint32_t)part.data[0] << 8 | part.data[1] : 0;
}

static uint32_t
u32(struct bytes from, size_t at)
{
    return u16(from, at) << 16 | u16(from, at + 2);
}

static bool
is_tag(struct bytes from, size_t at, const char *tag)
{
    struct bytes part = cut(from, at, 4);
    return part.len && memcmp(part.data, tag, 4) == 0;
}

/* The tables. */

struct tables {
    struct bytes name;
    struct bytes os2;
    struct bytes fvar;
};

/* The form of a directory: where what is, in bytes. */
struct directory {
    size_t count_at;
    size_t first_at;
    size_t entry_size;
    size_t offset_at; /* in an entry, like the two below */
    size_t len_at;
    size_t whole_len_at; /* before it was compressed */
};

static const struct directory sfnt_directory = {4, 12, 16, 8, 12, 12};
static const struct directory woff_directory = {12, 44, 20, 4, 8, 12};

static void
note_table(struct tables *tables, struct bytes entry, struct bytes table)
{
    if (is_tag(entry, 0, "name"))
        tables->name = table;
    else if (is_tag(entry, 0, "OS/2"))
        tables->os2 = table;
    else if (is_tag(entry, 0, "fvar"))
        tables->fvar = table;
}

/* False: an entry, or what it stands for, is not in the file. */
static bool
read_directory(
    struct bytes font, const struct directory *form, struct tables *tables)
{
    uint32_t count = u16(font, form->count_at);
    for (uint32_t i = 0; i < count; i++) {
        size_t at = form->first_at + i * form->entry_size;
        struct bytes entry = cut(font, at, form->entry_size);
        uint32_t len = u32(entry, form->len_at);
        struct bytes table = cut(font, u32(entry, form->offset_at), len);
        if (!entry.len || (len && !table.data))
            return false;
        if (len == u32(entry, form->whole_len_at))
            note_table(tables, entry, table);
    }
    return count > 0;
}

/* "name" */

enum { PLATFORM_UNICODE, PLATFORM_MAC, PLATFORM_WINDOWS = 3 };

/* Identifiers of names; the typographic ones group more than four faces. */
enum {
    NAME_FAMILY = 1,
    NAME_STYLE = 2,
    NAME_TYPOGRAPHIC_FAMILY = 16,
    NAME_TYPOGRAPHIC_STYLE = 17
};

/* What is put into no sheet: a name without characters that steer. */
static bool
put_character(struct epub_face *face, uint32_t code)
{
    char *at = face->family + face->family_len;
    size_t len = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (code < 0x20 || code == 0x7F || !epub_is_xml_char(code) ||
        face->family_len + len > EPUB_FAMILY_MAX)
        return false;
    for (size_t i = len - 1; i > 0; i--, code >>= 6)
        at[i] = (char)(0x80 | (code & 0x3F));
    at[0] = (char)(len == 1 ? code : (0xF00u >> len & 0xFF) | code);
    face->family_len += len;
    return true;
}

/* UTF-16BE, or ASCII; true if that is all it is. */
static bool
decode(struct bytes text, uint32_t platform, struct epub_face *into)
{
    size_t step = platform == PLATFORM_MAC ? 1 : 2;
    into->family_len = 0;
    for (size_t i = 0; i < text.len; i += step) {
        uint32_t code = step == 1 ? text.data[i] : u16(text, i);
        if (step == 1 && code >= 0x80)
            return false;
        if (code >= 0xD800 && code < 0xE000) {
            uint32_t low = u16(text, i + 2);
            if (code >= 0xDC00 || low < 0xDC00 || low >= 0xE000)
                return false;
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        }
        if (!put_character(into, code))
            return false;
    }
    return into->family_len > 0;
}

/* How much a name is worth: English on Windows most, 0: it is not read. */
static unsigned
rank(struct bytes record)
{
    uint32_t platform = u16(record, 0);
    uint32_t encoding = u16(record, 2);
    uint32_t language = u16(record, 4);
    if (platform == PLATFORM_WINDOWS && encoding != 1 && encoding != 10)
        return 0;
    if (platform == PLATFORM_WINDOWS)
        return language == 0x409 ? 4 : 2;
    if (platform == PLATFORM_UNICODE)
        return 3;
    return platform == PLATFORM_MAC && encoding == 0 && language == 0 ? 1 : 0;
}

/* The best name of that number, decoded into *into; false: there is none. */
static bool
find_name(struct bytes table, uint32_t number, struct epub_face *into)
{
    uint32_t count = u16(table, 2);
    size_t storage = u16(table, 4);
    unsigned best = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct bytes record = cut(table, 6 + (size_t)i * 12, 12);
        struct epub_face found;
        if (!record.len)
            break;
        if (u16(record, 6) != number || rank(record) <= best)
            continue;
        struct bytes text =
            cut(table, storage + u16(record, 10), u16(record, 8));
        if (!decode(text, u16(record, 0), &found))
            continue;
        best = rank(record);
        memcpy(into->family, found.family, found.family_len);
        into->family_len = found.family_len;
    }
    return best > 0;
}

static void
read_names(struct bytes table, struct epub_face *face)
{
    struct epub_face style = {.family_len = 0};
    if (!find_name(table, NAME_TYPOGRAPHIC_FAMILY, face))
        find_name(table, NAME_FAMILY, face);
    if (find_name(table, NAME_TYPOGRAPHIC_STYLE, &style) ||
        find_name(table, NAME_STYLE, &style))
        epub_face_words(face, dc_str_slice(style.family, style.family_len));
}

/* "OS/2" */

enum {
    OS2_MIN = 64, /* up to fsSelection */
    SELECTION_ITALIC = 1 << 0,
    SELECTION_BOLD = 1 << 5,
    SELECTION_OBLIQUE = 1 << 9,
    TYPE_MASK = 0xF,
    TYPE_RESTRICTED = 2,
    FAMILY_CLASS_SANS = 8,
    PANOSE_TEXT = 2,
    PANOSE_SANS_FIRST = 11,
    PANOSE_SANS_LAST = 15
};

/* Full hundreds, as CSS 2 has them; fonts of old count from 1 to 9. */
static uint32_t
tidy_weight(uint32_t weight)
{
    if (weight > 0 && weight < 10)
        weight *= 100;
    weight = (weight + 50) / 100 * 100;
    return weight == 0 ? 0 : weight > 900 ? 900 : weight;
}

static void
read_os2(struct bytes table, struct epub_face *face)
{
    if (table.len < OS2_MIN)
        return;
    uint32_t selection = u16(table, 62);
    uint32_t panose = u16(table, 32);
    face->weight = tidy_weight(u16(table, 4));
    if (selection & SELECTION_BOLD && face->weight <= 400)
        face->weight = 700;
    face->width = u16(table, 6);
    if (selection & SELECTION_ITALIC)
        face->style = "italic";
    else if (selection & SELECTION_OBLIQUE)
        face->style = "oblique";
    face->is_restricted = (u16(table, 8) & TYPE_MASK) == TYPE_RESTRICTED;
    face->is_sans = u16(table, 30) >> 8 == FAMILY_CLASS_SANS ||
        (panose >> 8 == PANOSE_TEXT && (panose & 0xFF) >= PANOSE_SANS_FIRST &&
            (panose & 0xFF) <= PANOSE_SANS_LAST);
}

/* "fvar": from which weight to which a variable font goes. */
static void
read_axes(struct bytes table, struct epub_face *face)
{
    size_t first = u16(table, 4);
    uint32_t count = u16(table, 8);
    size_t size = u16(table, 10);
    for (uint32_t i = 0; i < count; i++) {
        struct bytes axis = cut(table, first + i * size, 20);
        if (!axis.len)
            return;
        uint32_t low = tidy_weight(u16(axis, 4));
        uint32_t high = tidy_weight(u16(axis, 12));
        if (!is_tag(axis, 0, "wght") || low == 0 || high <= low)
            continue;
        face->weight = low;
        face->weight_max = high;
    }
}

/* The whole. */

bool
epub_face_read(const uint8_t *data, size_t len, struct epub_face *face)
{
    struct bytes font = {data, len};
    struct tables tables = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
    *face = (struct epub_face){.family_len = 0};
    bool is_woff = is_tag(font, 0, "wOFF");
    /* Both kinds of WOFF say how long they are. */
    if ((is_woff || is_tag(font, 0, "wOF2")) && u32(font, 8) > len)
        return false;
    if (is_tag(font, 0, "wOF2"))
        return true;
    const struct directory *form = is_woff ? &woff_directory : &sfnt_directory;
    if (!read_directory(font, form, &tables))
        return false;
    read_os2(tables.os2, face);
    read_axes(tables.fvar, face);
    read_names(tables.name, face);
    return true;
}
