/* SPDX-License-Identifier: MIT */
/*
 * Notes that other files refer to.  Who reads a book knows the references and
 * names them by the option foreign-notes, four words each:
 *
 *     typed|marked MARK ID ADDRESS
 *
 * the mark of the reference, the identifier in this page that it leads to, and
 * its own address, FILE#ID, which a link back leads to; "-" for what is not
 * known.  A marked reference needs all four.  What is found to be a note is
 * left out of the text and stands behind it, each note in a div with its
 * identifier in data-docconv-note.
 */
#include "read/html_note.h"

static dc_str
take_value(dc_str *words)
{
    dc_str word = html_take_word(words);
    return dc_str_equal(word, "-") ? dc_str_slice(NULL, 0) : word;
}

void
html_add_foreign(struct html_reader *reader)
{
    dc_str words = dc_option_str(reader->job, "foreign-notes");
    for (dc_str kind; (kind = html_take_word(&words)).len;) {
        dc_str mark = take_value(&words);
        dc_str id = take_value(&words);
        dc_str address = take_value(&words);
        struct html_foreign *foreign =
            id.len ? dc_alloc(reader->job, sizeof *foreign) : NULL;
        struct html_reference *at =
            foreign ? html_add_reference(reader, &reader->notes->links) : NULL;
        if (!at)
            return;
        if (!html_mark_of(mark, &foreign->mark))
            foreign->mark.len = 0;
        foreign->address = address;
        at->foreign = foreign;
        at->id = id;
        at->is_typed = dc_str_equal(kind, "typed");
    }
}

const struct html_reference *
html_next_foreign(const struct html_reader *reader, size_t *at)
{
    const struct html_notes *notes = reader->notes;
    while (notes && *at < notes->links.count) {
        const struct html_reference *reference = &notes->links.items[(*at)++];
        bool is_foreign = reference->text && !reference->chosen;
        if (is_foreign)
            return reference;
    }
    return NULL;
}
