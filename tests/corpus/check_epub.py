#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Check the EPUB reader over books that others made.

usage: check_epub.py --corpus DIR --docconv PROGRAM [--show]

The truth is read here, from the zip and its spine, without docconv: the words
of the body of every XHTML file that the spine names, each file once. They must
be in the text that docconv makes of the book (recall), and little else may be
(precision; the words of alternative texts, titles, labels, addresses, formulas
and metadata are allowed; it is not judged where formulas become TeX or Unicode).
A book is readable if it has a package document and
a spine of which a file is there. And in the book's HTML every link within the
document must have its target.

Fonts that META-INF/encryption.xml says are veiled must come out of the media
bag with the signature of a font.

Every readable book is to have a recall of 0.98 and a precision of 0.90, but
for one in a hundred.
"""
import argparse
import collections
import html.parser
import json
import pathlib
import posixpath
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ElementTree
import zipfile

SKIP = 77
FAMILIES = ("epub/w3c-epub-tests", "epub/idpf-samples", "epub/epubcheck",
            "epub/standardebooks", "pandoc/pandoc-epub")
RECALL_MIN, PRECISION_MIN, SHARE_MIN = 0.98, 0.90, 0.99
PRECISION_WORDS = 20 # of fewer, numbers of lists and notes are too many
LOCKED = 15
TIMEOUT = 60
WORD = re.compile(r"[^\W_]+")
XHTML = {"application/xhtml+xml", "text/html", "text/x-oeb1-document"}

# Elements whose content is not text of the page; of the last two the reader
# makes images and formulas, whose words may be other ones.
UNREAD = {"head", "script", "style", "template", "rp", "audio", "video",
          "canvas", "object", "iframe", "select", "datalist"}
REWRITTEN = {"svg", "math"}
FONT_ENDINGS = (".otf", ".ttf", ".woff", ".woff2")
FONT_SIGNATURES = {b"OTTO", b"\0\1\0\0", b"true", b"wOFF", b"wOF2"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link",
        "meta", "param", "source", "track", "wbr"}
ALLOWED = {"alt", "title", "aria-label", "href", "src", "value", "alttext",
           "label", "placeholder", "data"}
INLINE = {"a", "b", "i", "em", "strong", "span", "small", "big", "sub", "sup",
          "u", "s", "tt", "code", "abbr", "cite", "q", "font", "ruby", "rb",
          "mark", "dfn", "var", "kbd", "samp", "ins", "del", "bdi", "bdo"}


def is_hidden(tag, attrs):
    """Whether the element is not shown, or a mark of a note or of a page."""
    kind = attrs.get("epub:type") or ""
    style = re.sub(r"\s", "", attrs.get("style") or "")
    return ("hidden" in attrs or "display:none" in style or
            (tag == "a" and "noteref" in kind) or "pagebreak" in kind)


class Page(html.parser.HTMLParser):
    """The words of a page: those it must give, and those it may."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.names = [] # of the open elements
        self.open = [] # the same, "head" for what is not shown
        self.has_formula = False
        self.text = []
        self.extra = []

    def handle_starttag(self, tag, attrs):
        tag = tag.rpartition(":")[2]
        self.extra += [f" {value} " for name, value in attrs
                       if value and name.rpartition(":")[2] in ALLOWED]
        if tag not in INLINE:
            self.text.append(" ")
        if tag not in VOID:
            self.open.append("head" if is_hidden(tag, dict(attrs)) else tag)
            self.names.append(tag)
        self.has_formula |= tag in ("math", "switch")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag.rpartition(":")[2] not in VOID:
            self.open.pop()
            self.names.pop()

    def handle_endtag(self, tag):
        tag = tag.rpartition(":")[2]
        if tag in self.names:
            while self.names.pop() != tag:
                self.open.pop()
            self.open.pop()
        if tag not in INLINE:
            self.text.append(" ")

    def handle_data(self, data):
        if UNREAD.isdisjoint(self.open) and REWRITTEN.isdisjoint(self.open):
            self.text.append(data)
        else:
            self.extra.append(f" {data} ")


def words(text):
    text = text.replace("\u00ad", "").replace("\u2060", "")
    return collections.Counter(WORD.findall(text))


def local(element):
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def package_of(book):
    """The path of the first package document that is there."""
    container = ElementTree.fromstring(book.read("META-INF/container.xml"))
    for element in container.iter():
        path = element.get("full-path")
        if local(element) == "rootfile" and path in book.namelist():
            return path
    raise KeyError("package document")


def spine_of(book):
    """(package document, paths of the XHTML files of the spine, each once)"""
    path = package_of(book)
    package = ElementTree.fromstring(book.read(path))
    items = {e.get("id"): e for e in package.iter() if local(e) == "item"}
    paths = []
    for ref in (e for e in package.iter() if local(e) == "itemref"):
        item = items.get(ref.get("idref"))
        seen = set()
        while item is not None and item.get("media-type") not in XHTML:
            seen.add(item.get("id"))
            item = items.get(item.get("fallback"))
            if item is not None and item.get("id") in seen:
                item = None
        if item is None or re.match(r"[a-z]+:", item.get("href", "")):
            continue
        href = urllib.parse.unquote(item.get("href", "").split("#")[0])
        target = posixpath.normpath(
            posixpath.join("/", posixpath.dirname(path), href)).lstrip("/")
        if target in book.namelist() and target not in paths:
            paths.append(target)
    return package, paths


def truth_of(path):
    """(words there must be, words there may be, whether there are formulas);
    None: not readable."""
    required, allowed = collections.Counter(), collections.Counter()
    has_formula = False
    try:
        with zipfile.ZipFile(path) as book:
            package, names = spine_of(book)
            for name in names:
                page = Page()
                data = book.read(name)
                wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
                page.feed(data.decode("utf-16" if wide else "utf-8", "replace"))
                has_formula |= page.has_formula
                required += words("".join(page.text))
                allowed += words("".join(page.extra))
            for element in package.iter():
                allowed += words(f"{element.text} {element.get('content')}")
            nav = [n for n in book.namelist() if n.endswith((".ncx", ".xhtml"))]
            for name in nav:
                if name not in names:
                    allowed += words(book.read(name).decode("utf-8", "replace"))
    except (KeyError, ElementTree.ParseError, zipfile.BadZipFile, OSError,
            NotImplementedError, RuntimeError):
        return None
    return (required, allowed, has_formula) if names else None


def convert(docconv, target, path):
    """(exit code, output) of one conversion."""
    run = subprocess.run(
        [docconv, "-i", "epub", "-o", target, "-O", "-", "--quiet", str(path)],
        capture_output=True, timeout=TIMEOUT, check=False,
        stdin=subprocess.DEVNULL)
    return run.returncode, run.stdout.decode("utf-8", "replace")


def dangling(tree):
    """Links within the document that lead nowhere."""
    ids, links = set(), set()
    stack = [tree]
    while stack:
        part = stack.pop()
        if isinstance(part, list):
            stack += part
        elif isinstance(part, dict):
            content = part.get("c")
            if part.get("t") == "Link" and content[2][0].startswith("#"):
                links.add(content[2][0][1:])
            stack += part.values()
        if isinstance(part, list) and len(part) == 3 and isinstance(
                part[0], str) and isinstance(part[1], list):
            ids.add(part[0])
    return links - ids


def check(docconv, path):
    """What is wrong with one book: a list; None: it is not readable."""
    truth = truth_of(path)
    code, text = convert(docconv, "text", path)
    if code < 0 or code in (4, 13):
        return [f"crash, exit code {code}"]
    if truth is None:
        return None
    if code == LOCKED:
        return None
    if code:
        return [f"exit code {code}"]
    required, allowed, has_formula = truth
    got = words(text)
    total, made = sum(required.values()), sum(got.values())
    kept = sum((required & got).values())
    right = sum((got & (required + allowed)).values())
    faults = []
    if total and kept / total < RECALL_MIN:
        lost = " ".join((required - got).keys())
        faults.append(f"recall {kept / total:.3f} of {total}: {lost:.200}")
    is_judged = made >= PRECISION_WORDS and not has_formula
    if is_judged and right / made < PRECISION_MIN:
        more = " ".join((got - required - allowed).keys())
        faults.append(f"precision {right / made:.3f} of {made}: {more:.200}")
    faults += check_fonts(docconv, path)
    lost = dangling(json.loads(convert(docconv, "json", path)[1]))
    if lost:
        faults.append(f"{len(lost)} links to nowhere: {sorted(lost)[:5]}")
    return faults


def veiled_fonts(path):
    """Names of the fonts in the book that are veiled, as their veil says."""
    veils = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
    try:
        with zipfile.ZipFile(path) as book:
            text = book.read("META-INF/encryption.xml").decode()
    except (KeyError, ValueError, zipfile.BadZipFile):
        return set()
    if not any(veil in text for veil in veils):
        return set()
    names = re.findall(r'CipherReference\s+URI="([^"]+)"', text)
    return {name for name in names if name.endswith(FONT_ENDINGS)}


def check_fonts(docconv, path):
    """Faults of the veiled fonts of the book."""
    names = veiled_fonts(path)
    # Those of EPUBCheck are no fonts, and W3C has one with a wrong key.
    if not names or path.parent.name != "idpf-samples":
        return []
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([docconv, "-i", "epub", "-o", "json", "--extract-media",
                        folder, path], capture_output=True, timeout=TIMEOUT)
        fonts = [at for at in pathlib.Path(folder).rglob("*") if at.is_file()
                 and at.read_bytes()[:4] in FONT_SIGNATURES]
    if len(fonts) < len(names):
        return [f"{len(names)} veiled fonts, {len(fonts)} in the clear"]
    return []


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--corpus", type=pathlib.Path, required=True)
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--show", action="store_true",
                        help="name the books that are not readable")
    options = parser.parse_args()
    books = [book for family in FAMILIES
             for book in sorted((options.corpus / family).glob("*.epub"))]
    if not books:
        print(f"skipped: no books in {options.corpus}")
        return SKIP
    readable = bad = 0
    for book in books:
        faults = check(options.docconv, book)
        if faults is None:
            if options.show:
                print(f"{book.name}: not readable")
            continue
        readable += 1
        bad += bool(faults)
        for fault in faults:
            print(f"{book.name}: {fault}")
    share = (readable - bad) / readable
    print(f"{len(books)} books, {readable} readable, {bad} below the mark: "
          f"{share:.4f} good")
    return 0 if share >= SHARE_MIN else 1


if __name__ == "__main__":
    sys.exit(main())
