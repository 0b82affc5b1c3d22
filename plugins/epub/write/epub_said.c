/* SPDX-License-Identifier: MIT */
/*
 * Statements of the source that have no name of their own: the list
 * `epub-meta`, whose items are a property (or, in EPUB 2, a name) and a text.
 */
#include "write/epub.h"

void
epub_said_begin(struct epub *epub, struct epub_said *said)
{
    memset(said, 0, sizeof *said);
    said->values = epub_meta_values(epub, "epub-meta");
}

bool
epub_said_next(struct epub *epub, struct epub_said *said)
{
    uint32_t value;
    while ((value = epub_values_next(epub, &said->values))) {
        uint32_t name = epub_meta_member(epub, value, "property");
        said->is_old = name == 0;
        if (!name)
            name = epub_meta_member(epub, value, "name");
        said->name = epub_meta_value(epub, name);
        said->text =
            epub_meta_value(epub, epub_meta_member(epub, value, "text"));
        if (said->name.len && said->text.len)
            return true;
    }
    return false;
}
