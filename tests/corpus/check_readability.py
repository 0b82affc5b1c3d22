#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Do the words of an article stand in what the HTML reader makes of its page?

usage: check_readability.py --docconv PROGRAM --corpus DIR

For each page that Mozilla's readability is tested with: every word of its
article (expected.html) must be a word of our text or JSON. At least 97 % of the
pages must have them all, and the title must be the expected one on 85 %. Not
counted: mathematics, since ours is TeX, and what links back from notes, since
writers make those links anew.
"""
import argparse
import html.parser
import json
import pathlib
import re
import subprocess
import sys

SKIP = 77
MINIMUM = 0.97
MINIMUM_TITLES = 0.85
INLINE = set("a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q "
             "s samp small span strong sub sup time tt u var wbr".split())
UNSEEN = {"script", "style", "math"}


class Page(html.parser.HTMLParser):
    """The text of a page; a block parts words, an inline element does not."""

    def __init__(self, source):
        super().__init__()
        self.parts = []
        self.unseen = 0
        self.is_back = False
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.unseen += tag in UNSEEN
        if tag == "a":
            self.is_back = "#cite_ref" in (dict(attrs).get("href") or "")
        self.parts.append("" if tag in INLINE else " ")

    def handle_endtag(self, tag):
        self.unseen -= tag in UNSEEN
        self.is_back &= tag != "a"
        self.parts.append("" if tag in INLINE else " ")

    def handle_data(self, data):
        if not self.unseen and not self.is_back:
            self.parts.append(data)


def add_text(node, parts):
    """The text of a part of pandoc's JSON, added to `parts`."""
    kind = node.get("t") if isinstance(node, dict) else None
    if kind == "Str":
        parts.append(node["c"])
    elif kind in ("Code", "CodeBlock", "Math"):
        parts.append(node["c"][1])
    elif kind in ("Space", "SoftBreak", "LineBreak", "Image"):
        parts.append(" ")
    if kind in ("Para", "Plain", "Header", "Note"):
        parts.append(" ")
    for child in node if isinstance(node, list) else [node.get("c", [])]:
        if isinstance(child, (list, dict)):
            add_text(child, parts)


def words(text):
    return re.findall(r"\w+", text)


def converted(docconv, path, to):
    done = subprocess.run([docconv, "-i", "html", "-t", to, str(path)],
                          capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def text_of(node):
    parts = []
    add_text(node, parts)
    return "".join(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--corpus", required=True, type=pathlib.Path)
    args = parser.parse_args()
    folder = args.corpus / "readability" / "readability"
    if not folder.is_dir():
        print("skipped: readability's pages are not there")
        return SKIP
    pages = sorted(path.parent for path in folder.glob("*/source.html"))
    whole = titles = 0
    for page in pages:
        source = page / "source.html"
        document = json.loads(converted(args.docconv, source, "json"))
        text = converted(args.docconv, source, "text")
        expected = Page((page / "expected.html").read_text("utf-8"))
        lost = set(words("".join(expected.parts)))
        lost -= set(words(text_of(document["blocks"]) + " " + text))
        if lost:
            print(f"{page.name}: {len(lost)} words are lost:",
                  *sorted(lost)[:10])
        whole += not lost
        about = json.loads((page / "expected-metadata.json").read_text("utf-8"))
        title = text_of(document["meta"].get("title", {}))
        titles += title.split() == (about.get("title") or "").split()
    print(f"all words: {whole} of {len(pages)} pages, {MINIMUM:.0%} wanted; "
          f"titles: {titles}, {MINIMUM_TITLES:.0%} wanted")
    return 0 if (whole >= MINIMUM * len(pages) and
                 titles >= MINIMUM_TITLES * len(pages)) else 1


if __name__ == "__main__":
    sys.exit(main())
