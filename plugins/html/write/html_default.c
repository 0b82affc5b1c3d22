/* SPDX-License-Identifier: MIT */
/*
 * The template of our own, with its style sheet: a column that reads well on
 * a phone and on paper, in the light and in the dark.  The variables are
 * pandoc's, and so are those of the style sheet (mainfont, linkcolor ...),
 * which gives way to --css but for what the text cannot do without.
 *
 * The style sheet is partials, as pandoc's is, so that other templates can
 * have it; C promises no more than 4095 characters of one literal.
 */
#include "write/html_page.h"

/* Rows by hand: one line of the template each. */
/* clang-format off */
#define PAGE \
    "<!DOCTYPE html>\n" \
    "<html$if(lang)$ lang=\"$lang$\"$endif$$if(dir)$ dir=\"$dir$\"$endif$>\n" \
    "<head>\n" \
    "<meta charset=\"utf-8\">\n" \
    "<meta name=\"generator\" content=\"docconv\">\n" \
    "<meta name=\"viewport\" content=\"width=device-width, " \
    "initial-scale=1\">\n" \
    "$if(document-css)$\n" \
    "<meta name=\"color-scheme\" content=\"light dark\">\n" \
    "$endif$\n" \
    "$for(author-meta)$\n" \
    "<meta name=\"author\" content=\"$author-meta$\">\n" \
    "$endfor$\n" \
    "$if(date-meta)$\n" \
    "<meta name=\"dcterms.date\" content=\"$date-meta$\">\n" \
    "$endif$\n" \
    "$if(keywords-meta)$\n" \
    "<meta name=\"keywords\" content=\"$keywords-meta[, ]$\">\n" \
    "$endif$\n" \
    "$if(description-meta)$\n" \
    "<meta name=\"description\" content=\"$description-meta$\">\n" \
    "$endif$\n" \
    "$for(dcterms)$\n" \
    "$for(dcterms.content)$\n" \
    "<meta name=\"dcterms.$dcterms.name$\" content=\"$it$\">\n" \
    "$endfor$\n" \
    "$endfor$\n" \
    "<title>$if(title-prefix)$$title-prefix$ – $endif$$pagetitle$</title>\n" \
    "<style>\n" \
    "$styles.html()$\n" \
    "</style>\n" \
    "$for(css)$\n" \
    "<link rel=\"stylesheet\" href=\"$css$\">\n" \
    "$endfor$\n" \
    "$for(header-includes)$\n" \
    "$header-includes$\n" \
    "$endfor$\n" \
    "$if(math)$\n" \
    "$math$\n" \
    "$endif$\n" \
    "</head>\n" \
    "<body>\n" \
    "$for(include-before)$\n" \
    "$include-before$\n" \
    "$endfor$\n" \
    "$if(has-title-block)$\n" \
    "<header id=\"$idprefix$title-block-header\">\n" \
    "$if(title-is-heading)$\n" \
    "$else$\n" \
    "<h1 class=\"title\">$title$</h1>\n" \
    "$endif$\n" \
    "$if(subtitle)$\n" \
    "<p class=\"subtitle\" role=\"doc-subtitle\">$subtitle$</p>\n" \
    "$endif$\n" \
    "$for(author)$\n" \
    "<p class=\"author\">$if(author.name)$$author.name$$elseif(aut" \
    "hor.text)$$author.text$$else$$author$$endif$</p>\n" \
    "$endfor$\n" \
    "$if(date)$\n" \
    "<p class=\"date\">$date$</p>\n" \
    "$endif$\n" \
    "$if(abstract)$\n" \
    "<div class=\"abstract\" role=\"doc-abstract\">\n" \
    "$if(abstract-title)$\n" \
    "<p class=\"abstract-title\">$abstract-title$</p>\n" \
    "$endif$\n" \
    "$abstract$\n" \
    "</div>\n" \
    "$endif$\n" \
    "</header>\n" \
    "$endif$\n" \
    "$if(toc)$\n" \
    "<nav id=\"$idprefix$TOC\" role=\"doc-toc\"$if(toc-title)$ " \
    "aria-label=\"$toc-title$\"$endif$>\n" \
    "$if(toc-title)$\n" \
    "<p class=\"toc-title\">$toc-title$</p>\n" \
    "$endif$\n" \
    "$table-of-contents$\n" \
    "</nav>\n" \
    "$endif$\n" \
    "$body$\n" \
    "$for(include-after)$\n" \
    "$include-after$\n" \
    "$endfor$\n" \
    "</body>\n" \
    "</html>\n"

#define STYLES \
    "$if(document-css)$\n" \
    ":root { color-scheme: light dark; --text: #1d1d1f; --page: #fdfdfb;\n" \
    "  --muted: #63636b; --line: #8883; --link: #0b57a4; --shade: #8881; }\n" \
    "@media (prefers-color-scheme: dark) {\n" \
    "  :root { --text: #dededb; --page: #17181a; --muted: #a3a3a9;\n" \
    "    --link: #8ab8f2; }\n" \
    "}\n" \
    "$styles-text.html()$\n" \
    "$styles-page.html()$\n" \
    "$endif$\n" \
    ".smallcaps { font-variant: small-caps; }\n" \
    ".line-block > div:empty::before { content: \"\\200b\"; }\n" \
    ".scene-break { border: 0; margin: 1.5em 0; text-align: center;\n" \
    "  break-after: avoid; }\n" \
    "hr.scene-break::before { content: \"* * *\"; }\n" \
    ".page-break[aria-label]::after { content: \"[\" " \
    "attr(aria-label) \"]\";\n" \
    "  opacity: 0.6; font-size: 0.75em; }\n" \
    "div.page-break { text-align: end; }\n" \
    "ul.task-list { list-style: none; padding-inline-start: 0.2em; }\n" \
    ".math.display { display: block; overflow-x: auto; " \
    "text-align: center; }\n" \
    "math[display=\"block\"] { overflow-x: auto; overflow-y: hidden;\n" \
    "  margin: 1em 0; }\n" \
    "\n"

#define STYLES_TEXT \
    "html {\n" \
    "  font: " \
    "$if(fontsize)$$fontsize$$else$100%$endif$/$if(linestretch)$" \
    "$linestretch$$else$1.6$endif$ $if(mainfont)$$mainfont$,\n" \
    "  $endif$system-ui, -apple-system, \"Segoe UI\", Roboto, " \
    "\"Noto Sans\",\n" \
    "  sans-serif; color: " \
    "$if(fontcolor)$$fontcolor$$else$var(--text)$endif$;\n" \
    "  background: " \
    "$if(backgroundcolor)$$backgroundcolor$$else$var(--page)$endif$;\n" \
    "  -webkit-text-size-adjust: 100%; }\n" \
    "body { max-width: $if(maxwidth)$$maxwidth$$else$36em$endif$;\n" \
    "  margin: 0 auto; padding: 2rem 1.25rem 4rem; " \
    "overflow-wrap: break-word;\n" \
    "  hyphens: auto; }\n" \
    "h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2em 0 0.6em;\n" \
    "  text-wrap: balance; hyphens: manual; }\n" \
    "h1 { font-size: 1.75em; }\n" \
    "h2 { font-size: 1.4em; }\n" \
    "h3 { font-size: 1.15em; }\n" \
    "h4, h5, h6 { font-size: 1em; }\n" \
    "body > :first-child, header > :first-child { margin-top: 0; }\n" \
    "p, ul, ol, dl, pre, table, figure, blockquote, .line-block {\n" \
    "  margin: 0 0 1em; }\n" \
    "li > :last-child, dd > :last-child, blockquote > :last-child,\n" \
    "  figure > :last-child, td > :last-child, th > :last-child {\n" \
    "  margin-bottom: 0; }\n" \
    "ul, ol { padding-inline-start: 1.6em; }\n" \
    "li { margin: 0.2em 0; }\n" \
    "dt { font-weight: 600; }\n" \
    "dd { margin: 0 0 0.6em; margin-inline-start: 1.6em; }\n" \
    "a { color: $if(linkcolor)$$linkcolor$$else$var(--link)$endif$;\n" \
    "  text-underline-offset: 0.15em; }\n" \
    "img, svg, video { max-width: 100%; height: auto; }\n" \
    "figure { text-align: center; }\n" \
    "figcaption, caption { color: var(--muted); font-size: 0.9em; }\n" \
    "blockquote { margin-inline: 0; padding-inline-start: 1em;\n" \
    "  border-inline-start: 3px solid var(--line); color: var(--muted); }\n" \
    "code, pre, kbd, samp { font-family: $if(monofont)$$monofont$,\n" \
    "  $endif$ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;\n" \
    "  font-size: 0.9em; hyphens: none; }\n" \
    "pre { padding: 0.8em 1em; overflow-x: auto;\n" \
    "  background: " \
    "$if(monobackgroundcolor)$$monobackgroundcolor$$else$var(--s" \
    "hade)$endif$;\n" \
    "  border-radius: 4px; line-height: 1.45; }\n" \
    "pre code { font-size: inherit; }\n" \
    "table { border-collapse: collapse;\n" \
    "  font-variant-numeric: lining-nums tabular-nums; hyphens: manual; }\n" \
    "caption { padding-bottom: 0.4em; }\n" \
    "th, td { padding: 0.35em 0.7em; text-align: start; " \
    "vertical-align: top;\n" \
    "  }\n" \
    "th { vertical-align: bottom; }\n" \
    "thead, tfoot { border-block: 1px solid currentcolor; }\n" \
    "tbody tr { border-bottom: 1px solid var(--line); }\n" \
    "hr { border: 0; border-top: 1px solid var(--line); margin: 2em 0; }\n" \
    "\n"

#define STYLES_PAGE \
    "header { margin-bottom: 2.5em; }\n" \
    "header h1 { font-size: 2em; margin-bottom: 0.3em; }\n" \
    ".subtitle { font-size: 1.2em; color: var(--muted); }\n" \
    ".author, .date { margin: 0; color: var(--muted); }\n" \
    ".abstract { margin-top: 1.5em; }\n" \
    ".abstract-title, .toc-title { font-weight: 600; " \
    "margin-bottom: 0.3em; }\n" \
    "nav { margin: 0 0 2.5em; }\n" \
    "nav ul { list-style: none; padding-inline-start: 0; margin: 0; }\n" \
    "nav ul ul { padding-inline-start: 1.4em; }\n" \
    "nav a { text-decoration: none; }\n" \
    ".toc-section-number, .header-section-number { color: var(--muted);\n" \
    "  margin-inline-end: 0.4em; }\n" \
    ".footnotes { font-size: 0.9em; }\n" \
    ".footnote-ref { text-decoration: none; }\n" \
    "sup, sub { line-height: 0; }\n" \
    ":target { background: var(--shade); }\n" \
    "@media (max-width: 40em) {\n" \
    "  table { display: block; overflow-x: auto; }\n" \
    "}\n" \
    "@media print {\n" \
    "  @page { margin: 2cm; }\n" \
    "  :root { color-scheme: light; --text: #000; --page: #fff;\n" \
    "    --muted: #444; --line: #999; }\n" \
    "  html { font-size: 11pt; }\n" \
    "  body { max-width: none; padding: 0; }\n" \
    "  a { color: inherit; text-decoration: none; }\n" \
    "  h1, h2, h3, h4, h5, h6 { break-after: avoid; }\n" \
    "  p, li, dd { orphans: 3; widows: 3; }\n" \
    "  figure, tr, img { break-inside: avoid; }\n" \
    "  pre { white-space: pre-wrap; border: 1px solid var(--line); }\n" \
    "  thead { display: table-header-group; }\n" \
    "  .footnote-back { display: none; }\n" \
    "}\n" \
    "\n"

/* clang-format on */

const dc_str html_default_template = DC_STR(PAGE);

DC_TEMPLATE(html_template_note, "html", PAGE);

static const struct {
    const char *name;
    const dc_str text;
} partials[] = {
    {"styles.html", DC_STR(STYLES)},
    {"styles-text.html", DC_STR(STYLES_TEXT)},
    {"styles-page.html", DC_STR(STYLES_PAGE)},
};

bool
html_default_partial(dc_str name, dc_str *text)
{
    for (size_t i = 0; i < sizeof(partials) / sizeof(*partials); i++) {
        if (!dc_str_equal(name, partials[i].name))
            continue;
        *text = partials[i].text;
        return true;
    }
    return false;
}
