/* SPDX-License-Identifier: MIT */
/*
 * What a template made, on its way into a page: parsed as XML and written
 * again, element by element, by a table of what may stand where.  So a page is
 * valid in EPUB 2 and 3 alike, whatever the template says; one that cannot be
 * ends the job with a message.
 */
#include "base/epub_utf8.h"
#include "docconv/ext/xml.h"
#include "write/epub_page.h"

/* What may stand in an element. */
enum model {
    FLOW, /* blocks and words */
    BLOCKS,
    WORDS,
    ITEMS, /* of a list */
    NOTHING
};

static const struct element {
    const char *name;
    bool is_block;
    enum model model;
} elements[] = {
    {"a", false, WORDS},
    {"abbr", false, WORDS},
    {"b", false, WORDS},
    {"bdo", false, WORDS},
    {"blockquote", true, BLOCKS},
    {"br", false, NOTHING},
    {"cite", false, WORDS},
    {"code", false, WORDS},
    {"div", true, FLOW},
    {"em", false, WORDS},
    {"h1", true, WORDS},
    {"h2", true, WORDS},
    {"h3", true, WORDS},
    {"h4", true, WORDS},
    {"h5", true, WORDS},
    {"h6", true, WORDS},
    {"heading", true, NOTHING},
    {"hr", true, NOTHING},
    {"i", false, WORDS},
    {"img", false, NOTHING},
    {"ol", true, ITEMS},
    {"p", true, WORDS},
    {"small", false, WORDS},
    {"span", false, WORDS},
    {"strong", false, WORDS},
    {"sub", false, WORDS},
    {"sup", false, WORDS},
    {"ul", true, ITEMS},
};

static const struct element item = {"li", true, FLOW};

enum { LEVELS_MAX = 64 };

struct copy {
    struct epub_page_job *page;
    struct epub_buf *out;
    struct {
        const struct element *element;
        unsigned children;
    } levels[LEVELS_MAX];
    size_t depth;
    bool in_link;
    bool is_reported;
};

/* Reports what is wrong, with a name, and ends the parsing. */
static int32_t
refuse(struct copy *copy, const char *before, dc_str name, const char *behind)
{
    struct epub_page_job *page = copy->page;
    struct epub_buf text = {0};
    epub_puts(&text, page->what);
    if (page->file.len) {
        epub_puts(&text, " that ");
        epub_put_str(&text, page->file);
        epub_puts(&text, " makes");
    }
    epub_puts(&text, " ");
    epub_puts(&text, before);
    epub_put(&text, name.ptr, name.len < 80 ? name.len : 80);
    epub_puts(&text, behind);
    dc_report_at(page->epub->job, DC_DIAG_ERROR, "epub-template",
        epub_buf_str(&text), DC_POS_NONE);
    epub_buf_fini(&text);
    copy->is_reported = true;
    return dc_fail(page->epub->job, DC_E_TEMPLATE);
}

static enum model
model(const struct copy *copy)
{
    return copy->depth ? copy->levels[copy->depth - 1].element->model : FLOW;
}

static const struct element *
lookup(const struct copy *copy, dc_str name)
{
    if (model(copy) == ITEMS)
        return dc_str_equal(name, "li") ? &item : NULL;
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        if (!dc_str_equal(name, elements[i].name))
            continue;
        bool fits = elements[i].is_block ? model(copy) <= BLOCKS
                                         : model(copy) != BLOCKS;
        return fits && model(copy) != NOTHING ? &elements[i] : NULL;
    }
    return NULL;
}

/* Attributes. */

static bool
is_names(dc_str value)
{
    bool is_some = false;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        is_some |= c != ' ';
        if (!epub_is_letter(c) && !epub_is_digit(c) && !memchr(" -_", c, 3))
            return false;
    }
    return is_some;
}

static bool
is_direction(dc_str value)
{
    return dc_str_equal(value, "ltr") || dc_str_equal(value, "rtl");
}

static bool
is_any(dc_str value)
{
    (void)value;
    return true;
}

static bool
is_size(dc_str value)
{
    for (size_t i = 0; i < value.len; i++)
        if (!epub_is_digit(value.ptr[i]))
            return false;
    return value.len > 0 && value.len < 6;
}

static bool
is_external(dc_str value)
{
    return epub_url_judge(value) == EPUB_URL_EXTERNAL;
}

static const struct attribute {
    const char *name;
    const char *element; /* empty: any */
    bool (*is_good)(dc_str value);
} attributes[] = {
    {"class", "", is_names},
    {"dir", "", is_direction},
    {"lang", "", epub_is_language},
    {"title", "", is_any},
    {"href", "a", is_external},
    {"alt", "img", is_any},
    {"width", "img", is_size},
    {"height", "img", is_size},
};

static bool
is_allowed(const char *element, const dc_xml_attr *attr)
{
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        const struct attribute *one = &attributes[i];
        if (dc_str_equal(attr->name, one->name) &&
            (!*one->element || strcmp(one->element, element) == 0))
            return one->is_good(attr->value);
    }
    return false;
}

static void
put_attr(struct copy *copy, const dc_xml_attr *attr)
{
    bool is_epub2 = copy->page->epub->is_epub2;
    if (dc_str_equal(attr->name, "lang")) {
        epub_put_attr(copy->out, "xml:lang", attr->value);
        if (!is_epub2)
            epub_put_attr(copy->out, "lang", attr->value);
        return;
    }
    epub_puts(copy->out, " ");
    epub_put_str(copy->out, attr->name);
    epub_puts(copy->out, "=\"");
    if (dc_str_equal(attr->name, "href"))
        epub_url_put(copy->out, attr->value);
    else
        epub_put_value(copy->out, attr->value);
    epub_puts(copy->out, "\"");
}

/* An image of the page goes into the book like those of the text. */
static int32_t
put_source(struct copy *copy, dc_str url)
{
    struct epub *epub = copy->page->epub;
    uint32_t number = epub_add_image(epub, url, DC_POS_NONE);
    if (number == EPUB_NONE)
        return DC_E_NOMEM;
    const struct epub_image *image = epub_image_at(epub, number);
    if (!image->name.len)
        return refuse(copy, "shows an image that cannot be had: ", url, "");
    epub_puts(copy->out, " src=\"../");
    epub_put_str(copy->out, image->name);
    epub_puts(copy->out, "\"");
    return DC_OK;
}

static int32_t
put_attrs(struct copy *copy, const dc_xml_element *from, const char *name)
{
    bool is_image = strcmp(name, "img") == 0;
    bool has_source = false;
    bool has_alt = false;
    bool has_direction = false;
    for (uint32_t i = 0; i < from->attr_count; i++) {
        const dc_xml_attr *attr = &from->attrs[i];
        if (is_image && dc_str_equal(attr->name, "src")) {
            int32_t status = put_source(copy, attr->value);
            if (status != DC_OK)
                return status;
            has_source = true;
            continue;
        }
        if (attr->prefix.len || !is_allowed(name, attr))
            return refuse(copy,
                "has an attribute that it cannot have so: ", attr->name, "");
        has_alt |= dc_str_equal(attr->name, "alt");
        has_direction |= dc_str_equal(attr->name, "dir");
        put_attr(copy, attr);
    }
    if (is_image && !has_source)
        return refuse(copy, "has an image without ", dc_str_of("src"), "");
    if (strcmp(name, "bdo") == 0 && !has_direction)
        return refuse(copy, "has a <bdo> without ", dc_str_of("dir"), "");
    epub_puts(copy->out, is_image && !has_alt ? " alt=\"\"" : "");
    return DC_OK;
}

/* The walk; the outermost element is the parser's alone. */

static int32_t
put_heading(struct copy *copy)
{
    if (!copy->page->has_heading)
        return refuse(copy, "has ", dc_str_of("<heading>"),
            ", which is no element of such pages");
    if (copy->page->heading_is_put)
        return refuse(copy, "shows twice ", dc_str_of("$heading$"), "");
    copy->page->heading_is_put = true;
    epub_title_put(copy->page->epub, copy->out);
    return DC_OK;
}

static int32_t DC_CALL
on_start(void *user, const dc_xml_element *from)
{
    struct copy *copy = user;
    if (dc_str_equal(from->name, "page") && copy->depth == 0)
        return DC_OK;
    const struct element *element = lookup(copy, from->name);
    bool is_link = element && strcmp(element->name, "a") == 0;
    if (!element || copy->depth == LEVELS_MAX || (is_link && copy->in_link))
        return refuse(
            copy, "has an element that cannot stand there: <", from->name, ">");
    if (copy->depth)
        copy->levels[copy->depth - 1].children++;
    copy->levels[copy->depth].element = element;
    copy->levels[copy->depth++].children = 0;
    copy->in_link |= is_link;
    if (strcmp(element->name, "heading") == 0)
        return put_heading(copy);
    epub_puts(copy->out, "<");
    epub_puts(copy->out, element->name);
    int32_t status = put_attrs(copy, from, element->name);
    epub_puts(copy->out, element->model == NOTHING ? "/>" : ">");
    return status;
}

static int32_t DC_CALL
on_end(void *user, const dc_xml_element *from)
{
    struct copy *copy = user;
    if (copy->depth == 0)
        return DC_OK;
    const struct element *element = copy->levels[--copy->depth].element;
    bool needs_children = element->model == ITEMS || element->model == BLOCKS;
    if (needs_children && !copy->levels[copy->depth].children)
        return refuse(copy, "has nothing in its <", from->name, ">");
    copy->in_link &= strcmp(element->name, "a") != 0;
    if (element->model == NOTHING)
        return DC_OK;
    epub_puts(copy->out, "</");
    epub_puts(copy->out, element->name);
    epub_puts(copy->out, ">");
    return DC_OK;
}

static int32_t DC_CALL
on_text(void *user, dc_str text, uint64_t pos)
{
    struct copy *copy = user;
    (void)pos;
    bool is_blank = true;
    for (size_t i = 0; i < text.len; i++)
        is_blank &= memchr(" \t\r\n", text.ptr[i], 4) != NULL;
    bool may_stand = model(copy) == FLOW || model(copy) == WORDS;
    if (!may_stand && !is_blank)
        return refuse(copy, "has text where none can stand: ", text, "");
    epub_put_text(copy->out, text);
    return DC_OK;
}

/* Those that people write by habit. */
static dc_str DC_CALL
entity(void *user, dc_str name)
{
    static const char *const names[][2] = {{"nbsp", "\u00a0"},
        {"copy", "\u00a9"}, {"reg", "\u00ae"}, {"trade", "\u2122"},
        {"ndash", "\u2013"}, {"mdash", "\u2014"}, {"hellip", "\u2026"},
        {"middot", "\u00b7"}, {"shy", "\u00ad"}};
    (void)user;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (dc_str_equal(name, names[i][0]))
            return dc_str_of(names[i][1]);
    return dc_str_slice(NULL, 0);
}

void
epub_page_copy(struct epub_page_job *page, dc_str text, struct epub_buf *out)
{
    static const dc_xml_events events = {
        .struct_size = sizeof events,
        .start = on_start,
        .end = on_end,
        .text = on_text,
        .entity = entity,
    };
    struct epub_buf whole = {0};
    dc_job *job = page->epub->job;
    const dc_xml_service *xml = dc_service(job, DC_XML_ID);
    struct copy copy = {.page = page, .out = out};
    dc_xml_fault fault = {.struct_size = sizeof fault};
    epub_puts(&whole, "<page>");
    epub_put_str(&whole, text);
    epub_puts(&whole, "</page>");
    int32_t status = !xml ? DC_E_PLUGIN
        : whole.failed
        ? DC_E_NOMEM
        : xml->parse(job, epub_buf_str(&whole), &events, &copy, &fault);
    if (status == DC_E_XML || (status == DC_E_LIMIT && !copy.is_reported))
        refuse(&copy, "is not well-formed: ", dc_str_of(fault.message), "");
    else if (status != DC_OK)
        dc_fail(job, status);
    epub_buf_fini(&whole);
}
