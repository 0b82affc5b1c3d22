/* SPDX-License-Identifier: MIT */
/*
 * Declarations of CSS: properties whose values mean something for the text.
 * All others are passed over.
 */
#include "read/html_style.h"

#include <string.h>

#include "docconv/kinds.h"
#include "parse/html_token.h"
#include "read/html_css_scan.h"

/* A word of a value, and the property that it sets. */
static const struct meaning {
    const char *name;
    const char *word;
    uint8_t property;
    uint16_t value;
} meanings[] = {
#define WEIGHT HTML_CSS_WEIGHT
    {"font-weight", "normal", WEIGHT, HTML_CSS_NORMAL},
    {"font-weight", "lighter", WEIGHT, HTML_CSS_NORMAL},
    {"font-weight", "100", WEIGHT, HTML_CSS_NORMAL},
    {"font-weight", "200", WEIGHT, HTML_CSS_NORMAL},
    {"font-weight", "300", WEIGHT, HTML_CSS_NORMAL},
    {"font-weight", "400", WEIGHT, HTML_CSS_NORMAL},
    {"font-weight", "500", WEIGHT, HTML_CSS_NORMAL},
    {"font-weight", "600", WEIGHT, HTML_CSS_BOLD},
    {"font-weight", "700", WEIGHT, HTML_CSS_BOLD},
    {"font-weight", "800", WEIGHT, HTML_CSS_BOLD},
    {"font-weight", "900", WEIGHT, HTML_CSS_BOLD},
    {"font-weight", "bold", WEIGHT, HTML_CSS_BOLD},
    {"font-weight", "bolder", WEIGHT, HTML_CSS_BOLD},
#undef WEIGHT
    {"font-style", "normal", HTML_CSS_SLANT, HTML_CSS_NORMAL},
    {"font-style", "italic", HTML_CSS_SLANT, HTML_CSS_ITALIC},
    {"font-style", "oblique", HTML_CSS_SLANT, HTML_CSS_ITALIC},
    {"font-variant", "normal", HTML_CSS_CAPS, HTML_CSS_NORMAL},
    {"font-variant", "small-caps", HTML_CSS_CAPS, HTML_CSS_SMALL_CAPS},
    {"font-variant", "all-small-caps", HTML_CSS_CAPS, HTML_CSS_SMALL_CAPS},
    {"font", "bold", HTML_CSS_WEIGHT, HTML_CSS_BOLD},
    {"font", "600", HTML_CSS_WEIGHT, HTML_CSS_BOLD},
    {"font", "700", HTML_CSS_WEIGHT, HTML_CSS_BOLD},
    {"font", "800", HTML_CSS_WEIGHT, HTML_CSS_BOLD},
    {"font", "900", HTML_CSS_WEIGHT, HTML_CSS_BOLD},
    {"font", "italic", HTML_CSS_SLANT, HTML_CSS_ITALIC},
    {"font", "oblique", HTML_CSS_SLANT, HTML_CSS_ITALIC},
    {"font", "small-caps", HTML_CSS_CAPS, HTML_CSS_SMALL_CAPS},
    {"text-decoration", "none", HTML_CSS_DECORATION, HTML_CSS_PLAIN},
    {"text-decoration", "underline", HTML_CSS_DECORATION,
        HTML_CSS_UNDERLINE},
    {"text-decoration", "line-through", HTML_CSS_DECORATION,
        HTML_CSS_STRIKE},
    {"vertical-align", "super", HTML_CSS_VERTICAL, HTML_CSS_SUPER},
    {"vertical-align", "sub", HTML_CSS_VERTICAL, HTML_CSS_SUB},
    {"vertical-align", "baseline", HTML_CSS_VERTICAL, HTML_CSS_NORMAL},
    {"text-align", "left", HTML_CSS_ALIGN, DC_ALIGN_LEFT},
    {"text-align", "right", HTML_CSS_ALIGN, DC_ALIGN_RIGHT},
    {"text-align", "center", HTML_CSS_ALIGN, DC_ALIGN_CENTER},
    {"display", "none", HTML_CSS_DISPLAY, HTML_CSS_NONE},
    {"display", "inline", HTML_CSS_DISPLAY, HTML_CSS_INLINE},
    {"display", "block", HTML_CSS_DISPLAY, HTML_CSS_BLOCK},
    {"display", "list-item", HTML_CSS_DISPLAY, HTML_CSS_BLOCK},
    {"display", "flex", HTML_CSS_DISPLAY, HTML_CSS_BLOCK},
    {"display", "grid", HTML_CSS_DISPLAY, HTML_CSS_BLOCK},
    {"display", "table", HTML_CSS_DISPLAY, HTML_CSS_BLOCK},
    {"display", "inline-block", HTML_CSS_DISPLAY, HTML_CSS_NORMAL},
    {"display", "inline-flex", HTML_CSS_DISPLAY, HTML_CSS_NORMAL},
    {"display", "table-cell", HTML_CSS_DISPLAY, HTML_CSS_NORMAL},
    {"display", "table-row", HTML_CSS_DISPLAY, HTML_CSS_NORMAL},
    {"display", "contents", HTML_CSS_DISPLAY, HTML_CSS_NORMAL},
    {"visibility", "hidden", HTML_CSS_VISIBILITY, HTML_CSS_HIDDEN},
    {"visibility", "collapse", HTML_CSS_VISIBILITY, HTML_CSS_HIDDEN},
    {"visibility", "visible", HTML_CSS_VISIBILITY, HTML_CSS_NORMAL},
    {"white-space", "normal", HTML_CSS_WHITE_SPACE, HTML_CSS_NORMAL},
    {"white-space", "nowrap", HTML_CSS_WHITE_SPACE, HTML_CSS_NORMAL},
    {"white-space", "pre", HTML_CSS_WHITE_SPACE, HTML_CSS_PRE},
    {"white-space", "pre-wrap", HTML_CSS_WHITE_SPACE, HTML_CSS_PRE},
    {"white-space", "pre-line", HTML_CSS_WHITE_SPACE, HTML_CSS_PRE},
    {"white-space", "break-spaces", HTML_CSS_WHITE_SPACE, HTML_CSS_PRE},
    {"break-before", "auto", HTML_CSS_BREAK_BEFORE, HTML_CSS_NORMAL},
    {"break-before", "avoid", HTML_CSS_BREAK_BEFORE, HTML_CSS_NORMAL},
    {"break-before", "always", HTML_CSS_BREAK_BEFORE, HTML_CSS_PAGE},
    {"break-before", "page", HTML_CSS_BREAK_BEFORE, HTML_CSS_PAGE},
    {"break-before", "left", HTML_CSS_BREAK_BEFORE, HTML_CSS_PAGE},
    {"break-before", "right", HTML_CSS_BREAK_BEFORE, HTML_CSS_PAGE},
    {"break-before", "recto", HTML_CSS_BREAK_BEFORE, HTML_CSS_PAGE},
    {"break-before", "verso", HTML_CSS_BREAK_BEFORE, HTML_CSS_PAGE},
    {"break-after", "auto", HTML_CSS_BREAK_AFTER, HTML_CSS_NORMAL},
    {"break-after", "avoid", HTML_CSS_BREAK_AFTER, HTML_CSS_NORMAL},
    {"break-after", "always", HTML_CSS_BREAK_AFTER, HTML_CSS_PAGE},
    {"break-after", "page", HTML_CSS_BREAK_AFTER, HTML_CSS_PAGE},
    {"break-after", "left", HTML_CSS_BREAK_AFTER, HTML_CSS_PAGE},
    {"break-after", "right", HTML_CSS_BREAK_AFTER, HTML_CSS_PAGE},
    {"break-after", "recto", HTML_CSS_BREAK_AFTER, HTML_CSS_PAGE},
    {"break-after", "verso", HTML_CSS_BREAK_AFTER, HTML_CSS_PAGE},
    {"list-style", "decimal", HTML_CSS_LIST, DC_STYLE_DECIMAL},
    {"list-style", "decimal-leading-zero", HTML_CSS_LIST, DC_STYLE_DECIMAL},
    {"list-style", "lower-alpha", HTML_CSS_LIST, DC_STYLE_LOWER_ALPHA},
    {"list-style", "lower-latin", HTML_CSS_LIST, DC_STYLE_LOWER_ALPHA},
    {"list-style", "upper-alpha", HTML_CSS_LIST, DC_STYLE_UPPER_ALPHA},
    {"list-style", "upper-latin", HTML_CSS_LIST, DC_STYLE_UPPER_ALPHA},
    {"list-style", "lower-roman", HTML_CSS_LIST, DC_STYLE_LOWER_ROMAN},
    {"list-style", "upper-roman", HTML_CSS_LIST, DC_STYLE_UPPER_ROMAN},
};

enum { MEANINGS = sizeof meanings / sizeof meanings[0] };

/* Other names of a property. */
static const struct {
    const char *name;
    const char *is;
} synonyms[] = {
    {"font-variant-caps", "font-variant"},
    {"text-decoration-line", "text-decoration"},
    {"white-space-collapse", "white-space"},
    {"page-break-before", "break-before"},
    {"page-break-after", "break-after"},
    {"list-style-type", "list-style"},
};

/* The declarations of one block. */
struct block {
    struct html_declaration *out;
    size_t count;
};

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
    if (html_css_is(text, "left"))
        return DC_ALIGN_LEFT;
    if (html_css_is(text, "right"))
        return DC_ALIGN_RIGHT;
    return html_css_is(text, "center") ? DC_ALIGN_CENTER : DC_ALIGN_DEFAULT;
}

static void
add(struct block *block, uint8_t property, uint16_t value)
{
    if (block->count < HTML_DECLARATIONS_MAX)
        block->out[block->count++] =
            (struct html_declaration){property, false, value};
}

/* "font" sets what it does not name back to normal. */
static void
reset_font(struct block *block)
{
    add(block, HTML_CSS_WEIGHT, HTML_CSS_NORMAL);
    add(block, HTML_CSS_SLANT, HTML_CSS_NORMAL);
    add(block, HTML_CSS_CAPS, HTML_CSS_NORMAL);
}

/* True for the words by which a property is given up. */
static bool
is_unset(dc_str word)
{
    return html_css_is(word, "inherit") || html_css_is(word, "initial") ||
        html_css_is(word, "unset") || html_css_is(word, "revert");
}

/* One word of the value of the property `name`. */
static void
add_word(struct block *block, const char *name, dc_str word)
{
    bool unset = is_unset(word);
    for (size_t i = 0; i < MEANINGS; i++) {
        const struct meaning *at = &meanings[i];
        if (strcmp(at->name, name) != 0)
            continue;
        if (unset) {
            add(block, at->property, 0);
            return;
        }
        if (!html_css_is(word, at->word))
            continue;
        struct html_declaration *last =
            block->count ? &block->out[block->count - 1] : NULL;
        if (last && at->property == HTML_CSS_DECORATION &&
            last->property == HTML_CSS_DECORATION)
            last->value |= at->value;
        else
            add(block, at->property, at->value);
    }
}

/* The name that the table has for a property, or NULL. */
static const char *
known_name(dc_str property)
{
    for (size_t i = 0; i < sizeof synonyms / sizeof synonyms[0]; i++)
        if (html_css_is(property, synonyms[i].name))
            return synonyms[i].is;
    for (size_t i = 0; i < MEANINGS; i++)
        if (html_css_is(property, meanings[i].name))
            return meanings[i].name;
    return NULL;
}

static bool
is_important(dc_str value)
{
    static const char word[] = "important";
    const char *end = value.ptr + value.len;
    while (end > value.ptr && html_is_blank(end[-1]))
        end--;
    size_t len = sizeof word - 1;
    if ((size_t)(end - value.ptr) <= len)
        return false;
    const char *at = end - len;
    if (!html_begins_with(at, end, word))
        return false;
    while (at > value.ptr && html_is_blank(at[-1]))
        at--;
    return at > value.ptr && at[-1] == '!';
}

static void
add_declaration(struct block *block, dc_str property, dc_str value)
{
    size_t before = block->count;
    struct html_css css = html_css_of(value);
    if (html_css_is(property, "width")) {
        html_css_blanks(&css);
        dc_str rest = {css.at, (size_t)(css.end - css.at)};
        double share = html_percent(rest) * 10000;
        add(block, HTML_CSS_WIDTH, (uint16_t)(share + 0.5));
    }
    const char *name = known_name(property);
    if (name && strcmp(name, "font") == 0)
        reset_font(block);
    while (name && css.at < css.end && *css.at != '!') {
        dc_str word = html_css_name(&css);
        if (word.len)
            add_word(block, name, word);
        else if (!html_css_blanks(&css))
            css.at++;
    }
    if (block->count > before && is_important(value))
        for (size_t i = before; i < block->count; i++)
            block->out[i].is_important = true;
}

size_t
html_read_declarations(
    dc_str text, struct html_declaration out[HTML_DECLARATIONS_MAX])
{
    struct block block = {out, 0};
    struct html_css css = html_css_of(text);
    while (css.at < css.end) {
        html_css_blanks(&css);
        dc_str property = html_css_name(&css);
        html_css_blanks(&css);
        bool has_value = property.len && html_css_take(&css, ':');
        dc_str value = html_css_until(&css, ";");
        html_css_take(&css, ';');
        if (has_value)
            add_declaration(&block, property, value);
    }
    return block.count;
}
