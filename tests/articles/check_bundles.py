#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fifty articles, text and HTML, in a folder, a zip and a tar: one book each.

usage: check_bundles.py --docconv PROGRAM [--corpus DIR]

The three books must have the same bytes, fifty entries in their contents, a
file for each, every word, and no link that leads nowhere. EPUBCheck looks at
the book if $DOCCONV_EPUBCHECK names it. With the corpus, archives that others
made, many of them damaged, must be read or refused, and nothing else.
"""
import argparse
import collections
import os
import pathlib
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))
import check_epubs  # noqa: E402
import epubbook  # noqa: E402
import textwords  # noqa: E402

COUNT = 50
FORMATS = {"folder": None, "zip": "zip", "tar.gz": "gztar", "tar.xz": "xztar"}
# Read, limit, encrypted, no such reader, not understood.
ACCEPTED = {0, 14, 15, 21, 64}
WORDS_OF_LINKS = ("next", "part")


def convert(docconv, *arguments):
    return subprocess.run([docconv, *map(str, arguments)], check=False,
                          capture_output=True, timeout=60)


def page(docconv, article, number):
    """The article as a page that links to its neighbours."""
    html = convert(docconv, "-s", "-o", "html", "-O", "-", article).stdout.decode()
    links = (f'<p><a href="{number + 1}.html">next</a> '
             f'<a href="{(number + 7) % COUNT}.html#none">part</a></p>')
    return html.replace("</body>", links + "</body>")


def write_articles(docconv, folder):
    """Fills the folder; the words that its book must have."""
    articles = [path for path in sorted(HERE.glob("*.txt"))
                if "windows" not in path.name]
    wanted = collections.Counter()
    folder.mkdir()
    for number in range(COUNT):
        article = articles[number % len(articles)]
        text = article.read_text("utf-8")
        wanted += textwords.words(text)
        if number % 2:
            wanted += collections.Counter(WORDS_OF_LINKS)
            (folder / f"{number}.html").write_text(
                page(docconv, article, number), "utf-8")
        else:
            (folder / f"{number}.txt").write_text(text, "utf-8")
    return wanted


def dangling_links(book):
    """Addresses in content documents that lead to no file or no identifier."""
    names = [name for name in book.archive.namelist() if name.endswith(".xhtml")]
    ids = {name: set(re.findall(r'\bid="([^"]*)"', book.archive.read(name).decode()))
           for name in names}
    for name in names:
        for href in re.findall(r'<a [^>]*href="([^"]*)"', book.archive.read(name).decode()):
            address = urllib.parse.urlsplit(href)
            if address.scheme:
                continue
            target = posixpath.normpath(posixpath.join(
                posixpath.dirname(name), address.path)) if address.path else name
            if target not in ids or (
                    address.fragment and address.fragment not in ids[target]):
                yield f"{name}: {href}"


def defects(path, wanted):
    book = epubbook.Book(path)
    entries = [entry for entry in book.toc() if entry.depth == 1]
    if len(entries) != COUNT:
        yield f"{len(entries)} entries in the contents"
    files = [name for name in book.archive.namelist()
             if re.fullmatch(r"EPUB/text/\d+\.xhtml", name)]
    if len(files) != COUNT:
        yield f"{len(files)} files of articles"
    text = epubbook.block_text(epubbook.load_blocks(path))
    lost = wanted - textwords.words(text)
    if lost:
        yield f"words lost: {dict(list(lost.items())[:9])}"
    yield from (f"leads nowhere: {link}" for link in dangling_links(book))


def check_articles(docconv, work):
    folder = work / "articles"
    wanted = write_articles(docconv, folder)
    books = {}
    for suffix, packer in FORMATS.items():
        source = folder
        if packer:
            source = pathlib.Path(shutil.make_archive(str(folder), packer, folder))
        book = work / f"{suffix}.epub"
        done = convert(docconv, "-q", "-O", book, "--title=Articles", source)
        if done.returncode:
            yield f"{suffix}: exit code {done.returncode}: {done.stderr.decode()}"
            continue
        books[suffix] = book
    first = books.get("folder")
    if not first:
        return
    yield from defects(first, wanted)
    for suffix, book in books.items():
        if book.read_bytes() != first.read_bytes():
            yield f"{suffix}: other bytes than the folder"
    try:
        found = check_epubs.validate([first], os.environ.get("DOCCONV_EPUBCHECK"))
        yield from (f"{finding.id} {finding.path}: {finding.text}"
                    for finding in found[first]
                    if finding.severity not in check_epubs.TOLERATED)
    except check_epubs.Unavailable as reason:
        print(f"skipped EPUBCheck: {reason}")


def check_archives(docconv, corpus, work):
    """Archives of others; the folder that they are in must hold no more after."""
    archives = sorted((corpus / "archives").rglob("*.zip")) if corpus else []
    before = sorted(work.rglob("*"))
    for archive in archives:
        out = work / "out.txt"
        done = convert(docconv, "-i", "bundle", "-o", "text", "-O", out, archive)
        out.unlink(missing_ok=True)
        if done.returncode not in ACCEPTED or (done.returncode and not done.stderr):
            yield f"{archive.name}: exit code {done.returncode}: {done.stderr[-200:]}"
        if sorted(work.rglob("*")) != before:
            yield f"{archive.name}: something was written"
    print(f"{len(archives)} archives of others")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--corpus", type=pathlib.Path)
    args = parser.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        for defect in check_articles(args.docconv, work):
            bad += 1
            print(f"FAIL {defect}")
        for defect in check_archives(args.docconv, args.corpus, work):
            bad += 1
            print(f"FAIL {defect}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
