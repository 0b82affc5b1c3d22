/* SPDX-License-Identifier: MIT */
/*
 * MathML as text becomes a tree.  The text is well-formed XML, or so its
 * giver says: nothing here relies on it, but not every fault is found.
 */
#include "math/math_scan.h"

#include <stdlib.h>
#include <string.h>

#include "math/math_buf.h"
#include "math/math_symbol.h"

static const struct {
    const char *name;
    enum math_content content;
} elements[] = {
    [MATH_NOTHING] = {"", MATH_CONTENT_EMPTY},
#define MATH_ELEMENT(id, name, content)                                        \
    [MATH_##id] = {name, MATH_CONTENT_##content},
#include "math/math_names.def"
};

static const char *const attrs[] = {
    [MATH_ATTR_NONE] = "",
#define MATH_ATTR(id, name) [MATH_ATTR_##id] = name,
#include "math/math_names.def"
};

struct scan {
    struct math_tree *tree;
    const char *at;
    const char *end;
    uint32_t open[MATH_SCAN_DEPTH];
    size_t depth;
    size_t skipped; /* levels within annotation-xml */
    struct math_buf text; /* of the token that is open */
    uint32_t root;
};

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
starts_with(const struct scan *scan, const char *text)
{
    size_t len = strlen(text);
    return (size_t)(scan->end - scan->at) >= len &&
        memcmp(scan->at, text, len) == 0;
}

/* Behind the next `text`; NULL: there is none. */
static const char *
behind(const struct scan *scan, const char *text)
{
    size_t left = (size_t)(scan->end - scan->at);
    const char *found = memmem(scan->at, left, text, strlen(text));
    return found ? found + strlen(text) : NULL;
}

/* "#x2212;" behind "&": its value, 0 if it is none; steps over it. */
static uint32_t
read_number(const char **at, const char *end)
{
    const char *pos = *at + 1;
    uint32_t base = 10, value = 0;
    if (pos < end && *pos == 'x') {
        base = 16;
        pos++;
    }
    for (; pos < end && *pos != ';'; pos++) {
        uint32_t digit = *pos >= '0' && *pos <= '9' ? (uint32_t)(*pos - '0')
            : (*pos | 0x20) >= 'a' && (*pos | 0x20) <= 'f'
            ? (uint32_t)((*pos | 0x20) - 'a' + 10)
            : 16;
        if (digit >= base || value > 0x10FFFF)
            return 0;
        value = value * base + digit;
    }
    bool is_valid =
        pos < end && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    *at = pos + 1;
    return is_valid ? value : 0;
}

/* The character of the reference behind "&"; 0: not known. */
static uint32_t
read_reference(const char **at, const char *end)
{
    static const struct {
        const char *name;
        uint32_t code;
    } names[] = {{"lt;", '<'}, {"gt;", '>'}, {"amp;", '&'}, {"quot;", '"'},
        {"apos;", '\''}};
    if (*at < end && **at == '#')
        return read_number(at, end);
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        size_t len = strlen(names[i].name);
        if ((size_t)(end - *at) >= len &&
            memcmp(*at, names[i].name, len) == 0) {
            *at += len;
            return names[i].code;
        }
    }
    return 0;
}

/* Adds text with its references to `out`; false: one is not known. */
static bool
decode(struct math_buf *out, const char *at, const char *end)
{
    while (at < end) {
        const char *mark = memchr(at, '&', (size_t)(end - at));
        const char *stop = mark ? mark : end;
        math_buf_add(out, (dc_str){at, (size_t)(stop - at)});
        if (!mark)
            return true;
        at = mark + 1;
        char bytes[4];
        uint32_t code = read_reference(&at, end);
        if (code == 0)
            return false;
        math_buf_add(out, (dc_str){bytes, math_utf8_encode(code, bytes)});
    }
    return true;
}

/* The text of a token: blanks at its ends are none, within it they are one. */
static dc_str
keep_text(struct scan *scan, bool is_collapsed)
{
    char *text = math_text_new(scan->tree, scan->text.len);
    size_t len = 0, last = 0;
    for (size_t i = 0; text && i < scan->text.len; i++) {
        char c = scan->text.data[i];
        if (is_space(c) && (len == 0 || (is_collapsed && len > last)))
            continue;
        if (is_space(c) && is_collapsed)
            c = ' ';
        text[len++] = c;
        if (!is_space(c))
            last = len;
    }
    return (dc_str){text, last};
}

static uint32_t
top(const struct scan *scan)
{
    return scan->depth > 0 ? scan->open[scan->depth - 1] : 0;
}

static enum math_content
content_of(const struct scan *scan, uint32_t node)
{
    return elements[scan->tree->nodes[node].element].content;
}

/* Text between tags counts in tokens alone. */
static bool
add_text(struct scan *scan, const char *end, bool is_literal)
{
    bool is_token = scan->skipped == 0 && top(scan) &&
        content_of(scan, top(scan)) == MATH_CONTENT_TOKEN;
    bool is_done = true;
    if (is_token && is_literal)
        math_buf_add(&scan->text, (dc_str){scan->at, (size_t)(end - scan->at)});
    else if (is_token)
        is_done = decode(&scan->text, scan->at, end);
    scan->at = end;
    return is_done;
}

/* True if the element has as many children as it must. */
static bool
is_complete(const struct scan *scan, uint32_t node)
{
    size_t count = 0;
    for (uint32_t i = scan->tree->nodes[node].first; i && count < 4;
         i = scan->tree->nodes[i].next)
        count++;
    switch (content_of(scan, node)) {
    case MATH_CONTENT_TWO:
        return count == 2;
    case MATH_CONTENT_THREE:
        return count == 3;
    case MATH_CONTENT_EMPTY:
        return count == 0;
    default:
        return true;
    }
}

static bool
close_element(struct scan *scan)
{
    if (scan->skipped > 0) {
        scan->skipped--;
        if (scan->skipped > 0)
            return true;
    }
    uint32_t node = top(scan);
    if (!node || !is_complete(scan, node))
        return false;
    if (content_of(scan, node) == MATH_CONTENT_TOKEN) {
        bool is_annotation =
            math_node_at(scan->tree, node)->element == MATH_ANNOTATION;
        dc_str text = keep_text(scan, !is_annotation);
        math_node_at(scan->tree, node)->text = text;
    }
    scan->depth--;
    return true;
}

/* The name at the place, without its prefix. */
static dc_str
read_name(struct scan *scan)
{
    const char *start = scan->at;
    while (scan->at < scan->end && !is_space(*scan->at) &&
        !strchr("/>=<\"'", *scan->at)) {
        if (*scan->at == ':')
            start = scan->at + 1;
        scan->at++;
    }
    return (dc_str){start, (size_t)(scan->at - start)};
}

static void
skip_spaces(struct scan *scan)
{
    while (scan->at < scan->end && is_space(*scan->at))
        scan->at++;
}

static bool
is_equal(dc_str text, const char *name)
{
    return strlen(name) == text.len && memcmp(name, text.ptr, text.len) == 0;
}

static bool
set_attribute(struct scan *scan, uint32_t node, dc_str name, dc_str raw)
{
    size_t id = 1;
    while (id < MATH_ATTR_COUNT && !is_equal(name, attrs[id]))
        id++;
    if (id == MATH_ATTR_COUNT || !node)
        return true;
    struct math_buf value = {NULL, 0, 0, false};
    bool is_done = decode(&value, raw.ptr, raw.ptr + raw.len);
    char *text = math_text_new(scan->tree, value.len);
    if (text && value.len)
        memcpy(text, value.data, value.len);
    if (text)
        math_set_str(
            scan->tree, node, (enum math_attr)id, (dc_str){text, value.len});
    is_done = is_done && !value.failed;
    math_buf_fini(&value);
    return is_done;
}

/* Attributes up to ">" or "/>", which are taken. */
static bool
read_attributes(struct scan *scan, uint32_t node, bool *is_closed)
{
    for (;;) {
        skip_spaces(scan);
        *is_closed = starts_with(scan, "/>");
        if (*is_closed || starts_with(scan, ">")) {
            scan->at += *is_closed ? 2 : 1;
            return true;
        }
        dc_str name = read_name(scan);
        skip_spaces(scan);
        if (name.len == 0 || !starts_with(scan, "="))
            return false;
        scan->at++;
        skip_spaces(scan);
        if (!starts_with(scan, "\"") && !starts_with(scan, "'"))
            return false;
        char quote = *scan->at++;
        const char *end =
            memchr(scan->at, quote, (size_t)(scan->end - scan->at));
        if (!end)
            return false;
        dc_str raw = {scan->at, (size_t)(end - scan->at)};
        scan->at = end + 1;
        if (!set_attribute(scan, node, name, raw))
            return false;
    }
}

/* A new element of that name in the one that is open; 0: not known. */
static uint32_t
open_node(struct scan *scan, dc_str name)
{
    size_t id = 1;
    while (id < MATH_SCRIPT && !is_equal(name, elements[id].name))
        id++;
    bool is_root = id == MATH_MATH;
    uint32_t parent = top(scan);
    if (id == MATH_SCRIPT || is_root != (scan->depth == 0) ||
        scan->depth == MATH_SCAN_DEPTH || (is_root && scan->root))
        return 0;
    if (parent && content_of(scan, parent) == MATH_CONTENT_TOKEN)
        return 0;
    uint32_t node = math_node_new(scan->tree, (enum math_element)id);
    math_append(scan->tree, parent, node);
    if (is_root)
        scan->root = node;
    scan->open[scan->depth++] = node;
    scan->text.len = 0;
    return node;
}

static bool
open_element(struct scan *scan)
{
    bool is_closed;
    scan->at++;
    dc_str name = read_name(scan);
    if (scan->skipped > 0) {
        if (!read_attributes(scan, 0, &is_closed))
            return false;
        scan->skipped += !is_closed;
        return true;
    }
    uint32_t node = open_node(scan, name);
    if (!node || !read_attributes(scan, node, &is_closed))
        return false;
    if (math_node_at(scan->tree, node)->element == MATH_ANNOTATION_XML)
        scan->skipped = 1;
    return !is_closed || close_element(scan);
}

/* One piece of markup at the place, which is "<". */
static bool
read_markup(struct scan *scan)
{
    if (starts_with(scan, "<!--"))
        return (scan->at = behind(scan, "-->")) != NULL;
    if (starts_with(scan, "<![CDATA[")) {
        const char *end = behind(scan, "]]>");
        if (!end)
            return false;
        scan->at += strlen("<![CDATA[");
        bool is_done = add_text(scan, end - 3, true);
        scan->at = end;
        return is_done;
    }
    if (starts_with(scan, "<?"))
        return (scan->at = behind(scan, "?>")) != NULL;
    if (starts_with(scan, "<!"))
        return false;
    if (starts_with(scan, "</"))
        return (scan->at = behind(scan, ">")) != NULL && close_element(scan);
    return open_element(scan);
}

uint32_t
math_scan(struct math_tree *tree, dc_str xml)
{
    struct scan scan = {.tree = tree, .at = xml.ptr};
    scan.end = xml.ptr + xml.len;
    bool is_good = xml.len > 0;
    while (is_good && scan.at < scan.end) {
        const char *mark = memchr(scan.at, '<', (size_t)(scan.end - scan.at));
        is_good = add_text(&scan, mark ? mark : scan.end, false);
        if (is_good && mark)
            is_good = read_markup(&scan);
        is_good = is_good && !tree->failed && !scan.text.failed;
    }
    math_buf_fini(&scan.text);
    return is_good && scan.depth == 0 ? scan.root : 0;
}
