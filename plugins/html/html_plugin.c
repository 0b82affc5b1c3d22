/* SPDX-License-Identifier: MIT */
/* The HTML format; see README.md. */
#include "write/html_write.h"
#include "read/html_reader.h"

static const dc_format html_format = {
    .struct_size = sizeof(dc_format),
    .reader = &html_reader,
    .writer = &html_writer,
};

DC_PLUGIN(
    DC_VERSION("0.1.0") DC_LICENSE("MIT")
    DC_FORMAT("html", "HTML; a fragment of what stands in <body>, or a page")
    DC_CAN_READ DC_CAN_WRITE
    DC_ALIAS("html5") DC_ALIAS("xhtml")
    DC_EXTENSION("html") DC_EXTENSION("htm") DC_EXTENSION("xhtml")
    DC_MIME("text/html") DC_MIME("application/xhtml+xml")
    DC_NEEDS("docconv.charset/1")
    DC_OPTION_STRING(DC_READING, "input-encoding", "",
        "Character encoding of the input; found out if not given")
    DC_OPTION_BOOL(DC_READING, "article", "no",
        "Read the main content of a page alone, without menus and the like")
    DC_OPTION_STRING(DC_READING, "linked-ids", "",
        "Identifiers that other files link to, separated by blanks; kept where "
        "a note would lose them")
    DC_OPTION_STRING(DC_READING, "foreign-notes", "",
        "Notes of this page that other files refer to; how EPUB is read")
    DC_OPTION_BOOL(DC_WRITING, "standalone", "no",
        "Write a whole page, by a template")
    DC_OPTION_FILE(DC_WRITING, "template",
        "The page's template, in pandoc's language; a whole page")
    DC_OPTION_LIST(DC_WRITING, "variable",
        "A value for the template, KEY or KEY=TEXT")
    DC_OPTION_LINKS(DC_WRITING, "css",
        "A style sheet that the page links to")
    DC_OPTION_FILES(DC_WRITING, "include-in-header",
        "Put the content of this file at the end of <head>")
    DC_OPTION_FILES(DC_WRITING, "include-before-body",
        "Put it at the beginning of <body>")
    DC_OPTION_FILES(DC_WRITING, "include-after-body",
        "Put it at the end of <body>")
    DC_OPTION_BOOL(DC_WRITING, "embed-resources", "no",
        "Put images and style sheets into the page itself")
    DC_OPTION_BOOL(DC_WRITING, "self-contained", "no",
        "The same, for a whole page")
    DC_OPTION_STRING(DC_WRITING, "title-prefix", "",
        "Begin the page's title with this")
    DC_OPTION_BOOL(DC_WRITING, "toc", "no",
        "A table of contents before the text of a whole page")
    DC_OPTION_INT(DC_WRITING, "toc-depth", "1..6", "3",
        "Levels of headings in the table of contents")
    DC_OPTION_BOOL(DC_WRITING, "number-sections", "no", "Number the headings")
    DC_OPTION_STRING(DC_WRITING, "number-offset", "",
        "Numbers used up before the first heading, by level, as 1,4; numbers "
        "the headings")
    DC_OPTION_BOOL(DC_WRITING, "section-divs", "no",
        "Put each section into a section element, which has the id then")
    DC_OPTION_STRING(DC_WRITING, "id-prefix", "",
        "Begin all ids, and links to them, with this")
    DC_OPTION_BOOL(DC_WRITING, "html-q-tags", "no",
        "Write quotations as q elements instead of quotation marks")
    DC_OPTION_ENUM(DC_WRITING, "reference-location", "block|section|document",
        "document", "Where notes stand: at the end of what")
    DC_OPTION_ENUM(DC_WRITING, "raw", "keep|safe|drop", "safe",
        "Raw HTML: as it is, what of it is safe and fits, or none")
    DC_OPTION_BOOL(DC_WRITING, "mathml", "yes", "Mathematics as MathML")
    DC_OPTION_STRING(DC_WRITING, "mathjax", "",
        "Mathematics as TeX, for MathJax at this address")
    DC_OPTION_STRING(DC_WRITING, "katex", "",
        "Mathematics as TeX, for KaTeX at this address"),
    &html_format);
