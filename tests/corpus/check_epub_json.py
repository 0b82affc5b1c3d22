#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A book that goes through JSON is the same book: epub -> json -> epub -> json.

usage: check_epub_json.py --corpus DIR --docconv PROGRAM [--only NAME] [--show]

Media are taken out on both ways, so that the first JSON is all there is of the
book. Both are compared as trees, after three changes:

- a medium is called by its bytes: files of the result have other names. Our own
  style sheet is left out, which each result has in front of the source's
- an identifier, and the path of a file, is called by the order of its first
  use: the writer gives others where a book has one twice
- `modified` and `epub-meta` are left out: the writer says anew what a book
  offers its readers, and when it was changed
"""
import argparse
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

SKIP = 77
LOCKED = 15
TIMEOUT = 120
FAMILIES = ("epub/standardebooks", "epub/idpf-samples", "pandoc/pandoc-epub",
            "epub/w3c-epub-tests", "epub/epubcheck")
NAMES = {"id", "data-file"}
RESTATED = {"modified", "epub-meta"}
OWN_SHEET = b"body { margin: 0.5em 1em; line-height: 1.45"


class Names:
    """What stands in the place of names that may be others."""

    def __init__(self, folder, work):
        self.folder = folder
        self.work = work
        self.numbers = {}

    def number(self, name):
        return f"name-{self.numbers.setdefault(name, len(self.numbers))}"

    def medium(self, word):
        path = self.work / word.partition("#")[0]
        if not word.startswith(self.folder + "/") or not path.is_file():
            return word
        data = path.read_bytes()
        if data.startswith(OWN_SHEET):
            return ""
        return "medium-" + hashlib.sha256(data).hexdigest()[:16]

    def words(self, text):
        return " ".join(filter(None, map(self.medium, text.split(" "))))

    def change(self, node):
        if isinstance(node, str):
            return (self.number(node[1:]) if node.startswith("#")
                    else self.words(node))
        if isinstance(node, dict):
            return {key: self.change(value) for key, value in node.items()
                    if key not in RESTATED}
        if self.is_attr(node):
            return [self.number(node[0]) if node[0] else "", node[1],
                    sorted([key, self.number(value) if key in NAMES
                            else self.words(value)] for key, value in node[2])]
        return [self.change(item) for item in node] \
            if isinstance(node, list) else node

    @staticmethod
    def is_attr(node):
        return (isinstance(node, list) and len(node) == 3
                and isinstance(node[0], str) and isinstance(node[1], list)
                and isinstance(node[2], list)
                and all(isinstance(item, str) for item in node[1])
                and all(isinstance(item, list) and len(item) == 2
                        and isinstance(item[0], str) for item in node[2]))


def run(docconv, work, *options):
    done = subprocess.run([docconv, "--quiet", *options], cwd=work,
                          capture_output=True, timeout=TIMEOUT)
    return done.returncode, done.stderr.decode("utf-8", "replace").strip()


def load(work, name):
    with open(work / f"{name}.json", encoding="utf-8") as file:
        return Names(name, work).change(json.load(file))


def differences(a, b, at=""):
    """The outermost places where the trees differ."""
    if type(a) is not type(b):
        yield at, a, b
    elif isinstance(a, dict):
        for key in sorted(set(a) | set(b)):
            if key not in a or key not in b:
                yield f"{at}.{key}", a.get(key), b.get(key)
            else:
                yield from differences(a[key], b[key], f"{at}.{key}")
    elif isinstance(a, list):
        if len(a) != len(b):
            yield at, a, b
        else:
            for i, (x, y) in enumerate(zip(a, b)):
                yield from differences(x, y, f"{at}[{i}]")
    elif a != b:
        yield at, a, b


def check(docconv, path, work):
    """Why it failed, or the list of differences; None: not readable."""
    steps = (("-f", "epub", "-O", "a.json", "--extract-media=a", str(path)),
             ("-f", "json", "-O", "between.epub", "a.json"),
             ("-f", "epub", "-O", "b.json", "--extract-media=b",
              "between.epub"))
    for number, options in enumerate(steps):
        status, said = run(docconv, work, *options)
        if status and number == 0:
            return None
        if status:
            return [("", f"exit {status}", said[-200:])]
    return list(differences(load(work, "a"), load(work, "b")))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", required=True, type=pathlib.Path)
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    docconv = str(pathlib.Path(args.docconv).resolve())
    paths = [path.resolve() for family in FAMILIES
             for path in sorted((args.corpus / family).glob("*.epub"))
             if args.only in path.stem]
    if not paths:
        print(f"skipped: no books at {args.corpus}")
        return SKIP
    books = equal = 0
    for path in paths:
        with tempfile.TemporaryDirectory() as folder:
            found = check(docconv, path, pathlib.Path(folder))
        if found is None:
            continue
        books += 1
        equal += not found
        for at, a, b in found[:3 if args.show else 0]:
            print(f"{path.stem}: {at}\n  - {str(a)[:200]}\n  + {str(b)[:200]}")
    print(f"{equal} of {books} books are equal")
    return 0 if equal == books else 1


if __name__ == "__main__":
    sys.exit(main())
