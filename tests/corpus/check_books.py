#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every page, snippet and AST of the corpus becomes a valid book.

usage: check_books.py --docconv PROGRAM --corpus DIR [--html5lib]

Each is made into EPUB 3 and EPUB 2; EPUBCheck must find no error and no warning
in any. $DOCCONV_EPUBCHECK names the folder with epubcheck.jar; without it only
the conversions are checked. --html5lib adds html5lib's cases of tree
construction.
"""
import argparse
import os
import pathlib
import sys
import tempfile

from sources import convert, sources

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tools"))
import check_epubs  # noqa: E402

SKIP = 77
TARGETS = ("epub", "epub2")


def make_books(docconv, found, work):
    """({book: name of its source and format}, number of failures)"""
    books, failures = {}, 0
    for number, source in enumerate(found):
        for target in TARGETS:
            book = (work / f"{number}.{target}.epub").resolve()
            fault = convert(docconv, source, target, book)
            failures += bool(fault)
            if fault:
                print(f"FAIL {source.name} to {target}: {fault}")
            else:
                books[book] = f"{source.name} to {target}"
    return books, failures


def count_defects(books):
    """The number of books that are not clean, each finding being printed."""
    results = check_epubs.validate(list(books),
                                   os.environ.get("DOCCONV_EPUBCHECK"))
    bad = 0
    for book, name in books.items():
        findings = [found for found in results.get(book, [])
                    if found.severity not in check_epubs.TOLERATED]
        bad += bool(findings) or book not in results
        if book not in results:
            print(f"FAIL {name}: EPUBCheck did not finish")
        for found in findings:
            print(f"FAIL {name}: {found.severity} {found.id} "
                  f"{found.path}:{found.line}: {found.text}")
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--corpus", required=True, type=pathlib.Path)
    parser.add_argument("--html5lib", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        found = sources(args.corpus, work, args.html5lib)
        if not found:
            print(f"skipped: no corpus at {args.corpus}")
            return SKIP
        books, bad = make_books(args.docconv, found, work)
        print(f"{len(books)} books of {len(found)} sources, {bad} refused")
        try:
            bad += count_defects(books)
        except check_epubs.Unavailable as reason:
            print(f"skipped EPUBCheck: {reason}")
            return 1 if bad else SKIP
    print(f"{len(books)} books, {bad} faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
