/* SPDX-License-Identifier: MIT */
/*
 * Names of package entries.  The rules are those of OCF 3.3, 4.2.3 (file
 * names) and of common sense on unpacking: no name leaves the folder that a
 * package is unpacked into.
 */
#include "io/package_name.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* A part longer than this cannot be a file on common systems. */
enum { PART_MAX = 255 };

/*
 * The bytes of the UTF-8 sequence at [at, end), or 0 if there is none: the
 * bounds of the second byte are those of the Unicode standard, table 3-7.
 */
static size_t
sequence_len(const unsigned char *at, const unsigned char *end)
{
    unsigned char lead = *at;
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    size_t len = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if ((size_t)(end - at) < len)
        return 0;
    unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (at[1] < low || at[1] > high)
        return 0;
    for (size_t i = 2; i < len; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    return len;
}

static bool
is_forbidden(unsigned char c)
{
    return c < 0x20 || c == 0x7F || memchr("\"*:<>?\\|", c, 8) != NULL;
}

static bool
is_bad_part(const unsigned char *part, size_t len)
{
    return len == 0 || len > PART_MAX || part[len - 1] == '.';
}

const char *
dci_package_name_fault(dc_str name)
{
    const unsigned char *at = (const unsigned char *)name.ptr;
    const unsigned char *end = at + name.len;
    const unsigned char *part = at;
    if (name.len == 0 || name.len > DCI_PACKAGE_NAME_MAX)
        return "the name of a package entry is empty or too long";

    while (at < end) {
        size_t len = sequence_len(at, end);
        if (len == 0 || is_forbidden(*at))
            return "the name of a package entry holds a forbidden character";
        if (*at == '/') {
            if (is_bad_part(part, (size_t)(at - part)))
                return "a part of a package entry's name is not allowed";
            part = at + 1;
        }
        at += len;
    }
    if (is_bad_part(part, (size_t)(end - part)))
        return "a part of a package entry's name is not allowed";
    return NULL;
}

int
dci_package_name_is_utf8(dc_str name)
{
    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.ptr[i] >= 0x80)
            return 1;
    return 0;
}

/* Capitals whose small letter lies a fixed way off, or beside them. */
static const struct {
    uint16_t first;
    uint16_t last;
    uint8_t shift; /* 1: capitals and small letters alternate */
} capitals[] = {
    {0xC0, 0xD6, 32},
    {0xD8, 0xDE, 32},
    {0x100, 0x12F, 1},
    {0x132, 0x137, 1},
    {0x139, 0x148, 1},
    {0x14A, 0x177, 1},
    {0x179, 0x17E, 1},
    {0x391, 0x3A1, 32},
    {0x3A3, 0x3AB, 32},
    {0x400, 0x40F, 80},
    {0x410, 0x42F, 32},
    {0x460, 0x481, 1},
    {0x48A, 0x4BF, 1},
    {0x4C1, 0x4CE, 1},
    {0x4D0, 0x52F, 1},
};

/* The small letter of a capital between U+0080 and U+07FF. */
static unsigned
fold_letter(unsigned code)
{
    for (size_t i = 0; i < sizeof capitals / sizeof capitals[0]; i++) {
        if (code < capitals[i].first || code > capitals[i].last)
            continue;
        if (capitals[i].shift > 1)
            return code + capitals[i].shift;
        return code + ((code ^ capitals[i].first ^ 1) & 1);
    }
    return code;
}

void
dci_package_name_fold(dc_str name, char *to)
{
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        if (c >= 0xC2 && c < 0xE0 && i + 1 < name.len) {
            unsigned char next = (unsigned char)name.ptr[i + 1];
            unsigned code = (c & 0x1Fu) << 6 | (next & 0x3Fu);
            code = fold_letter(code);
            to[i++] = (char)(0xC0 | code >> 6);
            to[i] = (char)(0x80 | (code & 0x3F));
        } else {
            to[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
    }
}
