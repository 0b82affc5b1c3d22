/* SPDX-License-Identifier: MIT */
/*
 * The vocabulary of both directions.  Our words come from kinds.def; pandoc's
 * are those of pandoc-types 1.23, Text.Pandoc.Definition.
 */
#include "json_names.h"

const struct json_kind json_kinds[DC_KIND_COUNT] = {
#define DC_KIND(name, number, word, is, holds)                                 \
    [number] = {DC_STR(word), (is), (holds)},
#include "docconv/kinds.def"
#undef DC_KIND
};

static const dc_str constructors[DC_KIND_COUNT] = {
    [DC_PLAIN] = DC_STR("Plain"),
    [DC_PARA] = DC_STR("Para"),
    [DC_LINE_BLOCK] = DC_STR("LineBlock"),
    [DC_CODE_BLOCK] = DC_STR("CodeBlock"),
    [DC_RAW_BLOCK] = DC_STR("RawBlock"),
    [DC_BLOCK_QUOTE] = DC_STR("BlockQuote"),
    [DC_ORDERED_LIST] = DC_STR("OrderedList"),
    [DC_BULLET_LIST] = DC_STR("BulletList"),
    [DC_DEFINITION_LIST] = DC_STR("DefinitionList"),
    [DC_HEADING] = DC_STR("Header"),
    [DC_RULE] = DC_STR("HorizontalRule"),
    [DC_TABLE] = DC_STR("Table"),
    [DC_FIGURE] = DC_STR("Figure"),
    [DC_DIV] = DC_STR("Div"),
    [DC_EMPH] = DC_STR("Emph"),
    [DC_UNDERLINE] = DC_STR("Underline"),
    [DC_STRONG] = DC_STR("Strong"),
    [DC_STRIKEOUT] = DC_STR("Strikeout"),
    [DC_SUPERSCRIPT] = DC_STR("Superscript"),
    [DC_SUBSCRIPT] = DC_STR("Subscript"),
    [DC_SMALL_CAPS] = DC_STR("SmallCaps"),
    [DC_QUOTED] = DC_STR("Quoted"),
    [DC_CITE] = DC_STR("Cite"),
    [DC_CODE] = DC_STR("Code"),
    [DC_LINE_BREAK] = DC_STR("LineBreak"),
    [DC_MATH] = DC_STR("Math"),
    [DC_RAW_INLINE] = DC_STR("RawInline"),
    [DC_LINK] = DC_STR("Link"),
    [DC_IMAGE] = DC_STR("Image"),
    [DC_NOTE] = DC_STR("Note"),
    [DC_SPAN] = DC_STR("Span"),
    [DC_META_MAP] = DC_STR("MetaMap"),
    [DC_META_LIST] = DC_STR("MetaList"),
    [DC_META_BOOL] = DC_STR("MetaBool"),
    [DC_META_STRING] = DC_STR("MetaString"),
    [DC_META_INLINES] = DC_STR("MetaInlines"),
    [DC_META_BLOCKS] = DC_STR("MetaBlocks"),
};

#define CHOICE(variable, message, ...)                                         \
    static const dc_str variable##_names[] = {__VA_ARGS__};                    \
    const struct json_choice variable = {message, variable##_names,            \
        sizeof(variable##_names) / sizeof(variable##_names[0])}

CHOICE(json_styles, "expected a style of list numbers", DC_STR("DefaultStyle"),
    DC_STR("Example"), DC_STR("Decimal"), DC_STR("LowerRoman"),
    DC_STR("UpperRoman"), DC_STR("LowerAlpha"), DC_STR("UpperAlpha"));
CHOICE(json_delims, "expected a delimiter of list numbers",
    DC_STR("DefaultDelim"), DC_STR("Period"), DC_STR("OneParen"),
    DC_STR("TwoParens"));
CHOICE(json_aligns, "expected an alignment", DC_STR("AlignDefault"),
    DC_STR("AlignLeft"), DC_STR("AlignRight"), DC_STR("AlignCenter"));
CHOICE(json_quotes, "expected SingleQuote or DoubleQuote",
    DC_STR("SingleQuote"), DC_STR("DoubleQuote"));
CHOICE(json_cite_modes, "expected a mode of citation", DC_STR("NormalCitation"),
    DC_STR("AuthorInText"), DC_STR("SuppressAuthor"));
CHOICE(json_displays, "expected InlineMath or DisplayMath",
    DC_STR("InlineMath"), DC_STR("DisplayMath"));
CHOICE(json_origins, "expected an origin", DC_STR("guess"), DC_STR("document"),
    DC_STR("file"), DC_STR("user"));

dc_str
json_constructor(uint32_t kind)
{
    return kind < DC_KIND_COUNT ? constructors[kind] : dc_str_slice(NULL, 0);
}

uint32_t
json_constructor_lookup(dc_str constructor)
{
    if (constructor.len == 0)
        return DC_DOCUMENT;
    for (uint32_t kind = 0; kind < DC_KIND_COUNT; kind++)
        if (json_is_same(constructors[kind], constructor))
            return kind;
    return DC_DOCUMENT;
}

uint32_t
json_word_lookup(dc_str word)
{
    for (uint32_t kind = 0; kind < DC_KIND_COUNT; kind++)
        if (json_is_same(json_kinds[kind].word, word))
            return kind;
    return DC_DOCUMENT;
}

bool
json_has_attr(uint32_t kind)
{
    switch (kind) {
    case DC_CODE:
    case DC_CODE_BLOCK:
    case DC_HEADING:
    case DC_TABLE:
    case DC_TABLE_HEAD:
    case DC_TABLE_BODY:
    case DC_TABLE_FOOT:
    case DC_ROW:
    case DC_CELL:
    case DC_FIGURE:
    case DC_DIV:
    case DC_LINK:
    case DC_IMAGE:
    case DC_SPAN:
        return true;
    default:
        return false;
    }
}
