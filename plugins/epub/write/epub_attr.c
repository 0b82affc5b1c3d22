/* SPDX-License-Identifier: MIT */
/*
 * Attributes of nodes as XHTML allows them on any element: id, class, lang,
 * dir, title and, in EPUB 3, epub:type; all others become data- attributes,
 * which EPUB 2 has not. What only looks (style) or acts (onclick) is left out:
 * a book has its own style sheet and no scripts.
 */
#include "write/epub.h"
#include "base/epub_utf8.h"

enum {
    CUSTOM_MAX = 16, /* data- attributes of one element; compared pairwise */
    CLASS_MAX = 64 /* bytes of one class name */
};

/* The attributes of one element while they are gathered. */
struct attrs {
    dc_str id;
    dc_str lang;
    dc_str dir;
    dc_str title;
    dc_str type;
    struct epub_buf classes;
    bool skips_class; /* the next one */
    bool keeps_classes; /* whatever their letters */
    dc_str custom_keys[CUSTOM_MAX];
    dc_str custom_values[CUSTOM_MAX];
    size_t custom_count;
};

static bool
is_class_char(char c)
{
    return epub_is_letter(c) || epub_is_digit(c) || c == '-' || c == '_' ||
        c == '.';
}

bool
epub_is_class_name(dc_str name)
{
    if (name.len == 0 || name.len > CLASS_MAX || epub_is_digit(name.ptr[0]) ||
        (name.len > 1 && name.ptr[0] == '-' && epub_is_digit(name.ptr[1])))
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (!is_class_char(name.ptr[i]) || name.ptr[i] == '.')
            return false;
    return true;
}

/* Class names of a source whose sheets know them, as they are. */
static void
copy_classes(struct attrs *attrs, dc_str value)
{
    if (value.len && attrs->classes.len)
        epub_puts(&attrs->classes, " ");
    epub_put_str(&attrs->classes, value);
}

/* Class names of the value, with what XHTML 1.1 has no room for as hyphens. */
static void
add_classes(struct attrs *attrs, dc_str value)
{
    struct epub_buf *classes = &attrs->classes;
    size_t word = 0;
    size_t i = 0;
    while (attrs->skips_class && i < value.len && value.ptr[i] != ' ')
        i++;
    i += attrs->skips_class && i < value.len;
    attrs->skips_class = false;
    if (attrs->keeps_classes) {
        copy_classes(attrs, dc_str_slice(value.ptr + i, value.len - i));
        return;
    }
    for (; i < value.len; i++) {
        char c = value.ptr[i];
        if (c == ' ' || c == '\t' || c == '\n') {
            word = 0;
            continue;
        }
        if (word == 0 && classes->len > 0)
            epub_put(classes, " ", 1);
        if (word++ < CLASS_MAX)
            epub_put(classes, is_class_char(c) ? &c : "-", 1);
    }
}

static bool
is_direction(struct epub *epub, dc_str value)
{
    return dc_str_equal(value, "ltr") || dc_str_equal(value, "rtl") ||
        (!epub->is_epub2 && dc_str_equal(value, "auto"));
}

/* The name behind "data-", or empty if it cannot be one. */
static dc_str
custom_name(dc_str key)
{
    static const char *const dropped[] = {"style", "src", "href", "alt",
        "width", "height", "role", "poster", "xmlns", "data-file",
        "data-linear", "data-properties", "data-title", "data-styles",
        "data-overlay", "data-source-level"};
    dc_str none = {NULL, 0};
    for (size_t i = 0; i < sizeof dropped / sizeof dropped[0]; i++)
        if (dc_str_equal(key, dropped[i]))
            return none;
    if (key.len > 5 && memcmp(key.ptr, "data-", 5) == 0) {
        key.ptr += 5;
        key.len -= 5;
    } else if (key.len > 2 && memcmp(key.ptr, "on", 2) == 0) {
        return none;
    }
    for (size_t i = 0; i < key.len; i++) {
        char c = key.ptr[i];
        bool is_letter = c >= 'a' && c <= 'z';
        bool is_other = epub_is_digit(c) || c == '-' || c == '_';
        if (!is_letter && !(i > 0 && is_other))
            return none;
    }
    return key;
}

static void
add_custom(struct attrs *attrs, dc_str key, dc_str value)
{
    dc_str name = custom_name(key);
    if (name.len == 0 || attrs->custom_count == CUSTOM_MAX)
        return;
    for (size_t i = 0; i < attrs->custom_count; i++)
        if (attrs->custom_keys[i].len == name.len &&
            memcmp(attrs->custom_keys[i].ptr, name.ptr, name.len) == 0)
            return;
    attrs->custom_keys[attrs->custom_count] = name;
    attrs->custom_values[attrs->custom_count++] = value;
}

/* Of an attribute that stands twice the first one counts. */
static void
add_attr(struct epub *epub, struct attrs *attrs, dc_str key, dc_str value)
{
    if (dc_str_equal(key, "class"))
        add_classes(attrs, value);
    else if (dc_str_equal(key, "id"))
        attrs->id = attrs->id.len ? attrs->id : value;
    else if (dc_str_equal(key, "lang") || dc_str_equal(key, "xml:lang"))
        attrs->lang = epub_is_language(value) ? value : attrs->lang;
    else if (dc_str_equal(key, "dir"))
        attrs->dir = is_direction(epub, value) ? value : attrs->dir;
    else if (dc_str_equal(key, "title"))
        attrs->title = attrs->title.len ? attrs->title : value;
    else if (dc_str_equal(key, "epub:type"))
        attrs->type = value;
    else if (!epub->is_epub2)
        add_custom(attrs, key, value);
}

static void
put_given(struct epub_buf *out, const char *name, dc_str value)
{
    if (value.len)
        epub_put_attr(out, name, value);
}

static void
put_custom(struct epub_buf *out, const struct attrs *attrs)
{
    for (size_t i = 0; i < attrs->custom_count; i++) {
        epub_puts(out, " data-");
        epub_put_str(out, attrs->custom_keys[i]);
        epub_puts(out, "=\"");
        epub_put_value(out, attrs->custom_values[i]);
        epub_puts(out, "\"");
    }
}

static void
put_type(struct epub *epub, dc_str type)
{
    struct epub_buf words = {0};
    if (type.len && epub->chapter && !epub->is_epub2)
        epub_put_types(epub, &words, type);
    put_given(&epub->out->text, "epub:type", epub_buf_str(&words));
    epub_buf_done(epub, &words);
}

void
epub_put_attrs(struct epub *epub, uint32_t node, const char *own, unsigned skip)
{
    const dc_walk *walk = epub->job->host->walk;
    struct epub_buf *out = &epub->out->text;
    struct attrs attrs;
    dc_str key, value;
    if (!walk->attr_at(epub->job, node, 0, &key, &value)) {
        if (*own)
            epub_put_attr(out, "class", dc_str_of(own));
        return;
    }

    memset(&attrs, 0, sizeof attrs);
    epub_puts(&attrs.classes, own);
    attrs.skips_class = skip & EPUB_SKIP_FIRST_CLASS;
    attrs.keeps_classes = epub_is_book_again(epub) && !epub->is_epub2;
    for (uint32_t i = 0; walk->attr_at(epub->job, node, i, &key, &value); i++)
        add_attr(epub, &attrs, key, value);
    if (!(skip & EPUB_SKIP_ID))
        put_given(out, "id", epub_define(epub, attrs.id));
    epub->has_classes |= attrs.classes.len > 0;
    if (!(skip & EPUB_SKIP_CLASS))
        put_given(out, "class", epub_buf_str(&attrs.classes));
    if (!(skip & EPUB_SKIP_TITLE))
        put_given(out, "title", attrs.title);
    if (!(skip & EPUB_SKIP_TYPE))
        put_type(epub, attrs.type);
    put_given(out, "xml:lang", attrs.lang);
    if (!epub->is_epub2)
        put_given(out, "lang", attrs.lang);
    put_given(out, "dir", attrs.dir);
    put_custom(out, &attrs);
    epub_buf_done(epub, &attrs.classes);
}

dc_str
epub_put_heading_id(struct epub *epub, uint32_t node)
{
    dc_str own = dc_attr_of(epub->job, node, "id");
    dc_str identifier = dc_identifier(epub->job, node);
    dc_str fragment =
        own.len ? epub_define(epub, own) : epub_define_made(epub, identifier);
    put_given(&epub->out->text, "id", fragment);
    return fragment;
}
