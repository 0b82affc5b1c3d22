#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What goes through HTML and comes back the same.

usage: round_trips.py --docconv PROGRAM [--corpus DIR] [--count N]

Text: each text of tests/articles and of the golden tests of text, as text by
way of HTML, is what it is as text at once.  A run of blanks counts as one: HTML
has no other.

Trees: what our HTML is read as, written and read again, is the same tree.

- every tree of the golden tests html/write, and every document of the corpus's
  pandoc-native and pandoc-command-ast (if it is there): the same line by line,
  but for those of EXCEPT;
- random trees: the same but for attributes, since one that HTML does not have
  comes back as data-KEY.  Left out are notes, since one in a link has no link of
  its own, and tables, whose spans and sections are mended on the way.
"""
import argparse
import pathlib
import re
import subprocess
import sys

TESTS = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TESTS / "golden"))
import random_trees  # noqa: E402

TIMEOUT = 60
FAMILIES = ("pandoc-native", "pandoc-command-ast")
LEFT_OUT = ("note", "table")
# Documents, and why they are not the same.
EXCEPT = {
    "breaks": "the author's line is read as a paragraph",
    "heading-below-six": "role and level are read as attributes",
    "link-in-a-link": "its note is read as a list",
    "marks-of-the-author": "a style is read as an attribute",
    "ordered-lists-delimiters": "a tree as text has no start of 0",
    "raw-html": "elements with styles, headings without ids",
    "raw-html-dropped": "the same",
    "raw-html-in-pieces": "the same",
    "raw-html-kept": "the same",
    "table-parts-out-of-order": "sections are put in order",
    "tables_planets.native": "a head column whose cells span rows",
    "ids-that-look-like-notes": "each time an id gets one more underscore",
}


class Program:
    def __init__(self, path):
        self.path = path

    def convert(self, source, target, data, *options):
        done = subprocess.run(
            [self.path, "--quiet", "-f", source, "-t", target, *options, "-O",
             "-", "-"], input=data, capture_output=True, check=True,
            timeout=TIMEOUT)
        return done.stdout


def check_text(program, path):
    data = path.read_bytes()
    page = program.convert("text", "html", data)
    direct = program.convert("text", "text", data, "--wrap=none")
    around = program.convert("html", "text", page, "--wrap=none")
    return squeeze(direct) == squeeze(around)


def squeeze(text):
    return re.sub(rb"[ \xa0]+", b" ", re.sub(rb" +\n", b"\n", text))


def twice(program, source, data):
    """The tree that our HTML is read as, and the one after another round."""
    first = program.convert(
        "html", "tree", program.convert(source, "html", data))
    second = program.convert(
        "html", "tree", program.convert("tree", "html", first))
    return first, second


def check_tree(program, source, data):
    first, second = twice(program, source, data)
    return first == second


class Maker(random_trees.Maker):
    """Random trees without what is left out."""

    def node(self, kind, depth):
        if kind not in LEFT_OUT:
            super().node(kind, depth)


def check_seed(program, seed):
    bare = [re.sub(rb" \{.*\}$", b"", tree, flags=re.MULTILINE)
            for tree in twice(program, "tree", Maker(seed).tree().encode())]
    return bare[0] == bare[1]


def all_checks(program, args):
    """(name, its check) of everything that is checked."""
    texts = sorted((TESTS / "articles").glob("*.txt"))
    texts += sorted((TESTS / "golden" / "text").rglob("*.txt"))
    for path in texts:
        yield f"text {path.name}", check_text, (program, path)
    for path in sorted((TESTS / "golden" / "html" / "write").glob("*.tree")):
        if path.stem not in EXCEPT:
            yield path.name, check_tree, (program, "tree", path.read_bytes())
    for family in FAMILIES if args.corpus else ():
        for path in sorted((args.corpus / "pandoc" / family).glob("*.json")):
            if path.stem not in EXCEPT:
                yield path.name, check_tree, (program, "json", path.read_bytes())
    for seed in range(args.count):
        yield f"seed {seed}", check_seed, (program, seed)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--corpus", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=60)
    args = parser.parse_args()
    done = bad = 0
    for name, check, values in all_checks(Program(args.docconv), args):
        done += 1
        if not check(*values):
            print(f"{name}: not the same")
            bad += 1
    print(f"{done} round trips, {bad} faults")
    return 1 if bad or not done else 0


if __name__ == "__main__":
    sys.exit(main())
