/* SPDX-License-Identifier: MIT */
/*
 * Half title, title page and colophon: each from a template in pandoc's
 * language, ours or the user's.  The writer puts the page around what the
 * template makes, so that a template is a few lines and the page is valid.
 */
#include "write/epub_page.h"

/* Rows by hand: one line of the template each. */
/* clang-format off */
#define WHICH \
    "$-- A book has a template for each page: epub/half-title,\n" \
    "$-- epub/title-page, epub/colophon.\n"

#define HALF_TITLE \
    "<p class=\"title\">$title$</p>\n"

#define TITLE_PAGE \
    "$if(heading)$\n" \
    "$heading$\n" \
    "$else$\n" \
    "<h1>$title$</h1>\n" \
    "$endif$\n" \
    "$for(subtitle)$\n" \
    "<p class=\"subtitle\">$subtitle$</p>\n" \
    "$endfor$\n" \
    "$for(author)$\n" \
    "<p class=\"author\">$author$</p>\n" \
    "$endfor$\n" \
    "$for(publisher)$\n" \
    "<p class=\"publisher\">$publisher$</p>\n" \
    "$endfor$\n" \
    "$if(date)$\n" \
    "<p class=\"date\">$date$</p>\n" \
    "$endif$\n"

#define COLOPHON \
    "<p class=\"title\">$title$</p>\n" \
    "$for(author)$\n" \
    "<p class=\"author\">$author$</p>\n" \
    "$endfor$\n" \
    "$for(edition)$\n" \
    "<p class=\"edition\">$edition$</p>\n" \
    "$endfor$\n" \
    "$if(publisher)$\n" \
    "<p class=\"publisher\">$word.publisher$ " \
    "$for(publisher)$$publisher$$sep$, $endfor$</p>\n" \
    "$endif$\n" \
    "$if(date)$\n" \
    "<p class=\"date\">$word.date$ $date$</p>\n" \
    "$endif$\n" \
    "$for(identifier)$\n" \
    "<p class=\"identifier\">$identifier$</p>\n" \
    "$endfor$\n" \
    "$for(source)$\n" \
    "<p class=\"source\">$word.source$ $source$</p>\n" \
    "$endfor$\n" \
    "$for(rights)$\n" \
    "<p class=\"rights\">$rights$</p>\n" \
    "$endfor$\n"
/* clang-format on */

DC_TEMPLATE(epub_note, "epub", WHICH);
DC_TEMPLATE(epub2_note, "epub2", WHICH);
DC_TEMPLATE(epub_half_title_note, "epub/half-title", HALF_TITLE);
DC_TEMPLATE(epub_title_page_note, "epub/title-page", TITLE_PAGE);
DC_TEMPLATE(epub_colophon_note, "epub/colophon", COLOPHON);

static const struct page {
    const char *option; /* whether it is wanted */
    const char *template; /* the option that names a file */
    const char *what;
    const char *type; /* epub:type, class, and name of its file */
    const char *matter;
    const char *role; /* empty: there is none */
    enum epub_word word;
    const char *text; /* our template */
} pages[EPUB_LEAF_COUNT] = {
    [EPUB_LEAF_HALF_TITLE] =
        {
            "epub-half-title",
            "epub-half-title-template",
            "the half title page",
            "halftitlepage",
            "frontmatter",
            "",
            EPUB_WORD_HALF_TITLE,
            HALF_TITLE,
        },
    [EPUB_LEAF_TITLE] =
        {
            "epub-title-page",
            "epub-title-page-template",
            "the title page",
            "titlepage",
            "frontmatter",
            "",
            EPUB_WORD_TITLE_PAGE,
            TITLE_PAGE,
        },
    [EPUB_LEAF_COLOPHON] =
        {
            "epub-colophon",
            "epub-colophon-template",
            "the colophon",
            "colophon",
            "backmatter",
            "doc-colophon",
            EPUB_WORD_COLOPHON,
            COLOPHON,
        },
};

void
epub_leaf_begin(struct epub *epub)
{
    for (size_t i = 0; i < EPUB_LEAF_COUNT; i++) {
        dc_job *job = epub->job;
        bool is_asked = dc_option_given(job, pages[i].option)
            ? dc_option_int(job, pages[i].option) != 0
            : dc_option_given(job, pages[i].template) != 0;
        epub->leaves[i].is_asked = is_asked;
    }
}

/* "text/cover.xhtml" of "cover", or what is free. */
static dc_str
claim_page(struct epub *epub, const char *stem)
{
    struct epub_buf name = {0};
    epub_puts(&name, "text/");
    epub_puts(&name, stem);
    dc_str base = epub_claim(epub, epub_keep_buf(epub, &name));
    epub_put_str(&name, base);
    epub_puts(&name, ".xhtml");
    return epub_keep_buf(epub, &name);
}

void
epub_claim_pages(struct epub *epub)
{
    if (epub->cover_page_path.len)
        return;
    epub->cover_page_path = claim_page(epub, "cover");
    for (size_t i = 0; i < EPUB_LEAF_COUNT; i++)
        if (epub->leaves[i].is_asked || i == EPUB_LEAF_TITLE)
            epub->leaves[i].name = claim_page(epub, pages[i].type);
}

/* Partials stand beside the user's template; ours have none. */
static int32_t DC_CALL
read_partial(void *user, dc_str name, dc_str *text)
{
    const struct page *page = ((void **)user)[1];
    dc_input file;
    if (!dc_option_beside(((void **)user)[0], page->template, 0, name, &file))
        return 0;
    *text = dc_str_slice((const char *)file.data, (size_t)file.len);
    return 1;
}

/* What the template makes; false: an error, reported. */
static bool
render(struct epub_page_job *job, const struct page *page, dc_str *text)
{
    dc_input file = {0};
    dc_str source = dc_str_of(page->text);
    dc_str after;
    dc_job *host = job->epub->job;
    void *user[] = {host, (void *)(uintptr_t)page};
    job->service = dc_service(host, DC_TEMPLATE_ID);
    job->values = job->service ? job->service->values(host) : NULL;
    if (!job->values) {
        dc_fail(host, job->service ? DC_E_NOMEM : DC_E_PLUGIN);
        return false;
    }
    if (dc_option_file(host, page->template, 0, &file)) {
        source = dc_str_slice((const char *)file.data, (size_t)file.len);
        job->file = file.name;
    }
    epub_page_put_values(job);
    dc_template *template = job->service->parse(host, source,
        job->file.len ? job->file : (dc_str)DC_STR("default.html"),
        read_partial, user);
    if (!template) {
        dc_fail(host, DC_E_TEMPLATE);
        return false;
    }
    return job->service->render(template, job->values, NULL, text, &after) == 1;
}

static void
put_open(struct epub *epub, struct epub_buf *buf, const struct page *page)
{
    dc_str title = page->type == pages[EPUB_LEAF_TITLE].type
        ? epub->title
        : dc_str_of(epub_word(epub, page->word));
    epub_put_prolog(epub, buf, title, "../");
    epub_puts(buf, "<body");
    if (epub->is_epub2) {
        epub_puts(buf, ">\n<div");
    } else {
        epub_put_attr(buf, "epub:type", dc_str_of(page->matter));
        epub_puts(buf, ">\n<section");
        epub_put_attr(buf, "epub:type", dc_str_of(page->type));
        if (*page->role)
            epub_put_attr(buf, "role", dc_str_of(page->role));
        if (*page->role)
            epub_put_attr(
                buf, "aria-label", dc_str_of(epub_word(epub, page->word)));
    }
    epub_put_attr(buf, "class", dc_str_of(page->type));
    epub_puts(buf, ">\n");
}

static void
write_page(struct epub *epub, enum epub_leaf leaf)
{
    const struct page *page = &pages[leaf];
    struct epub_buf buf = {0};
    dc_str text;
    struct epub_page_job job = {
        .epub = epub,
        .what = page->what,
        .has_heading = leaf == EPUB_LEAF_TITLE && epub_title_is_moved(epub),
    };
    if (!render(&job, page, &text))
        return;
    put_open(epub, &buf, page);
    epub_page_copy(&job, text, &buf);
    if (job.has_heading && !job.heading_is_put)
        epub_title_put_places(epub, &buf);
    epub_puts(&buf, epub->is_epub2 ? "</div>\n" : "</section>\n");
    epub_puts(&buf, "</body>\n</html>\n");
    epub_survey_page(epub, epub_buf_str(&buf));
    epub_add_text(epub, epub->leaves[leaf].name, &buf);
    epub->leaves[leaf].is_made = true;
}

void
epub_leaf_write_all(struct epub *epub)
{
    for (size_t i = 0; i < EPUB_LEAF_COUNT; i++) {
        bool is_wanted = i == EPUB_LEAF_TITLE
            ? epub->has_title_page
            : epub->leaves[i].is_asked && !epub_has_part(epub, pages[i].type);
        if (is_wanted && dc_fail(epub->job, DC_OK) == DC_OK)
            write_page(epub, (enum epub_leaf)i);
    }
}
