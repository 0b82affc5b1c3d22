/* SPDX-License-Identifier: MIT */
/*
 * Writes an element of another vocabulary as XML, by lists of what may stand
 * in it (html_foreign_names.c).  The walk needs no stack: what becomes of an
 * element is found out again when it ends.
 */
#include "read/html_foreign_read.h"

#include "parse/html_token.h"

enum { XML_MAX = 1 << 20, XML_FIRST = 1024 };

enum fate { KEPT, TRANSPARENT, DROPPED };

struct writer {
    dc_job *job;
    const struct html_dom *dom;
    const struct html_allowed *allowed;
    char *text;
    size_t len;
    size_t room;
    bool has_failed;
};

static void
put(struct writer *writer, const char *ptr, size_t len)
{
    if (writer->has_failed || len > XML_MAX - writer->len) {
        writer->has_failed = true;
        return;
    }
    size_t room = writer->room ? writer->room : XML_FIRST;
    while (room < writer->len + len)
        room *= 2;
    if (room > writer->room) {
        char *bigger = dc_alloc(writer->job, room);
        writer->has_failed = !bigger;
        if (!bigger)
            return;
        if (writer->len)
            memcpy(bigger, writer->text, writer->len);
        writer->text = bigger;
        writer->room = room;
    }
    if (len)
        memcpy(writer->text + writer->len, ptr, len);
    writer->len += len;
}

static void
put_word(struct writer *writer, const char *word)
{
    put(writer, word, strlen(word));
}

/* True for a character that XML 1.0 cannot hold. */
static bool
is_forbidden(char c)
{
    return (unsigned char)c < ' ' && c != '\t' && c != '\n' && c != '\r';
}

static void
put_escaped(struct writer *writer, dc_str text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        const char *escape = c == '&' ? "&amp;"
            : c == '<'                ? "&lt;"
            : c == '>'                ? "&gt;"
            : c == '"'                ? "&quot;"
            : is_forbidden(c)         ? ""
                                      : NULL;
        if (!escape)
            continue;
        put(writer, text.ptr + from, i - from);
        put_word(writer, escape);
        from = i + 1;
    }
    put(writer, text.ptr + from, text.len - from);
}

static bool
is_listed(dc_str name, const char *const *list)
{
    for (; *list; list++)
        if (dc_str_equal(name, *list))
            return true;
    return false;
}

/* True if the value leads out of the drawing: url() of what is not "#id". */
static bool
leads_out(dc_str value)
{
    const char *end = value.ptr + value.len;
    for (const char *at = value.ptr; at < end; at++) {
        if (*at == '\\')
            return true;
        if (!html_begins_with(at, end, "url("))
            continue;
        at += strlen("url(");
        while (at < end && (html_is_blank(*at) || *at == '"' || *at == '\''))
            at++;
        if (at == end || *at != '#')
            return true;
    }
    return false;
}

/* An address within the drawing, or a picture that it holds itself. */
static bool
stays_within(dc_str value)
{
    const char *end = value.ptr + value.len;
    return (value.len && *value.ptr == '#') ||
        html_begins_with(value.ptr, end, "data:image/png") ||
        html_begins_with(value.ptr, end, "data:image/jpeg") ||
        html_begins_with(value.ptr, end, "data:image/gif");
}

static bool
has_address(const struct writer *writer, uint32_t node)
{
    const struct html_dom *dom = writer->dom;
    const struct html_node *at = html_node(dom, node);
    for (uint32_t i = 0; i < at->len; i++) {
        const struct html_attribute *one = &dom->attributes[at->at + i];
        if (is_listed(
                html_name_of(dom, one->name), writer->allowed->addresses) &&
            stays_within(html_value_of(dom, one)))
            return true;
    }
    return false;
}

static enum fate
fate_of(const struct writer *writer, uint32_t node)
{
    dc_str name = html_name_of(writer->dom, html_node(writer->dom, node)->name);
    bool is_html = html_node(writer->dom, node)->space == HTML_SPACE_HTML;
    if (!is_html && is_listed(name, writer->allowed->elements))
        return is_listed(name, writer->allowed->led) &&
                !has_address(writer, node)
            ? DROPPED
            : KEPT;
    return is_listed(name, writer->allowed->transparent) ? TRANSPARENT
                                                         : DROPPED;
}

static void
put_attribute(struct writer *writer, const char *name, dc_str value)
{
    put_word(writer, " ");
    put_word(writer, name);
    put_word(writer, "=\"");
    put_escaped(writer, value);
    put_word(writer, "\"");
}

static void
put_attributes(struct writer *writer, uint32_t node)
{
    const struct html_dom *dom = writer->dom;
    const struct html_node *at = html_node(dom, node);
    bool is_led = false;
    for (uint32_t i = 0; i < at->len; i++) {
        const struct html_attribute *one = &dom->attributes[at->at + i];
        dc_str name = html_name_of(dom, one->name);
        dc_str value = html_value_of(dom, one);
        if (is_listed(name, writer->allowed->addresses) && !is_led &&
            stays_within(value)) {
            put_attribute(writer, "xlink:href", value);
            is_led = true;
        } else if (one->prefix == HTML_PREFIX_NONE &&
            is_listed(name, writer->allowed->attributes) && !leads_out(value)) {
            put_word(writer, " ");
            put(writer, name.ptr, name.len);
            put_word(writer, "=\"");
            put_escaped(writer, value);
            put_word(writer, "\"");
        }
    }
}

static void
put_start(struct writer *writer, uint32_t node, bool is_root)
{
    const struct html_node *at = html_node(writer->dom, node);
    dc_str name = html_name_of(writer->dom, at->name);
    put_word(writer, "<");
    put(writer, name.ptr, name.len);
    if (is_root)
        put_attribute(writer, "xmlns", dc_str_of(writer->allowed->space));
    if (is_root && *writer->allowed->addresses)
        put_attribute(
            writer, "xmlns:xlink", dc_str_of("http://www.w3.org/1999/xlink"));
    put_attributes(writer, node);
    put_word(writer, at->first ? ">" : "/>");
}

static void
put_end(struct writer *writer, uint32_t node)
{
    if (fate_of(writer, node) != KEPT)
        return;
    dc_str name = html_name_of(writer->dom, html_node(writer->dom, node)->name);
    put_word(writer, "</");
    put(writer, name.ptr, name.len);
    put_word(writer, ">");
}

/* Writes what begins at the node; true: what it holds follows. */
static bool
enter(struct writer *writer, uint32_t node, uint32_t root)
{
    const struct html_node *at = html_node(writer->dom, node);
    if (at->type == HTML_TYPE_TEXT)
        put_escaped(writer, html_text_of(writer->dom, node));
    if (at->type != HTML_TYPE_ELEMENT)
        return false;
    enum fate fate = fate_of(writer, node);
    if (fate == KEPT)
        put_start(writer, node, node == root);
    return fate != DROPPED && at->first;
}

dc_str
html_foreign_xml(struct html_reader *reader, uint32_t root,
    const struct html_allowed *allowed)
{
    const struct html_dom *dom = &reader->dom;
    struct writer writer = {.job = reader->job, .dom = dom, .allowed = allowed};
    uint32_t node = root;
    while (node && !writer.has_failed) {
        if (enter(&writer, node, root)) {
            node = html_node(dom, node)->first;
            continue;
        }
        while (node != root && !html_node(dom, node)->next) {
            node = html_node(dom, node)->parent;
            put_end(&writer, node);
        }
        node = node == root ? 0 : html_node(dom, node)->next;
    }
    if (writer.has_failed)
        return dc_str_slice(NULL, 0);
    return dc_str_slice(writer.text, writer.len);
}
