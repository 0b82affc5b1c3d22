#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Convert each article of this folder to EPUB and hold it to its expectation.

usage: check_articles.py --docconv PROGRAM [--epubcheck DIR] [NAME...]

NAME.json beside NAME.txt says what the book must be; README.md lists the keys.
Exit 0: all as expected; 1: not.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))
import check_epubs
import check_structure
import epubbook
import textwords


def squeeze(text):
    return " ".join(text.split())


def own_lines(blocks):
    """The lines that a reader sees as lines: blocks, and parts between <br>."""
    return [squeeze(line) for block in blocks for line in block.text.split("\n")]


def tail_lines(source, first):
    lines = [squeeze(line) for line in source.split("\n")]
    return [line for line in lines[lines.index(first):] if line]


def check_metadata(book, expected):
    pairs = (("title", [expected["title"]]), ("publisher", expected["publisher"]),
             ("language", [expected["language"]]))
    for name, accepted in pairs:
        found = book.dublin_core(name)
        if len(found) != 1 or found[0] not in accepted:
            yield f"dc:{name} is {found}, not {' or '.join(accepted)}"


def check_toc(book, expected):
    labels = [entry.label for entry in book.toc()]
    if labels != expected["toc"]:
        yield f"contents have {len(labels)} entries: {labels[:4]}"


def check_scene_breaks(blocks, expected):
    titles = [block.title for block in blocks
              if block.tag == "hr" and "scene-break" in block.classes.split()]
    if titles != expected["scene_breaks"]:
        yield f"scene breaks are {titles}, not {expected['scene_breaks']}"


def check_lines(blocks, source, expected):
    """The tail and other lines stay lines, and never become headings."""
    wanted = [squeeze(line) for line in expected.get("lines", [])]
    if "tail_starts" in expected:
        wanted += tail_lines(source, expected["tail_starts"])
    text_lines = set(own_lines(b for b in blocks
                               if b.tag not in epubbook.HEADINGS))
    missing = [line for line in wanted if line not in text_lines]
    if missing:
        yield f"{len(missing)} of {len(wanted)} lines are not lines of text: {missing[0]}"


def check_headline(blocks, expected):
    headings = [squeeze(b.text) for b in blocks if b.tag in epubbook.HEADINGS]
    if headings.count(expected["title"]) != 1:
        yield f"the headline stands {headings.count(expected['title'])} times in {headings[:4]}"


def check_words(blocks, source, expected):
    lost = textwords.lost_words(source, epubbook.block_text(blocks))
    if lost:
        yield f"words lost: {' '.join(list(lost)[:8])}"


def check_book(path, source, expected):
    book = epubbook.Book(path)
    blocks = book.blocks()
    yield from check_metadata(book, expected)
    yield from check_toc(book, expected)
    yield from check_scene_breaks(blocks, expected)
    yield from check_headline(blocks, expected)
    yield from check_lines(blocks, source, expected)
    yield from check_words(blocks, source, expected)
    yield from check_structure.defects(path)


def convert(docconv, article, folder):
    """Return (book, complaints). The command line is the one people type."""
    book = folder / (article.stem + ".epub")
    run = subprocess.run([docconv, "-i", "text", "-o", "epub", str(article)],
                         cwd=folder, stderr=subprocess.PIPE, encoding="utf-8",
                         errors="replace")
    if run.returncode != 0:
        return book, [f"exit {run.returncode}: {run.stderr.strip()}"]
    return book, [] if book.exists() else ["no book was written"]


def check_article(docconv, article, folder):
    expected = json.loads(article.with_suffix(".json").read_text("utf-8"))
    source = article.read_text(expected.get("encoding", "utf-8"))
    book, complaints = convert(docconv, article, folder)
    if not complaints:
        complaints = list(check_book(book, source, expected))
    return complaints


def validate(folder, epubcheck):
    """EPUBCheck's verdict on all books; its absence is said, not hidden."""
    books = check_epubs.list_books([folder])
    try:
        return check_epubs.report(books, check_epubs.validate(books, epubcheck))
    except check_epubs.Unavailable as reason:
        print(f"SKIPPED EPUBCheck: {reason}")
        return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--epubcheck", default=os.environ.get("DOCCONV_EPUBCHECK"))
    parser.add_argument("names", nargs="*", metavar="NAME")
    args = parser.parse_args()
    articles = [HERE / (name + ".txt") for name in args.names]
    articles = articles or sorted(HERE.glob("*.txt"))
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for article in articles:
            complaints = check_article(args.docconv, article, folder)
            failed += bool(complaints)
            for complaint in complaints:
                print(f"FAIL {article.name}: {complaint}")
        failed += validate(folder, args.epubcheck)
    print(f"articles: {len(articles)} checked, {failed} failures")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
