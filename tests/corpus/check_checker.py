#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compare `docconv --check` with EPUBCheck on books of others.

usage: check_checker.py --docconv PROGRAM --corpus DIR --epubcheck DIR
                        [--cache FILE] [--show]

Books are given under neutral names. A book that EPUBCheck finds free of errors
must have none here; of the others at least 90 of 100 must have the same set of
identifiers of errors. What EPUBCheck says is kept in the cache, by the bytes
of the books. Exit 77 (skip) without books or EPUBCheck.
"""
import argparse
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tools"))
import check_epubs  # noqa: E402

SKIP = 77
SAME_LEAST = 0.90
ERRORS = {"ERROR", "FATAL"}


def copy_books(corpus, folder):
    """{neutral copy: original}."""
    books = sorted((pathlib.Path(corpus) / "epub").rglob("*.epub"))
    copies = {}
    for number, book in enumerate(books):
        copy = (folder / f"{number:03}.epub").resolve()
        shutil.copyfile(book, copy)
        copies[copy] = book
    return copies


def digest(book):
    return hashlib.sha256(book.read_bytes()).hexdigest()


def verdicts(copies, epubcheck, cache):
    """{digest: sorted identifiers of errors}, by EPUBCheck."""
    known = json.loads(cache.read_text()) if cache and cache.is_file() else {}
    asked = [book for book in copies if digest(book) not in known]
    if asked:
        for book, findings in check_epubs.validate(asked, epubcheck).items():
            known[digest(book)] = sorted(
                {f.id for f in findings if f.severity in ERRORS})
        if cache:
            cache.write_text(json.dumps(known))
    return known


def check(docconv, book):
    """The identifiers of errors, by docconv."""
    run = subprocess.run(
        [docconv, "--check", "--message-format=json", book],
        capture_output=True, encoding="utf-8", check=False)
    found = {line["rule"] for line in map(json.loads, run.stderr.splitlines())
             if line["severity"] == "error"}
    if run.returncode != (64 if found else 0):
        found.add(f"exit-{run.returncode}")
    return sorted(found)


def judge(docconv, copies, known, shows):
    """(books without errors, false alarms, others, of these the same)."""
    clean = alarms = broken = same = 0
    for copy, book in copies.items():
        expected = known.get(digest(copy))
        if expected is None:
            continue
        found = check(docconv, copy)
        broken += bool(expected)
        clean += not expected
        same += bool(expected) and found == expected
        if not expected and found:
            alarms += 1
            print(f"FAIL {book.name}: false alarm {found}")
        elif found != expected and shows:
            print(f"     {book.name}: {expected}, here {found}")
    return clean, alarms, broken, same


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--epubcheck", required=True)
    parser.add_argument("--cache", type=pathlib.Path)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copies = copy_books(args.corpus, pathlib.Path(folder))
        if not copies:
            print(f"skipped: no books in {args.corpus}/epub")
            return SKIP
        try:
            known = verdicts(copies, args.epubcheck, args.cache)
        except check_epubs.Unavailable as why:
            print(f"skipped: {why}")
            return SKIP
        clean, alarms, broken, same = judge(
            args.docconv, copies, known, args.show)
    print(f"{clean} books without errors, {alarms} false alarms; "
          f"{broken} others, {same} with the same identifiers")
    return int(alarms > 0 or clean + broken == 0 or same < SAME_LEAST * broken)


if __name__ == "__main__":
    sys.exit(main())
