/* SPDX-License-Identifier: MIT */
/*
 * Selectors (Selectors 4) as they are written: types, classes, ids,
 * attributes, a few pseudo-classes, and the combinators for descendants,
 * children and next siblings.
 */
#include "parse/html_token.h"
#include "read/html_css.h"
#include "read/html_reader.h"

enum { COMPOUNDS_MAX = 32, SIMPLES_MAX = 16 };

/* A selector while it is read, its compounds in the order of the source. */
struct draft {
    struct html_reader *reader;
    struct html_css css;
    struct html_css_compound compounds[COMPOUNDS_MAX];
    size_t count;
    uint32_t specificity;
};

/* What each simple selector counts: ids, classes and types, a byte each. */
enum { AS_TYPE = 1, AS_CLASS = 1 << 8, AS_ID = 1 << 16 };

static bool
add_simple(
    struct draft *draft, enum html_css_is is, uint32_t name, dc_str value)
{
    static const uint32_t weights[] = {
        [HTML_CSS_IS_TYPE] = AS_TYPE, [HTML_CSS_IS_ID] = AS_ID};
    struct html_sheets *sheets = &draft->reader->sheets;
    struct html_css_compound *compound = &draft->compounds[draft->count];
    if (compound->count == SIMPLES_MAX ||
        !html_more(draft->reader->job, (void **)&sheets->simples,
            &sheets->simples_room, sheets->simples_count,
            sizeof *sheets->simples))
        return false;
    value = html_css_plain(draft->reader->job, value);
    sheets->simples[sheets->simples_count++] =
        (struct html_css_simple){(uint8_t)is, name, value};
    compound->count++;
    draft->specificity += is <= HTML_CSS_IS_ID ? weights[is] : AS_CLASS;
    return true;
}

static bool
read_type(struct draft *draft)
{
    dc_str name = html_css_name(&draft->css);
    if (name.len == 0)
        return false;
    uint32_t number =
        html_dom_name(&draft->reader->dom, name.ptr, name.len, true);
    return add_simple(draft, HTML_CSS_IS_TYPE, number, dc_str_slice(NULL, 0));
}

/* A class or id, whose mark is at hand. */
static bool
read_named(struct draft *draft, enum html_css_is is)
{
    draft->css.at++;
    dc_str name = html_css_name(&draft->css);
    return name.len && add_simple(draft, is, 0, name);
}

/* "[name=value]", the bracket at hand. */
static bool
read_attribute(struct draft *draft)
{
    static const char marks[] = "=~|^$*";
    static const uint8_t ways[] = {HTML_CSS_EQUALS, HTML_CSS_WORD,
        HTML_CSS_DASH, HTML_CSS_BEGINS, HTML_CSS_ENDS, HTML_CSS_CONTAINS};
    struct html_css *css = &draft->css;
    css->at++;
    html_css_blanks(css);
    dc_str name = html_css_name(css);
    uint32_t number =
        html_dom_name(&draft->reader->dom, name.ptr, name.len, true);
    html_css_blanks(css);
    if (name.len == 0)
        return false;
    if (html_css_take(css, ']'))
        return add_simple(draft, HTML_CSS_HAS, number, dc_str_slice(NULL, 0));
    const char *mark =
        css->at < css->end ? memchr(marks, *css->at, sizeof marks - 1) : NULL;
    if (!mark)
        return false;
    css->at++;
    if (*mark != '=' && !html_css_take(css, '='))
        return false;
    html_css_blanks(css);
    char quote = html_css_peek(css);
    dc_str value = quote == '"' || quote == '\'' ? html_css_string(css)
                                                 : html_css_name(css);
    html_css_blanks(css);
    return html_css_take(css, ']') &&
        add_simple(draft, (enum html_css_is)ways[mark - marks], number, value);
}

static bool
read_pseudo(struct draft *draft)
{
    static const struct {
        const char *name;
        enum html_css_is is;
    } known[] = {
        {"first-child", HTML_CSS_IS_FIRST},
        {"last-child", HTML_CSS_IS_LAST},
        {"root", HTML_CSS_IS_ROOT},
        {"link", HTML_CSS_IS_LINK},
        {"any-link", HTML_CSS_IS_LINK},
    };
    draft->css.at++;
    dc_str name = html_css_name(&draft->css);
    if (html_css_peek(&draft->css) == '(')
        return false;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (html_css_is(name, known[i].name))
            return add_simple(draft, known[i].is, 0, dc_str_slice(NULL, 0));
    return false;
}

/* Reads one compound; false: it holds what is not known here. */
static bool
read_compound(struct draft *draft, enum html_css_way way)
{
    struct html_css *css = &draft->css;
    if (draft->count == COMPOUNDS_MAX)
        return false;
    draft->compounds[draft->count] = (struct html_css_compound){
        (uint32_t)draft->reader->sheets.simples_count, 0, (uint8_t)way};
    const char *start = css->at;
    bool is_good = true;
    if (!html_css_take(css, '*') && strchr(".#[:", html_css_peek(css)) == NULL)
        is_good = html_css_peek(css) != '>' && read_type(draft);
    while (is_good && css->at < css->end && strchr(".#[:", *css->at)) {
        if (*css->at == '.')
            is_good = read_named(draft, HTML_CSS_IS_CLASS);
        else if (*css->at == '#')
            is_good = read_named(draft, HTML_CSS_IS_ID);
        else if (*css->at == '[')
            is_good = read_attribute(draft);
        else
            is_good = read_pseudo(draft);
    }
    draft->count++;
    return is_good && css->at > start;
}

/* Reads all compounds of one selector. */
static bool
read_selector(struct draft *draft)
{
    struct html_css *css = &draft->css;
    enum html_css_way way = HTML_CSS_SELF;
    html_css_blanks(css);
    while (css->at < css->end) {
        if (!read_compound(draft, way))
            return false;
        bool has_blank = html_css_blanks(css);
        if (css->at == css->end)
            break;
        if (html_css_take(css, '>'))
            way = HTML_CSS_PARENT;
        else if (html_css_take(css, '+'))
            way = HTML_CSS_BESIDE;
        else if (has_blank)
            way = HTML_CSS_ABOVE;
        else
            return false;
        html_css_blanks(css);
    }
    return draft->count != 0;
}

/* The bucket of a selector: by an id, else a class, else a type of its end. */
static uint32_t
bucket_of(
    const struct html_sheets *sheets, const struct html_css_compound *compound)
{
    const struct html_css_simple *best = NULL;
    for (uint32_t i = 0; i < compound->count; i++) {
        const struct html_css_simple *at =
            &sheets->simples[compound->first + i];
        bool is_better = at->is <= HTML_CSS_IS_CLASS &&
            (!best || best->is == HTML_CSS_IS_TYPE || at->is == HTML_CSS_IS_ID);
        best = is_better ? at : best;
    }
    return best
        ? html_css_hash((enum html_css_is)best->is, best->value, best->name)
        : 0;
}

/* Turns the draft's compounds around: the combinators move by one. */
static void
add_selector(struct draft *draft, uint32_t rule)
{
    struct html_sheets *sheets = &draft->reader->sheets;
    dc_job *job = draft->reader->job;
    uint32_t first = (uint32_t)sheets->compounds_count;
    if (sheets->selectors_count == 0)
        sheets->selectors_count = 1; /* 0 is none */
    for (size_t i = draft->count; i-- > 0;) {
        if (!html_more(job, (void **)&sheets->compounds,
                &sheets->compounds_room, sheets->compounds_count,
                sizeof *sheets->compounds))
            return;
        struct html_css_compound *at =
            &sheets->compounds[sheets->compounds_count++];
        *at = draft->compounds[i];
        at->way = i + 1 < draft->count ? draft->compounds[i + 1].way
                                       : (uint8_t)HTML_CSS_SELF;
    }
    if (!html_more(job, (void **)&sheets->selectors, &sheets->selectors_room,
            sheets->selectors_count, sizeof *sheets->selectors))
        return;
    uint32_t bucket = bucket_of(sheets, &sheets->compounds[first]);
    sheets->selectors[sheets->selectors_count] =
        (struct html_css_selector){first, (uint32_t)draft->count, rule,
            draft->specificity, sheets->buckets[bucket]};
    sheets->buckets[bucket] = (uint32_t)sheets->selectors_count++;
}

void
html_css_add_selectors(struct html_reader *reader, dc_str text, uint32_t rule)
{
    struct html_sheets *sheets = &reader->sheets;
    struct html_css css = html_css_of(text);
    while (css.at < css.end) {
        dc_str one = html_css_until(&css, ",");
        struct draft draft = {.reader = reader, .css = html_css_of(one)};
        html_css_take(&css, ',');
        if (sheets->selectors_count >= HTML_CSS_SELECTORS_MAX)
            sheets->left_out++;
        else if (read_selector(&draft))
            add_selector(&draft, rule);
    }
}
