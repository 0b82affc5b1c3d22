#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Raw HTML that attacks, and what is left of it.

usage: check_raw.py --docconv PROGRAM [--page FILE]

Each vector of attacks.txt goes through the writer as a raw block, as raw
inline, cut in two raw inlines around a word, as the address of a link and of
an image, as an attribute and as text.  What comes out is read by Python's own
HTML parser, which knows nothing of ours, and must hold no element, attribute
or address but those listed here; its tags must nest, and what stands around
the vector must still stand around it.  Then it is every value of the metadata
that the template of a page has a place for.  --page writes all of it into one page,
to look at in a browser.
"""
import argparse
import html.parser
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TIMEOUT = 60
VOID = {"br", "hr", "img", "wbr"}
ELEMENTS = VOID | set(
    "a abbr article aside b bdi blockquote caption cite code dd del details "
    "div dl dt em h1 h2 h3 h4 h5 h6 i ins kbd li mark nav ol p pre q rt ruby s "
    "samp section small span strong sub summary sup table tbody td tfoot th "
    "thead tr u ul var".split())
ATTRIBUTES = set(
    "alt class dir height href id lang open role src start style title type "
    "value width aria-level".split())
SCHEMES = re.compile(r"^(https?:|mailto:|tel:|ftp:|data:image/|[^:]*$|[^:]*[/?#%])")
# A page's metadata that is not just text of it, and what may stand in <head>.
META = ("author author-meta css date-meta description description-meta dir "
        "fontsize header-includes idprefix keywords lang linkcolor mainfont "
        "math maxwidth pagetitle rights subtitle title-prefix "
        "toc-title").split()
HEAD = {"html", "head", "meta", "title", "style", "link", "body", "header",
        "nav"}
HEAD_ATTRIBUTES = {"charset", "name", "content", "rel", "role", "aria-label"}
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
STYLE = re.compile(r"^[a-z-]+: [#a-z0-9.%-]+(; [a-z-]+: [#a-z0-9.%-]+)*$")


class Page(html.parser.HTMLParser):
    """Collects what must not be there."""

    def __init__(self, elements=ELEMENTS, attributes=ATTRIBUTES):
        super().__init__()
        self.elements = elements
        self.attributes = attributes
        self.open = []
        self.faults = []
        self.marks = []

    def handle_starttag(self, tag, attrs):
        if tag not in self.elements:
            self.faults.append(f"element {tag}")
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append("an attribute twice")
        for name, value in attrs:
            self.attribute(name, value or "")
        if tag not in VOID | {"meta", "link"}:
            self.open.append(tag)

    def attribute(self, name, value):
        if name not in self.attributes and not re.match(r"data-[a-z0-9_.-]+$", name):
            self.faults.append(f"attribute {name}")
        if name in ("href", "src") and not SCHEMES.match(value):
            self.faults.append(f"address {value}")
        if name == "style" and not STYLE.match(value):
            self.faults.append(f"style {value}")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"end tag {tag}")

    def handle_comment(self, data):
        self.faults.append("comment")

    def handle_decl(self, decl):
        self.faults.append("declaration")

    def handle_pi(self, data):
        self.faults.append("processing instruction")

    def handle_data(self, data):
        count = data.count("before") + data.count("behind")
        self.marks += [list(self.open)] * count


def text(word):
    return {"t": "Str", "c": word}


def para(*inlines):
    return {"t": "Para", "c": list(inlines)}


def document(vector):
    """The vector wherever a document can hold it."""
    half = len(vector) // 2
    raw = lambda kind, part: {"t": kind, "c": ["html", part]}
    plain = ["", [], []]
    attrs = ["", [], [[vector, "v"], ["style", vector], ["onclick", vector],
                      ["title", vector], ["k", vector]]]
    blocks = [
        para(text("before")),
        raw("RawBlock", vector),
        para(text("behind")),
        para(text("before"), raw("RawInline", vector), text("behind")),
        para(text("before"), raw("RawInline", vector[:half]), text("word"),
             raw("RawInline", vector[half:]), text("behind")),
        {"t": "BulletList", "c": [[raw("RawBlock", vector)]]},
        para(text("before"),
             {"t": "Link", "c": [plain, [text("a")], [vector, vector]]},
             {"t": "Image", "c": [plain, [text("a")], [vector, vector]]},
             {"t": "Span", "c": [attrs, [text(vector)]]}, text("behind")),
        para(text("before"), raw("RawInline", f'<a href="{vector}">'),
             raw("RawInline", f"<img alt='x' src='{vector}'>"),
             raw("RawInline", f'<b style="{vector}" onclick="{vector}">'),
             text("behind"))]
    return {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}


def page_document(vector):
    """The vector as the value of all metadata, in both of its forms."""
    value = f'"{vector}" onload="{vector}'
    forms = [{"t": "MetaString", "c": value},
             {"t": "MetaInlines", "c": [text(value)]},
             {"t": "MetaList", "c": [{"t": "MetaString", "c": value}]}]
    meta = {key: forms[i % 3] for i, key in enumerate(META)}
    heading = {"t": "Header", "c": [1, ["", [], []], [text("h")]]}
    return {"pandoc-api-version": [1, 23, 1], "meta": meta,
            "blocks": [heading]}


def write(docconv, tree, *options):
    source = json.dumps(tree).encode()
    done = subprocess.run(
        [docconv, "--quiet", "-f", "json", "-t", "html", *options, "-"],
        input=source, capture_output=True, check=True, timeout=TIMEOUT)
    return done.stdout.decode()


def check_page(markup):
    """What is wrong with the page."""
    page = Page(ELEMENTS | HEAD, ATTRIBUTES | HEAD_ATTRIBUTES)
    page.feed(markup.removeprefix("<!DOCTYPE html>"))
    page.close()
    sheet = markup[markup.index("<style>"):markup.index("</style>")]
    return page.faults + ["in the style sheet"] * ("onload" in sheet)


def check(markup):
    """What is wrong with the fragment."""
    page = Page()
    if CONTROL.search(markup):
        page.faults.append("a control character")
    page.feed(markup)
    page.close()
    faults = page.faults + [f"{tag} is left open" for tag in page.open]
    if len(page.marks) < 8:
        faults.append("words are gone")
    if any(mark[:1] != ["p"] for mark in page.marks):
        faults.append("what stands around is broken")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--page", type=pathlib.Path)
    args = parser.parse_args()
    source = (HERE / "attacks.txt").read_text(encoding="utf-8")
    vectors = [line.replace("\\t", "\t").replace("\\n", "\n")
               .replace("\\x01", "\x01") for line in source.splitlines()
               if line and not line.startswith("# ")]
    bad = 0
    pages = []
    for vector in vectors:
        markup = write(args.docconv, document(vector))
        pages.append(markup)
        whole = write(args.docconv, page_document(vector), "-s", "--toc")
        for fault in check(markup) + check_page(whole):
            print(f"{vector!r}: {fault}")
            bad += 1
    if args.page:
        args.page.write_text("<!DOCTYPE html><title>t</title>"
                             + "".join(pages), encoding="utf-8")
    print(f"{len(vectors)} attacks, {bad} faults")
    return 1 if bad or len(vectors) < 100 else 0


if __name__ == "__main__":
    sys.exit(main())
