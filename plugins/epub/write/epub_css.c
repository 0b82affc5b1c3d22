/* SPDX-License-Identifier: MIT */
/*
 * A style sheet on its way into a book, by CSS Syntax 3 as far as rules,
 * blocks and declarations go; epub_css_value.c copies what declarations say.
 *
 * A book is judged by its sheets too.  What would be passed over by any
 * program that shows them (a declaration without a colon, a selector that is
 * none, a hack for a browser of 2001) goes out and is reported, once a sheet,
 * as do an @import that leads nowhere and the properties direction and
 * unicode-bidi, which EPUB forbids in sheets.  A block that does not end is
 * closed.
 */
#include "write/epub_css.h"
#include "write/epub_sheet.h"

void
epub_css_report(
    struct epub *epub, const char *what, const char *why, dc_str detail)
{
    struct epub_buf text = {0};
    epub_puts(&text, what);
    epub_puts(&text, why);
    epub_put(&text, "", 1);
    dc_str kept = epub_keep_buf(epub, &text);
    if (kept.len)
        epub_report_loss(epub, "epub-css", kept.ptr,
            dc_str_slice(detail.ptr, detail.len < 100 ? detail.len : 100),
            DC_POS_NONE);
}

/* Copies what stands between the two. */
static void
copy(struct epub_css *css, const char *from, const char *to)
{
    epub_put(css->out, from, (size_t)(to - from));
}

static void
copy_blanks(struct epub_css *css)
{
    const char *start = css->at;
    bool is_whole = epub_css_skip_blanks(css);
    copy(css, start, css->at);
    epub_puts(css->out, is_whole ? "" : "*/");
}

/* Declarations. */

static bool
is_forbidden(dc_str name)
{
    return epub_css_is_word(name, "direction") ||
        epub_css_is_word(name, "unicode-bidi");
}

/* The name of a declaration was taken; false: it goes out. */
static bool
copy_declaration(struct epub_css *css, dc_str name)
{
    epub_css_skip_blanks(css);
    bool is_good = name.len > 0 && epub_css_is(css, ':');
    if (is_good && is_forbidden(name)) {
        epub_css_report(css->epub, "a property that books forbid in a style ",
            "sheet", name);
        epub_css_skip_until(css, ";}");
        return false;
    }
    if (is_good) {
        css->at++;
        epub_put_str(css->out, name);
        epub_puts(css->out, ":");
        if (epub_css_is_word(name, "src")) {
            css->has_src = epub_css_copy_src(css);
            return css->has_src;
        }
        is_good = epub_css_copy_value(css, ";}");
    }
    css->faults += !is_good;
    return is_good;
}

/* One declaration, or something else up to its end. */
static bool
read_declaration(struct epub_css *css)
{
    const char *start = css->at;
    size_t mark = css->out->len;
    dc_str name = {NULL, 0};
    if (epub_css_is_name(css->at, css->end))
        name = epub_css_take_name(css);
    if (copy_declaration(css, name))
        return true;
    css->out->len = mark;
    /* Anew from its beginning, so that brackets are seen whole. */
    css->at = start;
    epub_css_skip_until(css, ";{}");
    if (epub_css_is(css, '{'))
        epub_css_skip_block(css);
    return false;
}

/* The '{' at hand, declarations, and the '}' behind them. */
static void
copy_declarations(struct epub_css *css)
{
    epub_put(css->out, css->at++, 1);
    for (copy_blanks(css); css->at < css->end && *css->at != '}';
         copy_blanks(css)) {
        bool is_kept = *css->at != ';' && read_declaration(css);
        bool has_end = epub_css_is(css, ';');
        css->at += has_end;
        /* EPUBCheck allows no empty declaration. */
        epub_puts(css->out, is_kept && has_end ? ";" : "");
    }
    css->at += css->at < css->end;
    epub_puts(css->out, "}");
}

/* Rules. */

/* Selectors and a block of declarations. */
static void
copy_rule(struct epub_css *css)
{
    const char *start = css->at;
    epub_css_skip_until(css, "{};");
    dc_str selectors = {start, (size_t)(css->at - start)};
    if (!epub_css_is(css, '{')) {
        css->faults++;
        css->at += epub_css_is(css, ';');
        return;
    }
    if (!epub_css_is_selector(css->epub, selectors)) {
        css->faults++;
        epub_css_skip_block(css);
        return;
    }
    epub_put_str(css->out, selectors);
    copy_declarations(css);
}

/* "@import" was taken: the address, then a list of media. */
static bool
copy_import(struct epub_css *css)
{
    dc_str url = {NULL, 0};
    bool is_good = true;
    epub_css_skip_blanks(css);
    if (epub_css_is(css, '"') || epub_css_is(css, '\''))
        is_good = epub_css_take_string(css, &url);
    else
        is_good = epub_css_is_word(epub_css_take_name(css), "url") &&
            epub_css_is(css, '(') && epub_css_take_url(css, &url);
    const char *media = css->at;
    epub_css_skip_until(css, ";{}");
    const char *end = css->at;
    css->at += epub_css_is(css, ';');
    if (!is_good)
        return false;
    dc_str name =
        epub_sheet_bring(css->epub, css->sheet, epub_css_plain(css, url), true);
    if (name.len) {
        epub_puts(css->out, "@import ");
        epub_css_put_address(css, name);
        copy(css, media, end);
        epub_puts(css->out, ";");
    }
    return true;
}

enum block {
    BLOCK_OTHER, /* whatever it is, its brackets pair: @keyframes */
    BLOCK_RULES,
    BLOCK_DECLARATIONS,
    BLOCK_FONT /* declarations; without a src they say nothing */
};

static enum block
block_of(dc_str name)
{
    static const struct {
        const char *name;
        enum block block;
    } rows[] = {{"media", BLOCK_RULES}, {"supports", BLOCK_RULES},
        {"layer", BLOCK_RULES}, {"container", BLOCK_RULES},
        {"document", BLOCK_RULES}, {"scope", BLOCK_RULES},
        {"starting-style", BLOCK_RULES}, {"-moz-document", BLOCK_RULES},
        {"page", BLOCK_DECLARATIONS}, {"viewport", BLOCK_DECLARATIONS},
        {"-ms-viewport", BLOCK_DECLARATIONS}, {"property", BLOCK_DECLARATIONS},
        {"counter-style", BLOCK_DECLARATIONS}, {"font-face", BLOCK_FONT}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (epub_css_is_word(name, rows[i].name))
            return rows[i].block;
    return BLOCK_OTHER;
}

/* Any block, with those in it. */
static bool
copy_other(struct epub_css *css)
{
    static const char marks[] = "{};";
    size_t depth = 0;
    do {
        depth += *css->at == '{';
        depth -= *css->at == '}';
        epub_put(css->out, css->at++, 1);
        copy_blanks(css);
        if (depth && css->at < css->end &&
            !memchr(marks, *css->at, sizeof marks - 1) &&
            !epub_css_copy_value(css, marks))
            return false;
    } while (depth && css->at < css->end);
    return depth == 0;
}

/* The block of an at-rule that began at `mark`; false: it goes out. */
static bool
copy_block(struct epub_css *css, dc_str name, size_t mark)
{
    const char *start = css->at;
    enum block block = block_of(name);
    if (block == BLOCK_OTHER) {
        if (copy_other(css))
            return true;
        css->at = start;
        return false;
    }
    if (block == BLOCK_RULES) {
        if (css->depth == EPUB_CSS_DEPTH_MAX)
            return false;
        css->depth++;
        epub_put(css->out, css->at++, 1);
        return true;
    }
    css->has_src = false;
    copy_declarations(css);
    if (block == BLOCK_FONT && !css->has_src)
        css->out->len = mark;
    return true;
}

static void
copy_at_rule(struct epub_css *css)
{
    const char *start = css->at++;
    size_t mark = css->out->len;
    dc_str name = epub_css_take_name(css);
    if (epub_css_is_word(name, "import")) {
        css->faults += !copy_import(css);
        return;
    }
    epub_css_skip_until(css, ";{}");
    /* The book's sheets are UTF-8, whatever they say. */
    bool is_charset = epub_css_is_word(name, "charset");
    if (epub_css_is(css, ';')) {
        css->at++;
        copy(css, start, is_charset ? start : css->at);
        return;
    }
    copy(css, start, css->at);
    if (name.len && epub_css_is(css, '{') && copy_block(css, name, mark))
        return;
    css->out->len = mark;
    css->faults++;
    if (epub_css_is(css, '{'))
        epub_css_skip_block(css);
}

static void
copy_next(struct epub_css *css)
{
    if (*css->at == '@') {
        copy_at_rule(css);
    } else if (*css->at == '}' && css->depth) {
        css->depth--;
        epub_put(css->out, css->at++, 1);
    } else if (*css->at == '}' || *css->at == ';') {
        css->faults += *css->at++ == '}';
    } else {
        copy_rule(css);
    }
}

/* What pages of 1997 put around their sheets. */
static bool
skip_old_comment(struct epub_css *css)
{
    static const char *const marks[] = {"<!--", "-->"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t len = strlen(marks[i]);
        if ((size_t)(css->end - css->at) < len ||
            memcmp(css->at, marks[i], len) != 0)
            continue;
        css->at += len;
        return true;
    }
    return false;
}

unsigned
epub_css_copy(
    struct epub *epub, uint32_t sheet, dc_str text, struct epub_buf *out)
{
    struct epub_css css = {
        .epub = epub,
        .sheet = sheet,
        .at = text.ptr,
        .end = text.ptr + text.len,
        .out = out,
    };
    if (text.len >= 3 && memcmp(text.ptr, "\xEF\xBB\xBF", 3) == 0)
        css.at += 3;
    for (copy_blanks(&css); css.at < css.end; copy_blanks(&css))
        if (!skip_old_comment(&css))
            copy_next(&css);
    for (; css.depth; css.depth--)
        epub_puts(out, "}");
    return css.faults;
}
