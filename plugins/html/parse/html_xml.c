/* SPDX-License-Identifier: MIT */
/*
 * XHTML: the events of an XML parser become the page that the HTML standard's
 * tree construction would have made of well-formed markup.
 *
 * XML has no implied tags, so what readers of the page rely on is seen to
 * here: rows stand in sections and cells in rows, nothing else stands in a
 * table (it goes before it, as the standard has it), and elements are no
 * deeper than an HTML page's.  Name spaces become those of the page; a name in
 * another keeps its prefix.
 */
#include "parse/html_xml.h"

#include <stdlib.h>
#include <string.h>

#include "parse/html_build.h"

/* An open element. */
struct level {
    uint32_t node;
    uint32_t depth; /* of its tags in the text */
    uint32_t section; /* tables: the tbody that has no tags, or 0 */
    uint32_t row; /* tables, sections: the tr that has no tags, or 0 */
};

struct html_xml {
    struct html_dom *dom;
    uint32_t depth;
    uint32_t count;
    /* One more than the limit: raw text is opened where others are not. */
    struct level levels[HTML_DEPTH_MAX + 1];
    char entity[HTML_REFERENCE_MAX];
};

static bool
is(dc_str text, const char *word)
{
    return text.len == strlen(word) && memcmp(text.ptr, word, text.len) == 0;
}

static struct level *
top(struct html_xml *xml)
{
    return xml->count ? &xml->levels[xml->count - 1] : NULL;
}

/* Names. */

static const struct space {
    const char *uri;
    const char *prefix; /* by which names of it are known here */
    enum html_space space;
    enum html_prefix attribute; /* on elements of SVG and MathML */
} spaces[] = {
    {"http://www.w3.org/1999/xhtml", "", HTML_SPACE_HTML, HTML_PREFIX_NONE},
    {"http://www.w3.org/2000/svg", "svg", HTML_SPACE_SVG, HTML_PREFIX_NONE},
    {"http://www.w3.org/1998/Math/MathML", "m", HTML_SPACE_MATHML,
        HTML_PREFIX_NONE},
    {"http://www.idpf.org/2007/ops", "epub", HTML_SPACE_HTML, HTML_PREFIX_NONE},
    {"http://www.w3.org/1999/xlink", "xlink", HTML_SPACE_HTML,
        HTML_PREFIX_XLINK},
    {"http://www.w3.org/XML/1998/namespace", "xml", HTML_SPACE_HTML,
        HTML_PREFIX_XML},
};

/* NULL: another one. */
static const struct space *
space_of(dc_str uri)
{
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (is(uri, spaces[i].uri))
            return &spaces[i];
    return NULL;
}

static uint32_t
name_number(struct html_dom *dom, dc_str prefix, dc_str name, bool fold)
{
    if (prefix.len == 0)
        return html_dom_name(dom, name.ptr, name.len, fold);
    size_t start = dom->pool_len;
    html_dom_put(dom, prefix.ptr, prefix.len);
    html_dom_put(dom, ":", 1);
    html_dom_put(dom, name.ptr, name.len);
    uint32_t number =
        html_dom_name(dom, dom->pool + start, dom->pool_len - start, fold);
    dom->pool_len = start;
    return number;
}

/* The prefix by which a name is known: of its space, else as it is written. */
static dc_str
prefix_of(const struct space *space, dc_str written)
{
    if (!space)
        return written;
    dc_str prefix = {space->prefix, strlen(space->prefix)};
    return prefix;
}

static void
set_name(struct html_dom *dom, uint32_t node, const dc_xml_element *element)
{
    const struct space *space = space_of(element->space);
    dc_str none = {NULL, 0};
    dc_str prefix = prefix_of(space, element->prefix);
    if (space && (space->space != HTML_SPACE_HTML || space == spaces))
        prefix = none;
    enum html_space number = space ? space->space : HTML_SPACE_HTML;
    uint32_t name =
        name_number(dom, prefix, element->name, number == HTML_SPACE_HTML);
    html_node(dom, node)->name = name;
    html_node(dom, node)->space = (uint8_t)number;
}

/* Attributes. */

static void
set_value(struct html_dom *dom, struct html_attribute *attribute, dc_str value)
{
    uintptr_t at = (uintptr_t)value.ptr - (uintptr_t)dom->source;
    attribute->len = (uint32_t)value.len;
    attribute->at = (uint32_t)at;
    if (at <= dom->source_len)
        return;
    attribute->at = (uint32_t)dom->pool_len;
    attribute->flags = HTML_IN_POOL;
    html_dom_put(dom, value.ptr, value.len);
}

static void
add_attribute(struct html_dom *dom, uint32_t node, const dc_xml_attr *attr)
{
    const struct space *space = space_of(attr->space);
    bool is_html = html_node(dom, node)->space == HTML_SPACE_HTML;
    dc_str prefix = prefix_of(space, attr->prefix);
    enum html_prefix known = HTML_PREFIX_NONE;
    if (space && !is_html && space->attribute != HTML_PREFIX_NONE) {
        known = space->attribute;
        prefix.len = 0;
    }
    uint32_t name = name_number(dom, prefix, attr->name, is_html);
    struct html_attribute *attribute = html_dom_add_attribute(dom);
    if (!attribute)
        return;
    attribute->name = name;
    attribute->prefix = (uint8_t)known;
    html_node(dom, node)->len++;
    set_value(dom, attribute, attr->value);
}

static uint32_t
make_element(struct html_dom *dom, const dc_xml_element *element)
{
    uint32_t node =
        html_dom_new(dom, HTML_TYPE_ELEMENT, (uint32_t)element->pos);
    if (!node)
        return HTML_NOBODY;
    set_name(dom, node, element);
    html_node(dom, node)->at = dom->attribute_count;
    for (uint32_t i = 0; i < element->attr_count; i++)
        add_attribute(dom, node, &element->attrs[i]);
    return node;
}

/* Places. */

enum { IS_TABLE = 1, IS_SECTION = 2, IS_ROW = 4, IS_COLUMNS = 8 };

/* What of a table the node is; 0: nothing that has a content of its own. */
static unsigned
table_part(const struct html_dom *dom, uint32_t node)
{
    const struct html_node *at = html_node(dom, node);
    if (at->type != HTML_TYPE_ELEMENT || at->space != HTML_SPACE_HTML)
        return 0;
    switch (at->name) {
    case HTML_TABLE:
        return IS_TABLE;
    case HTML_TBODY:
    case HTML_THEAD:
    case HTML_TFOOT:
        return IS_SECTION;
    case HTML_TR:
        return IS_ROW;
    case HTML_COLGROUP:
        return IS_COLUMNS;
    default:
        return 0;
    }
}

/* The parts in which an element of this name stands; 0: in none. */
static unsigned
parts_around(uint32_t name)
{
    switch (name) {
    case HTML_TBODY:
    case HTML_THEAD:
    case HTML_TFOOT:
    case HTML_CAPTION:
    case HTML_COLGROUP:
        return IS_TABLE;
    case HTML_TR:
        return IS_TABLE | IS_SECTION;
    case HTML_TD:
    case HTML_TH:
        return IS_TABLE | IS_SECTION | IS_ROW;
    case HTML_COL:
        return IS_TABLE | IS_COLUMNS;
    case HTML_SCRIPT:
    case HTML_STYLE:
    case HTML_TEMPLATE:
        return IS_TABLE | IS_SECTION | IS_ROW | IS_COLUMNS;
    default:
        return 0;
    }
}

/* The open element without tags that is called `name`; made if *open is 0. */
static uint32_t
implied(struct html_xml *xml, uint32_t parent, uint32_t *open, uint32_t name)
{
    struct html_dom *dom = xml->dom;
    if (*open)
        return *open;
    *open = html_dom_new(dom, HTML_TYPE_ELEMENT, html_node(dom, parent)->pos);
    html_node(dom, *open)->name = name;
    html_dom_insert(dom, parent, 0, *open);
    return *open;
}

/* In a part of a table: where a child that may stand in one goes. */
static uint32_t
holder_in_table(struct html_xml *xml, unsigned part, uint32_t name)
{
    struct level *at = top(xml);
    uint32_t parent = at->node;
    bool is_cell = name == HTML_TD || name == HTML_TH;
    if (part == IS_TABLE && (name == HTML_TR || is_cell))
        parent = implied(xml, parent, &at->section, HTML_TBODY);
    else if (part == IS_TABLE && name != HTML_SCRIPT)
        at->section = 0;
    if (part != IS_ROW && is_cell)
        return implied(xml, parent, &at->row, HTML_TR);
    at->row = 0;
    return parent;
}

/* Before the table that is open. */
static struct html_spot
spot_before_table(const struct html_xml *xml)
{
    for (uint32_t i = xml->count; i-- > 0;) {
        uint32_t node = xml->levels[i].node;
        if (table_part(xml->dom, node) == IS_TABLE) {
            struct html_spot spot = {html_node(xml->dom, node)->parent, node};
            return spot;
        }
    }
    struct html_spot spot = {xml->levels[xml->count - 1].node, 0};
    return spot;
}

/* Where an element of that name goes, or text: HTML_NO_NAME. */
static struct html_spot
spot_for(struct html_xml *xml, uint32_t name)
{
    struct html_spot spot = {HTML_ROOT, 0};
    if (!xml->count)
        return spot;
    spot.parent = top(xml)->node;
    unsigned part = table_part(xml->dom, spot.parent);
    if (!part)
        return spot;
    if (!(parts_around(name) & part))
        return spot_before_table(xml);
    spot.parent = holder_in_table(xml, part, name);
    return spot;
}

/* Events. */

/* True if the element gets children; else they come after it. */
static bool
is_opened(struct html_xml *xml, uint32_t node)
{
    const struct html_node *at = html_node(xml->dom, node);
    if (xml->count < HTML_DEPTH_MAX)
        return true;
    if (xml->count == HTML_DEPTH_MAX && at->space == HTML_SPACE_HTML &&
        html_properties(at->name) & HTML_IS_RAW)
        return true;
    if (xml->dom->flattened++ == 0)
        xml->dom->flattened_pos = at->pos;
    return false;
}

static int32_t DC_CALL
on_start(void *user, const dc_xml_element *element)
{
    struct html_xml *xml = user;
    struct html_dom *dom = xml->dom;
    xml->depth++;
    uint32_t node = make_element(dom, element);
    if (dom->status != DC_OK)
        return dom->status;
    const struct html_node *at = html_node(dom, node);
    struct html_spot spot = spot_for(
        xml, at->space == HTML_SPACE_HTML ? at->name : (uint32_t)HTML_NO_NAME);
    html_dom_insert(dom, spot.parent, spot.next, node);
    if (is_opened(xml, node)) {
        struct level level = {.node = node, .depth = xml->depth};
        xml->levels[xml->count++] = level;
    }
    return dom->status;
}

static int32_t DC_CALL
on_end(void *user, const dc_xml_element *element)
{
    struct html_xml *xml = user;
    (void)element;
    if (xml->count && top(xml)->depth == xml->depth)
        xml->count--;
    xml->depth--;
    return DC_OK;
}

static bool
is_blank(dc_str text)
{
    size_t i = 0;
    while (i < text.len && html_is_blank(text.ptr[i]))
        i++;
    return i == text.len;
}

static int32_t DC_CALL
on_text(void *user, dc_str text, uint64_t pos)
{
    struct html_xml *xml = user;
    struct html_dom *dom = xml->dom;
    uint32_t node = top(xml)->node;
    (void)pos;
    bool is_pre = html_is_element(dom, node, HTML_PRE) ||
        html_is_element(dom, node, HTML_TEXTAREA);
    if (is_pre && !html_node(dom, node)->first && text.ptr[0] == '\n') {
        text.ptr++;
        text.len--;
    }
    bool is_between =
        table_part(dom, node) != 0 || html_is_element(dom, node, HTML_HTML);
    if (is_between && is_blank(text)) {
        if (!dom->is_lean)
            html_dom_add_text(dom, node, 0, text);
        return dom->status;
    }
    struct html_spot spot = spot_for(xml, HTML_NO_NAME);
    html_dom_add_text(dom, spot.parent, spot.next, text);
    return dom->status;
}

static int32_t DC_CALL
on_comment(void *user, dc_str text)
{
    struct html_xml *xml = user;
    struct html_dom *dom = xml->dom;
    (void)text;
    dom->comments++;
    return dom->status;
}

/* The references that end in a semicolon, as all of XML do. */
static dc_str DC_CALL
on_entity(void *user, dc_str name)
{
    struct html_xml *xml = user;
    char written[64];
    dc_str text = {xml->entity, 0};
    size_t len = 0;
    if (name.len >= sizeof written)
        return text;
    memcpy(written, name.ptr, name.len);
    written[name.len] = ';';
    size_t used =
        html_reference(written, name.len + 1, false, xml->entity, &len);
    if (used == name.len + 1)
        text.len = len;
    return text;
}

int32_t
html_parse_xml(struct html_dom *dom, dc_job *job, const dc_xml_service *service,
    dc_xml_fault *fault)
{
    struct html_xml *xml = malloc(sizeof *xml);
    if (!xml)
        return dom->status = DC_E_NOMEM;
    xml->dom = dom;
    xml->depth = 0;
    xml->count = 0;
    dc_xml_events events = {sizeof events, UINT32_MAX, on_start, on_end,
        on_text, on_comment, on_entity};
    dc_str text = {dom->source, dom->source_len};
    fault->struct_size = sizeof *fault;
    int32_t status = service->parse(job, text, &events, xml, fault);
    free(xml);
    if (status != DC_OK && status != DC_E_XML && status != DC_E_LIMIT)
        dom->status = status;
    return status;
}
