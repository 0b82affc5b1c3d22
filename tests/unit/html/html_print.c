/* SPDX-License-Identifier: MIT */
/* See html_print.h.  Fails by abort: it runs in tests only. */
#include "html_print.h"

#include <stdlib.h>
#include <string.h>

static void
put(struct html_print *print, const char *ptr, size_t len)
{
    if (print->len + len + 1 > print->room) {
        print->room = (print->len + len + 1) * 2;
        print->text = realloc(print->text, print->room);
        if (!print->text)
            abort();
    }
    if (len)
        memcpy(print->text + print->len, ptr, len);
    print->len += len;
    print->text[print->len] = '\0';
}

static void
puts_to(struct html_print *print, const char *text)
{
    put(print, text, strlen(text));
}

static void
put_str(struct html_print *print, dc_str text)
{
    put(print, text.ptr, text.len);
}

static void
indent(struct html_print *print, unsigned depth)
{
    puts_to(print, "| ");
    for (unsigned i = 0; i < depth; i++)
        puts_to(print, "  ");
}

/* "xlink href": with its name space, by which attributes are sorted. */
static size_t
full_name(const struct html_dom *dom, const struct html_attribute *attribute,
    char out[256])
{
    static const char *const prefixes[] = {"", "xlink ", "xml ", "xmlns "};
    dc_str name = html_name_of(dom, attribute->name);
    size_t start = strlen(prefixes[attribute->prefix]);
    size_t len = name.len < 200 ? name.len : 200;
    memcpy(out, prefixes[attribute->prefix], start);
    memcpy(out + start, name.ptr, len);
    out[start + len] = '\0';
    return start + len;
}

static void
put_attributes(struct html_print *print, const struct html_dom *dom,
    uint32_t node, unsigned depth)
{
    const struct html_node *at = html_node(dom, node);
    char last[256] = "";
    for (uint32_t done = 0; done < at->len; done++) {
        const struct html_attribute *best = NULL;
        char best_name[256] = "";
        for (uint32_t i = 0; i < at->len; i++) {
            char name[256];
            const struct html_attribute *attribute =
                &dom->attributes[at->at + i];
            full_name(dom, attribute, name);
            if ((done == 0 || strcmp(name, last) > 0) &&
                (!best || strcmp(name, best_name) < 0)) {
                best = attribute;
                memcpy(best_name, name, sizeof name);
            }
        }
        if (!best)
            return;
        memcpy(last, best_name, sizeof last);
        indent(print, depth + 1);
        puts_to(print, best_name);
        puts_to(print, "=\"");
        put_str(print, html_value_of(dom, best));
        puts_to(print, "\"\n");
    }
}

static void
put_element(struct html_print *print, const struct html_dom *dom, uint32_t node,
    unsigned depth)
{
    static const char *const spaces[] = {"", "svg ", "math "};
    const struct html_node *at = html_node(dom, node);
    indent(print, depth);
    puts_to(print, "<");
    puts_to(print, spaces[at->space]);
    put_str(print, html_name_of(dom, at->name));
    puts_to(print, ">\n");
    put_attributes(print, dom, node, depth);
}

static void
put_node(struct html_print *print, const struct html_dom *dom, uint32_t node,
    unsigned depth)
{
    const struct html_node *at = html_node(dom, node);
    uint32_t next = at->next;
    switch ((enum html_type)at->type) {
    case HTML_TYPE_ELEMENT:
        put_element(print, dom, node, depth);
        break;
    case HTML_TYPE_TEXT:
        if (print->len && print->text[print->len - 1] == '"') {
            print->len--; /* goes on after a text */
        } else {
            indent(print, depth);
            puts_to(print, "\"");
        }
        put_str(print, html_text_of(dom, node));
        puts_to(print, "\"");
        if (!next || html_node(dom, next)->type != HTML_TYPE_TEXT)
            puts_to(print, "\n");
        break;
    case HTML_TYPE_COMMENT:
    case HTML_TYPE_DOCTYPE:
        indent(print, depth);
        puts_to(print, at->type == HTML_TYPE_COMMENT ? "<!-- " : "<!DOCTYPE ");
        put_str(print, html_text_of(dom, node));
        puts_to(print, at->type == HTML_TYPE_COMMENT ? " -->\n" : ">\n");
        break;
    case HTML_TYPE_CONTENT:
        indent(print, depth);
        puts_to(print, "content\n");
        break;
    case HTML_TYPE_DOCUMENT:
        break;
    }
}

void
html_print(struct html_print *print, const struct html_dom *dom, uint32_t root)
{
    unsigned depth = 0;
    uint32_t node = html_node(dom, root)->first;
    put(print, "", 0);
    while (node) {
        put_node(print, dom, node, depth);
        const struct html_node *at = html_node(dom, node);
        if (at->first) {
            node = at->first;
            depth++;
            continue;
        }
        while (node != root && !html_node(dom, node)->next) {
            node = html_node(dom, node)->parent;
            depth--;
        }
        node = node == root ? 0 : html_node(dom, node)->next;
    }
}
