#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Score --article by the words of pages whose article is known.

usage: score_article.py --docconv PROGRAM --corpus DIR [--show PAGE]

Each page of the corpus's readability folder is read with --article; the words
of the result are compared with those of expected.html, as bags of words.
Prints the pages that are not near perfect and the means of recall (words of
the article that are there), precision (words that belong there) and F1. The
mean of F1 must be at least 0.97.
"""
import argparse
import collections
import html.parser
import pathlib
import re
import subprocess
import sys

SKIP = 77
MINIMUM = 0.97
UNSEEN = {"math", "script", "style", "template", "title"}
# Elements that do not part words.
INLINE = {"a", "abbr", "b", "bdi", "code", "em", "font", "i", "s", "small",
          "span", "strong", "sub", "sup", "u", "wbr"}


class Text(html.parser.HTMLParser):
    """The text of a page that a reader sees."""

    def __init__(self):
        super().__init__()
        self.parts = []
        self.unseen = 0

    def handle_starttag(self, tag, attrs):
        self.unseen += tag in UNSEEN
        if tag not in INLINE:
            self.parts.append(" ")

    def handle_endtag(self, tag):
        self.unseen -= tag in UNSEEN
        if tag not in INLINE:
            self.parts.append(" ")

    def handle_data(self, data):
        if not self.unseen:
            self.parts.append(data)


def words(page):
    text = Text()
    text.feed(page)
    return collections.Counter(
        re.findall(r"\w+", "".join(text.parts).lower()))


def score(docconv, folder, show):
    """(recall, precision, F1) of one page."""
    done = subprocess.run(
        [docconv, "-q", "-f", "html:article=yes", "-t", "html",
         folder / "source.html"], capture_output=True, check=True)
    found = words(done.stdout.decode("utf-8"))
    wanted = words((folder / "expected.html").read_text(encoding="utf-8"))
    shared = (found & wanted).total()
    recall = shared / max(1, wanted.total())
    precision = shared / max(1, found.total())
    if show:
        print("missing", dict((wanted - found).most_common(60)))
        print("extra", dict((found - wanted).most_common(60)))
    return recall, precision, (
        2 * recall * precision / max(1e-9, recall + precision))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--corpus", type=pathlib.Path, required=True)
    parser.add_argument("--show")
    arguments = parser.parse_args()
    pages = sorted(arguments.corpus.glob("readability/**/source.html"))
    if not pages:
        print(f"skipped: no pages below {arguments.corpus}/readability")
        return SKIP
    scores = []
    for page in pages:
        name = page.parent.name
        scores.append(
            score(arguments.docconv, page.parent, name == arguments.show))
        if scores[-1][2] < 0.98:
            print("%-34s recall %.3f  precision %.3f  F1 %.3f"
                  % (name, *scores[-1]))
    means = [sum(column) / len(scores) for column in zip(*scores)]
    print("%d pages: recall %.4f, precision %.4f, F1 %.4f (at least %.2f)"
          % (len(scores), *means, MINIMUM))
    return 0 if means[2] >= MINIMUM else 1


if __name__ == "__main__":
    sys.exit(main())
