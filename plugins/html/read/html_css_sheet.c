/* SPDX-License-Identifier: MIT */
/*
 * A style sheet's rules (CSS Syntax 3, 5.4).  @media, @supports and @layer are
 * entered, other at-rules passed over; rules that declare nothing of concern
 * are dropped before their selectors are looked at.
 */
#include "parse/html_token.h"
#include "read/html_css.h"
#include "read/html_reader.h"

/* At-rules within at-rules; deeper ones are passed over. */
enum { NESTED_MAX = 16 };

struct sheet {
    struct html_reader *reader;
    struct html_css css;
    bool is_print[NESTED_MAX + 1]; /* of the at-rules around */
    size_t depth;
};

/* Moves behind the block whose brace is at hand; returns what it holds. */
static dc_str
take_block(struct html_css *css)
{
    html_css_take(css, '{');
    dc_str block = html_css_until(css, "}");
    html_css_take(css, '}');
    return block;
}

static void
read_at_rule(struct sheet *sheet)
{
    struct html_css *css = &sheet->css;
    html_css_take(css, '@');
    dc_str name = html_css_name(css);
    dc_str prelude = html_css_until(css, "{;");
    if (html_css_take(css, ';') || css->at == css->end)
        return;
    bool is_media = html_css_is(name, "media");
    enum html_medium medium =
        is_media ? html_medium_of(prelude) : HTML_MEDIUM_SCREEN;
    bool is_entered =
        is_media || html_css_is(name, "supports") || html_css_is(name, "layer");
    if (!is_entered || medium == HTML_MEDIUM_NONE ||
        sheet->depth == NESTED_MAX) {
        take_block(css);
        return;
    }
    html_css_take(css, '{');
    bool is_print = sheet->is_print[sheet->depth];
    sheet->is_print[++sheet->depth] = is_print || medium == HTML_MEDIUM_PRINT;
}

/* Adds a rule without selectors; returns its number, or 0. */
static uint32_t
add_rule(struct sheet *sheet, dc_str block)
{
    struct html_sheets *all = &sheet->reader->sheets;
    dc_job *job = sheet->reader->job;
    struct html_declaration found[HTML_DECLARATIONS_MAX];
    size_t count = html_read_declarations(block, found);
    if (count == 0)
        return 0;
    if (all->rules_count == 0)
        all->rules_count = 1; /* 0 is none */
    uint32_t first = (uint32_t)all->declarations_count;
    for (size_t i = 0; i < count; i++) {
        if (!html_more(job, (void **)&all->declarations,
                &all->declarations_room, all->declarations_count,
                sizeof *all->declarations))
            return 0;
        all->declarations[all->declarations_count++] = found[i];
    }
    if (!html_more(job, (void **)&all->rules, &all->rules_room,
            all->rules_count, sizeof *all->rules))
        return 0;
    all->rules[all->rules_count] = (struct html_css_rule){
        first, (uint16_t)count, sheet->is_print[sheet->depth]};
    return (uint32_t)all->rules_count++;
}

static void
read_rule(struct sheet *sheet)
{
    struct html_css *css = &sheet->css;
    dc_str prelude = html_css_until(css, "{}");
    if (css->at == css->end || *css->at == '}')
        return;
    uint32_t rule = add_rule(sheet, take_block(css));
    if (rule)
        html_css_add_selectors(sheet->reader, prelude, rule);
}

void
html_css_add(struct html_reader *reader, dc_str text, bool is_print)
{
    struct sheet sheet = {
        .reader = reader, .css = html_css_of(text), .is_print = {is_print}};
    while (html_css_blanks(&sheet.css), sheet.css.at < sheet.css.end) {
        if (html_css_take(&sheet.css, '}'))
            sheet.depth -= sheet.depth != 0;
        else if (*sheet.css.at == '@')
            read_at_rule(&sheet);
        else
            read_rule(&sheet);
    }
}

/* The text of a <style>, if the sheet holds for what is made of the page. */
static void
read_style(struct html_reader *reader, uint32_t node)
{
    const struct html_dom *dom = &reader->dom;
    struct html_sheets *sheets = &reader->sheets;
    dc_str type = html_attr_of(dom, node, HTML_TYPE);
    uint32_t media = html_dom_name(&reader->dom, "media", 5, false);
    enum html_medium medium = html_medium_of(html_attr_of(dom, node, media));
    if ((type.len && !html_str_is(type, "text/css")) ||
        medium == HTML_MEDIUM_NONE)
        return;
    for (uint32_t at = html_node(dom, node)->first; at;
         at = html_node(dom, at)->next) {
        dc_str text = html_text_of(dom, at);
        if (text.len > HTML_CSS_BYTES_MAX - sheets->bytes) {
            sheets->left_out++;
            return;
        }
        sheets->bytes += text.len;
        html_css_add(reader, text, medium == HTML_MEDIUM_PRINT);
    }
}

void
html_read_sheets(struct html_reader *reader)
{
    const struct html_dom *dom = &reader->dom;
    for (uint32_t at = html_dom_following(dom, HTML_ROOT, HTML_ROOT); at;
         at = html_dom_following(dom, at, HTML_ROOT))
        if (html_is_element(dom, at, HTML_STYLE))
            read_style(reader, at);
    reader->sheets.work = ((uint64_t)1 << 22) + 256 * (uint64_t)dom->node_count;
}
