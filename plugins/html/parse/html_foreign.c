/* SPDX-License-Identifier: MIT */
/*
 * Foreign content, SVG and MathML (HTML standard, 13.2.6.5).
 */
#include <string.h>

#include "parse/html_build.h"

/* Names of SVG that are not all lower case. */
static const char *const svg_elements[] = {
    "altGlyph", "altGlyphDef", "altGlyphItem", "animateColor",
    "animateMotion", "animateTransform", "clipPath", "feBlend",
    "feColorMatrix", "feComponentTransfer", "feComposite",
    "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap",
    "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB",
    "feFuncG", "feFuncR", "feGaussianBlur", "feImage", "feMerge",
    "feMergeNode", "feMorphology", "feOffset", "fePointLight",
    "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
    "foreignObject", "glyphRef", "linearGradient", "radialGradient",
    "textPath", NULL
};

static const char *const svg_attributes[] = {
    "attributeName", "attributeType", "baseFrequency", "baseProfile",
    "calcMode", "clipPathUnits", "diffuseConstant", "edgeMode",
    "filterUnits", "glyphRef", "gradientTransform", "gradientUnits",
    "kernelMatrix", "kernelUnitLength", "keyPoints", "keySplines",
    "keyTimes", "lengthAdjust", "limitingConeAngle", "markerHeight",
    "markerUnits", "markerWidth", "maskContentUnits", "maskUnits",
    "numOctaves", "pathLength", "patternContentUnits", "patternTransform",
    "patternUnits", "pointsAtX", "pointsAtY", "pointsAtZ", "preserveAlpha",
    "preserveAspectRatio", "primitiveUnits", "refX", "refY", "repeatCount",
    "repeatDur", "requiredExtensions", "requiredFeatures",
    "specularConstant", "specularExponent", "spreadMethod", "startOffset",
    "stdDeviation", "stitchTiles", "surfaceScale", "systemLanguage",
    "tableValues", "targetX", "targetY", "textLength", "viewBox",
    "viewTarget", "xChannelSelector", "yChannelSelector", "zoomAndPan", NULL
};

static const char *const mathml_attributes[] = {"definitionURL", NULL};

/* The name as it is written in a name space. */
static uint32_t
adjusted(struct html_dom *dom, uint32_t name, const char *const *names)
{
    dc_str text = html_name_of(dom, name);
    for (; *names; names++) {
        size_t len = strlen(*names);
        size_t i = 0;
        while (i < len && len == text.len &&
            ((*names)[i] == text.ptr[i] || ((*names)[i] | 0x20) == text.ptr[i]))
            i++;
        if (i == len)
            return html_dom_name(dom, *names, len, false);
    }
    return name;
}

/* Gives attributes like xlink:href their name space. */
static void
set_prefix(struct html_dom *dom, struct html_attribute *attribute)
{
    static const struct {
        uint32_t name;
        enum html_prefix prefix;
        const char *local;
    } known[] = {
        {HTML_XLINK_ACTUATE, HTML_PREFIX_XLINK, "actuate"},
        {HTML_XLINK_ARCROLE, HTML_PREFIX_XLINK, "arcrole"},
        {HTML_XLINK_HREF, HTML_PREFIX_XLINK, "href"},
        {HTML_XLINK_ROLE, HTML_PREFIX_XLINK, "role"},
        {HTML_XLINK_SHOW, HTML_PREFIX_XLINK, "show"},
        {HTML_XLINK_TITLE, HTML_PREFIX_XLINK, "title"},
        {HTML_XLINK_TYPE, HTML_PREFIX_XLINK, "type"},
        {HTML_XML_LANG, HTML_PREFIX_XML, "lang"},
        {HTML_XML_SPACE, HTML_PREFIX_XML, "space"},
        {HTML_XMLNS_XLINK, HTML_PREFIX_XMLNS, "xlink"},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (known[i].name != attribute->name)
            continue;
        attribute->prefix = (uint8_t)known[i].prefix;
        attribute->name = html_dom_name(
            dom, known[i].local, strlen(known[i].local), false);
        return;
    }
}

static void
adjust_attributes(struct html_dom *dom, const struct html_token *token,
    enum html_space space)
{
    const char *const *names =
        space == HTML_SPACE_SVG ? svg_attributes : mathml_attributes;
    for (uint32_t i = 0; i < token->attribute_count; i++) {
        struct html_attribute *attribute =
            &dom->attributes[token->attribute_first + i];
        attribute->name = adjusted(dom, attribute->name, names);
        set_prefix(dom, attribute);
    }
}

void
html_insert_foreign(struct html_build *build, struct html_token *token,
    enum html_space space)
{
    struct html_dom *dom = build->dom;
    adjust_attributes(dom, token, space);
    if (space == HTML_SPACE_SVG)
        token->name = adjusted(dom, token->name, svg_elements);
    uint32_t node = html_make_element(build, token, space);
    struct html_spot spot = html_spot_for(build, html_current(build));
    html_dom_insert(dom, spot.parent, spot.next, node);
    if (!token->is_self_closing)
        html_push(build, node);
    else
        build->tokenizer.end_to_come = HTML_NO_NAME;
}

bool
html_is_mathml_point(const struct html_dom *dom, uint32_t node)
{
    const struct html_node *at = html_node(dom, node);
    return at->space == HTML_SPACE_MATHML &&
        (at->name == HTML_MI || at->name == HTML_MO || at->name == HTML_MN ||
            at->name == HTML_MS || at->name == HTML_MTEXT);
}

static bool
is(dc_str text, const char *word)
{
    return text.len == strlen(word) &&
        html_begins_with(text.ptr, text.ptr + text.len, word);
}

bool
html_is_html_point(const struct html_dom *dom, uint32_t node)
{
    const struct html_node *at = html_node(dom, node);
    if (at->space == HTML_SPACE_SVG)
        return at->name == HTML_FOREIGN_OBJECT || at->name == HTML_DESC ||
            at->name == HTML_TITLE;
    if (at->space != HTML_SPACE_MATHML || at->name != HTML_ANNOTATION_XML)
        return false;
    dc_str encoding = html_attr_of(dom, node, HTML_ENCODING);
    return is(encoding, "text/html") || is(encoding, "application/xhtml+xml");
}

bool
html_is_foreign(const struct html_build *build, const struct html_token *token)
{
    uint32_t node = html_adjusted_current(build);
    if (!node)
        return false;
    const struct html_node *at = html_node(build->dom, node);
    if (at->space == HTML_SPACE_HTML || token->type == HTML_TOKEN_END)
        return false;
    bool is_start = token->type == HTML_TOKEN_START_TAG;
    bool is_text = token->type == HTML_TOKEN_TEXT;
    if (html_is_mathml_point(build->dom, node) &&
        (is_text || (is_start && token->name != HTML_MGLYPH &&
                        token->name != HTML_MALIGNMARK)))
        return false;
    if (at->space == HTML_SPACE_MATHML && at->name == HTML_ANNOTATION_XML &&
        is_start && token->name == HTML_SVG)
        return false;
    return !(html_is_html_point(build->dom, node) && (is_start || is_text));
}

/* HTML elements that end foreign content. */
static const bool breaks_out[HTML_NAME_COUNT] = {
    [HTML_B] = true, [HTML_BIG] = true, [HTML_BLOCKQUOTE] = true,
    [HTML_BODY] = true, [HTML_BR] = true, [HTML_CENTER] = true,
    [HTML_CODE] = true, [HTML_DD] = true, [HTML_DIV] = true,
    [HTML_DL] = true, [HTML_DT] = true, [HTML_EM] = true,
    [HTML_EMBED] = true, [HTML_H1] = true, [HTML_H2] = true,
    [HTML_H3] = true, [HTML_H4] = true, [HTML_H5] = true, [HTML_H6] = true,
    [HTML_HEAD] = true, [HTML_HR] = true, [HTML_I] = true,
    [HTML_IMG] = true, [HTML_LI] = true, [HTML_LISTING] = true,
    [HTML_MENU] = true, [HTML_META] = true, [HTML_NOBR] = true,
    [HTML_OL] = true, [HTML_P] = true, [HTML_PRE] = true,
    [HTML_RUBY] = true, [HTML_S] = true, [HTML_SMALL] = true,
    [HTML_SPAN] = true, [HTML_STRONG] = true, [HTML_STRIKE] = true,
    [HTML_SUB] = true, [HTML_SUP] = true, [HTML_TABLE] = true,
    [HTML_TT] = true, [HTML_U] = true, [HTML_UL] = true, [HTML_VAR] = true,
};

static bool
is_breaking_font(const struct html_build *build, const struct html_token *token)
{
    if (token->type != HTML_TOKEN_START_TAG || token->name != HTML_FONT)
        return false;
    for (uint32_t i = 0; i < token->attribute_count; i++) {
        uint32_t name =
            build->dom->attributes[token->attribute_first + i].name;
        if (name == HTML_COLOR || name == HTML_FACE || name == HTML_SIZE)
            return true;
    }
    return false;
}

bool
html_breaks_out(const struct html_build *build, const struct html_token *token)
{
    if (token->type == HTML_TOKEN_END_TAG)
        return token->name == HTML_BR || token->name == HTML_P;
    return (token->name < HTML_NAME_COUNT && breaks_out[token->name]) ||
        is_breaking_font(build, token);
}

/*
 * Leaves the foreign content.  In a fragment whose root stands for a foreign
 * element there is nothing to leave: the mode's rules are used.
 */
static void
break_out(struct html_build *build, struct html_token *token)
{
    while (build->open_count > 1) {
        uint32_t node = html_current(build);
        if (html_node(build->dom, node)->space == HTML_SPACE_HTML ||
            html_is_mathml_point(build->dom, node) ||
            html_is_html_point(build->dom, node))
            break;
        html_pop(build);
    }
    html_use_mode(build, token);
}

/* In the name space of the open element, by its letters in lower case. */
static bool
is_open_name(const struct html_build *build, uint32_t node, uint32_t name)
{
    const struct html_node *at = html_node(build->dom, node);
    if (at->name == name)
        return true;
    dc_str written = html_name_of(build->dom, at->name);
    dc_str wanted = html_name_of(build->dom, name);
    if (at->space != HTML_SPACE_SVG || written.len != wanted.len)
        return false;
    for (size_t i = 0; i < written.len; i++) {
        char c = written.ptr[i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c) != wanted.ptr[i])
            return false;
    }
    return true;
}

static void
end_foreign(struct html_build *build, struct html_token *token)
{
    for (uint32_t i = build->open_count; i-- > 1;) {
        uint32_t node = build->open[i];
        if (html_node(build->dom, node)->space == HTML_SPACE_HTML) {
            html_use_mode(build, token);
            return;
        }
        if (is_open_name(build, node, token->name)) {
            html_pop_through(build, node);
            return;
        }
    }
}

static void
start_foreign(struct html_build *build, struct html_token *token)
{
    uint32_t node = html_adjusted_current(build);
    html_insert_foreign(
        build, token, (enum html_space)html_node(build->dom, node)->space);
}

static void
put_foreign_text(struct html_build *build, const struct html_token *token)
{
    static const dc_str replacement = DC_STR("\xEF\xBF\xBD");
    html_insert_text(build, token->is_nul ? replacement : token->text);
    for (size_t i = 0; build->frameset_ok && i < token->text.len; i++)
        build->frameset_ok =
            token->is_nul || html_is_blank(token->text.ptr[i]);
}

void
html_in_foreign(struct html_build *build, struct html_token *token)
{
    switch (token->type) {
    case HTML_TOKEN_TEXT:
        put_foreign_text(build, token);
        break;
    case HTML_TOKEN_COMMENT:
        html_insert_comment(build, token, 0);
        break;
    case HTML_TOKEN_START_TAG:
        if (html_breaks_out(build, token))
            break_out(build, token);
        else
            start_foreign(build, token);
        break;
    case HTML_TOKEN_END_TAG:
        if (html_breaks_out(build, token))
            break_out(build, token);
        else
            end_foreign(build, token);
        break;
    default:
        break;
    }
}
