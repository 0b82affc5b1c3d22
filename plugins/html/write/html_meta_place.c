/* SPDX-License-Identifier: MIT */
/*
 * Where a page has a value of the metadata.  Templates, ours and pandoc's, put
 * some of them into attributes, into the style sheet or straight into <head>,
 * where text of a document must not become an attribute, a declaration or an
 * element.  Variables are the user's own and pass as they are.
 */
#include "write/html_page.h"

static const struct {
    const char *key;
    enum html_meta_place place;
} places[] = {
    {"author-meta", HTML_META_ATTRIBUTE},
    {"backgroundcolor", HTML_META_STYLE},
    {"css", HTML_META_ADDRESS},
    {"date-meta", HTML_META_ATTRIBUTE},
    {"description-meta", HTML_META_ATTRIBUTE},
    {"dir", HTML_META_DIRECTION},
    {"fontcolor", HTML_META_STYLE},
    {"fontsize", HTML_META_STYLE},
    {"header-includes", HTML_META_NOWHERE},
    {"keywords-meta", HTML_META_ATTRIBUTE},
    {"linestretch", HTML_META_STYLE},
    {"linkcolor", HTML_META_STYLE},
    {"mainfont", HTML_META_STYLE},
    {"margin-bottom", HTML_META_STYLE},
    {"margin-left", HTML_META_STYLE},
    {"margin-right", HTML_META_STYLE},
    {"margin-top", HTML_META_STYLE},
    {"math", HTML_META_NOWHERE},
    {"maxwidth", HTML_META_STYLE},
    {"monobackgroundcolor", HTML_META_STYLE},
    {"monofont", HTML_META_STYLE},
    {"pagetitle", HTML_META_ATTRIBUTE},
    {"title-prefix", HTML_META_ATTRIBUTE},
    {"toc-title", HTML_META_ATTRIBUTE},
};

/* What passes as raw HTML may stand in <body>, nothing of it in <head>. */
enum html_meta_place
html_meta_place(const struct html_write *write, dc_str key)
{
    for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
        if (!dc_str_equal(key, places[i].key))
            continue;
        bool is_trusted = places[i].place == HTML_META_NOWHERE &&
            write->options.raw == HTML_RAW_KEEP;
        return is_trusted ? HTML_META_TEXT : places[i].place;
    }
    return HTML_META_TEXT;
}

/* Names of fonts and colors, lengths: nothing that ends a declaration. */
static bool
is_style(dc_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((uint8_t)text.ptr[i] < ' ' ||
            strchr("()/:;<>@[\\]{}&\"'", text.ptr[i]))
            return false;
    return true;
}

bool
html_meta_fits(enum html_meta_place place, dc_str text)
{
    switch (place) {
    case HTML_META_STYLE:
        return is_style(text);
    case HTML_META_DIRECTION:
        return dc_str_equal(text, "ltr") || dc_str_equal(text, "rtl") ||
            dc_str_equal(text, "auto");
    case HTML_META_NOWHERE:
        return false;
    default:
        return true;
    }
}
