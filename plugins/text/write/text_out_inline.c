/* SPDX-License-Identifier: MIT */
/*
 * Inlines.  Most pass their text on; a few need a sign, since without it the
 * text would mean something else (10^(n), ~~no~~).
 */
#include "write/text_out.h"

static void
put_str(struct text_out *out, dc_str text)
{
    text_out_put(out, text.ptr, text.len);
}

static const char *
sign_of(const struct text_out *out, const struct text_out_frame *frame)
{
    if (frame->kind == DC_STRIKEOUT)
        return "~~";
    return frame->kind == DC_STRONG ? out->options.strong : out->options.emph;
}

static const char *
unshown(uint32_t kind)
{
    if (kind == DC_EMPH)
        return "plain text does not show emphasis";
    return kind == DC_STRONG ? "plain text does not show bold letters"
                             : "plain text does not show underlines";
}

bool
text_out_enter_emph(struct text_out *out, struct text_out_frame *frame)
{
    const char *sign = sign_of(out, frame);
    if (!*sign) {
        text_out_lose(out, frame, unshown(frame->kind));
        return true;
    }
    /* Signs around signs would read as other signs. */
    const struct text_out_frame *parent = text_out_parent(out);
    bool is_again = parent && parent->is_signed && parent->kind == frame->kind;
    bool has_text = dc_plain_text(out->job, frame->node).len != 0;
    frame->is_signed = has_text && !is_again;
    if (frame->is_signed)
        text_out_puts(out, sign);
    return true;
}

void
text_out_leave_emph(struct text_out *out, struct text_out_frame *frame)
{
    if (frame->is_signed)
        text_out_puts(out, sign_of(out, frame));
}

/* Books that are typed put small capitals as capitals. */
bool
text_out_enter_small_caps(struct text_out *out, struct text_out_frame *frame)
{
    frame->is_signed = out->options.style == TEXT_OUT_GUTENBERG;
    if (frame->is_signed)
        out->capitals++;
    else
        text_out_lose(out, frame, "plain text does not show small caps");
    return true;
}

void
text_out_leave_small_caps(struct text_out *out, struct text_out_frame *frame)
{
    if (frame->is_signed)
        out->capitals--;
}

/* Nothing but text, or a link within the document around it. */
static bool
is_bare(struct text_out *out, uint32_t node)
{
    const dc_walk *walk = out->job->host->walk;
    uint32_t child = walk->first(out->job, node);
    if (child && dc_kind(out->job, child) == DC_LINK &&
        !walk->sibling(out->job, child)) {
        dc_str url = dc_str_field(out->job, child, DC_F_URL);
        if (url.len && url.ptr[0] == '#')
            child = walk->first(out->job, child);
    }
    for (; child; child = walk->sibling(out->job, child))
        if (dc_kind(out->job, child) != DC_TEXT)
            return false;
    return true;
}

/* 1st, 2e, 3rd: typed on the line. */
static bool
is_ordinal(const struct text_out *out, dc_str text)
{
    static const char *const endings[] = {
        "st", "nd", "rd", "th", "er", "re", "e", "ème"};
    if (out->last < '0' || out->last > '9')
        return false;
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
        if (dc_str_equal(text, endings[i]))
            return true;
    return false;
}

/* A mark of a note has its own brackets, and a star is raised as it is. */
static bool
is_mark(dc_str text)
{
    bool is_bracketed =
        text.len > 2 && text.ptr[0] == '[' && text.ptr[text.len - 1] == ']';
    return is_bracketed || dc_str_equal(text, "*") || dc_str_equal(text, "†");
}

/* Figures and signs; of letters one alone, since words of them are unread. */
static bool
has_script_form(dc_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= 'a' && text.ptr[i] <= 'z' && text.len > 1)
            return false;
    return text.len > 0;
}

bool
text_out_enter_script(struct text_out *out, struct text_out_frame *frame)
{
    bool is_super = frame->kind == DC_SUPERSCRIPT;
    dc_str text = dc_plain_text(out->job, frame->node);
    struct text_out_buffer *form = &out->scratch;
    form->len = 0;
    if (is_super && (is_mark(text) || is_ordinal(out, text)))
        return true;
    if (is_bare(out, frame->node) && has_script_form(text) &&
        text_out_script(out, text, is_super, form)) {
        text_out_put(out, form->ptr, form->len);
        return false;
    }
    bool has_notes = text.len == 0;
    if (has_notes)
        return true;
    frame->is_signed = true;
    text_out_puts(out, is_super ? "^(" : "_(");
    return true;
}

void
text_out_leave_script(struct text_out *out, struct text_out_frame *frame)
{
    if (frame->is_signed)
        text_out_puts(out, ")");
}

static void
put_quote(struct text_out *out, struct text_out_frame *frame, bool is_closing)
{
    bool is_double =
        dc_int_field(out->job, frame->node, DC_F_QUOTE) == DC_QUOTE_DOUBLE;
    text_out_puts(out, text_out_quote(frame->quotes, is_double, is_closing));
}

bool
text_out_enter_quoted(struct text_out *out, struct text_out_frame *frame)
{
    put_quote(out, frame, false);
    return true;
}

void
text_out_leave_quoted(struct text_out *out, struct text_out_frame *frame)
{
    put_quote(out, frame, true);
}

bool
text_out_enter_line_break(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    text_out_force_line(out);
    return true;
}

/* A cite mostly holds the text that stands for its citations. */
bool
text_out_enter_cite(struct text_out *out, struct text_out_frame *frame)
{
    const dc_walk *walk = out->job->host->walk;
    uint32_t child = walk->first(out->job, frame->node);
    while (child && dc_kind(out->job, child) == DC_CITATION)
        child = walk->sibling(out->job, child);
    frame->has_text = child != 0;
    return true;
}

static void
put_cite_id(struct text_out *out, uint32_t citation)
{
    text_out_puts(out, "@");
    put_str(out, dc_str_field(out->job, citation, DC_F_CITE_ID));
}

/* Without that text: [prefix @id suffix]. */
bool
text_out_enter_citation(struct text_out *out, struct text_out_frame *frame)
{
    const dc_walk *walk = out->job->host->walk;
    if (text_out_parent(out)->has_text)
        return false;
    uint32_t child = walk->first(out->job, frame->node);
    text_out_puts(out, "[");
    if (!child || dc_kind(out->job, child) != DC_CITE_PREFIX)
        put_cite_id(out, frame->node);
    return true;
}

void
text_out_leave_citation(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    if (!text_out_parent(out)->has_text)
        text_out_puts(out, "]");
}

void
text_out_leave_prefix(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    text_out_puts(out, " ");
    put_cite_id(out, text_out_parent(out)->node);
}

static dc_str
without_prefix(dc_str text, const char *prefix)
{
    size_t len = strlen(prefix);
    bool has_it = text.len > len && memcmp(text.ptr, prefix, len) == 0;
    return has_it ? dc_str_slice(text.ptr + len, text.len - len) : text;
}

/* The text is the address, but perhaps for its scheme and last slash. */
static bool
says_address(dc_str text, dc_str url)
{
    url = without_prefix(without_prefix(url, "https://"), "http://");
    text = without_prefix(without_prefix(text, "https://"), "http://");
    if (url.len && url.ptr[url.len - 1] == '/')
        url.len--;
    if (text.len && text.ptr[text.len - 1] == '/')
        text.len--;
    return text.len == url.len && memcmp(text.ptr, url.ptr, url.len) == 0;
}

static void
put_address(struct text_out *out, struct text_out_frame *frame, dc_str url,
    bool has_text)
{
    switch (out->options.links) {
    case TEXT_OUT_NO_LINKS:
        text_out_lose(out, frame, "addresses of links are left out");
        return;
    case TEXT_OUT_LIST:
        text_out_puts(out, "[");
        text_out_put_number(out, text_out_keep_link(out, url));
        text_out_puts(out, "]");
        return;
    case TEXT_OUT_INLINE:
        text_out_puts(out, has_text ? " (" : "(");
        put_str(out, url);
        text_out_puts(out, ")");
    }
}

/* Whether the address means something outside of where the text was. */
static bool
is_absolute(dc_str url)
{
    size_t end = 0;
    while (end < url.len && url.ptr[end] != ':' && url.ptr[end] != '/' &&
        url.ptr[end] != '?' && url.ptr[end] != '#')
        end++;
    bool is_script = end == 10 && memcmp(url.ptr, "javascript", 10) == 0;
    return end > 1 && end < url.len && url.ptr[end] == ':' && !is_script;
}

/* The address follows, but where it is the text or leads nowhere from here. */
void
text_out_leave_link(struct text_out *out, struct text_out_frame *frame)
{
    dc_str url = dc_str_field(out->job, frame->node, DC_F_URL);
    dc_str text = dc_plain_text(out->job, frame->node);
    if (url.len == 0)
        return;
    if (!is_absolute(url)) {
        text_out_lose(out, frame, "relative addresses of links are left out");
        return;
    }
    url = without_prefix(url, "mailto:");
    if (says_address(text, url))
        return;
    bool in_heading = out->in_heading;
    out->in_heading = false;
    put_address(out, frame, url, text.len != 0);
    out->in_heading = in_heading;
}

/* The last part of an address; of data, nothing. */
static dc_str
file_name(dc_str url)
{
    size_t end = 0;
    size_t start = 0;
    if (url.len > 5 && memcmp(url.ptr, "data:", 5) == 0)
        return dc_str_of("image");
    while (end < url.len && url.ptr[end] != '?' && url.ptr[end] != '#')
        end++;
    for (size_t i = 0; i + 1 < end; i++)
        start = url.ptr[i] == '/' ? i + 1 : start;
    return end > start ? dc_str_slice(url.ptr + start, end - start)
                       : dc_str_of("image");
}

/* [description], [title] or [file]; in books [Illustration: description]. */
bool
text_out_enter_image(struct text_out *out, struct text_out_frame *frame)
{
    bool is_book = out->options.style == TEXT_OUT_GUTENBERG;
    dc_str title = dc_str_field(out->job, frame->node, DC_F_TITLE);
    text_out_puts(out, is_book ? "[Illustration: " : "[");
    if (dc_plain_text(out->job, frame->node).len)
        return true;
    dc_str url = dc_str_field(out->job, frame->node, DC_F_URL);
    put_str(out, title.len ? title : file_name(url));
    return true;
}

void
text_out_leave_image(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    text_out_puts(out, "]");
}

/* In Unicode if it is simple, else as TeX between its signs. */
bool
text_out_enter_math(struct text_out *out, struct text_out_frame *frame)
{
    struct text_out_buffer *form = &out->scratch;
    dc_str tex = dc_plain_text(out->job, frame->node);
    bool is_display = dc_int_field(out->job, frame->node, DC_F_DISPLAY) != 0;
    form->len = 0;
    if (is_display && out->flow->is_open)
        text_out_end_line(out);
    if (!out->options.is_ascii && text_out_math(out, tex, form)) {
        text_out_put(out, form->ptr, form->len);
        return false;
    }
    frame->is_signed = true;
    text_out_puts(out, is_display ? "$$" : "$");
    return true;
}

void
text_out_leave_math(struct text_out *out, struct text_out_frame *frame)
{
    bool is_display = dc_int_field(out->job, frame->node, DC_F_DISPLAY) != 0;
    if (frame->is_signed)
        text_out_puts(out, is_display ? "$$" : "$");
    if (is_display)
        text_out_end_line(out);
}

/* A marker that was written in front of its item is not written again. */
bool
text_out_enter_span(struct text_out *out, struct text_out_frame *frame)
{
    bool is_written = frame->node == out->marker_node;
    out->marker_node = 0;
    return !is_written;
}
