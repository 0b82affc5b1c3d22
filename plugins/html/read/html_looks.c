/* SPDX-License-Identifier: MIT */
/*
 * Looks that mean something: weight, slant, small capitals, lines under and
 * through text, raised and lowered text become inline elements around the text
 * of the element that is styled so.  What is in force already is not repeated.
 */
#include "read/html_reader.h"

static const struct look {
    uint8_t property;
    uint16_t value; /* of DECORATION: a bit */
    uint8_t kind;
    uint8_t looks;
} looks[] = {
    {HTML_CSS_WEIGHT, HTML_CSS_BOLD, DC_STRONG, HTML_LOOKS_BOLD},
    {HTML_CSS_SLANT, HTML_CSS_ITALIC, DC_EMPH, HTML_LOOKS_ITALIC},
    {HTML_CSS_DECORATION, HTML_CSS_UNDERLINE, DC_UNDERLINE,
        HTML_LOOKS_UNDERLINED},
    {HTML_CSS_DECORATION, HTML_CSS_STRIKE, DC_STRIKEOUT, HTML_LOOKS_STRUCK},
    {HTML_CSS_CAPS, HTML_CSS_SMALL_CAPS, DC_SMALL_CAPS, HTML_LOOKS_SMALL_CAPS},
    {HTML_CSS_VERTICAL, HTML_CSS_SUPER, DC_SUPERSCRIPT, 0},
    {HTML_CSS_VERTICAL, HTML_CSS_SUB, DC_SUBSCRIPT, 0},
};

void
html_push_inline(struct html_reader *reader, struct html_place *level,
    uint32_t kind, const char *class_name)
{
    size_t before = reader->inline_count;
    html_inline_push(reader, level->node, kind, class_name);
    if (reader->inline_count == before)
        return;
    bool has_code = reader->code_depth != 0;
    reader->inlines[reader->inline_count - 1 - has_code].is_first =
        level->inlines == 0 && !level->has_attrs;
    level->inlines++;
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++)
        if (looks[i].kind == kind)
            level->looks |= looks[i].looks;
}

static bool
asks_for(const struct html_style *style, const struct look *look)
{
    uint16_t value = style->values[look->property];
    return look->property == HTML_CSS_DECORATION ? (value & look->value) != 0
                                                 : value == look->value;
}

/* True if the element itself is already what the look would make of it. */
static bool
is_so(const struct html_reader *reader, const struct html_place *level,
    uint32_t kind)
{
    const struct html_role *role = html_role_of(&reader->dom, level->node);
    return role->does == HTML_DOES_INLINE && role->kind == kind;
}

void
html_push_looks(struct html_reader *reader, struct html_place *level)
{
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++) {
        const struct look *look = &looks[i];
        if (asks_for(&level->style, look) && !(level->looks & look->looks) &&
            !is_so(reader, level, look->kind))
            html_push_inline(reader, level, look->kind, NULL);
    }
}
