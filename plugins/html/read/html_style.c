/* SPDX-License-Identifier: MIT */
/*
 * The style attribute (CSS Style Attributes): a few properties whose values
 * mean something for the text.
 */
#include "read/html_style.h"

#include <string.h>

#include "docconv/kinds.h"
#include "parse/html_token.h"

struct meaning {
    const char *property;
    const char *value;
    unsigned flag;
};

static const struct meaning meanings[] = {
    {"font-weight", "bold", HTML_STYLE_BOLD},
    {"font-weight", "700", HTML_STYLE_BOLD},
    {"font-weight", "800", HTML_STYLE_BOLD},
    {"font-weight", "900", HTML_STYLE_BOLD},
    {"font-style", "italic", HTML_STYLE_ITALIC},
    {"font-style", "oblique", HTML_STYLE_ITALIC},
    {"text-decoration", "underline", HTML_STYLE_UNDERLINE},
    {"text-decoration", "line-through", HTML_STYLE_STRIKE},
    {"text-decoration-line", "underline", HTML_STYLE_UNDERLINE},
    {"text-decoration-line", "line-through", HTML_STYLE_STRIKE},
    {"font-variant", "small-caps", HTML_STYLE_SMALL_CAPS},
    {"font-variant-caps", "small-caps", HTML_STYLE_SMALL_CAPS},
    {"vertical-align", "super", HTML_STYLE_SUPER},
    {"vertical-align", "sub", HTML_STYLE_SUB},
    {"display", "none", HTML_STYLE_HIDDEN},
    {"visibility", "hidden", HTML_STYLE_HIDDEN},
    {"white-space", "pre", HTML_STYLE_PRE},
    {"white-space", "pre-wrap", HTML_STYLE_PRE},
    {"white-space", "pre-line", HTML_STYLE_PRE},
};

static dc_str
trimmed(const char *from, const char *to)
{
    while (from < to && html_is_blank(*from))
        from++;
    while (to > from && html_is_blank(to[-1]))
        to--;
    dc_str text = {from, (size_t)(to - from)};
    return text;
}

static bool
is(dc_str text, const char *word)
{
    return text.len == strlen(word) &&
        html_begins_with(text.ptr, text.ptr + text.len, word);
}

double
html_percent(dc_str text)
{
    double value = 0;
    double place = 1;
    bool has_point = false;
    size_t i = 0;
    for (; i < text.len && i < 16; i++) {
        char c = text.ptr[i];
        if (c == '.' && !has_point) {
            has_point = true;
            continue;
        }
        if (c < '0' || c > '9')
            break;
        value = value * 10 + (c - '0');
        place *= has_point ? 10 : 1;
    }
    if (i == 0 || i >= text.len || text.ptr[i] != '%')
        return 0;
    value = value / place / 100;
    return value <= 1 ? value : 0;
}

int
html_align_of(dc_str text)
{
    if (is(text, "left"))
        return DC_ALIGN_LEFT;
    if (is(text, "right"))
        return DC_ALIGN_RIGHT;
    return is(text, "center") ? DC_ALIGN_CENTER : DC_ALIGN_DEFAULT;
}

/* The first word of a value: "underline dotted" underlines. */
static void
set_meaning(struct html_style *style, dc_str property, dc_str value)
{
    size_t len = 0;
    while (len < value.len && !html_is_blank(value.ptr[len]) &&
        value.ptr[len] != '!')
        len++;
    value.len = len;
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++)
        if (is(property, meanings[i].property) && is(value, meanings[i].value))
            style->flags |= meanings[i].flag;
    if (is(property, "text-align"))
        style->align = html_align_of(value);
    if (is(property, "width"))
        style->width = html_percent(value);
}

struct html_style
html_style_of(dc_str text)
{
    struct html_style style = {0, DC_ALIGN_DEFAULT, 0};
    const char *end = text.ptr + text.len;
    for (const char *at = text.ptr; at < end;) {
        const char *to = at;
        const char *colon = NULL;
        for (; to < end && *to != ';'; to++)
            if (*to == ':' && !colon)
                colon = to;
        if (colon)
            set_meaning(&style, trimmed(at, colon), trimmed(colon + 1, to));
        at = to + (to < end);
    }
    return style;
}
