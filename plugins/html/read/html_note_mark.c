/* SPDX-License-Identifier: MIT */
/*
 * Marks of notes: "12", "[3]", "(a)", "*", a raised digit; and where in its
 * block such a link stands.
 */
#include "parse/html_ascii.h"
#include "read/html_note.h"

/* What a character is to a mark. */
enum sort { OTHER, BLANK, BEFORE, BEHIND, POINT, MARK };

struct letter {
    enum sort sort;
    char plain[4]; /* MARK: as it is compared */
    size_t plain_len;
    size_t len; /* in the text */
};

static const struct {
    const char *bytes;
    enum sort sort;
    const char *plain;
} signs[] = {
    {"*", MARK, "*"},
    {"\xE2\x80\xA0", MARK, NULL}, /* dagger */
    {"\xE2\x80\xA1", MARK, NULL}, /* double dagger */
    {"\xE2\x80\x96", MARK, NULL}, /* double bar */
    {"\xC2\xA7", MARK, NULL},
    {"\xC2\xB6", MARK, NULL},
    {"\xC2\xB9", MARK, "1"},
    {"\xC2\xB2", MARK, "2"},
    {"\xC2\xB3", MARK, "3"},
    {"\xE2\x81\xB0", MARK, "0"},
    {"\xE2\x81\xB4", MARK, "4"},
    {"\xE2\x81\xB5", MARK, "5"},
    {"\xE2\x81\xB6", MARK, "6"},
    {"\xE2\x81\xB7", MARK, "7"},
    {"\xE2\x81\xB8", MARK, "8"},
    {"\xE2\x81\xB9", MARK, "9"},
    {"(", BEFORE, NULL},
    {"[", BEFORE, NULL},
    {"{", BEFORE, NULL},
    {"^", BEFORE, NULL},
    {"\xE2\x86\x90", BEFORE, NULL}, /* arrows */
    {"\xE2\x86\x91", BEFORE, NULL},
    {"\xE2\x86\xA9", BEFORE, NULL},
    {"\xEF\xB8\x8E", BEFORE, NULL},
    {")", BEHIND, NULL},
    {"]", BEHIND, NULL},
    {"}", BEHIND, NULL},
    {".", POINT, NULL},
    {":", POINT, NULL},
    {",", POINT, NULL},
    {"\xC2\xA0", BLANK, NULL},
    {"\xE2\x80\xAF", BLANK, NULL},
    {"\xE2\x80\x8B", BLANK, NULL},
};

static struct letter
letter_at(dc_str text)
{
    struct letter letter = {.sort = OTHER, .len = 1};
    if (html_is_blank(*text.ptr)) {
        letter.sort = BLANK;
    } else if (html_is_digit(*text.ptr) || html_is_letter(*text.ptr)) {
        letter.sort = MARK;
        letter.plain[0] = *text.ptr;
        letter.plain_len = 1;
    }
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t len = strlen(signs[i].bytes);
        if (text.len < len || memcmp(text.ptr, signs[i].bytes, len) != 0)
            continue;
        const char *plain = signs[i].plain ? signs[i].plain : signs[i].bytes;
        letter.sort = signs[i].sort;
        letter.len = len;
        letter.plain_len = strlen(plain);
        memcpy(letter.plain, plain, letter.plain_len);
    }
    return letter;
}

static bool
is_all(const struct html_mark *mark, const char *allowed)
{
    for (size_t i = 0; i < mark->len; i++)
        if (!strchr(allowed, mark->text[i]))
            return false;
    return true;
}

/* A number, signs, one letter, or a small Roman number: no word. */
static bool
is_mark(const struct html_mark *mark)
{
    if (mark->len == 0)
        return false;
    if (html_is_digit(mark->text[0]))
        return mark->len <= 4 && is_all(mark, "0123456789");
    if (html_is_letter(mark->text[0]))
        return mark->len == 1 || (mark->len <= 6 && is_all(mark, "ivxl"));
    for (size_t i = 0; i < mark->len; i++)
        if (html_is_digit(mark->text[i]) || html_is_letter(mark->text[i]))
            return false;
    return true;
}

/* Adds the characters of one text; false: they are no part of a mark. */
static bool
add_letters(struct html_mark *mark, dc_str text, bool *is_over)
{
    while (text.len) {
        struct letter letter = letter_at(text);
        text.ptr += letter.len;
        text.len -= letter.len;
        if (letter.sort == OTHER)
            return false;
        if (letter.sort != MARK) {
            *is_over = mark->len > 0;
            continue;
        }
        if (*is_over || mark->len + letter.plain_len > HTML_MARK_MAX)
            return false;
        memcpy(mark->text + mark->len, letter.plain, letter.plain_len);
        mark->len += letter.plain_len;
    }
    return true;
}

bool
html_mark_of(dc_str text, struct html_mark *mark)
{
    bool is_over = false;
    mark->len = 0;
    return add_letters(mark, text, &is_over) && is_mark(mark);
}

bool
html_mark_of_link(
    const struct html_dom *dom, uint32_t link, struct html_mark *mark)
{
    enum { NODES_MAX = 8 };
    uint32_t at = html_node(dom, link)->first;
    bool is_over = false;
    mark->len = 0;
    for (int i = 0; at; i++) {
        if (i == NODES_MAX || html_is_element(dom, at, HTML_IMG))
            return false;
        if (html_node(dom, at)->type == HTML_TYPE_TEXT &&
            !add_letters(mark, html_text_of(dom, at), &is_over))
            return false;
        at = html_dom_following(dom, at, link);
    }
    return is_mark(mark);
}

/* Where the comparison of a block's beginning with a mark stands. */
struct passing {
    const struct html_mark *mark;
    size_t matched;
    bool has_point;
    bool is_done; /* the text goes on with something else */
    bool has_failed;
};

static bool
is_of_word(char c)
{
    return html_is_digit(c) || html_is_letter(c);
}

/* How much of a text belongs to the mark. */
static size_t
pass(struct passing *passing, dc_str text)
{
    const struct html_mark *mark = passing->mark;
    dc_str rest = text;
    while (rest.len && !passing->is_done && !passing->has_failed) {
        struct letter letter = letter_at(rest);
        bool is_behind = passing->matched == mark->len;
        bool is_next = letter.sort == MARK && !is_behind &&
            letter.plain_len <= mark->len - passing->matched &&
            memcmp(mark->text + passing->matched, letter.plain,
                letter.plain_len) == 0;
        if (is_next) {
            passing->matched += letter.plain_len;
        } else if (is_behind) {
            bool is_part = letter.sort == BLANK || letter.sort == BEHIND ||
                (letter.sort == POINT && !passing->has_point);
            passing->has_point |= letter.sort == POINT;
            passing->is_done = !is_part;
            /* "12th" begins with no mark. */
            passing->has_failed = rest.ptr > text.ptr &&
                is_of_word(*rest.ptr) && is_of_word(rest.ptr[-1]);
        } else {
            passing->has_failed = passing->matched > 0 ||
                (letter.sort != BLANK && letter.sort != BEFORE);
        }
        if (passing->is_done || passing->has_failed)
            break;
        rest.ptr += letter.len;
        rest.len -= letter.len;
    }
    return text.len - rest.len;
}

/* Takes `len` bytes off the beginning of the text. */
static void
cut_text(struct html_dom *dom, uint32_t text, size_t len)
{
    html_node(dom, text)->at += (uint32_t)len;
    html_node(dom, text)->len -= (uint32_t)len;
}

bool
html_mark_begins(struct html_dom *dom, uint32_t block, uint32_t target,
    const struct html_mark *mark, bool cut)
{
    enum { NODES_MAX = 64 };
    struct passing passing = {.mark = mark};
    uint32_t at = block;
    bool is_seen = false;
    for (int i = 0; at && i < NODES_MAX; i++) {
        if (passing.is_done || passing.has_failed)
            break;
        is_seen |= at == target;
        dc_str text = html_text_of(dom, at);
        if (html_node(dom, at)->type == HTML_TYPE_TEXT && text.len) {
            size_t len = pass(&passing, text);
            if (passing.matched > 0 && !is_seen)
                return false;
            if (cut && !passing.has_failed)
                cut_text(dom, at, len);
        }
        at = html_dom_following(dom, at, block);
    }
    return passing.matched == mark->len && !passing.has_failed;
}

static bool
is_inline(const struct html_dom *dom, uint32_t node)
{
    uint8_t does = html_role_of(dom, node)->does;
    return html_node(dom, node)->type != HTML_TYPE_ELEMENT ||
        does == HTML_DOES_SPAN || does == HTML_DOES_INLINE ||
        does == HTML_DOES_CODE;
}

uint32_t
html_block_of(const struct html_dom *dom, uint32_t node)
{
    while (html_node(dom, node)->parent && is_inline(dom, node))
        node = html_node(dom, node)->parent;
    return node;
}

static bool
has_text(const struct html_dom *dom, uint32_t root)
{
    uint32_t at = root;
    for (; at; at = html_dom_following(dom, at, root))
        if (html_node(dom, at)->type == HTML_TYPE_TEXT &&
            html_trimmed(html_text_of(dom, at)).len)
            return true;
    return false;
}

/* The node before `node` in its block: a sibling, or one of what is around. */
static uint32_t
before(const struct html_dom *dom, uint32_t node, uint32_t block)
{
    while (node != block) {
        uint32_t parent = html_node(dom, node)->parent;
        if (html_node(dom, parent)->first != node)
            return html_node(dom, node)->prev;
        node = parent;
    }
    return 0;
}

bool
html_follows_text(const struct html_dom *dom, uint32_t link)
{
    uint32_t block = html_block_of(dom, link);
    uint32_t at = before(dom, link, block);
    for (; at; at = before(dom, at, block))
        if (has_text(dom, at))
            return true;
    return false;
}

static void
add_near(const struct html_dom *dom, uint32_t node, struct html_near *near)
{
    dc_str id = html_id_of(dom, node);
    if (id.len && near->count < HTML_NEAR_MAX)
        near->ids[near->count++] = id;
}

void
html_near_of(const struct html_dom *dom, uint32_t link, struct html_near *near)
{
    enum { NEAR_NODES_MAX = 8 };
    uint32_t block = html_block_of(dom, link);
    uint32_t at = link;
    *near = (struct html_near){.count = 0};
    for (int i = 0; at && i < NEAR_NODES_MAX; i++) {
        add_near(dom, at, near);
        at = html_dom_following(dom, at, link);
    }
    for (at = link; at != block; at = html_node(dom, at)->parent)
        add_near(dom, html_node(dom, at)->parent, near);
    at = before(dom, link, block);
    for (int i = 0; at && i < NEAR_NODES_MAX && !has_text(dom, at); i++) {
        add_near(dom, at, near);
        at = before(dom, at, block);
    }
}

/* True for "folder/a.html#b" if the address is "a.html#b". */
static bool
ends_with(dc_str href, dc_str address)
{
    size_t before = href.len - address.len;
    return address.len > 0 && href.len >= address.len &&
        memcmp(href.ptr + before, address.ptr, address.len) == 0 &&
        (before == 0 || href.ptr[before - 1] == '/');
}

bool
html_leads_back(
    const struct html_dom *dom, uint32_t link, const struct html_near *near)
{
    dc_str href = html_attr_of(dom, link, HTML_HREF);
    if (ends_with(href, near->address))
        return true;
    if (href.len < 2 || *href.ptr != '#')
        return false;
    for (size_t i = 0; i < near->count; i++)
        if (near->ids[i].len == href.len - 1 &&
            memcmp(near->ids[i].ptr, href.ptr + 1, href.len - 1) == 0)
            return true;
    return false;
}
