/* SPDX-License-Identifier: MIT */
/*
 * The inlines of pandoc's types, and the shapes that inlines and blocks have
 * in common.  Str, Space and SoftBreak go to json_text.c; all others have a
 * row.
 */
#include "json_read.h"

void
json_leaf_node(
    struct json_read *read, const struct json_node *node, uint32_t kind)
{
    json_open(read, kind, node->self, NULL);
    json_close(read, kind);
}

void
json_text_node(
    struct json_read *read, const struct json_node *node, uint32_t kind)
{
    struct json_value parts[2];
    struct json_attr attr;
    if (!json_read_parts(read, node, parts, 2) ||
        !json_read_attr(read, parts[0], &attr))
        return;
    json_open(read, kind, node->self, &attr);
    json_put_literal(read, parts[1]);
    json_close(read, kind);
}

void
json_raw_node(
    struct json_read *read, const struct json_node *node, uint32_t kind)
{
    struct json_value parts[2];
    dc_str format;
    if (!json_read_parts(read, node, parts, 2))
        return;
    json_open(read, kind, node->self, NULL);
    if (json_read_str(read, parts[0], &read->text, &format))
        dc_set_str(read->job, DC_F_FORMAT, format);
    json_put_literal(read, parts[1]);
    json_close(read, kind);
}

void
json_list_node(struct json_read *read, const struct json_node *node,
    uint32_t kind, json_step *step)
{
    if (!node->has_content) {
        json_fail(read, node->self, "expected the key \"c\"");
        return;
    }
    json_open(read, kind, node->self, NULL);
    json_put_list(read, node->content, step, kind);
}

/* Emph, Strong and their kin. */
static void
read_inlines(
    struct json_read *read, const struct json_node *node, uint32_t kind)
{
    json_list_node(read, node, kind, json_inline);
}

static void
read_note(struct json_read *read, const struct json_node *node, uint32_t kind)
{
    json_list_node(read, node, kind, json_block);
}

static void
read_quoted(struct json_read *read, const struct json_node *node, uint32_t kind)
{
    struct json_value parts[2];
    int64_t quote;
    if (!json_read_parts(read, node, parts, 2) ||
        !json_read_choice(read, parts[0], &json_quotes, &quote))
        return;
    json_open(read, kind, node->self, NULL);
    dc_set_int(read->job, DC_F_QUOTE, quote);
    json_put_list(read, parts[1], json_inline, kind);
}

/* MathML that says the same, from the wrapper around the formula. */
static void
set_mathml(struct json_read *read, const struct json_attr *wrapper)
{
    static const dc_str key = DC_STR(JSON_MATHML_KEY);
    dc_str mathml = json_own_value(read, wrapper, key);
    if (mathml.len)
        dc_set_str(read->job, DC_F_MATHML, mathml);
}

static void
read_math(struct json_read *read, const struct json_node *node, uint32_t kind)
{
    struct json_value parts[2];
    int64_t display;
    struct json_attr wrapper = read->pending;
    if (!json_read_parts(read, node, parts, 2) ||
        !json_read_choice(read, parts[0], &json_displays, &display))
        return;
    json_open(read, kind, node->self, NULL);
    dc_set_int(read->job, DC_F_DISPLAY, display);
    if (wrapper.is_given)
        set_mathml(read, &wrapper);
    json_put_literal(read, parts[1]);
    json_close(read, kind);
}

/* Target: [URL, title]. */
bool
json_put_target(struct json_read *read, struct json_value value, size_t skipped)
{
    struct json_value parts[2];
    dc_str text;
    if (!json_read_tuple(read, value, parts, 2) ||
        !json_read_str(read, parts[0], &read->text, &text))
        return false;
    dc_set_str(read->job, DC_F_URL, text);
    if (!json_read_str(read, parts[1], &read->text, &text))
        return false;
    dc_set_str(read->job, DC_F_TITLE,
        dc_str_slice(text.ptr + skipped, text.len - skipped));
    return true;
}

/* Link and Image: the target comes last, but is a field. */
static void
read_link(struct json_read *read, const struct json_node *node, uint32_t kind)
{
    struct json_value parts[3];
    struct json_attr attr;
    if (!json_read_parts(read, node, parts, 3) ||
        !json_read_attr(read, parts[0], &attr))
        return;
    json_open(read, kind, node->self, &attr);
    if (json_put_target(read, parts[2], 0))
        json_put_list(read, parts[1], json_inline, kind);
}

static void
read_span(struct json_read *read, const struct json_node *node, uint32_t kind)
{
    struct json_value parts[2];
    struct json_attr attr;
    if (!json_read_parts(read, node, parts, 2) ||
        !json_read_attr(read, parts[0], &attr) ||
        json_read_wrapped(read, node, &attr, parts[1], DC_G_INLINE))
        return;
    json_open(read, kind, node->self, &attr);
    json_put_list(read, parts[1], json_inline, kind);
}

/* The keys of a Citation, in the order of citation_keys. */
enum { ID, PREFIX, SUFFIX, MODE, NOTE, HASH, CITATION_KEYS };
static const char *const citation_keys[CITATION_KEYS] = {
    "citationId",
    "citationPrefix",
    "citationSuffix",
    "citationMode",
    "citationNoteNum",
    "citationHash",
};

static bool
find_citation_parts(struct json_read *read, struct json_value value,
    struct json_value parts[CITATION_KEYS])
{
    unsigned found = 0;
    struct json_value cursor = json_inside(value);
    struct json_value member;
    dc_str key;
    while (json_next_member(&read->unit, &cursor, &key, &member)) {
        unsigned i = 0;
        while (i < CITATION_KEYS && !json_is_key(key, citation_keys[i]))
            i++;
        if (i == CITATION_KEYS) {
            json_report_member(read, key);
            continue;
        }
        if (found & 1u << i) {
            json_fail(read, member, "this key stands twice");
            return false;
        }
        found |= 1u << i;
        parts[i] = member;
    }
    if (found == (1u << CITATION_KEYS) - 1)
        return true;
    json_fail(read, value, "expected the six keys of a citation");
    return false;
}

/* A prefix or suffix, if there is any. */
static void
put_affix(struct json_read *read, struct json_value list, uint32_t kind)
{
    struct json_value element;
    struct json_value cursor = json_inside(list);
    if (json_is_array(read, list) && json_next(&read->unit, &cursor, &element))
        json_put_node(read, list, json_inline, kind);
}

static void
read_citation(struct json_read *read, struct json_value value)
{
    struct json_value parts[CITATION_KEYS];
    int64_t mode;
    int64_t note;
    int64_t hash;
    dc_str id;
    if (json_first(&read->unit, value) != '{') {
        json_fail(read, value, "expected a citation");
        return;
    }
    if (!find_citation_parts(read, value, parts) ||
        !json_read_choice(read, parts[MODE], &json_cite_modes, &mode) ||
        !json_read_int(read, parts[NOTE], &note) ||
        !json_read_int(read, parts[HASH], &hash))
        return;
    struct json_attr attr;
    bool has_attr = json_unwrap(read, DC_CITATION, &parts[PREFIX], &attr);
    json_open(read, DC_CITATION, value, has_attr ? &attr : NULL);
    if (json_read_str(read, parts[ID], &read->text, &id))
        dc_set_str(read->job, DC_F_CITE_ID, id);
    dc_set_int(read->job, DC_F_CITE_MODE, mode);
    dc_set_int(read->job, DC_F_CITE_NOTE, note);
    dc_set_int(read->job, DC_F_CITE_HASH, hash);
    json_put_end(read, DC_CITATION);
    put_affix(read, parts[SUFFIX], DC_CITE_SUFFIX);
    put_affix(read, parts[PREFIX], DC_CITE_PREFIX);
}

static void
read_cite(struct json_read *read, const struct json_node *node, uint32_t kind)
{
    struct json_value parts[2];
    if (!json_read_parts(read, node, parts, 2))
        return;
    json_open(read, kind, node->self, NULL);
    json_put_list(read, parts[1], json_inline, kind);
    json_put_list(read, parts[0], read_citation, DC_DOCUMENT);
}

static json_reader *const readers[DC_KIND_COUNT] = {
    [DC_EMPH] = read_inlines,
    [DC_UNDERLINE] = read_inlines,
    [DC_STRONG] = read_inlines,
    [DC_STRIKEOUT] = read_inlines,
    [DC_SUPERSCRIPT] = read_inlines,
    [DC_SUBSCRIPT] = read_inlines,
    [DC_SMALL_CAPS] = read_inlines,
    [DC_QUOTED] = read_quoted,
    [DC_CITE] = read_cite,
    [DC_CODE] = json_text_node,
    [DC_LINE_BREAK] = json_leaf_node,
    [DC_MATH] = read_math,
    [DC_RAW_INLINE] = json_raw_node,
    [DC_LINK] = read_link,
    [DC_IMAGE] = read_link,
    [DC_NOTE] = read_note,
    [DC_SPAN] = read_span,
};

/*
 * What most inlines are, in pandoc's own spelling: words and spaces.  Two of
 * three values of a document are read here, in a third of the time.
 */
static bool
put_common(struct json_read *read, struct json_value value)
{
    static const char str[] = "{\"t\":\"Str\",\"c\":\"";
    static const char space[] = "{\"t\":\"Space\"}";
    const char *ptr = read->unit.base + value.at;
    /* Units stand in the input, which has zeros behind it. */
    if (memcmp(ptr, space, sizeof(space) - 1) == 0) {
        json_put_space(read, ' ');
        return true;
    }
    if (memcmp(ptr, str, sizeof(str) - 1) != 0)
        return false;
    struct json_value string = {
        value.at + (uint32_t)sizeof(str) - 2, value.number + 1};
    dc_str raw = json_raw(&read->unit, string);
    if (raw.ptr[raw.len + 1] != '}')
        return false;
    json_put_str(read, string);
    return true;
}

void
json_inline(struct json_read *read, struct json_value value)
{
    struct json_node node;
    if (put_common(read, value) || !json_read_node(read, value, &node))
        return;
    if (dc_str_equal(node.tag, "Str")) {
        if (node.has_content)
            json_put_str(read, node.content);
        else
            json_fail(read, value, "expected the key \"c\"");
        return;
    }
    if (dc_str_equal(node.tag, "Space")) {
        json_put_space(read, ' ');
        return;
    }
    if (dc_str_equal(node.tag, "SoftBreak")) {
        json_put_space(read, '\n');
        return;
    }
    uint32_t kind = json_constructor_lookup(node.tag);
    if (readers[kind])
        readers[kind](read, &node, kind);
    else
        json_fail(read, value, "expected an inline element");
}
