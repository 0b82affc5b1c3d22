/* SPDX-License-Identifier: MIT */
/*
 * What is kept of MathML (MathML Core, and of MathML 3 what is in wide use)
 * and of SVG (1.1 without scripts, animation and foreign content).
 */
#include "read/html_foreign_read.h"

static const char *const math_elements[] = {"math", "mrow", "mi", "mn", "mo",
    "ms", "mtext", "mspace", "msqrt", "mroot", "mfrac", "msup", "msub",
    "msubsup", "mmultiscripts", "mprescripts", "none", "munder", "mover",
    "munderover", "mtable", "mtr", "mtd", "mlabeledtr", "mpadded", "mphantom",
    "menclose", "mfenced", "merror", "mstyle", "semantics", "annotation", NULL};

static const char *const math_transparent[] = {
    "maction", "span", "b", "i", "em", "strong", NULL};

static const char *const math_attributes[] = {"display", "displaystyle",
    "scriptlevel", "mathvariant", "mathsize", "dir", "form", "fence",
    "separator", "stretchy", "symmetric", "largeop", "movablelimits", "accent",
    "accentunder", "lspace", "rspace", "minsize", "maxsize", "width", "height",
    "depth", "voffset", "linethickness", "numalign", "denomalign", "bevelled",
    "columnalign", "rowalign", "columnspan", "rowspan", "columnlines",
    "rowlines", "columnspacing", "rowspacing", "frame", "notation", "open",
    "close", "separators", "encoding", "alttext", "linebreak", NULL};

static const char *const svg_elements[] = {"svg", "g", "defs", "symbol", "use",
    "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "text", "tspan", "textPath", "linearGradient", "radialGradient",
    "stop", "pattern", "clipPath", "mask", "marker", "image", NULL};

static const char *const svg_transparent[] = {"a", "switch", NULL};

static const char *const svg_attributes[] = {"id", "viewBox", "width", "height",
    "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy",
    "dx", "dy", "d", "points", "transform", "rotate", "textLength",
    "lengthAdjust", "preserveAspectRatio", "offset", "gradientUnits",
    "gradientTransform", "spreadMethod", "patternUnits", "patternContentUnits",
    "patternTransform", "clipPathUnits", "maskUnits", "maskContentUnits",
    "markerUnits", "markerWidth", "markerHeight", "refX", "refY", "orient",
    "startOffset", "fill", "fill-opacity", "fill-rule", "stroke",
    "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "opacity",
    "color", "stop-color", "stop-opacity", "clip-path", "clip-rule", "mask",
    "marker-start", "marker-mid", "marker-end", "font-family", "font-size",
    "font-weight", "font-style", "text-anchor", "text-decoration",
    "dominant-baseline", "letter-spacing", "word-spacing", "visibility",
    "display", NULL};

static const char *const svg_addresses[] = {"href", "xlink:href", NULL};

static const char *const svg_led[] = {"image", "use", NULL};

static const char *const none[] = {NULL};

const struct html_allowed html_mathml_allowed = {
    .space = "http://www.w3.org/1998/Math/MathML",
    .elements = math_elements,
    .transparent = math_transparent,
    .attributes = math_attributes,
    .addresses = none,
    .led = none,
};

const struct html_allowed html_svg_allowed = {
    .space = "http://www.w3.org/2000/svg",
    .elements = svg_elements,
    .transparent = svg_transparent,
    .attributes = svg_attributes,
    .addresses = svg_addresses,
    .led = svg_led,
};
