/* SPDX-License-Identifier: MIT */
/* The viewport of a page of fixed layout (EPUB 3.3 section 8.2.2.6). */
#include "check/epub_check.h"

static bool
is_size(dc_str value, const char *keyword)
{
    size_t dots = 0;
    if (dc_str_equal(value, keyword))
        return true;
    for (size_t i = 0; i < value.len; i++) {
        dots += value.ptr[i] == '.';
        bool is_digit = value.ptr[i] >= '0' && value.ptr[i] <= '9';
        if (!is_digit && (value.ptr[i] != '.' || dots > 1))
            return false;
    }
    return value.len > 0;
}

struct viewport {
    unsigned widths;
    unsigned heights;
};

/* "name=value"; false: it cannot be parsed. */
static bool
read_pair(
    struct epub_doc *doc, dc_str pair, uint64_t pos, struct viewport *viewport)
{
    const char *equals = memchr(pair.ptr, '=', pair.len);
    dc_str name = pair;
    dc_str value = {"", 0};
    if (equals) {
        name.len = (size_t)(equals - pair.ptr);
        value = (dc_str){equals + 1, pair.len - name.len - 1};
    }
    name = epub_trimmed(name);
    value = epub_trimmed(value);
    bool is_width = dc_str_equal(name, "width");
    bool is_height = dc_str_equal(name, "height");
    if (name.len == 0 || (equals && value.len == 0))
        return false;
    if (is_width || is_height) {
        unsigned *count = is_width ? &viewport->widths : &viewport->heights;
        if (++*count == 2)
            epub_find_at(doc, pos, EPUB_HTM_059, NULL, name);
        if (!is_size(value, is_width ? "device-width" : "device-height"))
            epub_find_at(doc, pos, EPUB_HTM_057, NULL, value);
    }
    return true;
}

void
epub_check_viewport(struct epub_doc *doc, dc_str content, uint64_t pos)
{
    struct viewport viewport = {0, 0};
    dc_str rest = epub_trimmed(content);
    while (rest.len) {
        size_t len = 0;
        while (len < rest.len && rest.ptr[len] != ',' && rest.ptr[len] != ';')
            len++;
        dc_str pair = {rest.ptr, len};
        if (!read_pair(doc, pair, pos, &viewport)) {
            epub_find_at(doc, pos, EPUB_HTM_047, NULL, content);
            return;
        }
        len += len < rest.len;
        rest = (dc_str){rest.ptr + len, rest.len - len};
    }
    if (viewport.widths == 0 || viewport.heights == 0)
        epub_find_at(doc, pos, EPUB_HTM_056, NULL, content);
}
