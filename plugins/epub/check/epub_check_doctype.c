/* SPDX-License-Identifier: MIT */
/*
 * What stands before the root element: the document type and processing
 * instructions that name style sheets.  Events tell nothing of them.
 */
#include "check/epub_check.h"

#include <string.h>

/* The prolog is this long at most. */
enum { PROLOG_MAX = 16 * 1024 };

struct doctype {
    uint64_t pos;
    dc_str name;
    dc_str public_id;
    dc_str system_id;
    dc_str subset;
    size_t subset_at; /* offset of the subset in the text; 0: none */
    size_t end;
};

/* The text between quotes that *rest begins with, behind white space. */
static dc_str
take_quoted(dc_str *rest)
{
    *rest = epub_trimmed(*rest);
    if (rest->len == 0 || (*rest->ptr != '"' && *rest->ptr != '\''))
        return (dc_str){"", 0};
    const char *end = memchr(rest->ptr + 1, *rest->ptr, rest->len - 1);
    if (!end)
        return (dc_str){"", 0};
    dc_str text = {rest->ptr + 1, (size_t)(end - rest->ptr) - 1};
    rest->len -= text.len + 2;
    rest->ptr = end + 1;
    return text;
}

/* Where the declaration at `at` ends; its subset is noted. */
static size_t
find_end(dc_str text, size_t at, struct doctype *found)
{
    size_t depth = 0;
    char quote = 0;
    for (; at < text.len; at++) {
        char c = text.ptr[at];
        if (quote) {
            quote = c == quote ? 0 : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '[') {
            if (depth++ == 0)
                found->subset_at = at + 1;
        } else if (c == ']' && depth) {
            if (--depth == 0)
                found->subset = (dc_str){
                    text.ptr + found->subset_at, at - found->subset_at};
        } else if (c == '>' && depth == 0) {
            break;
        }
    }
    return at;
}

static bool
parse_doctype(dc_str text, size_t at, struct doctype *found)
{
    static const char word[] = "<!DOCTYPE";
    found->pos = at;
    found->end = find_end(text, at + sizeof word - 1, found);
    if (found->end >= text.len)
        return false;
    size_t from = at + sizeof word - 1;
    size_t to = found->subset_at ? found->subset_at - 1 : found->end;
    dc_str rest = {text.ptr + from, to - from};
    found->name = epub_next_word(&rest);
    dc_str key = epub_next_word(&rest);
    if (dc_str_equal(key, "PUBLIC"))
        found->public_id = take_quoted(&rest);
    found->system_id = take_quoted(&rest);
    return true;
}

/*
 * The XML service takes no declarations, and what they mean is known by now:
 * white space stands for them in the text that is parsed.
 */
static void
blank_subset(struct epub_doc *doc, const struct doctype *found)
{
    enum { PADDING = 64 };
    char *copy = dc_alloc(doc->check->job, doc->text.len + PADDING);
    if (!copy)
        return;
    memcpy(copy, doc->text.ptr, doc->text.len);
    for (size_t i = found->subset_at; i < found->subset_at + found->subset.len;
         i++)
        if (copy[i] != '\n')
            copy[i] = ' ';
    doc->text.ptr = copy;
}

/* External entities are no part of EPUB 3. */
static void
check_subset(struct epub_doc *doc, const struct doctype *found)
{
    dc_str subset = found->subset;
    while (subset.len) {
        dc_str word = epub_next_word(&subset);
        if (!dc_str_equal(word, "<!ENTITY"))
            continue;
        dc_str name = epub_next_word(&subset);
        dc_str kind = epub_next_word(&subset);
        if (dc_str_equal(kind, "SYSTEM") || dc_str_equal(kind, "PUBLIC"))
            epub_find_at(doc, found->pos, EPUB_HTM_003, NULL, name);
    }
}

/* Document types that EPUB 3.3 section 3.9 lets stand, by media type. */
static bool
is_allowed_external(const struct epub_doc *doc, const struct doctype *found)
{
    static const struct {
        const char *media_type;
        const char *public_id;
        const char *system_id;
    } allowed[] = {
        {"image/svg+xml", "-//W3C//DTD SVG 1.1//EN",
            "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"},
        {"application/x-dtbncx+xml", "-//NISO//DTD ncx 2005-1//EN",
            "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"},
        {"application/mathml+xml", "-//W3C//DTD MathML 3.0//EN",
            "http://www.w3.org/Math/DTD/mathml3/mathml3.dtd"},
        {"application/mathml-content+xml", "-//W3C//DTD MathML 3.0//EN",
            "http://www.w3.org/Math/DTD/mathml3/mathml3.dtd"},
        {"application/mathml-presentation+xml", "-//W3C//DTD MathML 3.0//EN",
            "http://www.w3.org/Math/DTD/mathml3/mathml3.dtd"},
    };
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        if (doc->item &&
            dc_str_equal(doc->item->media_type, allowed[i].media_type) &&
            dc_str_equal(found->public_id, allowed[i].public_id) &&
            dc_str_equal(found->system_id, allowed[i].system_id))
            return true;
    return false;
}

static bool
is_xhtml(const struct epub_doc *doc)
{
    return doc->item &&
        dc_str_equal(doc->item->media_type, "application/xhtml+xml");
}

static void
check_doctype(struct epub_doc *doc, const struct doctype *found)
{
    static const dc_str nothing = {"", 0};
    int version = doc->package ? doc->package->version : 3;
    bool is_external = found->public_id.len || found->system_id.len;
    doc->has_entities =
        version == 2 && epub_starts(found->public_id, "-//W3C//DTD XHTML");
    if (version == 2) {
        if (is_xhtml(doc) && !is_external)
            epub_find_at(doc, found->pos, EPUB_HTM_004, NULL, nothing);
        return;
    }
    check_subset(doc, found);
    if (is_xhtml(doc)) {
        bool is_html = found->public_id.len == 0 &&
            (found->system_id.len == 0 ||
                dc_str_equal(found->system_id, "about:legacy-compat"));
        if (!is_html)
            epub_find_at(doc, found->pos, EPUB_HTM_004, NULL, found->public_id);
    } else if (is_external && doc->item && !is_allowed_external(doc, found)) {
        epub_find_at(doc, found->pos, EPUB_OPF_073, NULL, found->public_id);
    }
}

/* <?xml-stylesheet href="..."?> */
static void
check_instruction(struct epub_doc *doc, size_t at)
{
    static const char word[] = "<?xml-stylesheet";
    static const char href[] = "href=";
    dc_str rest = {doc->text.ptr + at, doc->text.len - at};
    const char *end = memchr(rest.ptr, '>', rest.len);
    if (!doc->package || !end || !epub_starts(rest, word))
        return;
    rest.len = (size_t)(end - rest.ptr);
    for (size_t i = 0; i + sizeof href < rest.len; i++) {
        if (memcmp(rest.ptr + i, href, sizeof href - 1) != 0)
            continue;
        dc_str value = {
            rest.ptr + i + sizeof href - 1, rest.len - i - sizeof href + 1};
        epub_refer(doc, EPUB_REF_STYLE, take_quoted(&value), at);
        if (doc->item)
            doc->item->has_style = true;
        return;
    }
}

void
epub_check_prolog(struct epub_doc *doc)
{
    size_t limit = doc->text.len < PROLOG_MAX ? doc->text.len : PROLOG_MAX;
    size_t at = 0;
    while (at + 9 < limit) {
        dc_str rest = {doc->text.ptr + at, limit - at};
        const char *next = NULL;
        struct doctype found = {0};
        if (epub_starts(rest, "<!--")) {
            next = memmem(rest.ptr + 4, rest.len - 4, "-->", 3);
        } else if (epub_starts(rest, "<?")) {
            check_instruction(doc, at);
            next = memmem(rest.ptr, rest.len, "?>", 2);
        } else if (epub_starts(rest, "<!DOCTYPE")) {
            if (parse_doctype(doc->text, at, &found)) {
                check_doctype(doc, &found);
                doc->subset = found.subset;
                if (doc->subset.len > PROLOG_MAX)
                    doc->subset.len = PROLOG_MAX;
                if (found.subset.len)
                    blank_subset(doc, &found);
            }
            return;
        } else if (*rest.ptr == '<') {
            return;
        }
        at = next ? (size_t)(next - doc->text.ptr) + 2 : at + 1;
    }
}
