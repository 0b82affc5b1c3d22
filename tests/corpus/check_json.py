#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Check that pandoc's JSON goes through docconv unchanged.

usage: check_json.py --corpus DIR --docconv PROGRAM [--show N]

Every document of the corpus's pandoc-native and pandoc-command-ast is read
and written again, as it is, with its keys sorted (so that "c" stands before
"t" and "blocks" before the rest), and indented with all letters as escapes.
The result must be the same value, numbers by their text. What a pandoc with
the types 1.22 makes of the corpus's HTML, DOCX, EPUB and Markdown goes through
--pandoc-api=1.22 in the same way; without such a pandoc that is left out.
"""
import argparse
import json
import pathlib
import shutil
import subprocess
import sys

SKIP = 77
TIMEOUT = 60
FAMILIES = ("pandoc/pandoc-native", "pandoc/pandoc-command-ast")
OLD_VERSION = [1, 22]
OLD_SOURCES = {
    "html": ("pandoc/pandoc-html-in", "*.html"),
    "docx": ("pandoc/pandoc-docx", "*.docx"),
    "epub": ("pandoc/pandoc-epub", "*.epub"),
    "markdown": ("markdown", "*.md"),
}
# A file may be large; what is compared is the tree, not the time.
OLD_BYTES_MAX = 200_000


class Number:
    """A number by its text."""

    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        return isinstance(other, Number) and self.text == other.text

    def __repr__(self):
        return self.text


def load(data):
    return json.loads(data, parse_float=Number, parse_int=Number)


def difference(wanted, got, path="$"):
    """Where two values differ first, or None."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        if wanted.keys() != got.keys():
            return f"{path}: keys {sorted(wanted)} became {sorted(got)}"
        pairs = [(wanted[key], got[key], f"{path}.{key}") for key in wanted]
    elif isinstance(wanted, list) and isinstance(got, list):
        if len(wanted) != len(got):
            return f"{path}: {len(wanted)} values became {len(got)}"
        pairs = [(a, b, f"{path}[{i}]")
                 for i, (a, b) in enumerate(zip(wanted, got))]
    else:
        return None if wanted == got else f"{path}: {wanted!r} became {got!r}"
    return next(filter(None, (difference(*pair) for pair in pairs)), None)


def spellings(data):
    """The same document in other words: (name, bytes)."""
    value = json.loads(data)
    yield "as it is", data
    # An object of strings for numbers would not be JSON; floats keep theirs.
    yield "sorted", json.dumps(value, sort_keys=True, ensure_ascii=False,
                               separators=(",", ":")).encode()
    yield "indented", json.dumps(value, indent=2).encode()


def check(docconv, data, options, by_text):
    """What is wrong with one conversion, or None."""
    run = subprocess.run(
        [docconv, "-f", "json", "-t", "json", "-O", "-", *options],
        input=data, capture_output=True, timeout=TIMEOUT)
    if run.returncode != 0:
        said = run.stderr.decode("utf-8", "replace").strip()
        return f"exit {run.returncode}: {said[-200:]}"
    read = load if by_text else json.loads
    return difference(read(data), read(run.stdout))


def new_documents(corpus):
    for family in FAMILIES:
        for path in sorted((corpus / family).glob("*.json")):
            yield path.relative_to(corpus), path.read_bytes(), []


def old_documents(corpus):
    """Documents as a pandoc with the types 1.22 reads them."""
    pandoc = shutil.which("pandoc")
    if not pandoc:
        print("no pandoc: --pandoc-api=1.22 is not checked")
        return
    empty = subprocess.run([pandoc, "-t", "json"], input=b"",
                           capture_output=True, check=True).stdout
    if json.loads(empty)["pandoc-api-version"][:2] != OLD_VERSION:
        print("this pandoc has not the types 1.22: --pandoc-api is not checked")
        return
    for source, (folder, pattern) in OLD_SOURCES.items():
        for path in sorted((corpus / folder).rglob(pattern)):
            if path.stat().st_size > OLD_BYTES_MAX:
                continue
            run = subprocess.run([pandoc, "-f", source, "-t", "json", str(path)],
                                 capture_output=True, timeout=TIMEOUT)
            if run.returncode == 0:
                yield (path.relative_to(corpus), run.stdout,
                       ["--pandoc-api=1.22"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=pathlib.Path, required=True)
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--show", type=int, default=20,
                        help="failures to print in full")
    args = parser.parse_args()
    documents = runs = failed = 0
    for documents_of in (new_documents, old_documents):
        for name, data, options in documents_of(args.corpus):
            documents += 1
            for spelling, text in spellings(data):
                runs += 1
                complaint = check(args.docconv, text, options,
                                  spelling == "as it is")
                failed += complaint is not None
                if complaint and failed <= args.show:
                    print(f"FAIL {name} ({spelling}): {complaint}")
    if not documents:
        print(f"SKIPPED: no corpus at {args.corpus}")
        return SKIP
    print(f"json: {documents} documents, {runs} runs, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
