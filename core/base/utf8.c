/* SPDX-License-Identifier: MIT */
/*
 * UTF-8: one character at a time.  The fast checks of long text stand in
 * utf8_text.c.
 */
#include "base/utf8.h"

size_t
dci_utf8_decode(const char *ptr, size_t len, uint32_t *code)
{
    const unsigned char *bytes = (const unsigned char *)ptr;
    unsigned lead = bytes[0];
    *code = DCI_UTF8_INVALID;
    if (lead < 0x80) {
        *code = lead;
        return 1;
    }
    if (lead < 0xC2 || lead > 0xF4)
        return 1;

    /* Only the second byte has bounds that depend on the first. */
    unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    size_t need = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    uint32_t value = lead & (0x7Fu >> need);
    for (size_t i = 1; i < need; i++) {
        if (i == len || bytes[i] < low || bytes[i] > high)
            return i;
        value = value << 6 | (bytes[i] & 0x3Fu);
        low = 0x80;
        high = 0xBF;
    }
    *code = value;
    return need;
}

size_t
dci_utf8_encode(uint32_t code, char to[4])
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = len; i-- > 1; code >>= 6)
        to[i] = (char)(0x80 | (code & 0x3F));
    to[0] = (char)((0xF00u >> len & 0xFFu) | code);
    return len;
}

size_t
dci_utf8_cut(const char *ptr, size_t len)
{
    size_t start = len;
    for (size_t back = 0; back < 4 && start > 0; back++) {
        unsigned char byte = (unsigned char)ptr[--start];
        if (byte < 0x80)
            return len;
        if (byte >= 0xC0) {
            size_t need = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
            return start + need <= len ? len : start;
        }
    }
    return len;
}
