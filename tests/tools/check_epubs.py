#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Validate EPUBs with EPUBCheck: no error and no warning is accepted.

usage: check_epubs.py [--epubcheck DIR] BOOK.epub|DIRECTORY...

All books go through one JVM (EpubcheckRunner.java). Each finding is printed
with its book; the last line counts. Exit 0: all clean; 1: findings; 77 (skip):
no Java or no EPUBCheck on this machine. DIR holds epubcheck.jar and lib/; the
default is the environment's DOCCONV_EPUBCHECK.
"""
import argparse
import collections
import os
import pathlib
import shutil
import subprocess
import sys

SKIP = 77
TOLERATED = {"INFO", "USAGE", "SUPPRESSED"}
RUNNER = pathlib.Path(__file__).resolve().parent / "EpubcheckRunner.java"

Finding = collections.namedtuple("Finding", "severity id path line text")


class Unavailable(Exception):
    """EPUBCheck cannot run on this machine."""


def list_books(operands):
    books = []
    for operand in map(pathlib.Path, operands):
        books += sorted(operand.rglob("*.epub")) if operand.is_dir() else [operand]
    return [book.resolve() for book in books]


def validate(books, epubcheck):
    """Return {book: [Finding]}; a book that crashed the checker is absent."""
    jar = pathlib.Path(epubcheck or "", "epubcheck.jar")
    if not shutil.which("java"):
        raise Unavailable("no java (package default-jre-headless)")
    if not jar.is_file():
        raise Unavailable(f"no {jar} (tests/run.sh installs it)")
    command = ["java", "-Xss8m", "-cp", f"{jar}:{jar.parent}/lib/*", str(RUNNER)]
    run = subprocess.run(command, input="\n".join(map(str, books)) + "\n",
                         stdout=subprocess.PIPE, encoding="utf-8")
    results, pending = {}, []
    for line in run.stdout.splitlines():
        kind, *fields = line.split("\t")
        if kind == "message":
            pending.append(Finding(*fields))
        elif kind == "book":
            results[pathlib.Path(fields[0])] = pending
            pending = []
    return results


def report(books, results):
    """Print what is wrong; return the number of books that are not clean."""
    bad = 0
    for book in books:
        if book not in results:
            print(f"FAIL {book}: EPUBCheck did not finish")
            bad += 1
            continue
        findings = [f for f in results[book] if f.severity not in TOLERATED]
        bad += bool(findings)
        for f in findings:
            print(f"FAIL {book}: {f.severity} {f.id} {f.path}:{f.line}: {f.text}")
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--epubcheck", default=os.environ.get("DOCCONV_EPUBCHECK"))
    parser.add_argument("books", nargs="+", metavar="BOOK.epub|DIRECTORY")
    args = parser.parse_args()
    books = list_books(args.books)
    if not books:
        print("FAIL no books to check")
        return 1
    try:
        results = validate(books, args.epubcheck)
    except Unavailable as reason:
        print(f"SKIPPED EPUBCheck: {reason}")
        return SKIP
    bad = report(books, results)
    print(f"EPUBCheck: {len(books) - bad} of {len(books)} books are clean")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
