/* SPDX-License-Identifier: MIT */
/*
 * The attributes of raw HTML that pass: each with a test of its value, so that
 * what is written is valid, runs nothing and fetches nothing.  Of a style
 * attribute the declarations pass whose property and value are listed.
 */
#include "write/html_raw.h"

#include "parse/html_ascii.h"

dc_str
html_token_value(
    const struct html_dom *dom, const struct html_token *token, uint32_t name)
{
    dc_str none = {NULL, 0};
    for (uint32_t i = 0; i < token->attribute_count; i++) {
        const struct html_attribute *attribute =
            &dom->attributes[token->attribute_first + i];
        if (attribute->name == name)
            return html_value_of(dom, attribute);
    }
    return none;
}

static bool
is_word_of(dc_str value, const char *words)
{
    size_t len;
    for (; *words; words += len + (words[len] != '\0')) {
        len = strcspn(words, " ");
        if (len == value.len && memcmp(words, value.ptr, len) == 0)
            return true;
    }
    return false;
}

static bool
is_number(dc_str value)
{
    for (size_t i = 0; i < value.len; i++)
        if (value.ptr[i] < '0' || value.ptr[i] > '9')
            return false;
    return value.len > 0 && value.len < 6;
}

/* "12px", "1.5em", "50%"; a bare 0. */
static bool
is_length(dc_str value)
{
    size_t digits = 0;
    size_t at = 0;
    bool has_dot = false;
    for (; at < value.len; at++) {
        char c = value.ptr[at];
        if (c == '.' && !has_dot && digits)
            has_dot = true;
        else if (c >= '0' && c <= '9')
            digits++;
        else
            break;
    }
    if (!digits || digits > 6 || value.ptr[at - 1] == '.')
        return false;
    dc_str unit = {value.ptr + at, value.len - at};
    return is_word_of(unit, "px em rem ex ch pt % vw") ||
        (value.len == 1 && *value.ptr == '0');
}

static bool
is_color(dc_str value)
{
    static const char names[] =
        "black silver gray white maroon red purple fuchsia green lime olive "
        "yellow navy blue teal aqua orange brown transparent";
    if (value.len != 4 && value.len != 7)
        return is_word_of(value, names);
    if (*value.ptr != '#')
        return is_word_of(value, names);
    for (size_t i = 1; i < value.len; i++)
        if (!strchr("0123456789abcdefABCDEF", value.ptr[i]))
            return false;
    return true;
}

/* Properties, with the words that are values, and what else is. */
static const struct {
    const char *name;
    const char *words;
    bool (*fits)(dc_str value);
} properties[] = {
    {"background-color", "", is_color},
    {"color", "", is_color},
    {"font-size", "small medium large smaller larger x-small x-large",
        is_length},
    {"font-style", "normal italic oblique", NULL},
    {"font-variant", "normal small-caps", NULL},
    {"font-weight",
        "normal bold bolder lighter 100 200 300 400 500 600 700 "
        "800 900",
        NULL},
    {"list-style-type",
        "none disc circle square decimal lower-alpha "
        "upper-alpha lower-roman upper-roman",
        NULL},
    {"margin-left", "auto", is_length},
    {"margin-right", "auto", is_length},
    {"text-align", "left right center justify start end", NULL},
    {"text-decoration", "none underline overline line-through", NULL},
    {"text-indent", "", is_length},
    {"vertical-align",
        "baseline sub super top middle bottom text-top "
        "text-bottom",
        NULL},
    {"white-space", "normal nowrap pre pre-wrap pre-line", NULL},
    {"width", "auto", is_length},
};

static bool
is_declaration(dc_str name, dc_str value)
{
    for (size_t i = 0; i < sizeof(properties) / sizeof(*properties); i++)
        if (dc_str_equal(name, properties[i].name))
            return is_word_of(value, properties[i].words) ||
                (properties[i].fits && properties[i].fits(value));
    return false;
}

/* What a style attribute is made of. */
struct style {
    struct html_write *write;
    bool is_open;
    bool is_all;
};

static void
put_declaration(struct style *style, dc_str name, dc_str value)
{
    if (!is_declaration(name, value)) {
        style->is_all = false;
        return;
    }
    html_puts(style->write, style->is_open ? "; " : " style=\"");
    style->is_open = true;
    html_put(style->write, name.ptr, name.len);
    html_puts(style->write, ": ");
    html_put(style->write, value.ptr, value.len);
}

static void
put_declarations(struct style *style, dc_str text)
{
    while (text.len) {
        const char *end = memchr(text.ptr, ';', text.len);
        size_t len = end ? (size_t)(end - text.ptr) : text.len;
        const char *colon = memchr(text.ptr, ':', len);
        dc_str all = html_trimmed(dc_str_slice(text.ptr, len));
        if (colon) {
            size_t name = (size_t)(colon - text.ptr);
            put_declaration(style, html_trimmed(dc_str_slice(text.ptr, name)),
                html_trimmed(dc_str_slice(colon + 1, len - name - 1)));
        } else if (all.len) {
            style->is_all = false;
        }
        size_t done = len + (end != NULL);
        text = dc_str_slice(text.ptr + done, text.len - done);
    }
}

static bool
is_table_part(const struct html_safe *row)
{
    return (row->is &
               (HTML_CAT_CELL | HTML_CAT_TR | HTML_CAT_THEAD | HTML_CAT_TBODY |
                   HTML_CAT_TFOOT)) != 0 ||
        (row->adds & HTML_HAS_TABLE) != 0;
}

/* style, and align, which is long obsolete and much used. */
static bool
put_style(struct html_write *write, const struct html_dom *dom,
    const struct html_token *token, const struct html_safe *row)
{
    struct style style = {write, false, true};
    dc_str align = html_trimmed(html_token_value(dom, token, HTML_ALIGN));
    bool is_text = row->holds != 0 &&
        !(is_table_part(row) && (row->adds & HTML_HAS_TABLE));
    if (align.len && is_text)
        put_declaration(&style, dc_str_of("text-align"), align);
    else if (align.len)
        style.is_all = false;
    put_declarations(&style, html_token_value(dom, token, HTML_STYLE));
    if (style.is_open)
        html_puts(write, "\"");
    return style.is_all;
}

static bool
put_plain(struct html_write *write, const char *key, dc_str value, bool fits)
{
    if (fits)
        html_put_attr(write, key, value);
    return fits;
}

static bool
is_row(const struct html_safe *row, const char *written)
{
    return strcmp(row->written, written) == 0;
}

static bool
put_address(struct html_write *write, const struct html_safe *row, dc_str url)
{
    if (!is_row(row, "a") || !html_is_safe_url(url, HTML_USE_LINK))
        return false;
    html_put_url(write, "href", url);
    return true;
}

/* True for a data- attribute that is not one of ours. */
static bool
is_data(dc_str name)
{
    if (name.len < 6 || memcmp(name.ptr, "data-", 5) != 0 ||
        (name.len > 13 && memcmp(name.ptr + 5, "docconv-", 8) == 0))
        return false;
    for (size_t i = 5; i < name.len; i++) {
        char c = name.ptr[i];
        bool is_alnum = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!is_alnum && c != '-' && c != '_')
            return false;
    }
    return true;
}

/* False if it does not pass. */
static bool
put_attribute(struct html_write *write, const struct html_safe *row,
    uint32_t name, dc_str value)
{
    switch (name) {
    case HTML_ALT:
    case HTML_SRC:
        return is_row(row, "img");
    case HTML_STYLE:
    case HTML_ALIGN:
        return true;
    case HTML_CLASS:
        return put_plain(write, "class", value, true);
    case HTML_TITLE:
        return put_plain(write, "title", value, true);
    case HTML_LANG:
        return put_plain(write, "lang", value, html_is_language(value));
    case HTML_DIR:
        return put_plain(
            write, "dir", value, is_word_of(value, "ltr rtl auto"));
    case HTML_WIDTH:
    case HTML_HEIGHT:
        return put_plain(write, name == HTML_WIDTH ? "width" : "height", value,
            is_row(row, "img") && is_number(value));
    case HTML_HREF:
        return put_address(write, row, value);
    case HTML_START:
        return put_plain(
            write, "start", value, is_row(row, "ol") && is_number(value));
    case HTML_VALUE:
        return put_plain(
            write, "value", value, is_row(row, "li") && is_number(value));
    case HTML_TYPE:
        return put_plain(write, "type", value,
            is_row(row, "ol") && is_word_of(value, "1 a A i I"));
    case HTML_OPEN:
        if (is_row(row, "details"))
            html_puts(write, " open");
        return is_row(row, "details");
    default:
        return false;
    }
}

bool
html_safe_put_attrs(struct html_write *write, const struct html_dom *dom,
    const struct html_token *token, const struct html_safe *row)
{
    bool is_all = put_style(write, dom, token, row);
    dc_str id = html_token_value(dom, token, HTML_ID);
    if (id.len == 0 && token->name == HTML_A)
        id = html_token_value(dom, token, HTML_NAME);
    if (id.len && !html_put_raw_id(write, id))
        is_all = false;
    for (uint32_t i = 0; i < token->attribute_count; i++) {
        const struct html_attribute *attribute =
            &dom->attributes[token->attribute_first + i];
        dc_str value = html_value_of(dom, attribute);
        dc_str name = html_name_of(dom, attribute->name);
        if (attribute->name == HTML_ID ||
            (attribute->name == HTML_NAME && token->name == HTML_A))
            continue;
        if (is_data(name)) {
            html_puts(write, " ");
            html_put(write, name.ptr, name.len);
            html_puts(write, "=\"");
            html_put_value(write, value);
            html_puts(write, "\"");
        } else if (!put_attribute(write, row, attribute->name, value)) {
            is_all = false;
        }
    }
    return is_all;
}
