/* SPDX-License-Identifier: MIT */
/*
 * The attributes of nodes.  id, class, lang, dir and title are HTML's own,
 * also the size of an image in pixels; every other key becomes data-KEY,
 * which is always valid and never runs.  What cannot be a name or value is
 * left out with a diagnostic.
 */
#include "write/html_write.h"

#include "parse/html_ascii.h"

static bool
is_alnum(char c)
{
    return html_is_letter(c) || (c >= '0' && c <= '9');
}

/*
 * A language of three letters is taken on trust; of those of two there are
 * few (IANA language subtag registry), and country codes look the same.
 */
static bool
is_primary(dc_str part)
{
    static const char two_letters[] =
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br "
        "bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu "
        "fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy "
        "hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj "
        "kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg "
        "mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny "
        "oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg "
        "sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl "
        "tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh "
        "zu ";
    for (size_t i = 0; i < part.len; i++)
        if (!html_is_letter(part.ptr[i]))
            return false;
    if (part.len != 2)
        return part.len == 3;
    for (const char *at = two_letters; *at; at += 3)
        if (at[0] == html_lower(part.ptr[0]) &&
            at[1] == html_lower(part.ptr[1]))
            return true;
    return false;
}

/* BCP 47: a language, then parts of up to eight letters and digits. */
bool
html_is_language(dc_str tag)
{
    size_t start = 0;
    for (size_t i = 0; i <= tag.len; i++) {
        if (i < tag.len && is_alnum(tag.ptr[i]))
            continue;
        if (i < tag.len && tag.ptr[i] != '-')
            return false;
        if (i == start || i - start > 8)
            return false;
        if (start == 0 && !is_primary(dc_str_slice(tag.ptr, i)))
            return false;
        start = i + 1;
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

/* One that needs no more than it says. */
static bool
is_image_address(dc_str value)
{
    for (size_t i = 0; i < value.len; i++)
        if (value.ptr[i] <= ' ' || value.ptr[i] > '~')
            return false;
    return value.len > 0 && html_is_safe_url(value, HTML_USE_IMAGE);
}

/* HTML's own attributes; id and class stand apart.  All other keys: data-. */
static const struct {
    const char *key;
    const char *element; /* NULL: every one */
    bool (*fits)(dc_str value);
} own_attrs[] = {
    {"lang", NULL, html_is_language},
    {"dir", NULL, is_direction},
    {"title", NULL, is_any},
    {"width", "img", is_pixels},
    {"height", "img", is_pixels},
    {"width", "video", is_pixels},
    {"height", "video", is_pixels},
    {"poster", "video", is_image_address},
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
        if (!is_inner && (!is_alnum(c) || c != html_lower(c)))
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
        if (!dc_str_equal(key, "class") || value.len == 0 ||
            (class_name && dc_str_equal(value, class_name)))
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

bool
html_has_class(struct html_write *write, uint32_t node, const char *name)
{
    const dc_walk *walk = write->job->host->walk;
    dc_str key;
    dc_str value;
    for (uint32_t i = 0; walk->attr_at(write->job, node, i, &key, &value);
         i++)
        if (dc_str_equal(key, "class") && dc_str_equal(value, name))
            return true;
    return false;
}

void
html_put_own_data(
    struct html_write *write, uint32_t node, const char *key, dc_str value)
{
    const dc_walk *walk = write->job->host->walk;
    dc_str name;
    dc_str other;
    for (uint32_t i = 0; walk->attr_at(write->job, node, i, &name, &other);
         i++)
        if (dc_str_equal(bare_key(name), key))
            return;
    html_puts(write, " data-");
    html_puts(write, key);
    html_puts(write, "=\"");
    html_put_value(write, value);
    html_puts(write, "\"");
}

void
html_start(struct html_write *write, uint32_t node, const char *element,
    const char *class_name)
{
    html_puts(write, "<");
    html_puts(write, element);
    bool has_id = dc_kind(write->job, node) == DC_HEADING ||
        dc_attr_of(write->job, node, "id").len != 0;
    if (has_id && !write->has_no_ids)
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
