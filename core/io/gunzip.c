/* SPDX-License-Identifier: MIT */
/* One gzip member (RFC 1952), inflated by libdeflate into the size it states.
 */
#include "io/gunzip.h"

#include <libdeflate.h>

/* Ten bytes of header, an empty block, eight of trailer. */
enum { LEN_MIN = 20 };

int
dci_is_gzip(const uint8_t *data, uint64_t len)
{
    return len >= LEN_MIN && data[0] == 0x1F && data[1] == 0x8B && data[2] == 8;
}

size_t
dci_gunzip_size(const uint8_t *data, uint64_t len)
{
    if (!dci_is_gzip(data, len))
        return 0;
    const uint8_t *end = data + len;
    uint32_t size = (uint32_t)end[-4] | (uint32_t)end[-3] << 8 |
        (uint32_t)end[-2] << 16 | (uint32_t)end[-1] << 24;
    return size <= DCI_GUNZIP_MAX ? size : 0;
}

int
dci_gunzip(const uint8_t *data, uint64_t len, uint8_t *out, size_t size)
{
    struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
    if (!inflater)
        return 0;
    enum libdeflate_result result = libdeflate_gzip_decompress(
        inflater, data, (size_t)len, out, size, NULL);
    libdeflate_free_decompressor(inflater);
    return result == LIBDEFLATE_SUCCESS;
}
