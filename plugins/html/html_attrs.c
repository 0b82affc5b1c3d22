/* SPDX-License-Identifier: MIT */
/*
 * The attributes of nodes.  id, class, lang, dir and title are HTML's own,
 * also the size of an image in pixels; every other key becomes data-KEY,
 * which is always valid and never runs.  What cannot be a name or value is
 * left out with a diagnostic.
 */
#include "html.h"

static char
lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool
is_alnum(char c)
{
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9');
}

/* BCP 47 by shape: a first part of 2-3 letters or x, i; parts up to 8. */
static bool
is_language(dc_str tag)
{
    size_t part = 0;
    bool is_first = true;
    for (size_t i = 0; i <= tag.len; i++) {
        if (i < tag.len && is_alnum(tag.ptr[i])) {
            part++;
            continue;
        }
        if (i < tag.len && tag.ptr[i] != '-')
            return false;
        if (part == 0 || part > 8 || (is_first && part > 3))
            return false;
        is_first = false;
        part = 0;
    }
    return true;
}

static bool
is_direction(dc_str value)
{
    return dc_str_equal(value, "ltr") || dc_str_equal(value, "rtl") ||
        dc_str_equal(value, "auto");
}

static bool
is_any(dc_str value)
{
    (void)value;
    return true;
}

/* A number of pixels. */
static bool
is_pixels(dc_str value)
{
    for (size_t i = 0; i < value.len; i++)
        if (value.ptr[i] < '0' || value.ptr[i] > '9')
            return false;
    return value.len > 0 && value.len < 6;
}

/* HTML's own attributes; id and class stand apart.  All other keys: data-. */
static const struct {
    const char *key;
    const char *element; /* NULL: every one */
    bool (*fits)(dc_str value);
} own_attrs[] = {
    {"lang", NULL, is_language},
    {"dir", NULL, is_direction},
    {"title", NULL, is_any},
    {"width", "img", is_pixels},
    {"height", "img", is_pixels},
};

/* The part of a key behind "data-". */
static dc_str
bare_key(dc_str key)
{
    if (key.len > 5 && memcmp(key.ptr, "data-", 5) == 0)
        return dc_str_slice(key.ptr + 5, key.len - 5);
    return key;
}

static bool
is_data_name(dc_str key)
{
    for (size_t i = 0; i < key.len; i++) {
        char c = key.ptr[i];
        bool is_inner = c == '-' || c == '.' || c == '_';
        if (!is_inner && (!is_alnum(c) || c != lower(c)))
            return false;
    }
    return key.len > 0;
}

static bool
is_same(dc_str a, dc_str b)
{
    return a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0;
}

static void
report_lost(struct html_write *write, uint32_t node)
{
    dc_report_at(write->job, DC_DIAG_LOSS, "html-attribute",
        dc_str_of("an attribute that HTML cannot hold is left out"),
        write->job->host->walk->pos(write->job, node));
}

static void
put_data(struct html_write *write, uint32_t node, dc_str key, dc_str value)
{
    dc_str name = bare_key(key);
    if (!is_data_name(name)) {
        report_lost(write, node);
        return;
    }
    html_puts(write, " data-");
    html_put(write, name.ptr, name.len);
    html_puts(write, "=\"");
    html_put_value(write, value);
    html_puts(write, "\"");
}

static void
put_other(struct html_write *write, uint32_t node, const char *element,
    dc_str key, dc_str value)
{
    for (size_t i = 0; i < sizeof(own_attrs) / sizeof(own_attrs[0]); i++) {
        const char *only = own_attrs[i].element;
        if (!dc_str_equal(key, own_attrs[i].key) ||
            (only && strcmp(only, element) != 0))
            continue;
        if (own_attrs[i].fits(value)) {
            html_put_attr(write, own_attrs[i].key, value);
            return;
        }
    }
    put_data(write, node, key, value);
}

static bool
is_among(const dc_str *keys, size_t count, dc_str key)
{
    for (size_t i = 0; i < count; i++)
        if (is_same(keys[i], bare_key(key)))
            return true;
    return false;
}

static void
put_others(struct html_write *write, uint32_t node, const char *element)
{
    const dc_walk *walk = write->job->host->walk;
    dc_str keys[HTML_ATTRS_MAX];
    size_t count = 0;
    dc_str key;
    dc_str value;
    for (uint32_t i = 0; walk->attr_at(write->job, node, i, &key, &value);
         i++) {
        if (dc_str_equal(key, "id") || dc_str_equal(key, "class"))
            continue;
        if (count == HTML_ATTRS_MAX || is_among(keys, count, key)) {
            report_lost(write, node);
            continue;
        }
        keys[count++] = bare_key(key);
        put_other(write, node, element, key, value);
    }
}

static void
put_classes(struct html_write *write, uint32_t node, const char *class_name)
{
    const dc_walk *walk = write->job->host->walk;
    dc_str key;
    dc_str value;
    bool is_open = class_name != NULL;
    if (is_open) {
        html_puts(write, " class=\"");
        html_puts(write, class_name);
    }
    for (uint32_t i = 0; walk->attr_at(write->job, node, i, &key, &value);
         i++) {
        if (!dc_str_equal(key, "class") || value.len == 0)
            continue;
        html_puts(write, is_open ? " " : " class=\"");
        html_put_value(write, value);
        is_open = true;
    }
    if (is_open)
        html_puts(write, "\"");
}

bool
html_has_attrs(struct html_write *write, uint32_t node)
{
    dc_str key;
    dc_str value;
    return write->job->host->walk->attr_at(write->job, node, 0, &key, &value);
}

void
html_put_id(struct html_write *write, uint32_t node)
{
    dc_str id = dc_identifier(write->job, node);
    if (id.len == 0)
        return;
    html_puts(write, " id=\"");
    html_put_value(write, id);
    html_puts(write, html_is_note_id(id) ? "_\"" : "\"");
}

void
html_start(struct html_write *write, uint32_t node, const char *element,
    const char *class_name)
{
    html_puts(write, "<");
    html_puts(write, element);
    bool has_id = dc_kind(write->job, node) == DC_HEADING ||
        dc_attr_of(write->job, node, "id").len != 0;
    if (has_id)
        html_put_id(write, node);
    put_classes(write, node, class_name);
    put_others(write, node, element);
}

void
html_start_tag(struct html_write *write, uint32_t node, const char *element,
    const char *class_name)
{
    html_start(write, node, element, class_name);
    html_puts(write, ">");
}
