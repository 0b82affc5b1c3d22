/* SPDX-License-Identifier: MIT */
/*
 * Says of every line what it became and why: the answer to "why is line 48 a
 * heading?". Only when somebody listens.
 */
#include "read/text_emit.h"

#include <string.h>

#define MESSAGE_ROOM 256

struct message {
    char text[MESSAGE_ROOM];
    size_t len;
};

static const char *const role_names[TEXT_ROLE_COUNT] = {
    [TEXT_PARAGRAPH] = "paragraph",
    [TEXT_VERSE] = "line of verse",
    [TEXT_CODE] = "preformatted",
    [TEXT_LIST] = "list",
    [TEXT_QUOTE] = "block quote",
    [TEXT_HEADING] = "heading",
    [TEXT_UNDERLINE] = "underline of a heading",
    [TEXT_SCENE_BREAK] = "scene break",
    [TEXT_BYLINE] = "byline",
    [TEXT_LABEL] = "label",
    [TEXT_SUBTITLE] = "sub-headline",
    [TEXT_NOTE] = "note",
    [TEXT_ILLUSTRATION] = "place of an illustration",
    [TEXT_SIDENOTE] = "sidenote",
    [TEXT_GUTENBERG] = "Project Gutenberg matter",
};

/* In the order of enum text_rule. */
static const char *const rule_names[TEXT_RULE_COUNT] = {
    "blank-lines",
    "wrapped",
    "long-lines",
    "indent",
    "ragged",
    "columns",
    "symbols",
    "series",
    "isolated",
    "capitals",
    "title-case",
    "chapter-word",
    "section-name",
    "contents",
    "front-matter",
    "option",
};

static void
put(struct message *message, const char *text)
{
    size_t len = strlen(text);
    if (len < MESSAGE_ROOM - message->len) {
        memcpy(message->text + message->len, text, len + 1);
        message->len += len;
    }
}

static void
put_digit(struct message *message, unsigned digit)
{
    char text[2] = {(char)('0' + digit % 10), '\0'};
    put(message, text);
}

static void
put_rules(struct message *message, unsigned rules)
{
    const char *before = ": ";
    for (unsigned i = 0; i < TEXT_RULE_COUNT; i++) {
        if (rules & (1u << i)) {
            put(message, before);
            put(message, rule_names[i]);
            before = ", ";
        }
    }
}

static void
explain_line(struct text_emit *emit, const struct text_line *line)
{
    struct message message = {.len = 0};
    bool starts = (line->flags & TEXT_STARTS) != 0;
    if (!starts) {
        put(&message, "more of ");
    }
    put(&message, role_names[line->role]);
    if (line->role == TEXT_HEADING || line->role == TEXT_LIST) {
        put(&message, " level ");
        put_digit(&message, line->level);
    }
    put(&message, " (0.");
    put_digit(&message, line->confidence / 10u);
    put_digit(&message, line->confidence);
    put_rules(&message, line->rules);
    put(&message, ")");
    dc_report_at(emit->job, DC_DIAG_EXPLAIN, "text-explain",
        dc_str_slice(message.text, message.len),
        text_emit_pos(emit, line->offset));
}

void
text_explain(struct text_emit *emit)
{
    dc_job *job = emit->job;
    if (!job->host->diag->is_wanted(job, DC_DIAG_EXPLAIN)) {
        return;
    }
    for (uint32_t i = 0; i < emit->doc->count; i++) {
        explain_line(emit, &emit->doc->lines[i]);
    }
}
