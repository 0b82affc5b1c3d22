/* SPDX-License-Identifier: MIT */
/*
 * Findings: each rule has an identifier, a severity and a text; a finding adds
 * where it is and what it is about.
 */
#include "check/epub_check.h"

static const struct {
    const char *id;
    const char *text;
    uint32_t severity;
} rules[EPUB_RULE_COUNT] = {
#define EPUB_RULE(name, id_, severity_, text_)                                 \
    [EPUB_##name] = {.id = (id_), .text = (text_), .severity = (severity_)},
#include "check/epub_check_rules.def"
#undef EPUB_RULE
};

/* A message longer than this is cut. */
enum { MESSAGE_MAX = 512 };

struct message {
    char text[MESSAGE_MAX];
    size_t len;
};

/* Appends what fits; a cut within a character would not be UTF-8. */
static void
add(struct message *message, dc_str part)
{
    size_t room = MESSAGE_MAX - message->len;
    size_t len = part.len < room ? part.len : room;
    while (len && len < part.len && (part.ptr[len] & 0xC0) == 0x80)
        len--;
    if (len)
        memcpy(message->text + message->len, part.ptr, len);
    message->len += len;
}

void
epub_find(struct epub_check *check, enum epub_rule rule,
    const struct epub_place *place, const char *what, dc_str name)
{
    struct message message = {.len = 0};
    if (dc_fail(check->job, DC_OK) != DC_OK)
        return;
    add(&message, dc_str_of(rules[rule].text));
    if (what || name.len)
        add(&message, dc_str_of(":"));
    if (what) {
        add(&message, dc_str_of(" "));
        add(&message, dc_str_of(what));
    }
    if (name.len) {
        add(&message, dc_str_of(" '"));
        add(&message, name);
        add(&message, dc_str_of("'"));
    }
    dc_diag diag = {
        .struct_size = sizeof diag,
        .severity = rules[rule].severity,
        .rule = rules[rule].id,
        .message = {message.text, message.len},
        .pos = DC_POS_NONE,
    };
    if (place) {
        diag.file = place->file;
        diag.line = place->line;
        diag.column = place->column;
    }
    check->job->host->diag->report(check->job, &diag);
}

/* Places mostly come in rising order, so all cost one pass over the text. */
struct epub_place
epub_place_at(struct epub_doc *doc, uint64_t pos)
{
    if (pos < doc->known_pos || doc->known_line == 0) {
        doc->known_pos = 0;
        doc->known_line = doc->known_column = 1;
    }
    if (pos > doc->text.len)
        pos = doc->text.len;
    const char *at = doc->text.ptr + doc->known_pos;
    const char *end = doc->text.ptr + pos;
    for (const char *line; (line = memchr(at, '\n', (size_t)(end - at)));) {
        at = line + 1;
        doc->known_line++;
        doc->known_column = 1;
    }
    for (; at < end; at++)
        doc->known_column += (*at & 0xC0) != 0x80;
    doc->known_pos = pos;
    return (struct epub_place){doc->path, doc->known_line, doc->known_column};
}

void
epub_find_at(struct epub_doc *doc, uint64_t pos, enum epub_rule rule,
    const char *what, dc_str name)
{
    struct epub_place place = epub_place_at(doc, pos);
    epub_find(doc->check, rule, &place, what, name);
}

void
epub_need_attributes(
    struct epub_doc *doc, const dc_xml_element *element, const char *attributes)
{
    dc_str rest = dc_str_of(attributes);
    if (!strchr(attributes, '*'))
        return;
    for (dc_str word = epub_next_word(&rest); word.len;
         word = epub_next_word(&rest)) {
        bool is_there = *word.ptr != '*';
        for (uint32_t i = 0; i < element->attr_count && !is_there; i++)
            is_there = epub_is(
                element->attrs[i].name, (dc_str){word.ptr + 1, word.len - 1});
        if (!is_there)
            epub_find_at(doc, element->pos, EPUB_RSC_005,
                "an attribute is missing", word);
    }
}
