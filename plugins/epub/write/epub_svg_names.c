/* SPDX-License-Identifier: MIT */
/*
 * The elements and attributes of drawings that a book holds: SVG 1.1 without
 * scripts, animation, fonts and links, and of SVG 2 what is in wide use.
 */
#include "write/epub_svg.h"

#include <stdlib.h>

/* Rows by name, as bsearch wants them. */
/* clang-format off */
static const struct epub_svg_row rows[] = {
    {"a", EPUB_SVG_UNWRAPPED, EPUB_SVG_LINK},
    {"animate", 0, EPUB_SVG_ANIMATION},
    {"animateColor", 0, EPUB_SVG_ANIMATION},
    {"animateMotion", 0, EPUB_SVG_ANIMATION},
    {"animateTransform", 0, EPUB_SVG_ANIMATION},
    {"circle", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"clipPath", EPUB_SVG_KEPT | EPUB_SVG_BOX, EPUB_SVG_NO_LOSS},
    {"color-profile", EPUB_SVG_SILENT, EPUB_SVG_NO_LOSS},
    {"cursor", EPUB_SVG_SILENT, EPUB_SVG_NO_LOSS},
    {"defs", EPUB_SVG_KEPT | EPUB_SVG_BOX, EPUB_SVG_NO_LOSS},
    {"desc", EPUB_SVG_KEPT | EPUB_SVG_TEXT, EPUB_SVG_NO_LOSS},
    {"discard", 0, EPUB_SVG_ANIMATION},
    {"ellipse", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feBlend", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feColorMatrix", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feComponentTransfer", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feComposite", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feConvolveMatrix", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feDiffuseLighting", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feDisplacementMap", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feDistantLight", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feDropShadow", EPUB_SVG_KEPT | EPUB_SVG_NEW, EPUB_SVG_NO_LOSS},
    {"feFlood", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feFuncA", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feFuncB", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feFuncG", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feFuncR", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feGaussianBlur", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feImage", EPUB_SVG_KEPT | EPUB_SVG_LED, EPUB_SVG_NO_LOSS},
    {"feMerge", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feMergeNode", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feMorphology", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feOffset", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"fePointLight", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feSpecularLighting", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feSpotLight", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feTile", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"feTurbulence", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"filter", EPUB_SVG_KEPT | EPUB_SVG_HREF, EPUB_SVG_NO_LOSS},
    {"foreignObject", EPUB_SVG_KEPT | EPUB_SVG_BOX | EPUB_SVG_NEW,
        EPUB_SVG_FOREIGN},
    {"g", EPUB_SVG_KEPT | EPUB_SVG_BOX, EPUB_SVG_NO_LOSS},
    {"handler", 0, EPUB_SVG_SCRIPT},
    {"image", EPUB_SVG_KEPT | EPUB_SVG_LED, EPUB_SVG_NO_LOSS},
    {"line", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"linearGradient", EPUB_SVG_KEPT | EPUB_SVG_HREF, EPUB_SVG_NO_LOSS},
    {"listener", 0, EPUB_SVG_SCRIPT},
    {"marker", EPUB_SVG_KEPT | EPUB_SVG_BOX, EPUB_SVG_NO_LOSS},
    {"mask", EPUB_SVG_KEPT | EPUB_SVG_BOX, EPUB_SVG_NO_LOSS},
    {"metadata", EPUB_SVG_SILENT, EPUB_SVG_NO_LOSS},
    {"mpath", 0, EPUB_SVG_ANIMATION},
    {"path", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"pattern", EPUB_SVG_KEPT | EPUB_SVG_BOX | EPUB_SVG_HREF, EPUB_SVG_NO_LOSS},
    {"polygon", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"polyline", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"radialGradient", EPUB_SVG_KEPT | EPUB_SVG_HREF, EPUB_SVG_NO_LOSS},
    {"rect", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"script", 0, EPUB_SVG_SCRIPT},
    {"set", 0, EPUB_SVG_ANIMATION},
    {"stop", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"style", EPUB_SVG_KEPT, EPUB_SVG_NO_LOSS},
    {"svg", EPUB_SVG_KEPT | EPUB_SVG_BOX, EPUB_SVG_NO_LOSS},
    {"switch", EPUB_SVG_KEPT | EPUB_SVG_BOX, EPUB_SVG_NO_LOSS},
    {"symbol", EPUB_SVG_KEPT | EPUB_SVG_BOX, EPUB_SVG_NO_LOSS},
    {"text", EPUB_SVG_KEPT | EPUB_SVG_BOX | EPUB_SVG_TEXT, EPUB_SVG_NO_LOSS},
    {"textPath",
        EPUB_SVG_KEPT | EPUB_SVG_BOX | EPUB_SVG_TEXT | EPUB_SVG_HREF,
        EPUB_SVG_NO_LOSS},
    {"title", EPUB_SVG_KEPT | EPUB_SVG_TEXT, EPUB_SVG_NO_LOSS},
    {"tspan", EPUB_SVG_KEPT | EPUB_SVG_BOX | EPUB_SVG_TEXT, EPUB_SVG_NO_LOSS},
    {"use", EPUB_SVG_KEPT | EPUB_SVG_HREF | EPUB_SVG_LED, EPUB_SVG_NO_LOSS},
    {"view", EPUB_SVG_SILENT, EPUB_SVG_NO_LOSS},
};

/* "+": not in SVG 1.1; "~": of text and of what holds it, nothing elsewhere. */
static const char *const attributes[] = {
    "~alignment-baseline", "amplitude", "azimuth", "baseFrequency",
    "~baseline-shift", "bias", "~clip", "clip-path", "clip-rule",
    "clipPathUnits", "color", "color-interpolation",
    "color-interpolation-filters", "color-rendering", "cx", "cy", "d",
    "diffuseConstant", "~direction", "display", "divisor",
    "~dominant-baseline", "dx", "dy", "edgeMode", "elevation",
    "~enable-background", "exponent", "fill", "fill-opacity", "fill-rule",
    "filter", "filterRes", "filterUnits", "flood-color", "flood-opacity",
    "~font", "~font-family", "~font-size", "~font-size-adjust",
    "~font-stretch", "~font-style", "~font-variant", "~font-weight", "+fr",
    "fx", "fy", "~glyph-orientation-horizontal",
    "~glyph-orientation-vertical", "gradientTransform", "gradientUnits",
    "height", "id", "image-rendering", "in", "in2", "intercept", "+isolation",
    "k1", "k2", "k3", "k4", "kernelMatrix", "kernelUnitLength", "~kerning",
    "+lang", "lengthAdjust", "~letter-spacing", "lighting-color",
    "limitingConeAngle", "marker", "marker-end", "marker-mid", "marker-start",
    "markerHeight", "markerUnits", "markerWidth", "mask", "+mask-type",
    "maskContentUnits", "maskUnits", "media", "method", "+mix-blend-mode",
    "mode", "numOctaves", "offset", "opacity", "operator", "order", "orient",
    "~overflow", "+paint-order", "pathLength", "patternContentUnits",
    "patternTransform", "patternUnits", "pointer-events", "points",
    "pointsAtX", "pointsAtY", "pointsAtZ", "preserveAlpha",
    "preserveAspectRatio", "primitiveUnits", "r", "radius", "refX", "refY",
    "requiredExtensions", "requiredFeatures", "result", "+role", "rotate",
    "rx", "ry", "scale", "seed", "shape-rendering", "slope", "spacing",
    "specularConstant", "specularExponent", "spreadMethod", "startOffset",
    "stdDeviation", "stitchTiles", "stop-color", "stop-opacity", "stroke",
    "stroke-dasharray", "stroke-dashoffset", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width",
    "style", "surfaceScale", "systemLanguage", "tableValues", "targetX",
    "targetY", "~text-anchor", "~text-decoration", "+text-overflow",
    "text-rendering", "textLength", "transform", "+transform-box",
    "+transform-origin", "type", "~unicode-bidi", "values", "+vector-effect",
    "version", "viewBox", "visibility", "+white-space", "width",
    "~word-spacing", "~writing-mode", "x", "x1", "x2", "xChannelSelector",
    "y", "y1", "y2", "yChannelSelector", "z",
};
/* clang-format on */

/* As strcmp would, of names with a length. */
static int
compare(dc_str name, const char *other)
{
    size_t len = strlen(other);
    size_t least = name.len < len ? name.len : len;
    int order = least ? memcmp(name.ptr, other, least) : 0;
    if (order)
        return order;
    return name.len < len ? -1 : name.len > len;
}

static int
compare_row(const void *key, const void *row)
{
    return compare(
        *(const dc_str *)key, ((const struct epub_svg_row *)row)->name);
}

static int
compare_attribute(const void *key, const void *slot)
{
    const char *name = *(const char *const *)slot;
    return compare(*(const dc_str *)key, name + (*name == '+' || *name == '~'));
}

const struct epub_svg_row *
epub_svg_element(dc_str name)
{
    return bsearch(
        &name, rows, sizeof rows / sizeof *rows, sizeof *rows, compare_row);
}

bool
epub_svg_has_attr(const struct epub_svg_row *row, dc_str name, bool is_epub2)
{
    const char *const *slot =
        bsearch(&name, attributes, sizeof attributes / sizeof *attributes,
            sizeof *attributes, compare_attribute);
    return slot && !(is_epub2 && **slot == '+') &&
        !(**slot == '~' && !(row->fate & EPUB_SVG_BOX));
}

const char *
epub_svg_loss_name(enum epub_svg_loss loss)
{
    static const char *const names[EPUB_SVG_LOSS_COUNT] = {
        [EPUB_SVG_NO_LOSS] = "nothing",
        [EPUB_SVG_SCRIPT] = "scripts",
        [EPUB_SVG_HANDLER] = "event handlers",
        [EPUB_SVG_ANIMATION] = "animation",
        [EPUB_SVG_LINK] = "links",
        [EPUB_SVG_FOREIGN] = "content that is not SVG",
        [EPUB_SVG_REMOTE] = "references to other files",
        [EPUB_SVG_MISSING] = "pictures that are not at hand",
        [EPUB_SVG_STYLE] = "styles",
        [EPUB_SVG_ELEMENT] = "elements that are not known, or not whole",
    };
    return names[loss];
}
