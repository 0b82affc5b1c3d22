/* SPDX-License-Identifier: MIT */
/* The order of the passes over the line table; each file says its own. */
#include "read/text_doc.h"

enum text_status
text_analyse(struct text_doc *doc)
{
    if (doc->count == 0) {
        doc->tail = 0;
        return TEXT_OK;
    }
    text_gutenberg_find(doc);
    text_layout_assign(doc);
    text_code_assign(doc);
    text_lists_assign(doc);
    text_brackets_assign(doc);
    text_entries_assign(doc);
    text_scene_assign(doc);
    text_front_assign(doc);
    enum text_status status = text_headings_assign(doc);
    if (status == TEXT_OK) {
        status = text_notes_assign(doc);
    }
    if (status == TEXT_OK) {
        status = text_hyphens_assign(doc);
    }
    text_quotes_assign(doc);
    text_conventions_find(doc);
    text_tail_find(doc);
    return status;
}
