/* SPDX-License-Identifier: MIT */
/*
 * From libxml2's calls to the caller's events.  Every string is checked again
 * to be UTF-8, or found to be a slice of the text, which was checked; a slice
 * is handed on as one, so that the caller need not copy it.
 */
#include <string.h>

#include "base/utf8.h"
#include "docconv/sdk/sdk.h"
#include "xml/xml_memory.h"
#include "xml/xml_parse.h"

static void
fail_bytes(struct dci_xml_parse *parse)
{
    static const dc_str message = DC_STR("a text that is not UTF-8");
    dci_xml_fail(parse, DC_E_XML, "xml-not-well-formed", message, parse->fed);
}

static bool
begins_character(const struct dci_xml_parse *parse, size_t at)
{
    return at == parse->text.len ||
        ((unsigned char)parse->text.ptr[at] & 0xC0) != 0x80;
}

/* True if the text has these bytes, as characters, at `at`. */
static bool
is_slice(
    const struct dci_xml_parse *parse, size_t at, const void *bytes, size_t len)
{
    return at <= parse->text.len && len <= parse->text.len - at &&
        memcmp(parse->text.ptr + at, bytes, len) == 0 &&
        begins_character(parse, at) && begins_character(parse, at + len);
}

static bool
in_buffer(const struct dci_xml_parse *parse, const xmlChar *at)
{
    const xmlParserInput *input = parse->ctxt->input;
    return (uintptr_t)at >= (uintptr_t)input->base &&
        (uintptr_t)at < (uintptr_t)input->end;
}

/* A string of libxml2's as one that may be handed on; empty if it may not. */
static dc_str
checked(struct dci_xml_parse *parse, const xmlChar *string, size_t len)
{
    dc_str none = {"", 0};
    if (!dci_utf8_valid((const char *)string, len)) {
        fail_bytes(parse);
        return none;
    }
    return dc_str_slice((const char *)string, len);
}

static dc_str
name_of(struct dci_xml_parse *parse, const xmlChar *name)
{
    dc_str none = {"", 0};
    return name ? checked(parse, name, strlen((const char *)name)) : none;
}

/* The place of the "<" of the tag that libxml2 stands in or behind. */
static uint64_t
tag_pos(const struct dci_xml_parse *parse)
{
    size_t at = dci_xml_offset(parse, parse->ctxt->input->cur);
    const char *open = memrchr(parse->text.ptr, '<', at);
    return open ? (uint64_t)(open - parse->text.ptr) : DC_POS_NONE;
}

/* References (XML 1.0, 4.1). */

static void
fail_entity(struct dci_xml_parse *parse, dc_str name)
{
    char message[64] = "an unknown entity: &";
    size_t used = strlen(message);
    size_t len = name.len;
    if (len > sizeof message - used)
        len = dci_utf8_cut(name.ptr, sizeof message - used);
    memcpy(message + used, name.ptr, len);
    dci_xml_fail(parse, DC_E_XML, "xml-entity",
        dc_str_slice(message, used + len),
        dci_xml_offset(parse, parse->ctxt->input->cur));
}

/* What the caller says "&name;" stands for; empty: a fault. */
static dc_str
entity_text(struct dci_xml_parse *parse, dc_str name)
{
    dc_str text = {"", 0};
    if (parse->events->entity) {
        jmp_buf *guard = dci_xml_guard_lift();
        text = parse->events->entity(parse->user, name);
        dci_xml_guard_restore(guard);
    }
    if (text.len && text.len <= DC_XML_ENTITY &&
        dci_utf8_valid(text.ptr, text.len))
        return text;
    fail_entity(parse, name);
    text.len = 0;
    return text;
}

/*
 * For text the entity is one of those that libxml2 puts in as they are; for
 * attributes it is one that stays a reference in the value, which
 * put_decoded() reads: of the first sort libxml2 would put in one byte.
 */
static xmlEntityPtr
on_entity(void *user, const xmlChar *name)
{
    struct dci_xml_parse *parse = user;
    if (parse->status != DC_OK)
        return NULL;
    dc_str text = entity_text(parse, name_of(parse, name));
    if (text.len == 0)
        return NULL;
    memcpy(parse->entity_text, text.ptr, text.len);
    parse->entity_text[text.len] = 0;
    bool in_value = parse->ctxt->instate == XML_PARSER_ATTRIBUTE_VALUE;
    parse->entity.type = XML_ENTITY_DECL;
    parse->entity.name = name;
    parse->entity.content = in_value ? BAD_CAST "" : parse->entity_text;
    parse->entity.etype =
        in_value ? XML_INTERNAL_GENERAL_ENTITY : XML_INTERNAL_PREDEFINED_ENTITY;
    parse->entity.checked = 2; /* known to hold no "<" */
    return &parse->entity;
}

/* Values: "&" is written "&#38;", other references stand as they were. */
static void
put_decoded(struct dci_xml_parse *parse, dc_str raw)
{
    struct dci_buf *to = &parse->attrs->decoded;
    const char *at = raw.ptr;
    const char *end = raw.ptr + raw.len;
    while (at < end) {
        const char *amp = memchr(at, '&', (size_t)(end - at));
        dci_buf_put(to, at, (size_t)((amp ? amp : end) - at));
        const char *close = amp ? memchr(amp, ';', (size_t)(end - amp)) : NULL;
        if (!close)
            return;
        dc_str name = dc_str_slice(amp + 1, (size_t)(close - amp) - 1);
        if (dc_str_equal(name, "#38"))
            dci_buf_putc(to, '&');
        else
            dci_buf_put_str(to, entity_text(parse, name));
        at = close + 1;
    }
}

/* Elements. */

/* One attribute of libxml2's: name, prefix, URI, value and its end. */
static void
set_attribute(
    struct dci_xml_parse *parse, unsigned number, const xmlChar *const *from)
{
    dc_xml_attr *attr = &parse->attrs->all[number];
    size_t len = (size_t)(from[4] - from[3]);
    attr->name = name_of(parse, from[0]);
    attr->prefix = name_of(parse, from[1]);
    attr->space = name_of(parse, from[2]);
    parse->attrs->places[number] = SIZE_MAX;
    size_t at =
        in_buffer(parse, from[3]) ? dci_xml_offset(parse, from[3]) : SIZE_MAX;
    if (is_slice(parse, at, from[3], len)) {
        attr->value = dc_str_slice(parse->text.ptr + at, len);
        return;
    }
    attr->value = checked(parse, from[3], len);
    if (!memchr(attr->value.ptr, '&', attr->value.len))
        return;
    size_t place = parse->attrs->decoded.len;
    put_decoded(parse, attr->value);
    attr->value.len = parse->attrs->decoded.len - place;
    parse->attrs->places[number] = place;
}

static void
set_attributes(
    struct dci_xml_parse *parse, unsigned count, const xmlChar *const *from)
{
    struct dci_xml_attrs *attrs = parse->attrs;
    dci_buf_clear(&attrs->decoded);
    for (unsigned i = 0; i < count; i++)
        set_attribute(parse, i, from + (size_t)i * 5);
    if (attrs->decoded.failed && parse->status == DC_OK)
        parse->status = attrs->decoded.failed;
    for (unsigned i = 0; i < count && !attrs->decoded.failed; i++)
        if (attrs->places[i] != SIZE_MAX && attrs->all[i].value.len)
            attrs->all[i].value.ptr = attrs->decoded.data + attrs->places[i];
}

/* Calls one of the caller's functions for an element. */
static void
call(struct dci_xml_parse *parse,
    int32_t(DC_CALL *function)(void *user, const dc_xml_element *element),
    const dc_xml_element *element)
{
    if (!function || parse->status != DC_OK)
        return;
    jmp_buf *guard = dci_xml_guard_lift();
    parse->status = function(parse->user, element);
    dci_xml_guard_restore(guard);
}

static dc_xml_element
element_of(struct dci_xml_parse *parse, const xmlChar *name,
    const xmlChar *prefix, const xmlChar *space)
{
    dc_xml_element element = {
        .struct_size = sizeof element,
        .name = name_of(parse, name),
        .prefix = name_of(parse, prefix),
        .space = name_of(parse, space),
        .pos = tag_pos(parse),
    };
    return element;
}

/* Each element of a name space is told its URI again. */
static bool
is_long_space(const xmlChar *const *spaces, int count)
{
    for (int i = 0; i < count; i++) {
        const char *uri = (const char *)spaces[2 * i + 1];
        if (uri && strnlen(uri, DC_XML_SPACE + 1) > DC_XML_SPACE)
            return true;
    }
    return false;
}

static bool
check_limits(struct dci_xml_parse *parse, int attr_count, bool is_long)
{
    uint32_t most = parse->events->depth_most;
    const char *what = NULL;
    if (++parse->depth > (most ? most : DC_XML_DEPTH))
        what = "elements nested too deep";
    else if (parse->ctxt->nsNr / 2 > DC_XML_NAMESPACES)
        what = "more than 1024 name spaces";
    else if (is_long)
        what = "a name space of more than 512 bytes";
    else if (attr_count < 0 || attr_count > DC_XML_ATTRIBUTES)
        what = "an element of more than 1024 attributes";
    if (what)
        dci_xml_fail(parse, DC_E_LIMIT, "xml-limit", dc_str_of(what),
            dci_xml_offset(parse, parse->ctxt->input->cur));
    return !what;
}

static void
on_start(void *user, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *space, int space_count, const xmlChar **spaces,
    int attr_count, int default_count, const xmlChar **attrs)
{
    struct dci_xml_parse *parse = user;
    (void)default_count;
    if (parse->status != DC_OK)
        return;
    bool is_long = is_long_space((const xmlChar *const *)spaces, space_count);
    if (!check_limits(parse, attr_count, is_long))
        return;
    dc_xml_element element = element_of(parse, name, prefix, space);
    set_attributes(parse, (unsigned)attr_count, (const xmlChar *const *)attrs);
    element.attrs = parse->attrs->all;
    element.attr_count = (uint32_t)attr_count;
    call(parse, parse->events->start, &element);
}

static void
on_end(void *user, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *space)
{
    struct dci_xml_parse *parse = user;
    parse->depth--;
    if (parse->status != DC_OK)
        return;
    dc_xml_element element = element_of(parse, name, prefix, space);
    call(parse, parse->events->end, &element);
}

/* Text. */

static void
call_text(struct dci_xml_parse *parse, dc_str text, size_t pos)
{
    if (!parse->events->text || parse->status != DC_OK || text.len == 0)
        return;
    jmp_buf *guard = dci_xml_guard_lift();
    parse->status = parse->events->text(parse->user, text, pos);
    dci_xml_guard_restore(guard);
}

static void
on_text(void *user, const xmlChar *string, int string_len)
{
    struct dci_xml_parse *parse = user;
    if (parse->status != DC_OK || string_len <= 0)
        return;
    size_t len = (size_t)string_len;
    /* What libxml2 has copied ends where it stands. */
    size_t end = in_buffer(parse, string)
        ? dci_xml_offset(parse, string) + len
        : dci_xml_offset(parse, parse->ctxt->input->cur);
    size_t at = end > len ? end - len : 0;
    dc_str text = is_slice(parse, at, string, len)
        ? dc_str_slice(parse->text.ptr + at, len)
        : checked(parse, string, len);
    call_text(parse, text, at);
}

/* libxml2 leaves line ends in CDATA as they are (XML 1.0, 2.11). */
static void
on_cdata(void *user, const xmlChar *string, int string_len)
{
    struct dci_xml_parse *parse = user;
    struct dci_buf *buf = &parse->line_ends;
    if (string_len <= 0)
        return;
    size_t len = (size_t)string_len;
    if (!memchr(string, '\r', len)) {
        on_text(user, string, string_len);
        return;
    }
    dci_buf_clear(buf);
    for (size_t i = 0; i < len; i++)
        if (string[i] != '\r')
            dci_buf_putc(buf, (char)string[i]);
        else if (i + 1 == len || string[i + 1] != '\n')
            dci_buf_putc(buf, '\n');
    if (buf->failed && parse->status == DC_OK)
        parse->status = buf->failed;
    if (parse->status == DC_OK)
        call_text(parse, checked(parse, BAD_CAST buf->data, buf->len),
            dci_xml_offset(parse, string));
}

static void
on_comment(void *user, const xmlChar *string)
{
    struct dci_xml_parse *parse = user;
    bool in_doctype = parse->ctxt->inSubset != 0;
    if (!parse->events->comment || parse->status != DC_OK || in_doctype)
        return;
    dc_str text = name_of(parse, string);
    jmp_buf *guard = dci_xml_guard_lift();
    if (parse->status == DC_OK)
        parse->status = parse->events->comment(parse->user, text);
    dci_xml_guard_restore(guard);
}

/* Declarations, which are refused. */

static void
refuse_declaration(struct dci_xml_parse *parse)
{
    static const dc_str message =
        DC_STR("the document type declares entities or attributes");
    dci_xml_fail(parse, DC_E_XML, "xml-doctype", message,
        dci_xml_offset(parse, parse->ctxt->input->cur));
}

static void
on_entity_declaration(void *user, const xmlChar *name, int type,
    const xmlChar *public_id, const xmlChar *system_id, xmlChar *content)
{
    (void)name;
    (void)type;
    (void)public_id;
    (void)system_id;
    (void)content;
    refuse_declaration(user);
}

static void
on_unparsed_declaration(void *user, const xmlChar *name,
    const xmlChar *public_id, const xmlChar *system_id, const xmlChar *notation)
{
    (void)name;
    (void)public_id;
    (void)system_id;
    (void)notation;
    refuse_declaration(user);
}

static void
on_attribute_declaration(void *user, const xmlChar *element,
    const xmlChar *name, int type, int has_default, const xmlChar *value,
    xmlEnumerationPtr tree)
{
    (void)element;
    (void)name;
    (void)type;
    (void)has_default;
    (void)value;
    xmlFreeEnumeration(tree);
    refuse_declaration(user);
}

/* Namespaces in XML 1.0 broken; a prefix that nothing declares may pass. */
static bool
is_space_fault(const xmlError *error)
{
    return error->domain == XML_FROM_NAMESPACE &&
        error->code >= XML_NS_ERR_XML_NAMESPACE &&
        error->code <= XML_NS_ERR_COLON &&
        error->code != XML_NS_ERR_UNDEFINED_NAMESPACE;
}

/* The first fault ends it; what libxml2 only warns of is not told. */
static void
on_error(void *user, xmlErrorPtr error)
{
    struct dci_xml_parse *parse = user;
    if (!parse->ctxt || !parse->ctxt->input ||
        (error->level != XML_ERR_FATAL && !is_space_fault(error)))
        return;
    dci_xml_fail(parse, DC_E_XML, "xml-not-well-formed",
        dc_str_of(error->message ? error->message : "not well-formed"),
        dci_xml_offset(parse, parse->ctxt->input->cur));
}

const xmlSAXHandler dci_xml_sax = {
    .initialized = XML_SAX2_MAGIC,
    .getEntity = on_entity,
    .entityDecl = on_entity_declaration,
    .unparsedEntityDecl = on_unparsed_declaration,
    .attributeDecl = on_attribute_declaration,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_cdata,
    .comment = on_comment,
    .serror = on_error,
};
