// SPDX-License-Identifier: MIT
//
// The only file that sees uchardet. Its interface is C, but it is written in
// C++ and lets std::bad_alloc out.

#include "second_opinion.h"

#include <cstring>

#include <uchardet/uchardet.h>

namespace
{

struct detector {
    uchardet_t handle = uchardet_new();

    detector() = default;
    detector(const detector &) = delete;
    detector &operator=(const detector &) = delete;
    ~detector()
    {
        uchardet_delete(handle);
    }
};

void
ask(const uint8_t *bytes, size_t len, char name[DCI_OPINION_SIZE])
{
    detector library;

    if (uchardet_handle_data(
            library.handle, reinterpret_cast<const char *>(bytes), len) != 0)
        return;
    uchardet_data_end(library.handle);
    const char *charset = uchardet_get_charset(library.handle);
    size_t size = std::strlen(charset);
    if (size < DCI_OPINION_SIZE)
        std::memcpy(name, charset, size + 1);
}

} // namespace

extern "C" bool
dci_second_opinion(
    const uint8_t *bytes, size_t len, char name[DCI_OPINION_SIZE])
{
    name[0] = 0;
    try {
        ask(bytes, len, name);
        return true;
    } catch (...) {
        name[0] = 0;
        return false;
    }
}
