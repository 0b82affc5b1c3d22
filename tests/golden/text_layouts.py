#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Text to tree to text is the same text, in every layout the reader knows.

usage: text_layouts.py --docconv PROGRAM [--first SEED] [--count N] ARTICLE...

Random texts of plain paragraphs in four layouts must come back byte for byte
with the options of that layout. Articles, whose layouts are mixed, must come
back line by line but for blank lines and indents, and must not change at all
when they go round again.
"""
import argparse
import pathlib
import random
import subprocess
import sys
import textwrap

SCRIPTS = (
    ("harbour", "winter", "the", "letter", "of", "was", "never", "two",
     "sailor", "house", "and", "so", "much", "paper", "brought"),
    ("корабль", "зима", "письмо", "было", "никогда", "и", "дом", "бумага",
     "который", "для", "матросов"),
    ("straße", "über", "hafen", "brief", "und", "nie", "größe", "zwei",
     "papier", "schöne"),
)
WIDTH = 70


def paragraph(rng, words):
    count = rng.randint(25, 90)
    text = " ".join(rng.choice(words) for _ in range(count))
    return text[0].upper() + text[1:] + rng.choice(".!?")


def wrapped(text, indent=""):
    return textwrap.fill(text, WIDTH, initial_indent=indent,
                         break_long_words=False, break_on_hyphens=False)


# The name of a layout, how it is written, and the options that write it.
LAYOUTS = (
    ("blank lines", lambda p: "\n\n".join(p), ()),
    ("one line each", lambda p: "\n".join(p), ("--paragraph-style=line",)),
    ("first-line indent",
     lambda p: "\n".join(wrapped(text, "    ") for text in p),
     ("--paragraph-style=indent", "--wrap=preserve")),
    ("hard-wrapped", lambda p: "\n\n".join(wrapped(text) for text in p),
     ("--wrap=preserve",)),
    ("hard-wrapped, filled", lambda p: "\n\n".join(wrapped(text) for text in p),
     ("--wrap=auto", f"--columns={WIDTH}")),
)


def convert(docconv, source, *options):
    run = subprocess.run(
        [docconv, "--quiet", "-i", "text", "-o", "text", *options],
        input=source, capture_output=True, check=True)
    return run.stdout


def check_random(docconv, seed):
    """The layouts in which the text of that seed does not come back."""
    rng = random.Random(seed)
    words = rng.choice(SCRIPTS)
    paragraphs = [paragraph(rng, words) for _ in range(rng.randint(6, 20))]
    for name, lay_out, options in LAYOUTS:
        source = (lay_out(paragraphs) + "\n").encode()
        if convert(docconv, source, *options) != source:
            yield name


def lines(data):
    return [line.strip() for line in data.decode().splitlines()
            if line.strip()]


def check_article(docconv, path):
    """What is wrong with an article, or None."""
    source = path.read_bytes()
    try:
        source.decode()
    except UnicodeDecodeError:
        source = convert(docconv, source)
    once = convert(docconv, source, "--wrap=preserve")
    if lines(once) != lines(source.removeprefix(b"\xef\xbb\xbf")):
        return "other lines came back"
    if convert(docconv, once, "--wrap=preserve") != once:
        return "it changes when it goes round again"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("articles", nargs="*", type=pathlib.Path)
    args = parser.parse_args()
    faults = []
    for seed in range(args.first, args.first + args.count):
        faults += [f"seed {seed}: {name}"
                   for name in check_random(args.docconv, seed)]
    for path in args.articles:
        fault = check_article(args.docconv, path)
        if fault:
            faults.append(f"{path.name}: {fault}")
    print("\n".join(faults))
    print(f"{args.count} texts in {len(LAYOUTS)} layouts, "
          f"{len(args.articles)} articles, {len(faults)} faults")
    return 1 if faults or not args.articles else 0


if __name__ == "__main__":
    sys.exit(main())
