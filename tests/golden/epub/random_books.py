#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Properties of the EPUB writer over random books.

usage: random_books.py --docconv PROGRAM [--first SEED] [--count N] [TREE...]

Makes trees as random_trees.py does, with numbered words, metadata of all
shapes, images and links good and bad; converts them (and the TREEs named) to
epub and epub2 and demands of each book:

- every word of the text is in it, but for what is reported as lost;
- the same bytes come out a second time;
- EPUBCheck finds no error and no warning (if DOCCONV_EPUBCHECK names it).

A seed that fails is printed; --first SEED --count 1 runs it alone.
"""
import argparse
import base64
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "tools")]

import check_epubs  # noqa: E402
from random_trees import Maker, quote  # noqa: E402

TIMEOUT = 60
OPTIONS = ([], ["--split-size", "4K", "--epub-title-page"], ["--toc"],
           ["--split-level", "3"], ["--split-level", "0", "--toc-depth", "6"])
URLS = ("#a", "#%61", "#nowhere", "#", "https://example.com/a b?c=\"d\"&e<f>",
        "http://", "http://1.2.3.400/", "http://[::1]/", "http://xn--a/",
        "http://user@host/", "http://пример.рф/é", "mailto:a b@c.d",
        "urn:isbn:1", "urn:x:", "javascript:alert(1)", "file:///etc/passwd",
        "other.html", "//host/x", "", "dot.png", "Dot.PNG", "x/é.gif",
        "broken.png", "missing.png", "https://example.com/dot.png", ".png")
KEYS = ("author", "belongs-to-collection", "contributor", "cover-image",
        "creator", "date", "description", "group-position", "identifier",
        "keywords", "lang", "language", "modified", "publisher", "rights",
        "subject", "subtitle", "title")
MEMBERS = ("authority", "file-as", "role", "scheme", "term", "text", "type")
VALUES = ("Foo & <bar>", "en", "ar", "no-such-language-tag", "2024-05-06",
          "May 2024", "2024-13-01", "urn:uuid:none", "", "  ", "dot.png", "3",
          "editor", "ghost", "ISBN-13", "中文", "subtitle")
# Kinds whose text a book does not show, or shows only in other words.
HIDDEN = {"raw-block", "raw-inline", "short-caption", "cite-prefix",
          "cite-suffix"}


def png(width, height):
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data
                + struct.pack(">I", zlib.crc32(kind + data)))
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


GIF = base64.b64decode(
    "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
MEDIA = {".png": png(1, 1), "Dot.PNG": png(4, 4), "broken.png": b"\x89PNG",
         "dot.png": png(3, 2), "x/é.gif": GIF}


class BookMaker(Maker):
    """Makes one tree with everything that books hold."""

    def __init__(self, seed):
        super().__init__(seed)
        self.words = 0
        self.hidden = []
        self.open_hidden = 0

    def word(self):
        return super().word() + self.random.choice(["", " "])

    def field(self, name, kind):
        if name == "url":
            return quote(self.random.choice(URLS))
        return super().field(name, kind)

    def text(self, depth):
        self.words += 1
        word = f"w{self.words}w"
        if self.open_hidden:
            self.hidden.append(word)
        self.lines.append("  " * depth + quote(f" {word} {self.word()}"))

    def node(self, kind, depth):
        self.open_hidden += kind in HIDDEN
        super().node(kind, depth)
        self.open_hidden -= kind in HIDDEN

    def value(self, indent):
        text = self.random.choice(VALUES)
        self.lines.append(indent + "string")
        if text:
            self.lines.append(f"{indent}  {quote(text)}")

    def shape(self, indent):
        if self.random.random() < 0.5:
            self.value(indent)
            return
        self.lines.append(indent + "map")
        for key in sorted(self.random.sample(MEMBERS, 3)):
            self.lines.append(f'{indent}  entry key="{key}"')
            self.value(indent + "    ")

    def metadata(self):
        count = self.random.choice([0, 1, 4, 9])
        for key in sorted(self.random.sample(KEYS, count)):
            self.lines.append(f'entry key="{key}"')
            if self.random.random() < 0.6:
                self.shape("  ")
                continue
            self.lines.append("  list")
            for _ in range(self.random.choice([0, 1, 3])):
                self.shape("    ")

    def book(self):
        self.metadata()
        text = self.tree()
        for name, data in MEDIA.items():
            text += f"media name={quote(name)} size={len(data)}\n"
            text += f"  base64 {base64.b64encode(data).decode()}\n"
        return text


def convert(docconv, target, source, result, options):
    """What was said."""
    done = subprocess.run(
        [docconv, "--loss-report", "-f", "tree", "-t", target, "-O", result,
         *options, source],
        capture_output=True, text=True, timeout=TIMEOUT, check=True)
    return done.stderr


def words_of(book):
    with zipfile.ZipFile(book) as archive:
        fault = archive.testzip()
        if fault:
            raise zipfile.BadZipFile(fault)
        pages = [archive.read(name).decode() for name in archive.namelist()
                 if name.endswith(".xhtml")]
    return set(re.findall(r"w\d+w", "".join(pages)))


def check_seed(docconv, seed, work):
    """What is wrong with the books of that seed, or None."""
    maker = BookMaker(seed)
    source = work / f"{seed}.tree"
    source.write_text(maker.book(), encoding="utf-8")
    options = OPTIONS[seed % len(OPTIONS)]
    wanted = {f"w{i + 1}w" for i in range(maker.words)} - set(maker.hidden)
    for target in ("epub", "epub2"):
        book = work / f"{seed}-{target}.epub"
        again = work / "again"
        try:
            said = convert(docconv, target, source, book, options)
            convert(docconv, target, source, again, options)
            missing = wanted - words_of(book)
        except (subprocess.CalledProcessError, zipfile.BadZipFile) as error:
            return f"{target}: {error}"
        if missing and "epub-alt-note" not in said:
            return f"{target}: words are missing: {sorted(missing)[:5]}"
        if book.read_bytes() != again.read_bytes():
            return f"{target}: other bytes the second time"
    return None


def check_tree(docconv, source, work):
    """The same for a tree of the golden tests, without its words."""
    opts = source.with_suffix(".opts")
    options = opts.read_text().split() if opts.exists() else []
    for target in ("epub", "epub2"):
        convert(docconv, target, source,
                work / f"{source.stem}-{target}.epub", options)


def check_books(work):
    """The number of books that EPUBCheck does not like."""
    books = check_epubs.list_books([work])
    try:
        results = check_epubs.validate(
            books, os.environ.get("DOCCONV_EPUBCHECK"))
    except check_epubs.Unavailable as reason:
        print(f"books are not validated: {reason}")
        return 0
    return check_epubs.report(books, results)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("trees", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        for seed in range(options.first, options.first + options.count):
            fault = check_seed(options.docconv, seed, work)
            if fault:
                print(f"seed {seed}: {fault}")
                faults += 1
        for tree in options.trees:
            check_tree(options.docconv, tree, work)
        faults += check_books(work)
    count = options.count + len(options.trees)
    print(f"{count} trees, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
