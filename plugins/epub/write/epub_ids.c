/* SPDX-License-Identifier: MIT */
/*
 * Identifiers.  A document's may be any string and may stand twice; in the
 * book each is an ASCII name that is unique in all files, so chapters can be
 * joined and split without a second look.  Links find their target by the
 * document's spelling.
 */
#include "write/epub.h"
#include "write/epub_endnotes.h"
#include "base/epub_utf8.h"

enum { FRAGMENT_MAX = 60 };

static bool
is_name_start(char c)
{
    return epub_is_letter(c) || c == '_';
}

/* 1 if the writer makes such identifiers itself: "note-12". */
static bool
is_reserved(dc_str id)
{
    static const char *const own[] = {"note-", "noteref-", "page-"};
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        size_t len = strlen(own[i]);
        if (id.len <= len || memcmp(id.ptr, own[i], len) != 0)
            continue;
        while (len < id.len && epub_is_digit(id.ptr[len]))
            len++;
        return len == id.len;
    }
    return false;
}

static bool
is_fragment(dc_str id)
{
    if (id.len == 0 || id.len > FRAGMENT_MAX || !is_name_start(id.ptr[0]))
        return false;
    for (size_t i = 1; i < id.len; i++) {
        char c = id.ptr[i];
        if (!is_name_start(c) && !epub_is_digit(c) && c != '-' && c != '.')
            return false;
    }
    return !is_reserved(id);
}

dc_str
epub_claim(struct epub *epub, dc_str wanted)
{
    uint32_t *next = epub_map_lookup(&epub->used, wanted);
    dc_str name = wanted;
    while (next) {
        struct epub_buf buf = {0};
        epub_put_str(&buf, wanted);
        epub_put(&buf, "-", 1);
        epub_put_uint(&buf, (*next)++);
        name = epub_keep_buf(epub, &buf);
        if (!name.len || !epub_map_lookup(&epub->used, name))
            break;
    }
    if (name.len && !epub_map_insert(&epub->used, name, 2))
        epub_no_memory(epub);
    return name;
}

uint32_t
epub_target(struct epub *epub, dc_str id)
{
    uint32_t *known = epub_map_lookup(&epub->target_map, id);
    if (known)
        return *known;
    uint32_t number = (uint32_t)epub->targets.count;
    dc_str kept = epub_keep(epub, id);
    struct epub_target *target =
        epub_grow(epub, &epub->targets, sizeof *target);
    if (!target || kept.len != id.len)
        return EPUB_NONE;
    target->id = kept;
    if (!epub_map_insert(&epub->target_map, kept, number))
        epub_no_memory(epub);
    return number;
}

/* The fragment that `id` would like to have. */
static dc_str
spell(struct epub *epub, dc_str id)
{
    struct epub_buf buf = {0};
    if (is_fragment(id))
        return epub_keep(epub, id);
    epub_put_slug(&buf, id, FRAGMENT_MAX);
    if (buf.len == 0 || epub_is_digit(buf.data[0]) ||
        is_reserved(epub_buf_str(&buf))) {
        buf.len = 0;
        epub_puts(&buf, "id-");
        epub_put_slug(&buf, id, FRAGMENT_MAX);
        if (buf.len == 3)
            epub_puts(&buf, "1");
    }
    return epub_keep_buf(epub, &buf);
}

/* What links to `id` lead to, unless something else has it already. */
static struct epub_target *
claim_target(struct epub *epub, dc_str id)
{
    uint32_t number = id.len ? epub_target(epub, id) : EPUB_NONE;
    struct epub_target *target = epub->targets.items;
    if (number == EPUB_NONE)
        return NULL;
    target += number;
    return target->fragment.len && !target->is_made ? NULL : target;
}

void
epub_define_as(struct epub *epub, dc_str id, dc_str fragment)
{
    struct epub_target *target = claim_target(epub, id);
    if (!target)
        return;
    target->fragment = fragment;
    target->chapter = epub_place_number(epub);
    target->is_made = false;
}

dc_str
epub_define(struct epub *epub, dc_str id)
{
    if (id.len == 0)
        return id;
    dc_str fragment = epub_claim(epub, spell(epub, id));
    epub_define_as(epub, id, fragment);
    return fragment;
}

dc_str
epub_define_made(struct epub *epub, dc_str id)
{
    struct epub_target *target = claim_target(epub, id);
    bool is_free = target && target->fragment.len == 0;
    if (!is_free)
        return epub_claim(epub, spell(epub, id));
    dc_str fragment = epub_define(epub, id);
    target->is_made = true;
    return fragment;
}
