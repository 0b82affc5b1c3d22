/* SPDX-License-Identifier: MIT */
/*
 * The pre-scan.  libxml2 compares each attribute with all before it (80,000 in
 * one tag take 15 s), and it looks ahead by rules that a piece which ends in
 * the middle of a tag breaks.  So tags are found here first, by the same rules
 * (XML 1.0: 2.4 to 2.8, 3.1); a text that they do not fit is not well-formed,
 * and libxml2 stops at its first fault.
 */
#include "xml/xml_scan.h"

#include <stdbool.h>
#include <string.h>

#include "docconv/ext/xml.h"

/* A piece has at least so many bytes, but for the last. */
#define PIECE ((size_t)64 * 1024)

static size_t
refuse(struct dci_xml_scan *scan, size_t at, const char *why)
{
    scan->refusal = why;
    scan->refused_at = at;
    return at;
}

static bool
stands_at(const struct dci_xml_scan *scan, size_t at, const char *word)
{
    size_t len = strlen(word);
    return scan->text.len - at >= len &&
        memcmp(scan->text.ptr + at, word, len) == 0;
}

/* Behind the next `word` from `at` on, or the end of the text. */
static size_t
behind(const struct dci_xml_scan *scan, size_t at, const char *word)
{
    if (at >= scan->text.len)
        return scan->text.len;
    size_t len = strlen(word);
    const char *found =
        memmem(scan->text.ptr + at, scan->text.len - at, word, len);
    return found ? (size_t)(found - scan->text.ptr) + len : scan->text.len;
}

/* Behind the quote that closes the one at `at`. */
static size_t
behind_quote(const struct dci_xml_scan *scan, size_t at)
{
    char quote[] = {scan->text.ptr[at], 0};
    return behind(scan, at + 1, quote);
}

/* Behind the tag at `at`; at a "<" within, which ends it as a fault. */
static size_t
behind_tag(struct dci_xml_scan *scan, size_t at)
{
    const char *text = scan->text.ptr;
    size_t word = at + 1;
    unsigned attributes = 0;
    for (size_t i = at + 1; i < scan->text.len; i++) {
        char c = text[i];
        if (c == '>')
            return i + 1;
        if (c == '<')
            return i;
        if (c == '=' && ++attributes > DC_XML_ATTRIBUTES)
            return refuse(scan, at, "an element of more than 1024 attributes");
        if (c == '"' || c == '\'')
            i = behind_quote(scan, i) - 1;
        if (c == '"' || c == '\'' || (unsigned char)c <= ' ')
            word = i + 1;
        if (i + 1 - word > DC_XML_NAME)
            return refuse(scan, at, "a name of more than 50000 bytes");
    }
    return scan->text.len;
}

/* Behind the document type at `at`. */
static size_t
behind_doctype(struct dci_xml_scan *scan, size_t at)
{
    const char *text = scan->text.ptr;
    bool in_subset = false;
    size_t i = at + 2;
    while (i < scan->text.len && i - at <= DC_XML_DOCTYPE) {
        char c = text[i];
        if (c == '>' && !in_subset)
            return i + 1;
        if (in_subset && stands_at(scan, i, "<!--")) {
            i = behind(scan, i + 4, "-->");
        } else if (in_subset && stands_at(scan, i, "<?")) {
            i = behind(scan, i + 2, "?>");
        } else if (c == '"' || c == '\'') {
            i = behind_quote(scan, i);
        } else {
            if (c == '[' || c == ']')
                in_subset = c == '[';
            i++;
        }
    }
    if (i - at > DC_XML_DOCTYPE)
        return refuse(scan, at, "a document type of more than 16 KiB");
    return scan->text.len;
}

/* Behind what the "<" at `at` begins. */
static size_t
behind_markup(struct dci_xml_scan *scan, size_t at)
{
    size_t end;
    if (stands_at(scan, at, "<!--"))
        end = behind(scan, at + 4, "-->");
    else if (stands_at(scan, at, "<![CDATA["))
        end = behind(scan, at + 9, "]]>");
    else if (stands_at(scan, at, "<?"))
        end = behind(scan, at + 2, "?>");
    else if (stands_at(scan, at, "<!"))
        end = behind_doctype(scan, at);
    else
        end = behind_tag(scan, at);
    if (!scan->refusal && end - at > DC_XML_TOKEN)
        return refuse(
            scan, at, "a tag, comment or CDATA section of more than 9 MiB");
    return end;
}

/*
 * The first place from `at` on where text may be cut: not within a character
 * or "]]>".
 */
static size_t
cut_text(const struct dci_xml_scan *scan, size_t at)
{
    const char *text = scan->text.ptr;
    while (at < scan->text.len && text[at] != '<' &&
        (((unsigned char)text[at] & 0xC0) == 0x80 || text[at] == '>' ||
            text[at - 1] == ']'))
        at++;
    return at;
}

size_t
dci_xml_next_piece(struct dci_xml_scan *scan)
{
    size_t from = scan->at;
    size_t at = from;
    while (at < scan->text.len && at - from < PIECE && !scan->refusal) {
        size_t left = scan->text.len - at;
        size_t window = left < PIECE ? left : PIECE;
        const char *open = memchr(scan->text.ptr + at, '<', window);
        at = open ? behind_markup(scan, (size_t)(open - scan->text.ptr))
                  : cut_text(scan, at + window);
    }
    if (scan->refusal)
        return 0;
    /* libxml2 holds back a carriage return at the end of a piece. */
    if (at < scan->text.len && at - from > 1 && scan->text.ptr[at - 1] == '\r')
        at--;
    scan->at = at;
    return at - from;
}
