#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Score how well plain text becomes a book, against hand-made HTML of it.

usage: score_gutenberg.py [options] --converter 'docconv -i text -O {out} {in}'
       score_gutenberg.py [options] --books DIR

Headings (h1 to h5) and paragraphs (p) of the book are matched with those of
the HTML as multisets of their letters in lower case; F1 of each. Every word of
the text must be in the book. --books scores books made beforehand, named as
the texts are (NAME.epub or NAME.html). Exit 1 below a threshold or with a
word lost.
"""
import argparse
import collections
import pathlib
import shlex
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tools"))
import epubbook
import textwords

SKIP = 77
TRUTH_HEADINGS = {"h1", "h2", "h3", "h4", "h5"}

Score = collections.namedtuple("Score", "heading paragraph lost")


def letters(text):
    return "".join(c for c in text.lower() if c.isalpha())


def keys(blocks, tags):
    counted = collections.Counter(letters(block.text) for block in blocks
                                  if block.tag in tags)
    del counted[""]
    return counted


def f1(truth, found):
    common = sum((truth & found).values())
    total = sum(truth.values()) + sum(found.values())
    return 2 * common / total if total else 1.0


def score(text, truth_html, book):
    truth = epubbook.html_blocks(epubbook.decode_html(truth_html.read_bytes()))
    found = epubbook.load_blocks(book)
    source = text.read_text(encoding="utf-8")
    lost = textwords.lost_words(source, epubbook.block_text(found))
    return Score(f1(keys(truth, TRUTH_HEADINGS), keys(found, TRUTH_HEADINGS)),
                 f1(keys(truth, {"p"}), keys(found, {"p"})), lost)


def convert(converter, text, folder):
    book = folder / (text.stem + ".epub")
    command = [part.replace("{in}", str(text)).replace("{out}", str(book))
               for part in shlex.split(converter)]
    subprocess.run(command, check=True, cwd=folder)
    return book


def find_book(folder, stem):
    for suffix in (".epub", ".html"):
        if (folder / (stem + suffix)).exists():
            return folder / (stem + suffix)
    sys.exit(f"no book for {stem} in {folder}")


def show(name, result):
    print(f"{result.heading:7.2f} {result.paragraph:9.2f} "
          f"{sum(result.lost.values()):10d}  {name}")
    if result.lost:
        print("        lost:", " ".join(list(result.lost)[:12]))


def average(values):
    values = list(values)
    return sum(values) / len(values)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=pathlib.Path, required=True,
                        help="the corpus; its folder gutenberg is read")
    parser.add_argument("--min-heading", type=float, default=0.80)
    parser.add_argument("--min-paragraph", type=float, default=0.90)
    parser.add_argument("--max-lost", type=int, default=0)
    made = parser.add_mutually_exclusive_group(required=True)
    made.add_argument("--converter", help="command with {in} and {out}")
    made.add_argument("--books", type=pathlib.Path)
    return parser.parse_args()


def main():
    args = parse_arguments()
    texts = sorted((args.corpus / "gutenberg").rglob("*.txt"))
    if not texts:
        print(f"SKIPPED: no corpus at {args.corpus}")
        return SKIP
    print("heading paragraph lost words  book")
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for text in texts:
            book = (find_book(args.books, text.stem) if args.books
                    else convert(args.converter, text, pathlib.Path(folder)))
            results.append(score(text, text.with_suffix(".htm"), book))
            show(text.stem, results[-1])
    heading = average(r.heading for r in results)
    paragraph = average(r.paragraph for r in results)
    lost = sum(sum(r.lost.values()) for r in results)
    print(f"{heading:7.2f} {paragraph:9.2f} {lost:10d}  average, words lost")
    good = (heading >= args.min_heading and paragraph >= args.min_paragraph
            and lost <= args.max_lost)
    print(f"wanted: heading {args.min_heading:.2f}, paragraph "
          f"{args.min_paragraph:.2f}, at most {args.max_lost} words lost: "
          f"{'pass' if good else 'FAIL'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
