/* SPDX-License-Identifier: MIT */
/*
 * Inline elements, images, breaks and preformatted text.
 */
#include "read/html_reader.h"
#include "parse/html_token.h"

bool
html_is_script_url(dc_str url)
{
    while (url.len && (unsigned char)*url.ptr <= ' ') {
        url.ptr++;
        url.len--;
    }
    return html_begins_with(url.ptr, url.ptr + url.len, "javascript:") ||
        html_begins_with(url.ptr, url.ptr + url.len, "vbscript:");
}

/*
 * True if the element's own style attribute says that it does not look like
 * what it is: programs wrap whole documents in a <b> that is not bold.  What
 * a sheet says does not count, since many begin by making all text alike.
 */
static bool
is_taken_back(const struct html_dom *dom, const struct html_place *level,
    uint32_t kind)
{
    const uint16_t *values = level->style.values;
    bool is_normal =
        (kind == DC_STRONG && values[HTML_CSS_WEIGHT] == HTML_CSS_NORMAL) ||
        (kind == DC_EMPH && values[HTML_CSS_SLANT] == HTML_CSS_NORMAL);
    return is_normal && html_attribute_of(dom, level->node, HTML_STYLE);
}

/* The kind that the element becomes here; 0: it leaves no trace. */
static uint32_t
kind_here(struct html_reader *reader, const struct html_place *level,
    const struct html_role *role)
{
    const struct html_dom *dom = &reader->dom;
    uint32_t node = level->node;
    uint32_t kind = role->kind;
    if (is_taken_back(dom, level, kind))
        kind = DC_SPAN;
    if (kind == DC_LINK) {
        const struct html_attribute *href =
            html_attribute_of(dom, node, HTML_HREF);
        if (href && html_is_script_url(html_value_of(dom, href))) {
            html_lose(reader, HTML_LOST_ADDRESSES, node);
            href = NULL;
        }
        if (!href || reader->in_link)
            kind = DC_SPAN;
    }
    bool is_plain = kind == DC_SPAN && !role->class_name &&
        !html_keeps_attrs(reader, node) &&
        html_id_of(dom, node).len == 0;
    return is_plain ? 0 : kind;
}

void
html_read_inline(struct html_reader *reader, uint32_t node,
    struct html_place *level, const struct html_role *role)
{
    const struct html_dom *dom = &reader->dom;
    uint32_t name = html_node(dom, node)->name;
    if (name == HTML_SPAN && html_has_word(dom, node, HTML_CLASS, "smallcaps"))
        html_push_inline(reader, level, DC_SMALL_CAPS, NULL);
    uint32_t kind = kind_here(reader, level, role);
    if (kind)
        html_push_inline(reader, level, kind, role->class_name);
    if (name == HTML_A)
        reader->in_link++;
    if (name == HTML_Q)
        reader->in_quote++;
    /* How a sheet shows all links says nothing of one of them. */
    if (name != HTML_A || html_attribute_of(dom, node, HTML_STYLE))
        html_push_looks(reader, level);
}

/* Attributes in which pages keep the address of an image not yet shown. */
static const char *const lazy[] = {
    "data-src", "data-original", "data-lazy-src", "data-url", NULL};

static bool
is_placeholder(dc_str url)
{
    return url.len == 0 ||
        html_begins_with(url.ptr, url.ptr + url.len, "data:image/gif") ||
        html_begins_with(url.ptr, url.ptr + url.len, "data:image/svg");
}

/* The number behind an address in a srcset: "800w" or "2x". */
static double
descriptor(dc_str text)
{
    double value = 0;
    double place = 1;
    bool is_fraction = false;
    for (size_t i = 0; i < text.len && i < 12; i++) {
        char c = text.ptr[i];
        if (c == '.') {
            is_fraction = true;
        } else if (c >= '0' && c <= '9') {
            value = value * 10 + (c - '0');
            place *= is_fraction ? 10 : 1;
        }
    }
    return value / place;
}

/* The best candidate of a srcset (HTML standard, 4.8.4): the largest. */
static dc_str
best_of(dc_str srcset)
{
    const char *at = srcset.ptr;
    const char *end = at + srcset.len;
    dc_str best = {NULL, 0};
    double best_size = -1;
    while (at < end) {
        while (at < end && (html_is_blank(*at) || *at == ','))
            at++;
        dc_str url = {at, 0};
        while (at < end && !html_is_blank(*at))
            at++;
        url.len = (size_t)(at - url.ptr);
        bool is_alone = url.len && url.ptr[url.len - 1] == ',';
        while (url.len && url.ptr[url.len - 1] == ',')
            url.len--;
        dc_str rest = {at, 0};
        while (!is_alone && at < end && *at != ',')
            at++;
        rest.len = (size_t)(at - rest.ptr);
        double size = descriptor(rest);
        if (url.len && size > best_size) {
            best = url;
            best_size = size;
        }
    }
    return best;
}

/* Of the sources beside an image in a <picture>. */
static dc_str
picture_source(const struct html_dom *dom, uint32_t image)
{
    dc_str none = {NULL, 0};
    uint32_t parent = html_node(dom, image)->parent;
    if (!html_is_element(dom, parent, HTML_PICTURE))
        return none;
    uint32_t at = html_node(dom, parent)->first;
    for (unsigned i = 0; at && i < 64; at = html_node(dom, at)->next, i++) {
        dc_str srcset = html_attr_of(dom, at, HTML_SRCSET);
        if (html_is_element(dom, at, HTML_SOURCE) && srcset.len)
            return best_of(srcset);
    }
    return none;
}

static dc_str
image_url(struct html_reader *reader, uint32_t node)
{
    struct html_dom *dom = &reader->dom;
    dc_str url = html_attr_of(dom, node, HTML_SRC);
    for (size_t i = 0; is_placeholder(url) && lazy[i]; i++) {
        uint32_t name =
            html_dom_name(dom, lazy[i], strlen(lazy[i]), false);
        dc_str other = html_attr_of(dom, node, name);
        url = other.len ? other : url;
    }
    dc_str best = {NULL, 0};
    if (is_placeholder(url))
        best = best_of(html_attr_of(dom, node, HTML_SRCSET));
    if (is_placeholder(url) && best.len == 0)
        best = picture_source(dom, node);
    return best.len ? best : url;
}

void
html_read_image(struct html_reader *reader, uint32_t node)
{
    dc_job *job = reader->job;
    const struct html_dom *dom = &reader->dom;
    dc_str url = image_url(reader, node);
    dc_str alt = html_attr_of(dom, node, HTML_ALT);
    if (url.len == 0 || html_is_script_url(url)) {
        if (alt.len)
            html_flow_text(reader, alt);
        return;
    }
    html_flow_open(reader);
    dc_open(job, DC_IMAGE, html_pos(reader, node));
    dc_set_str(job, DC_F_URL, html_url_at(reader, url));
    dc_set_str(job, DC_F_TITLE, html_attr_of(dom, node, HTML_TITLE));
    html_read_attrs(reader, node, NULL, true);
    if (alt.len)
        dc_text(job, alt.ptr, alt.len);
    dc_close(job, DC_IMAGE);
}

bool
html_is_page_break(const struct html_dom *dom, uint32_t node)
{
    return html_node(dom, node)->len != 0 &&
        (html_has_word(dom, node, HTML_EPUB_TYPE, "pagebreak") ||
            html_has_word(dom, node, HTML_ROLE, "doc-pagebreak"));
}

void
html_read_page_break(struct html_reader *reader, uint32_t node)
{
    dc_job *job = reader->job;
    const struct html_dom *dom = &reader->dom;
    if (reader->holder == HTML_HOLDS_ROWS)
        return;
    dc_str label = html_attr_of(dom, node, HTML_TITLE);
    if (label.len == 0)
        label = html_attr_of(dom, node, HTML_ARIA_LABEL);
    if (label.len == 0)
        label = html_plain_text(reader, node, 64);
    if (reader->para)
        html_flow_open(reader);
    else
        html_flow_block(reader, node);
    dc_open(job, DC_PAGE_BREAK, html_pos(reader, node));
    if (label.len)
        dc_set_str(job, DC_F_LABEL, label);
    dc_str id = html_id_of(dom, node);
    if (id.len)
        dc_attr(job, "id", id);
    dc_close(job, DC_PAGE_BREAK);
}

void
html_read_rule(struct html_reader *reader, uint32_t node)
{
    const struct html_dom *dom = &reader->dom;
    uint32_t kind = DC_RULE;
    if (html_is_page_break(dom, node) ||
        html_has_word(dom, node, HTML_CLASS, "page-break") ||
        html_has_word(dom, node, HTML_CLASS, "pagebreak"))
        kind = DC_PAGE_BREAK;
    else if (html_has_word(dom, node, HTML_CLASS, "scene-break") ||
        html_has_word(dom, node, HTML_CLASS, "scenebreak"))
        kind = DC_SCENE_BREAK;
    dc_open(reader->job, kind, html_pos(reader, node));
    if (kind == DC_PAGE_BREAK)
        dc_set_str(reader->job, DC_F_LABEL,
            html_attr_of(dom, node, HTML_TITLE));
    html_read_attrs(reader, node, NULL, true);
    dc_close(reader->job, kind);
}

/* The only element in `node` if that is code, else 0. */
static uint32_t
code_within(const struct html_dom *dom, uint32_t node)
{
    uint32_t first = html_node(dom, node)->first;
    while (first && html_node(dom, first)->type == HTML_TYPE_TEXT) {
        dc_str text = html_text_of(dom, first);
        for (size_t i = 0; i < text.len; i++)
            if (!html_is_blank(text.ptr[i]))
                return 0;
        first = html_node(dom, first)->next;
    }
    return first && html_is_element(dom, first, HTML_CODE) ? first : 0;
}

/* Classes of the code in a <pre>: "language-c" is the language. */
static void
read_code_classes(struct html_reader *reader, uint32_t node)
{
    static const char prefix[] = "language-";
    const struct html_dom *dom = &reader->dom;
    dc_str classes = html_attr_of(dom, node, HTML_CLASS);
    const char *end = classes.ptr + classes.len;
    for (const char *at = classes.ptr; at < end;) {
        const char *to = at;
        while (to < end && !html_is_blank(*to))
            to++;
        dc_str word = {at, (size_t)(to - at)};
        if (html_begins_with(at, to, prefix)) {
            word.ptr += sizeof prefix - 1;
            word.len -= sizeof prefix - 1;
        }
        if (word.len)
            dc_attr(reader->job, "class", word);
        at = to + (to < end);
    }
}

/* A line feed that is held back: the last one of a block is no text. */
static void
put_code(struct html_reader *reader, dc_str text, bool *has_feed)
{
    if (text.len == 0)
        return;
    if (*has_feed)
        dc_text(reader->job, "\n", 1);
    *has_feed = text.ptr[text.len - 1] == '\n';
    text.len -= *has_feed;
    if (text.len)
        dc_text(reader->job, text.ptr, text.len);
}

void
html_read_pre(struct html_reader *reader, uint32_t node)
{
    static const dc_str feed = DC_STR("\n");
    dc_job *job = reader->job;
    const struct html_dom *dom = &reader->dom;
    uint32_t code = code_within(dom, node);
    bool has_feed = false;
    dc_open(job, DC_CODE_BLOCK, html_pos(reader, node));
    html_read_attrs(reader, node, NULL, true);
    if (code)
        read_code_classes(reader, code);
    uint32_t at = html_node(dom, node)->first;
    while (at) {
        const struct html_node *here = html_node(dom, at);
        const struct html_role *role = html_role_of(dom, at);
        if (here->type == HTML_TYPE_TEXT)
            put_code(reader, html_text_of(dom, at), &has_feed);
        else if (html_is_element(dom, at, HTML_BR))
            put_code(reader, feed, &has_feed);
        bool is_left_out = here->type == HTML_TYPE_ELEMENT &&
            (role->does == HTML_DOES_NOTHING ||
                role->does == HTML_DOES_SCRIPT);
        at = is_left_out ? html_dom_after(dom, at, node)
                         : html_dom_following(dom, at, node);
    }
    dc_close(job, DC_CODE_BLOCK);
}

/* Adds a text to `out` with its blanks as one space each. */
static size_t
add_plain(char *out, size_t len, size_t most, dc_str text)
{
    for (size_t i = 0; i < text.len && len < most; i++) {
        bool is_blank = html_is_blank(text.ptr[i]);
        if (is_blank && (len == 0 || out[len - 1] == ' '))
            continue;
        out[len++] = is_blank ? ' ' : text.ptr[i];
    }
    return len;
}

dc_str
html_plain_text(struct html_reader *reader, uint32_t node, size_t most)
{
    const struct html_dom *dom = &reader->dom;
    dc_str plain = {NULL, 0};
    char *out = dc_alloc(reader->job, most);
    if (!out)
        return plain;
    size_t len = 0;
    for (uint32_t at = html_node(dom, node)->first; at && len < most;
         at = html_dom_following(dom, at, node))
        if (html_node(dom, at)->type == HTML_TYPE_TEXT)
            len = add_plain(out, len, most, html_text_of(dom, at));
    /* A character that was cut off in its middle goes. */
    if (len == most)
        while (len && ((unsigned char)out[len - 1] & 0xC0) == 0x80)
            len--;
    if (len && len < most && (unsigned char)out[len - 1] >= 0xC0)
        len--;
    while (len && out[len - 1] == ' ')
        len--;
    plain.ptr = out;
    plain.len = len;
    return plain;
}
