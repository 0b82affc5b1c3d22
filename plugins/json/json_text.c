/* SPDX-License-Identifier: MIT */
/*
 * Text: Str, Space and SoftBreak become runs.  Pandoc has a value for each
 * word; the tree wants runs as long as may be, so what follows each other is
 * collected and handed over in one piece.  What a run cannot say by itself it
 * says with its flags: two Str in a row (DC_TEXT_BREAK), blanks within a Str
 * (DC_TEXT_LITERAL).
 */
#include "json_read.h"

/* A run is handed over when it has grown to this. */
#define RUN_MAX 0x10000

void
json_flush(struct json_read *read)
{
    struct json_run *run = &read->run;
    if (run->len && !read->has_failed)
        read->job->host->build->text(read->job, run->ptr, run->len, run->flags);
    run->len = 0;
    run->flags = 0;
}

static void
append(struct json_read *read, dc_str text)
{
    struct json_run *run = &read->run;
    if (text.len > run->room - run->len) {
        struct json_scratch grown = {run->ptr, run->room};
        if (text.len > SIZE_MAX - run->len ||
            !json_reserve(read, &grown, run->len + text.len)) {
            read->has_failed = true;
            return;
        }
        run->ptr = grown.ptr;
        run->room = grown.room;
    }
    memcpy(run->ptr + run->len, text.ptr, text.len);
    run->len += text.len;
}

/* What a Str holds that is not just letters. */
enum { HAS_BLANK = 1, HAS_FORBIDDEN = 2 };

static bool
is_noncharacter(const uint8_t *ptr, size_t len)
{
    return len >= 3 && ptr[0] == 0xEF && ptr[1] == 0xBF && ptr[2] >= 0xBE;
}

static int
traits_of(dc_str text)
{
    const uint8_t *bytes = (const uint8_t *)text.ptr;
    int traits = 0;
    for (size_t i = 0; i < text.len; i++) {
        uint8_t c = bytes[i];
        if (c > ' ' && c != 0xEF)
            continue;
        if (c == ' ' || c == '\n')
            traits |= HAS_BLANK;
        else if (c < ' ' ? c != '\t' && c != '\r'
                         : is_noncharacter(bytes + i, text.len - i))
            traits |= HAS_FORBIDDEN;
    }
    return traits;
}

/*
 * A Str that a run cannot hold, being empty or with what is no character of
 * XML: a span that has it as it stood in the file.
 */
static void
put_odd_str(struct json_read *read, struct json_value string, dc_str text)
{
    json_open(read, DC_SPAN, string, NULL);
    dc_attr(read->job, "class", dc_str_of(JSON_STR_CLASS));
    if (text.len) {
        dc_attr(read->job, JSON_TEXT_KEY, json_raw(&read->unit, string));
        read->job->host->build->text(
            read->job, text.ptr, text.len, DC_TEXT_LITERAL);
    }
    json_close(read, DC_SPAN);
}

void
json_put_str(struct json_read *read, struct json_value string)
{
    struct json_run *run = &read->run;
    dc_str text;
    if (!json_read_str(read, string, &read->text, &text))
        return;
    int traits = traits_of(text);
    if (text.len == 0 || traits & HAS_FORBIDDEN || read->is_damaged) {
        put_odd_str(read, string, text);
        return;
    }
    uint32_t flags = traits & HAS_BLANK ? DC_TEXT_LITERAL : 0;
    if (run->is_after_str || run->len > RUN_MAX ||
        flags != (run->flags & (uint32_t)DC_TEXT_LITERAL)) {
        json_flush(read);
        run->flags = flags;
        if (run->is_after_str)
            run->flags |= (uint32_t)DC_TEXT_BREAK;
    }
    append(read, text);
    run->is_after_str = true;
}

void
json_put_space(struct json_read *read, char space)
{
    struct json_run *run = &read->run;
    if (run->flags & (uint32_t)DC_TEXT_LITERAL || run->len > RUN_MAX)
        json_flush(read);
    append(read, dc_str_slice(&space, 1));
    run->is_after_str = false;
}

void
json_put_literal(struct json_read *read, struct json_value string)
{
    dc_str text;
    if (json_read_str(read, string, &read->text, &text))
        dc_text(read->job, text.ptr, text.len);
}

/* The part of an inline that holds words, and whether it is a list. */
static bool
words_of(struct json_read *read, const struct json_node *node, uint32_t kind,
    struct json_value *words)
{
    struct json_value parts[3];
    switch (kind) {
    case DC_QUOTED:
    case DC_CODE:
    case DC_MATH:
    case DC_CITE:
    case DC_SPAN:
        if (!json_read_parts(read, node, parts, 2))
            return false;
        *words = parts[1];
        return true;
    case DC_LINK:
    case DC_IMAGE:
        if (!json_read_parts(read, node, parts, 3))
            return false;
        *words = parts[1];
        return true;
    default:
        *words = node->content;
        return node->has_content && kind != DC_NOTE && kind != DC_RAW_INLINE;
    }
}

static void
read_words(struct json_read *read, struct json_value value)
{
    struct json_node node;
    struct json_value words;
    dc_str text;
    if (!json_read_node(read, value, &node))
        return;
    if (dc_str_equal(node.tag, "Space") ||
        dc_str_equal(node.tag, "SoftBreak") ||
        dc_str_equal(node.tag, "LineBreak")) {
        json_put_space(read, ' ');
        return;
    }
    uint32_t kind = json_constructor_lookup(node.tag);
    if (!words_of(read, &node, kind, &words))
        return;
    if (json_first(&read->unit, words) == '[') {
        json_put_words(read, words);
    } else if (json_read_str(read, words, &read->text, &text)) {
        append(read, text);
    }
}

void
json_put_words(struct json_read *read, struct json_value inlines)
{
    json_put_list(read, inlines, read_words, DC_DOCUMENT);
}
