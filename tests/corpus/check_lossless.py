#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Check that reading text loses nothing, over every text of the corpus.

usage: check_lossless.py --corpus DIR --docconv PROGRAM [--show N]

The tree (`docconv -i text -o tree`) must hold every letter and digit in its
order, and every other visible character except those that structure may
absorb: hyphens at line ends, bullets, marks of emphasis, lines drawn of one
mark. Where notes were moved to where they are called, order is free. Markdown
and HTML sources are read as the text they are. Files in other character sets are named
with --input-encoding, so that only losing is judged here and not guessing;
what they say is taken from iconv. A file that docconv refuses must be refused
with exit 95 and hold what makes it binary.
"""
import argparse
import collections
import pathlib
import re
import subprocess
import sys
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tools"))
import textwords
import treetext

SKIP = 77
BINARY = 95
FAMILIES = ("gutenberg/**/*.txt", "markdown/**/*.md", "markdown/**/*.txt",
            "markdown/**/*.html", "readability/**/*.html", "readability/**/*.json",
            "encodings/uchardet/*.txt", "encodings/udhr/*")
# What calls itself Latin 1 is Windows-1252 wherever the two differ.
UDHR_LABELS = {
    "Latin1": "WINDOWS-1252", "Latin2": "ISO-8859-2", "UTF8": "UTF-8",
    "Cyrillic": "WINDOWS-1251", "EUC": "EUC-JP", "SJIS": "SHIFT_JIS",
    "Hebrew": "ISO-8859-8", "Turkish": "ISO-8859-9"}
# Marks of bullets, emphasis, rules and tables; structure may absorb them.
ABSORBED = set("-*_=~+#|.·•‐‑–—―\u00ad")

# How a text calls a note; the tree has the note itself there.
NOTE_MARK = re.compile(r"\[\w{1,3}\]")

Text = collections.namedtuple("Text", "path label source")


def label_of(path):
    """The character set that the file's name gives; None: not known."""
    if path.parent.name == "uchardet":
        return path.stem.partition("_")[2]
    if path.parent.name == "udhr":
        return UDHR_LABELS.get(path.name.rpartition("-")[2])
    return "UTF-8"


def texts(corpus):
    for family in FAMILIES:
        for path in sorted(corpus.glob(family)):
            label = label_of(path)
            if label is None or not path.is_file():
                continue
            run = subprocess.run(["iconv", "-f", label, "-t", "UTF-8", str(path)],
                                 capture_output=True)
            if run.returncode == 0:
                yield Text(path, label, run.stdout.decode("utf-8"))


def is_letter(char):
    return char.isalnum() or unicodedata.category(char).startswith("M")


def letters(text):
    return "".join(filter(is_letter, text))


def marks(text):
    return collections.Counter(
        c for c in text if not is_letter(c) and c not in ABSORBED
        and not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf"))


def first_difference(source, result):
    at = next((i for i, (a, b) in enumerate(zip(source, result)) if a != b),
              min(len(source), len(result)))
    return (f"after {len(source[:at])} letters: "
            f"{source[max(0, at - 20):at + 30]!r} became {result[max(0, at - 20):at + 30]!r}")


def is_binary(data):
    control = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1b" for byte in data)
    return 0 in data or control * 50 > len(data)


def compare(source, result):
    """What RESULT, the tree's text, lost of SOURCE, or None."""
    if result.has_notes:
        lost = textwords.lost_words(NOTE_MARK.sub(" ", source), result.text)
        return f"words lost: {dict(lost)}" if lost else None
    if letters(source) != letters(result.text):
        return first_difference(letters(source), letters(result.text))
    lost = marks(source) - marks(result.text)
    return f"lost {dict(lost)}" if lost else None


def check(docconv, text):
    """Return what is wrong, or None."""
    command = [docconv, "-i", "text", "-o", "tree", str(text.path)]
    if text.label.upper() not in ("UTF-8", "ASCII"):
        command += ["--input-encoding", text.label]
    run = subprocess.run(command, capture_output=True)
    if run.returncode == BINARY and is_binary(text.path.read_bytes()):
        return None
    if run.returncode != 0:
        reason = run.stderr.decode("utf-8", "replace").strip()
        return f"exit {run.returncode}: {reason[-200:]}"
    try:
        result = treetext.TreeText(run.stdout.decode("utf-8"))
    except UnicodeDecodeError as reason:
        return f"the output is not UTF-8: {reason}"
    return compare(text.source.lstrip("\ufeff"), result)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=pathlib.Path, required=True)
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--show", type=int, default=20,
                        help="failures to print in full")
    args = parser.parse_args()
    checked = failed = 0
    for text in texts(args.corpus):
        checked += 1
        complaint = check(args.docconv, text)
        if complaint:
            failed += 1
            if failed <= args.show:
                print(f"FAIL {text.path.relative_to(args.corpus)}: {complaint}")
    if not checked:
        print(f"SKIPPED: no corpus at {args.corpus}")
        return SKIP
    print(f"lossless: {checked - failed} of {checked} texts kept every letter")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
