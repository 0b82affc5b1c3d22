#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Books that docconv writes, in a reading system and before Ace.

usage: check_readers.py --docconv PROGRAM --corpus DIR --modules DIR
           [--shots DIR]

Fifteen kinds of books are written and every page of each is turned by
page_through.mjs: nothing may go wrong on the console, every file must be
shown and no page be empty.  Then DAISY's Ace looks at ten of them: none may
have a violation that is serious or critical, but for those of its source.  Exit 77 (skip), with what is
absent, without Chromium, node or the packages of package.json.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SKIP = 77
TIMEOUT = 900
HERE = pathlib.Path(__file__).resolve().parent
BAD = {"serious", "critical"}
ARTICLES = HERE.parent / "articles"
GUTENBERG = "gutenberg/gutenberg/"
SAMPLES = "epub/idpf-samples/"

# Name, source, whether Ace looks at it.
BOOKS = (
    ("article", ARTICLES / "01-label-and-tail.txt", True),
    ("article-russian", ARTICLES / "05-russian.txt", True),
    ("text", GUTENBERG + "Alice-s-Adventures-in-Wonderland_11.txt", True),
    ("text-german", GUTENBERG + "Die-Verwandlung_22367.txt", True),
    ("text-big", GUTENBERG + "The-Adventures-of-Sherlock-Holmes_1661.txt",
     False),
    ("text-notes", GUTENBERG + "The-Complete-Angler-1653_9198.txt", False),
    ("html", GUTENBERG + "Die-Verwandlung_22367.htm", True),
    ("epub-notes", "epub/standardebooks/chickens.epub", True),
    ("epub-long-notes", SAMPLES + "wasteland.epub", True),
    ("epub-tables", SAMPLES + "epub30-spec.epub", False),
    ("epub-math", SAMPLES + "linear-algebra.epub", False),
    ("epub-arabic", SAMPLES + "regime-anticancer-arabic.epub", True),
    ("epub-hebrew", SAMPLES + "israelsailing.epub", True),
    ("epub-vertical", SAMPLES + "kusamakura-preview-embedded.epub", True),
    ("epub-chinese-japanese", SAMPLES + "mymedia_lite.epub", False),
)


def find_absent(modules):
    """What this needs and does not find, in words; or None."""
    if not modules:
        return "no reading system: -DDOCCONV_READERS=DIR, see README.md"
    for package in ("foliate-js", "puppeteer-core", "@daisy/ace-cli"):
        if not pathlib.Path(modules, package).is_dir():
            return f"no {package} in {modules}"
    for program in ("node", "chromium"):
        if not shutil.which(program):
            return f"no {program} on PATH"
    return None


def write_books(docconv, corpus, work):
    """{name: book} of what the corpus has; what it lacks is printed."""
    books = {}
    for name, source, _ in BOOKS:
        path = corpus / source
        if not path.exists():
            print(f"not here: {path}")
            continue
        book = work / f"{name}.epub"
        subprocess.run([docconv, "--quiet", "-O", book, path], check=True,
                       timeout=TIMEOUT)
        books[name] = book
    return books


def turn_pages(books, modules, shots):
    """The number of books that fail in the reading system."""
    command = ["node", HERE / "page_through.mjs", "--modules", modules,
               "--chromium", shutil.which("chromium")]
    command += ["--shots", shots] if shots else []
    run = subprocess.run(command + list(books.values()), stdout=subprocess.PIPE,
                         encoding="utf-8", timeout=TIMEOUT)
    failed = len(books)
    for line in run.stdout.splitlines():
        result = json.loads(line)
        failed -= not result["faults"]
        print(f"{result['book']}: {result['pages']} pages, "
              f"{result['files']} files")
        for fault in result["faults"]:
            print(f"FAIL {result['book']}: {fault}")
    return failed


def list_violations(report):
    """(impact, rule, file, description) of all that Ace found."""
    for subject in report["assertions"]:
        for found in subject["assertions"]:
            yield (found["earl:test"]["earl:impact"],
                   found["earl:test"]["dct:title"],
                   subject["earl:testSubject"]["url"],
                   found["earl:result"]["dct:description"].split("\n")[0])


def ask_ace(book, modules, folder):
    """What Ace finds in the book."""
    environment = dict(os.environ,
                       PUPPETEER_EXECUTABLE_PATH=shutil.which("chromium"))
    subprocess.run(["node", pathlib.Path(modules, "@daisy/ace-cli/bin/ace.js"),
                    "--silent", "--force", "--outdir", folder, book],
                   env=environment, check=True, timeout=TIMEOUT)
    report = json.loads((folder / "report.json").read_text("utf-8"))
    return list(list_violations(report))


def check_access(name, source, book, modules, work):
    """True if Ace finds nothing serious that the source has not as well.

    A book that is made of a book keeps its style sheets, so their colours are
    not ours to answer for.
    """
    found = ask_ace(book, modules, work / f"ace-{name}")
    bad = [violation for violation in found if violation[0] in BAD]
    print(f"Ace, {name}: {len(found)} violations, {len(bad)} serious")
    if bad and source.suffix == ".epub":
        before = ask_ace(source, modules, work / f"ace-{name}-source")
        rules = {rule for _, rule, _, _ in before}
        print("  of the source:", ", ".join(sorted(rules)) or "none")
        bad = [violation for violation in bad if violation[1] not in rules]
    for violation in bad:
        print("FAIL", name, *violation, sep=": ")
    return not bad


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--corpus", required=True, type=pathlib.Path)
    parser.add_argument("--modules")
    parser.add_argument("--shots")
    options = parser.parse_args()
    absent = find_absent(options.modules)
    if absent:
        print(absent)
        return SKIP
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        books = write_books(options.docconv, options.corpus, work)
        failed = turn_pages(books, options.modules, options.shots)
        failed += sum(
            not check_access(name, options.corpus / source, books[name],
                             options.modules, work)
            for name, source, is_asked in BOOKS if is_asked and name in books)
    print(f"{len(books)} books, {failed} faults")
    return 1 if failed or not books else 0


if __name__ == "__main__":
    sys.exit(main())
