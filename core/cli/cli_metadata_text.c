/* SPDX-License-Identifier: MIT */
/*
 * What of a metadata file is seen to before libyaml reads it
 * (cli_metadata_text.h).
 */
#include "cli_metadata_text.h"

#include <string.h>

#include "cli_surrogates.h"

/*
 * A byte order mark counts as a column in libyaml, which indents the first
 * line against the second.  JSON writes characters beyond U+FFFF as two
 * escapes, which YAML does not know (RFC 8259, section 7).
 */
void
cli_metadata_text_clean(struct cli_metadata_text *text)
{
    static const char mark[] = "\xEF\xBB\xBF";
    const size_t len = sizeof(mark) - 1;

    if (text->len >= len && memcmp(text->bytes, mark, len) == 0) {
        text->bytes += len;
        text->len -= len;
    }
    text->len = cli_join_surrogates(text->bytes, text->len);
}

/* Whether a line begins there; these are libyaml's ends of lines. */
static bool
begins_line(const struct cli_metadata_text *text, size_t offset)
{
    static const char *const ends[] = {
        "\n", "\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};

    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        size_t len = strlen(ends[i]);

        if (offset >= len &&
            memcmp(text->bytes + offset - len, ends[i], len) == 0)
            return true;
    }
    return offset == 0;
}

bool
cli_metadata_text_has_tags(const struct cli_metadata_text *text, size_t *offset)
{
    static const char directive[] = "%TAG";
    const char *at = text->bytes;

    for (;; at++) {
        *offset = (size_t)(at - text->bytes);
        at = memmem(at, text->len - *offset, directive, sizeof(directive) - 1);
        if (at == NULL)
            return false;
        *offset = (size_t)(at - text->bytes);
        if (begins_line(text, *offset))
            return true;
    }
}

size_t
cli_metadata_text_end(const struct cli_metadata_text *text)
{
    size_t len = text->len;

    while (len > 0 && memchr(" \t\r\n", text->bytes[len - 1], 4) != NULL)
        len--;
    return len;
}

struct cli_place
cli_metadata_text_place(const struct cli_metadata_text *text, size_t offset)
{
    struct cli_place place = {text->name, 1, 1};

    for (size_t i = 0; i < offset && i < text->len; i++) {
        place.column++;
        if (text->bytes[i] == '\n') {
            place.line++;
            place.column = 1;
        }
    }
    return place;
}
