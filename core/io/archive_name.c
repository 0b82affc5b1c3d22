/* SPDX-License-Identifier: MIT */
/*
 * Names of the entries of an archive that is read: UTF-8, or code page 437
 * where they say and look otherwise (APPNOTE 6.3.9, appendix D); and none that
 * leads out of a folder.
 */
#include "io/archive_name.h"

#include <string.h>

#include "base/utf8.h"
#include "io/package_name.h"

/* Code page 437 from 0x80 on, eight to a line. */
/* clang-format off */
static const uint16_t page_437[128] = {
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7,
    0x00EA, 0x00EB, 0x00E8, 0x00EF, 0x00EE, 0x00EC, 0x00C4, 0x00C5,
    0x00C9, 0x00E6, 0x00C6, 0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9,
    0x00FF, 0x00D6, 0x00DC, 0x00A2, 0x00A3, 0x00A5, 0x20A7, 0x0192,
    0x00E1, 0x00ED, 0x00F3, 0x00FA, 0x00F1, 0x00D1, 0x00AA, 0x00BA,
    0x00BF, 0x2310, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556,
    0x2555, 0x2563, 0x2551, 0x2557, 0x255D, 0x255C, 0x255B, 0x2510,
    0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x255E, 0x255F,
    0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x2567,
    0x2568, 0x2564, 0x2565, 0x2559, 0x2558, 0x2552, 0x2553, 0x256B,
    0x256A, 0x2518, 0x250C, 0x2588, 0x2584, 0x258C, 0x2590, 0x2580,
    0x03B1, 0x00DF, 0x0393, 0x03C0, 0x03A3, 0x03C3, 0x00B5, 0x03C4,
    0x03A6, 0x0398, 0x03A9, 0x03B4, 0x221E, 0x03C6, 0x03B5, 0x2229,
    0x2261, 0x00B1, 0x2265, 0x2264, 0x2320, 0x2321, 0x00F7, 0x2248,
    0x00B0, 0x2219, 0x00B7, 0x221A, 0x207F, 0x00B2, 0x25A0, 0x00A0,
};
/* clang-format on */

/* The name as UTF-8 in `to`, which has room for three bytes a byte. */
static size_t
decode(dc_str name, bool is_utf8, char *to)
{
    size_t len = 0;
    if (is_utf8 || dci_utf8_valid(name.ptr, name.len)) {
        memcpy(to, name.ptr, name.len);
        return name.len;
    }
    for (size_t i = 0; i < name.len; i++) {
        unsigned char byte = (unsigned char)name.ptr[i];
        uint32_t code = byte < 0x80 ? byte : page_437[byte - 0x80];
        char bytes[4];
        size_t count = dci_utf8_encode(code, bytes);
        memcpy(to + len, bytes, count);
        len += count;
    }
    return len;
}

/* Takes "." parts and doubled slashes out, in place; false: it goes up. */
static bool
normalise(char *name, size_t *len)
{
    size_t to = 0;
    size_t at = 0;
    while (at < *len) {
        const char *slash = memchr(name + at, '/', *len - at);
        size_t part = slash ? (size_t)(slash - (name + at)) : *len - at;
        bool is_last = !slash;
        if (part == 2 && name[at] == '.' && name[at + 1] == '.')
            return false;
        if (part > 1 || (part == 1 && name[at] != '.')) {
            memmove(name + to, name + at, part);
            to += part;
            if (!is_last)
                name[to++] = '/';
        }
        at += part + !is_last;
    }
    *len = to;
    return true;
}

const char *
dci_archive_name(dc_str name, bool is_utf8, char *to, size_t *len)
{
    if (name.len == 0 || name.len > DCI_PACKAGE_NAME_MAX)
        return "its name is empty or too long";
    if (is_utf8 && !dci_utf8_valid(name.ptr, name.len))
        is_utf8 = false;
    *len = decode(name, is_utf8, to);
    for (size_t i = 0; i < *len; i++) {
        if ((unsigned char)to[i] < 0x20 || to[i] == 0x7F)
            return "its name holds a control character";
        if (to[i] == '\\')
            to[i] = '/';
    }
    bool has_drive = *len > 1 && to[1] == ':';
    if (to[0] == '/' || has_drive || !normalise(to, len))
        return "its name leads out of the archive";
    return *len ? NULL : "its name is empty";
}
