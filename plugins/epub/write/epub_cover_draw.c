/* SPDX-License-Identifier: MIT */
/*
 * A cover of the book's own words: title, subtitle and authors on a ground of
 * one colour, with an ornament of circles.  The colours and the ornament
 * follow from the words, so a book always has the same cover, and two books
 * rarely have.  Nothing in it needs a font that a reading system may not have.
 */
#include "write/epub_cover.h"

enum {
    WIDTH = 1600,
    HEIGHT = 2400,
    FOOT = 1930,
    MARGIN = 170,
    AUTHORS_MAX = 3
};

#define FONTS                                                                  \
    "Georgia, &quot;Noto Serif&quot;, &quot;Times New Roman&quot;, serif"

/* Dark grounds on which the light letters have a contrast of 7 and more. */
static const struct colors {
    const char *ground;
    const char *accent;
    const char *foot; /* behind the authors */
} palettes[] = {
    {"#1d3557", "#e9c46a", "#172a45"},
    {"#5b2333", "#e8b27d", "#481c28"},
    {"#1f4d3f", "#dccb95", "#183d32"},
    {"#3b3355", "#f2b5a7", "#2f2844"},
    {"#6e3519", "#f3d8a6", "#582a14"},
    {"#1f4a56", "#f4b860", "#183b44"},
    {"#2e2e38", "#e07a5f", "#24242c"},
    {"#45492c", "#ecd9a0", "#373a23"},
};

#define PAPER "#f8f4e9"

/* Circles around one point, which may lie outside. */
static const struct ornament {
    int x;
    int y;
    int first;
    int step;
    int count;
    int stroke;
} ornaments[] = {
    {800, 2400, 260, 130, 7, 40},
    {0, 2400, 300, 150, 8, 30},
    {1600, 2400, 300, 150, 8, 30},
    {800, 3300, 1240, 90, 6, 26},
    {300, 2500, 180, 110, 9, 8},
    {800, 1690, 60, 60, 4, 14},
};

struct cover {
    struct epub *epub;
    struct epub_buf *out;
    const struct colors *colors;
    uint32_t y; /* of the next line */
};

/* ` name="12"` */
static void
put_number(struct epub_buf *out, const char *name, int number)
{
    epub_puts(out, " ");
    epub_puts(out, name);
    epub_puts(out, number < 0 ? "=\"-" : "=\"");
    epub_put_uint(out, (uint64_t)(number < 0 ? -number : number));
    epub_puts(out, "\"");
}

static void
put_ornament(
    struct epub_buf *out, const struct ornament *ornament, const char *accent)
{
    epub_puts(out, "<g fill=\"none\" stroke=\"");
    epub_puts(out, accent);
    epub_puts(out, "\" stroke-opacity=\"0.28\"");
    put_number(out, "stroke-width", ornament->stroke);
    epub_puts(out, ">\n");
    for (int i = 0; i < ornament->count; i++) {
        epub_puts(out, "<circle");
        put_number(out, "cx", ornament->x);
        put_number(out, "cy", ornament->y);
        put_number(out, "r", ornament->first + i * ornament->step);
        epub_puts(out, "/>\n");
    }
    epub_puts(out, "</g>\n");
}

/* The lines from cover->y on, which then is below them. */
static void
put_lines(
    struct cover *cover, const struct epub_cover_lines *lines, const char *fill)
{
    struct epub_buf *out = cover->out;
    uint32_t leading = epub_cover_leading(lines->size);
    for (uint32_t i = 0; i < lines->count; i++) {
        epub_puts(out, "<text");
        put_number(out, "x", WIDTH / 2);
        put_number(out, "y", (int)(cover->y + lines->size));
        put_number(out, "font-size", (int)lines->size);
        epub_puts(out, " fill=\"");
        epub_puts(out, fill);
        epub_puts(out, "\">");
        epub_put_text(out, lines->lines[i]);
        if (lines->is_cut && i + 1 == lines->count)
            epub_puts(out, "…");
        epub_puts(out, "</text>\n");
        cover->y += leading;
    }
}

/* What stands before a colon is the title, if there is no subtitle. */
static dc_str
split_title(dc_str *title)
{
    enum { SHORT = 24 };
    const char *colon =
        title->len > SHORT ? memmem(title->ptr, title->len, ": ", 2) : NULL;
    if (!colon || colon == title->ptr)
        return dc_str_slice(NULL, 0);
    size_t len = (size_t)(colon - title->ptr);
    dc_str rest = dc_str_slice(colon + 2, title->len - len - 2);
    title->len = len;
    return rest;
}

static void
put_titles(struct cover *cover)
{
    static const struct epub_cover_box big = {
        WIDTH - 2 * MARGIN, 1000, 240, 78, 9};
    static const struct epub_cover_box small = {
        WIDTH - 2 * MARGIN, 330, 84, 56, 4};
    struct epub_cover_lines lines;
    struct epub *epub = cover->epub;
    dc_str title = epub->title;
    dc_str subtitle = epub_meta_line(epub, "subtitle");
    if (!subtitle.len)
        subtitle = split_title(&title);
    epub_cover_break(epub, title, &big, &lines);
    uint32_t height = lines.count * epub_cover_leading(lines.size);
    cover->y = height < 700 ? 620 - height / 2 : 270;
    put_lines(cover, &lines, PAPER);
    cover->y += 70;
    epub_puts(cover->out, "<rect");
    put_number(cover->out, "x", WIDTH / 2 - 90);
    put_number(cover->out, "y", (int)cover->y);
    epub_puts(cover->out, " width=\"180\" height=\"8\" fill=\"");
    epub_puts(cover->out, cover->colors->accent);
    epub_puts(cover->out, "\"/>\n");
    cover->y += 70;
    if (!subtitle.len)
        return;
    epub_cover_break(epub, subtitle, &small, &lines);
    put_lines(cover, &lines, PAPER);
}

/* The names of those who wrote it. */
static size_t
find_authors(struct epub *epub, dc_str names[AUTHORS_MAX], bool *are_more)
{
    size_t count = 0;
    bool has_creators = epub_meta_line(epub, "creator").len > 0;
    struct epub_values values =
        epub_meta_values(epub, has_creators ? "creator" : "author");
    uint32_t value;
    *are_more = false;
    while ((value = epub_values_next(epub, &values))) {
        dc_str name = epub_meta_value(epub, value);
        dc_str role =
            epub_meta_value(epub, epub_meta_member(epub, value, "role"));
        if (!name.len ||
            (role.len && !dc_str_equal(role, "aut") &&
                !dc_str_equal(role, "author")))
            continue;
        *are_more = count == AUTHORS_MAX;
        if (*are_more)
            break;
        names[count++] = name;
    }
    return count;
}

/* At the foot, one below the other, all in letters of one size. */
static void
put_authors(struct cover *cover)
{
    static const struct epub_cover_box box = {
        WIDTH - 2 * MARGIN, 220, 88, 56, 2};
    struct epub_cover_lines lines[AUTHORS_MAX];
    dc_str names[AUTHORS_MAX];
    bool are_more;
    uint32_t size = box.size_most;
    uint32_t all = 0;
    size_t count = find_authors(cover->epub, names, &are_more);
    for (size_t i = 0; i < count; i++) {
        epub_cover_break(cover->epub, names[i], &box, &lines[i]);
        size = lines[i].size < size ? lines[i].size : size;
        all += lines[i].count;
    }
    cover->y = FOOT + (HEIGHT - FOOT - all * epub_cover_leading(size)) / 2;
    for (size_t i = 0; i < count; i++) {
        lines[i].size = size;
        lines[i].is_cut |= are_more && i + 1 == count;
        put_lines(cover, &lines[i], PAPER);
    }
}

/* FNV-1a, of what the cover says. */
static uint32_t
hash(struct epub *epub)
{
    dc_str author = epub_meta_line(epub, "author");
    dc_str texts[] = {epub->title, author};
    uint32_t value = 2166136261u;
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < texts[i].len; j++)
            value = (value ^ (unsigned char)texts[i].ptr[j]) * 16777619u;
    return value ^ value >> 15;
}

static void
put_root(struct cover *cover)
{
    struct epub_buf *out = cover->out;
    struct epub *epub = cover->epub;
    epub_puts(out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\"");
    put_number(out, "width", WIDTH);
    put_number(out, "height", HEIGHT);
    epub_puts(out, " viewBox=\"0 0 1600 2400\"");
    if (!dc_str_equal(epub->language, "und"))
        epub_put_attr(out, "xml:lang", epub->language);
    epub_puts(out, ">\n<rect width=\"1600\" height=\"2400\" fill=\"");
    epub_puts(out, cover->colors->ground);
    epub_puts(out, "\"/>\n");
}

void
epub_cover_draw(struct epub *epub, struct epub_buf *out)
{
    uint32_t number = hash(epub);
    size_t palette = number % (sizeof palettes / sizeof *palettes);
    size_t ornament = number / 8 % (sizeof ornaments / sizeof *ornaments);
    struct cover cover = {epub, out, &palettes[palette], 0};
    put_root(&cover);
    put_ornament(out, &ornaments[ornament], cover.colors->accent);
    epub_puts(out, "<rect y=\"1930\" width=\"1600\" height=\"470\" fill=\"");
    epub_puts(out, cover.colors->foot);
    epub_puts(out, "\"/>\n<g text-anchor=\"middle\" font-family=\"" FONTS "\"");
    epub_puts(
        out, epub_cover_is_rtl(epub->title) ? " direction=\"rtl\">\n" : ">\n");
    put_titles(&cover);
    put_authors(&cover);
    epub_puts(out, "</g>\n</svg>\n");
}
