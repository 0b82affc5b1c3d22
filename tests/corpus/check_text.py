#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Check the plain text writer over what others made.

usage: check_text.py --corpus DIR --docconv PROGRAM [--show N]

- Every word of every pandoc document (JSON) is in the text made of it, but
  for what is reported as a loss or rewritten by rule: raw markup, formulas,
  short captions, and captions that say what their image says.
- Every word that Inscriptis expects of an HTML page is in the text.
- Books of Project Gutenberg come back with the share of their lines that is
  named below: hyphens at line ends are joined, nothing else may change.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

SKIP = 77
WORD = re.compile(r"[^\W_]+")
JSON_FOLDERS = ("pandoc/pandoc-native", "pandoc/pandoc-command-ast")
LINES_MIN = 0.98

# How Inscriptis marks items of the third level.
BULLET = re.compile(r"^\s+o ", re.M)

# Nodes around text that do not part words.
GLUE = {"Emph", "Strong", "Underline", "Strikeout", "Superscript",
        "Subscript", "SmallCaps", "Span", "Image", "Cite"}
UNSHOWN = {"Math", "RawInline", "RawBlock"}
BLANKS = {"Space", "SoftBreak", "LineBreak", "HorizontalRule"}


def same_text(caption, blocks):
    """Whether a figure's caption says what its one image says."""
    images = [inline for block in blocks if block["t"] in ("Plain", "Para")
              for inline in block["c"] if inline["t"] == "Image"]
    texts = ["".join(text_of(part)).split()
             for part in (caption, images[0]["c"][1] if images else [])]
    return bool(images) and texts[0] == texts[1]


def text_of_node(node):
    kind, content = node["t"], node.get("c")
    if kind == "Str":
        yield content
    elif kind in UNSHOWN or kind in BLANKS:
        yield " "
    elif kind in ("Code", "CodeBlock"):
        yield content[1] if kind == "Code" else f" {content[1]} "
    elif kind == "Figure":
        caption, blocks = content[1][1], content[2]
        yield from text_of([blocks] if same_text(caption, blocks)
                           else [caption, " ", blocks])
    elif kind == "Table":
        yield from text_of([content[1][1], content[3:]])
    elif kind in GLUE:
        has_attributes = kind in ("Span", "Image", "Cite")
        yield from text_of(content[1] if has_attributes else content)
    elif kind == "Link":
        yield from text_of([" ", content[1], " "])
    elif content is not None:
        yield " "
        yield from text_of(content[2] if kind == "Header" else content)
        yield " "


def text_of(part):
    """The text below a part of pandoc's JSON, in pieces."""
    if isinstance(part, list):
        for child in part:
            yield from text_of(child)
            is_block = isinstance(child, list) or (
                isinstance(child, dict) and child.get("t") in ("Para", "Plain"))
            if is_block:
                yield " "
    elif isinstance(part, dict) and "t" in part:
        yield from text_of_node(part)
    elif part == " ":
        yield part


def normal(text):
    return unicodedata.normalize("NFKC", text).replace("\u00ad", "")


def lost_words(wanted_text, text):
    """Words that TEXT has too few of, also with signs within words left out."""
    wanted = collections.Counter(WORD.findall(normal(wanted_text)))
    present = collections.Counter(WORD.findall(normal(text)))
    letters = "".join(WORD.findall(normal(text)))
    return [word for word in wanted - present
            if letters.count(word) < wanted[word]]


def convert(docconv, source, path, *options):
    run = subprocess.run(
        [docconv, "--quiet", "-i", source, "-o", "text", *options, str(path)],
        capture_output=True, check=True)
    return run.stdout.decode()


def check_documents(args):
    for folder in JSON_FOLDERS:
        for path in sorted((args.corpus / folder).glob("*.json")):
            blocks = json.loads(path.read_text(encoding="utf-8"))["blocks"]
            text = convert(args.docconv, "json", path)
            yield path, lost_words("".join(text_of(blocks)), text)


def check_pages(args):
    for path in sorted((args.corpus / "html/inscriptis").glob("*.html")):
        expected = path.with_suffix(".txt")
        if expected.exists():
            text = convert(args.docconv, "html", path)
            wanted = BULLET.sub(" ", expected.read_text(encoding="utf-8"))
            yield path, lost_words(wanted, text)


def lines(text):
    kept = (line.strip() for line in text.splitlines())
    return collections.Counter(line for line in kept if line)


def check_books(args):
    for path in sorted(args.corpus.glob("gutenberg/**/*.txt")):
        try:
            source = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            continue
        wanted = lines(source)
        found = lines(convert(args.docconv, "text", path, "--wrap=preserve",
                              "--emphasis=underscore"))
        share = (wanted & found).total() / wanted.total()
        print(f"{share:.4f} of {wanted.total()} lines the same: {path.name}")
        yield path, [] if share >= LINES_MIN else [f"{share:.4f} of lines"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=pathlib.Path, required=True)
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--show", type=int, default=20,
                        help="failures to print in full")
    args = parser.parse_args()
    checked = failed = 0
    for check in (check_documents, check_pages, check_books):
        for path, lost in check(args):
            checked += 1
            failed += bool(lost)
            if lost and failed <= args.show:
                print(f"FAIL {path.relative_to(args.corpus)}: {lost[:8]}")
    if not checked:
        print(f"SKIPPED: no corpus at {args.corpus}")
        return SKIP
    print(f"text: {checked - failed} of {checked} kept all")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
