#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The measurements of run.sh."""
import collections
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile

import book as books

ARTICLES = pathlib.Path(__file__).resolve().parent.parent / "articles"
MEGABYTE = 1_000_000
ARTICLE_BYTES = 16_000
PARAGRAPHS_A_CHAPTER = 120
# A page that makes 1.4 MB of JSON.
AST_PAGE_BYTES = 290_000

Cost = collections.namedtuple("Cost", "seconds kilobytes")


def prose(size):
    """Deterministic text of `size` bytes in chapters, in the words of the
    English articles with their own frequencies."""
    source = random.Random(size)
    words = []
    for about in sorted(ARTICLES.glob("*.json")):
        if json.loads(about.read_text("utf-8"))["language"] == "en":
            text = about.with_suffix(".txt").read_text("utf-8")
            words += re.findall(r"[A-Za-z’]+", text)
    parts, length, count = [], 0, 0
    while length < size:
        if count % PARAGRAPHS_A_CHAPTER == 0:
            part = f"\n\nCHAPTER {count // PARAGRAPHS_A_CHAPTER + 1}\n\n\n"
        else:
            sentences = (" ".join(source.choices(words, k=source.randint(6, 24)))
                         for _ in range(source.randint(2, 7)))
            part = ". ".join(s[0].upper() + s[1:] for s in sentences) + ".\n\n"
        parts.append(part)
        length += len(part.encode())
        count += 1
    return "".join(parts)


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def kilobytes(command):
    """Peak memory of the largest process. time(1) starts it, because a child
    of this large process would be charged with this one's peak."""
    subprocess.run(["/usr/bin/time", "-f", "%M", "-o", "peak", *command],
                   stdout=subprocess.DEVNULL, check=True)
    return int(pathlib.Path("peak").read_text())


def cost(command, repeat=1):
    """The best time of `repeat` runs."""
    return Cost(min(seconds(command) for _ in range(repeat)), kilobytes(command))


def cost_once(command):
    """Both in one run, for what takes minutes."""
    start = time.perf_counter()
    size = kilobytes(command)
    return Cost(time.perf_counter() - start, size)


def line(what, value, wanted, good):
    print(f"{what:58}reached {value:>9}   asked for {wanted:>10}   "
          f"{'pass' if good else 'fail'}")


def at_least(what, value, wanted):
    line(what, f"{value:.1f} x", f">= {wanted} x", value >= wanted)


def at_most(what, value, wanted):
    line(what, f"{value:.2f} x", f"<= {wanted} x", value <= wanted)


def against_pandoc(docconv, text, repeat, wanted, what):
    if not shutil.which("pandoc"):
        print(f"{what}: skipped, no pandoc")
        return
    ours = cost([docconv, "-i", "text", "-O", "ours.epub", text], repeat)
    theirs = cost(["pandoc", "--quiet", "-f", "markdown", text, "-o", "theirs.epub"])
    at_least(f"{what}: faster than pandoc", theirs.seconds / ours.seconds, wanted[0])
    at_least(f"{what}: less memory than pandoc",
             theirs.kilobytes / ours.kilobytes, wanted[1])


def growth(docconv, texts):
    """Time and memory grow no faster than the text does. (The reader keeps 24
    bytes a line, and the mapped input counts until its pages are wanted back.)"""
    costs = {size: cost([docconv, "-i", "text", "-O", "ours.epub", name], 3)
             for size, name in texts.items()}
    for small, large in ((1, 10), (10, 100)):
        at_most(f"{large} MB against {small} MB: time",
                costs[large].seconds / costs[small].seconds, 13)
    at_most("100 MB against 10 MB: memory",
            costs[100].kilobytes / costs[10].kilobytes, 13)


def against_deflate(docconv, text):
    """Compressing is the physical limit of making a book."""
    ours = cost([docconv, "-i", "text", "-O", "ours.epub", text], 3)
    with zipfile.ZipFile("ours.epub") as book, \
            zipfile.ZipFile("zip6.epub", "w", zipfile.ZIP_DEFLATED, compresslevel=6) as zipped:
        for name in book.namelist():
            zipped.writestr(name, book.read(name))
        pathlib.Path("pages").write_bytes(b"".join(map(book.read, book.namelist())))
    gzip = cost(["gzip", "-6", "-k", "-f", "pages"], 3)
    at_most("10 MB: time against gzip -6 of the book's content",
            ours.seconds / gzip.seconds, 1)
    at_most("10 MB: size against zip -6 of the same entries",
            os.path.getsize("ours.epub") / os.path.getsize("zip6.epub"), 1.02)


def page(text, size):
    """A page of `size` bytes with what pages have: classes, links, lists."""
    words = iter(text.split() * (1 + size // len(text)))
    parts = ["<!DOCTYPE html><title>Page</title><style>.b{font-weight:bold} "
             "div p.x{font-style:italic}</style><body>"]
    length = 0
    while length < size:
        run = [" ".join(next(words) for _ in range(12)) for _ in range(5)]
        part = (f'<div class="a"><h2>{run[0]}</h2><p class="x">{run[1]} '
                f'<span class="b">{run[2]}</span> <a href="u">{run[3]}</a> '
                f"&amp;</p><ul><li>{run[4]}</li></ul></div>\n")
        parts.append(part)
        length += len(part)
    return "".join(parts)


def html_pages(docconv):
    """Reading HTML, against a parser alone and against pandoc."""
    for name, size in (("large.html", 8 * MEGABYTE), ("page.html", 400_000)):
        pathlib.Path(name).write_text(page(prose(MEGABYTE), size), "utf-8")
    ours = cost([docconv, "-i", "html", "-O", "ours.json", "large.html"], 3)
    at_most("HTML of 8 MB to JSON: bytes of memory a byte",
            ours.kilobytes * 1024 / os.path.getsize("large.html"), 12)
    if shutil.which("xmllint"):
        parse = ["xmllint", "--html", "--noout", "--nowarning", "large.html"]
        at_most("HTML of 8 MB to JSON: time against xmllint --html --noout",
                ours.seconds / cost(parse, 3).seconds, 3)
    if shutil.which("pandoc"):
        ours = cost([docconv, "-i", "html", "-O", "ours.json", "page.html"], 5)
        theirs = cost(["pandoc", "-f", "html", "page.html", "-o", "theirs.json"], 3)
        at_least("HTML of 400 KB to JSON: faster than pandoc",
                 theirs.seconds / ours.seconds, 40)


def json_documents(docconv):
    """Documents of pandoc's JSON to HTML; large ones to JSON as well."""
    text = prose(MEGABYTE)
    for name, size in (("ast", AST_PAGE_BYTES), ("large", 8 * MEGABYTE)):
        pathlib.Path("source.html").write_text(page(text, size), "utf-8")
        subprocess.run([docconv, "-q", "-i", "html", "--pandoc-api=1.22", "-O",
                        f"{name}.json", "source.html"], check=True)
    for target in ("html", "json"):
        ours = cost([docconv, "-i", "json", "-O", f"ours.{target}", "large.json"])
        size = os.path.getsize("large.json")
        at_most(f"JSON of {size / MEGABYTE:.0f} MB to {target}: bytes of memory a byte",
                ours.kilobytes * 1024 / size, 12)
    if shutil.which("pandoc"):
        size = os.path.getsize("ast.json") / MEGABYTE
        ours = cost([docconv, "-i", "json", "-O", "ours.html", "ast.json"], 5)
        theirs = cost(["pandoc", "-f", "json", "ast.json", "-o", "theirs.html"], 3)
        at_least(f"JSON of {size:.1f} MB to HTML: faster than pandoc",
                 theirs.seconds / ours.seconds, 40)


def epub_against_pandoc(docconv, book, repeat, wanted, what):
    """To text and to EPUB; `wanted` is for these two, then for memory."""
    for target, ratio in zip(("text", "epub"), wanted):
        ours = cost([docconv, "-q", "-o", target, "-O", f"ours.{target}", book], repeat)
        theirs = cost_once(["pandoc", "--quiet", book, "-t",
                            "plain" if target == "text" else target, "-o", "theirs"])
        at_least(f"{what} to {target}: faster than pandoc",
                 theirs.seconds / ours.seconds, ratio)
        at_least(f"{what} to {target}: less memory than pandoc",
                 theirs.kilobytes / ours.kilobytes, wanted[2])


def against_xmllint(docconv, book):
    """Unpacking a book and parsing its pages as one is the physical limit."""
    pages = [books.HEAD.format("All")]
    with zipfile.ZipFile(book) as packed:
        for name in packed.namelist():
            if "/text/" in name:
                page = packed.read(name).decode()
                pages.append(page.partition("<body>")[2].partition("</body>")[0])
    with zipfile.ZipFile("one.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("all.xhtml", "".join(pages) + books.TAIL)
    limit = min(seconds(["sh", "-c", "unzip -p one.zip | xmllint --noout -"])
                for _ in range(5))
    for target in ("text", "epub"):
        ours = cost([docconv, "-q", "-o", target, "-O", f"ours.{target}", book], 5)
        at_most(f"book of 10 MB to {target}: time against unzip -p | xmllint",
                ours.seconds / limit, 4)


def own_checks(docconv, book, what):
    """What the check of the result adds, alone and beside the threads."""
    command = [docconv, "-q", "-o", "epub", "-O", "ours.epub", book]
    whole = cost(command, 9)
    bare = cost([*command, "--no-check"], 9)
    alone = cost([*command, "--no-check", "--jobs=1"], 9)
    at_most(f"{what} to epub: time with its check against without",
            whole.seconds / bare.seconds, 1.15)
    at_most(f"{what} to epub: time with threads against without",
            bare.seconds / alone.seconds, 1.05)


def long_books(docconv):
    """Books of XHTML: what pandoc needs for them, and what it could not do."""
    words = prose(MEGABYTE).split()
    sizes = {"book of 16 KB": ARTICLE_BYTES, "book of 3.7 MB": 3_700_000,
             "book of 10 MB": 10 * MEGABYTE, "book of 100 MB": 100 * MEGABYTE}
    names = {what: f"book{i}.epub" for i, what in enumerate(sizes)}
    for what, size in sizes.items():
        books.write_book(names[what], words, size)
    if shutil.which("pandoc"):
        epub_against_pandoc(docconv, names["book of 16 KB"], 9, (8, 8, 10), "book of 16 KB")
        for what in ("book of 3.7 MB", "book of 10 MB"):
            epub_against_pandoc(docconv, names[what], 5, (100, 80, 10), what)
    if shutil.which("xmllint") and shutil.which("unzip"):
        against_xmllint(docconv, names["book of 10 MB"])
    for what in ("book of 16 KB", "book of 10 MB"):
        own_checks(docconv, names[what], what)
    for target in ("text", "epub"):
        large = kilobytes([docconv, "-q", "-o", target, "-O", f"ours.{target}",
                           names["book of 100 MB"]])
        at_most(f"book of 100 MB to {target}: bytes of memory a byte",
                large * 1024 / (100 * MEGABYTE), 5)


def many_books(docconv):
    """The books of the corpus, one after the other; only told."""
    corpus = pathlib.Path(os.environ.get("DOCCONV_CORPUS", "none"))
    found = sorted(corpus.glob("**/*.epub"))
    if not found:
        print("books of the corpus: skipped, no DOCCONV_CORPUS")
        return
    start = time.perf_counter()
    for book in found:
        subprocess.run([docconv, "-q", "-o", "text", "-O", "ours.text", str(book)],
                       stderr=subprocess.DEVNULL, check=False)
    spent = (time.perf_counter() - start) / len(found)
    at_most(f"{len(found)} books of the corpus to text: each, against true(1)",
            spent / cost(["true"], 20).seconds, 20)


def main():
    docconv = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        texts = {size: f"{size}.txt" for size in (1, 10, 100)}
        for size, name in texts.items():
            pathlib.Path(name).write_text(prose(size * MEGABYTE), "utf-8")
        pathlib.Path("article.txt").write_text(prose(ARTICLE_BYTES), "utf-8")
        against_pandoc(docconv, "article.txt", 20, (8, 10), "article of 16 KB")
        against_pandoc(docconv, texts[10], 3, (40, 10), "text of 10 MB")
        growth(docconv, texts)
        against_deflate(docconv, texts[10])
        html_pages(docconv)
        json_documents(docconv)
        long_books(docconv)
        many_books(docconv)
        true = cost(["true"], 20)
        start = cost([docconv, "--version"], 20)
        at_most("start: time against true(1)", start.seconds / true.seconds, 3)
        os.chdir("/")


if __name__ == "__main__":
    main()
