/* SPDX-License-Identifier: MIT */
/* A document against the rows of its grammar. */
#include "check/epub_check_grammar.h"

static const dc_str nothing = {"", 0};

/* Longest name of an element that is told from others. */
enum { NAME_MAX_LEN = 32 };

/* The name of an element as rows have it; empty: one that none can have. */
static dc_str
qualified(const struct epub_grammar *grammar, const dc_xml_element *element,
    char *room)
{
    static const char prefix[] = "dc:";
    if (dc_str_equal(element->space, grammar->space))
        return element->name;
    size_t len = sizeof prefix - 1 + element->name.len;
    bool is_other = grammar->other &&
        dc_str_equal(element->space, grammar->other) && len <= NAME_MAX_LEN;
    if (!is_other)
        return nothing;
    memcpy(room, prefix, sizeof prefix - 1);
    memcpy(room + sizeof prefix - 1, element->name.ptr, element->name.len);
    return (dc_str){room, len};
}

static const struct epub_grammar_row *
lookup_row(const struct epub_grammar *grammar, dc_str name)
{
    for (size_t i = 0; i < grammar->count; i++)
        if (dc_str_equal(name, grammar->rows[i].name))
            return &grammar->rows[i];
    return NULL;
}

/* The flags stand before everything else. */
static bool
has_flag(const struct epub_grammar_row *row, char flag)
{
    for (const char *at = row->content; *at && strchr("#&@~! ", *at); at++)
        if (*at == flag)
            return true;
    return false;
}

static void
check_value(struct epub_doc *doc, uint64_t pos, dc_str value, dc_str type)
{
    if (!epub_is_of_type(value, type))
        epub_find_at(doc, pos, EPUB_RSC_005,
            "an attribute has a value that it must not have", value);
}

/* Attributes of other name spaces are not looked at. */
static bool
is_looked_at(const struct epub_grammar *grammar, const dc_xml_attr *attr)
{
    return attr->space.len == 0 || dc_str_equal(attr->space, EPUB_NS_XML) ||
        (grammar->foreign &&
            (*grammar->foreign == '*' ||
                dc_str_equal(attr->space, grammar->foreign)));
}

static bool
is_named(const dc_xml_attr *attr, dc_str word)
{
    const char *colon = memchr(word.ptr, ':', word.len);
    size_t prefix = colon ? (size_t)(colon - word.ptr) + 1 : 0;
    bool is_xml = epub_starts(word, "xml:");
    bool is_same_space = attr->space.len == 0    ? prefix == 0
        : dc_str_equal(attr->space, EPUB_NS_XML) ? is_xml
                                                 : prefix && !is_xml;
    return is_same_space &&
        epub_is(attr->name, (dc_str){word.ptr + prefix, word.len - prefix});
}

/* Splits "*name=type" of the list. */
static dc_str
next_attribute(dc_str *rest, bool *is_needed, dc_str *type)
{
    dc_str word = epub_next_word(rest);
    const char *sign = memchr(word.ptr, '=', word.len);
    *type = (dc_str)DC_STR("TEXT");
    *is_needed = word.len && *word.ptr == '*';
    if (sign)
        *type = (dc_str){sign + 1, (size_t)(word.ptr + word.len - sign) - 1};
    if (sign)
        word.len = (size_t)(sign - word.ptr);
    return (dc_str){word.ptr + *is_needed, word.len - *is_needed};
}

static void
check_attributes(struct epub_doc *doc, const struct epub_grammar *grammar,
    const dc_xml_element *element, const char *attributes)
{
    uint32_t known = 0;
    uint32_t asked = 0;
    dc_str rest = dc_str_of(attributes);
    dc_str type;
    bool is_needed;
    for (dc_str word = next_attribute(&rest, &is_needed, &type); word.len;
         word = next_attribute(&rest, &is_needed, &type)) {
        bool is_there = false;
        for (uint32_t i = 0; i < element->attr_count; i++) {
            if (!is_named(&element->attrs[i], word))
                continue;
            is_there = true;
            known++;
            check_value(doc, element->pos, element->attrs[i].value, type);
        }
        if (is_needed && !is_there)
            epub_find_at(doc, element->pos, EPUB_RSC_005,
                "an attribute is missing", word);
    }
    for (uint32_t i = 0; i < element->attr_count; i++)
        asked += is_looked_at(grammar, &element->attrs[i]);
    if (known < asked)
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "an attribute that has no place here", element->name);
}

void
epub_grammar_start(struct epub_doc *doc, struct epub_grammar_state *state,
    const dc_xml_element *element)
{
    const struct epub_grammar *grammar = state->grammar;
    struct epub_grammar_level *level = &state->levels[doc->depth - 1];
    struct epub_grammar_level *parent = doc->depth > 1 ? level - 1 : NULL;
    char room[NAME_MAX_LEN];
    dc_str name = qualified(grammar, element, room);
    bool is_free = parent &&
        (!parent->row || has_flag(parent->row, '~') ||
            (name.len == 0 && has_flag(parent->row, '!')));
    *level = (struct epub_grammar_level){.row = NULL};
    if (is_free)
        return;
    const struct epub_grammar_row *row = lookup_row(grammar, name);
    bool fits = row &&
        (parent ? epub_content_step(
                      parent->row->content, &parent->progress, name)
                : dc_str_equal(name, grammar->root));
    if (!fits)
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "an element that has no place here", element->name);
    if (!fits)
        return;
    level->row = row;
    check_attributes(doc, grammar, element, row->attributes);
}

void
epub_grammar_end(struct epub_doc *doc, struct epub_grammar_state *state,
    const dc_xml_element *element)
{
    const struct epub_grammar_level *level = &state->levels[doc->depth - 1];
    if (!level->row)
        return;
    dc_str name = epub_content_missing(level->row->content, &level->progress);
    if (name.len)
        epub_find_at(
            doc, element->pos, EPUB_RSC_005, "an element is missing", name);
}

void
epub_grammar_text(struct epub_doc *doc, struct epub_grammar_state *state,
    dc_str text, uint64_t pos)
{
    if (doc->depth == 0 || epub_trimmed(text).len == 0)
        return;
    struct epub_grammar_level *level = &state->levels[doc->depth - 1];
    bool is_wrong =
        level->row && !has_flag(level->row, '#') && !has_flag(level->row, '~');
    if (is_wrong && !level->has_text)
        epub_find_at(doc, pos, EPUB_RSC_005, "text has no place here", nothing);
    level->has_text = true;
}

static int32_t
start_element(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_grammar_state *state = doc->state;
    epub_grammar_start(doc, state, element);
    if (state->grammar->act &&
        dc_str_equal(element->space, state->grammar->space))
        state->grammar->act(doc, element);
    return DC_OK;
}

static int32_t
end_element(struct epub_doc *doc, const dc_xml_element *element)
{
    epub_grammar_end(doc, doc->state, element);
    return DC_OK;
}

static int32_t
add_text(struct epub_doc *doc, dc_str text, uint64_t pos)
{
    epub_grammar_text(doc, doc->state, text, pos);
    return DC_OK;
}

int32_t
epub_grammar_read(struct epub_doc *doc, const struct epub_grammar *grammar)
{
    static const struct epub_syntax syntax = {
        .start = start_element, .end = end_element, .text = add_text};
    struct epub_grammar_state *state = dc_alloc(doc->check->job, sizeof *state);
    if (!state)
        return dc_fail(doc->check->job, DC_OK);
    state->grammar = grammar;
    doc->syntax = &syntax;
    doc->state = state;
    return epub_doc_read(doc);
}
