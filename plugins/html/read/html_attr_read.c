/* SPDX-License-Identifier: MIT */
/*
 * Attributes: those of an element that its node keeps, and helpers that read
 * one.
 */
#include "read/html_reader.h"
#include "parse/html_token.h"

bool
html_str_is(dc_str text, const char *word)
{
    return text.len == strlen(word) &&
        html_begins_with(text.ptr, text.ptr + text.len, word);
}

dc_str
html_take_word(dc_str *text)
{
    while (text->len && html_is_blank(*text->ptr)) {
        text->ptr++;
        text->len--;
    }
    dc_str word = {text->ptr, 0};
    while (word.len < text->len && !html_is_blank(text->ptr[word.len]))
        word.len++;
    text->ptr += word.len;
    text->len -= word.len;
    return word;
}

bool
html_has_word(const struct html_dom *dom, uint32_t node, uint32_t name,
    const char *word)
{
    dc_str text = html_attr_of(dom, node, name);
    for (dc_str at = html_take_word(&text); at.len; at = html_take_word(&text))
        if (html_str_is(at, word))
            return true;
    return false;
}

dc_str
html_id_of(const struct html_dom *dom, uint32_t node)
{
    dc_str id = html_attr_of(dom, node, HTML_ID);
    if (id.len == 0 && html_is_element(dom, node, HTML_A))
        id = html_attr_of(dom, node, HTML_NAME);
    return id;
}

/* In base64 blanks say nothing; XML makes them of line ends. */
static bool
is_base64(dc_str url)
{
    return html_begins_with(url.ptr, url.ptr + url.len, "data:") &&
        memmem(url.ptr, url.len < 256 ? url.len : 256, ";base64,", 8);
}

dc_str
html_url_at(struct html_reader *reader, dc_str url)
{
    bool is_clean = true;
    while (url.len && (unsigned char)*url.ptr <= ' ') {
        url.ptr++;
        url.len--;
    }
    while (url.len && (unsigned char)url.ptr[url.len - 1] <= ' ')
        url.len--;
    for (size_t i = 0; is_clean && i < url.len; i++)
        is_clean = (unsigned char)url.ptr[i] > ' ';
    if (is_clean)
        return html_from_base(reader, url);
    char *copy = dc_alloc(reader->job, url.len * 3);
    if (!copy)
        return url;
    size_t blank = is_base64(url) ? 0 : 3;
    size_t len = 0;
    for (size_t i = 0; i < url.len; i++) {
        char c = url.ptr[i];
        if (c == ' ') {
            memcpy(copy + len, "%20", blank);
            len += blank;
        } else if (c != '\n' && c != '\t' && c != '\r') {
            copy[len++] = c;
        }
    }
    return html_from_base(reader, dc_str_slice(copy, len));
}

int64_t
html_number_of(dc_str text, int64_t fallback, int64_t most)
{
    int64_t number = 0;
    size_t i = 0;
    while (i < text.len && html_is_blank(text.ptr[i]))
        i++;
    bool is_minus = i < text.len && text.ptr[i] == '-';
    i += is_minus;
    size_t first = i;
    for (; i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9'; i++) {
        number = number * 10 + (text.ptr[i] - '0');
        if (number > most)
            number = most;
    }
    if (i == first)
        return fallback;
    return is_minus ? -number : number;
}

/* Attributes that became fields, or that mean nothing in a document. */
static bool
is_used_up(const struct html_dom *dom, uint32_t node, uint32_t name)
{
    uint32_t element = html_node(dom, node)->name;
    bool is_player = element == HTML_AUDIO || element == HTML_VIDEO;
    bool is_object = element == HTML_OBJECT || element == HTML_EMBED;
    switch (name) {
    case HTML_HREF:
        return element == HTML_A;
    case HTML_TITLE:
        return element == HTML_A || element == HTML_IMG || is_player ||
            is_object;
    case HTML_CONTROLS:
    case HTML_POSTER:
        return is_player;
    case HTML_DATA:
        return is_object;
    case HTML_SRC:
        return element == HTML_IMG || is_player || is_object;
    case HTML_ALT:
    case HTML_SRCSET:
    case HTML_SIZES:
        return element == HTML_IMG;
    case HTML_START:
    case HTML_TYPE:
    case HTML_REVERSED:
        return element == HTML_OL || element == HTML_SCRIPT || is_object;
    case HTML_COLSPAN:
    case HTML_ROWSPAN:
    case HTML_ALIGN:
        return element == HTML_TD || element == HTML_TH;
    case HTML_ALTTEXT:
    case HTML_DISPLAY:
        return element == HTML_MATH;
    case HTML_DATA_DOCCONV_DELIM:
    case HTML_DATA_DOCCONV_LABEL:
    case HTML_DATA_DOCCONV_LEVEL:
    case HTML_XMLNS:
    case HTML_HIDDEN:
        return true;
    default:
        return false;
    }
}

/* What fields say of a cell: its alignment alone, that it heads a row. */
static bool
is_cell_field(const struct html_dom *dom, uint32_t node,
    const struct html_attribute *attribute)
{
    dc_str value = html_value_of(dom, attribute);
    uint32_t element = html_node(dom, node)->name;
    if (element != HTML_TD && element != HTML_TH)
        return false;
    if (attribute->name == HTML_SCOPE)
        return html_str_is(value, "row");
    return attribute->name == HTML_STYLE &&
        html_begins_with(value.ptr, value.ptr + value.len, "text-align:") &&
        !memchr(value.ptr, ';', value.len - 1);
}

static bool
is_handler(dc_str name)
{
    return name.len > 2 && name.ptr[0] == 'o' && name.ptr[1] == 'n';
}

/* But for the class that made a node of another kind of the span. */
static void
put_classes(struct html_reader *reader, uint32_t node, dc_str text)
{
    bool is_span = html_is_element(&reader->dom, node, HTML_SPAN);
    for (dc_str at = html_take_word(&text); at.len; at = html_take_word(&text))
        if (!is_span || !html_str_is(at, "smallcaps"))
            dc_attr(reader->job, "class", at);
}

/* Those that are neither id, class nor language. */
static void
put_other(struct html_reader *reader, uint32_t node,
    const struct html_attribute *attribute)
{
    const struct html_dom *dom = &reader->dom;
    dc_str name = html_name_of(dom, attribute->name);
    if (is_handler(name)) {
        html_lose(reader, HTML_LOST_HANDLERS, node);
        return;
    }
    if (!is_used_up(dom, node, attribute->name) &&
        !is_cell_field(dom, node, attribute))
        reader->job->host->build->attr(
            reader->job, name, html_value_of(dom, attribute));
}

void
html_read_attrs(struct html_reader *reader, uint32_t node,
    const char *class_name, bool with_id)
{
    const struct html_dom *dom = &reader->dom;
    const struct html_node *at = html_node(dom, node);
    dc_str id = html_id_of(dom, node);
    if (with_id && id.len)
        dc_attr(reader->job, "id", id);
    if (class_name && !html_has_word(dom, node, HTML_CLASS, class_name))
        dc_attr(reader->job, "class", dc_str_of(class_name));
    bool has_lang = html_attribute_of(dom, node, HTML_LANG) != NULL;
    for (uint32_t i = 0; i < at->len; i++) {
        const struct html_attribute *attribute = &dom->attributes[at->at + i];
        dc_str value = html_value_of(dom, attribute);
        if (attribute->name == HTML_CLASS)
            put_classes(reader, node, value);
        else if (attribute->name == HTML_LANG ||
            (attribute->name == HTML_XML_LANG && !has_lang))
            dc_attr(reader->job, "lang", value);
        else if (attribute->name != HTML_ID &&
            attribute->name != HTML_XML_LANG &&
            !(attribute->name == HTML_NAME &&
                at->name == HTML_A))
            put_other(reader, node, attribute);
    }
}

bool
html_keeps_attrs(const struct html_reader *reader, uint32_t node)
{
    const struct html_dom *dom = &reader->dom;
    const struct html_node *at = html_node(dom, node);
    for (uint32_t i = 0; i < at->len; i++) {
        uint32_t name = dom->attributes[at->at + i].name;
        if (name == HTML_ID || name == HTML_CLASS || name == HTML_LANG ||
            name == HTML_XML_LANG || name == HTML_DIR || name == HTML_TITLE ||
            name == HTML_EPUB_TYPE || name == HTML_ROLE)
            return true;
    }
    return false;
}
