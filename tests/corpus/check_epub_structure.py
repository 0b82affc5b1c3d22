#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""From EPUB to EPUB the structure is kept, element by element.

usage: check_epub_structure.py --corpus DIR --docconv PROGRAM [--all] [--show]

Both books are read here, from the zip and its spine, without docconv. What the
source has must be in the result, in its order:

- headings: level and text
- images: the bytes of what is shown
- tables: the words of each cell, row by row
- notes: the words of what a reference leads to
- links: within the book, their words and the words that they lead to; none
  may lead nowhere that did not before
- metadata: the elements of Dublin Core with role and file-as, series
- pages: labels of the page list, and the words that each leads to

A sample of books takes seconds; --all reads every readable one. Printed are
the share that is kept of each kind, and the books that lost anything; --show
names it. What is not compared, and why, stands at IGNORED and in clean().
"""
import argparse
import collections
import difflib
import hashlib
import html.parser
import pathlib
import posixpath
import re
import subprocess
import sys
import tempfile
import urllib.parse
import zipfile

SKIP = 77
LOCKED = 15
TIMEOUT = 120
FAMILIES = ("epub/standardebooks", "epub/idpf-samples", "pandoc/pandoc-epub",
            "epub/w3c-epub-tests", "epub/epubcheck")
SAMPLE = ("childrens-literature", "features", "georgia-cfi",
          "kusamakura-preview-embedded", "linear-algebra",
          "regime-anticancer-arabic", "wasteland-otf-obf", "formatting")
KINDS = ("headings", "images", "tables", "notes", "links", "metadata", "pages")
XHTML = {"application/xhtml+xml", "text/html", "text/x-oeb1-document"}
WORD = re.compile(r"[^\W_]+")
AHEAD = 24 # letters by which a place is known
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link",
        "meta", "param", "source", "track", "wbr"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# Formulas are written anew, so their words may be others; scripts do not run.
UNREAD = {"script", "style", "template", "head", "math", "m:math", "rp"}

INLINE = {"a", "b", "i", "em", "strong", "span", "small", "big", "sub", "sup",
          "u", "s", "tt", "code", "abbr", "cite", "q", "font", "ruby", "rb",
          "rt", "rp", "mark", "dfn", "var", "kbd", "samp", "ins", "del", "bdi",
          "bdo", "img"}
BLOCKS = {"p", "li", "div", "aside", "section", "td", "dd", "dt",
          "blockquote", "body"}
NOTES = {"footnote", "endnote", "rearnote", "note"}
SIGN = re.compile(r"\W*(\d{1,4}|[a-zA-Z]|[*†‡§¶↩⏎^↑]+|)\W*$")

UNDRAWN = {"script", "style", "metadata", "svg:script", "svg:style",
           "font"}
# Each says that the book keeps the rules of a profile, which its text must
# follow; the result is a book without one.
PROFILES = {"dictionary", "edupub", "index", "preview"}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\S+)?)?)?$")

# What differs and stays so. docconv says each of them.
UNREFINED = "roles of a publisher: their value is a text (a loss)"
FOREIGN = "an image of a type that no book may show (a loss)"
BROKEN = "the source is no valid book"
KNOWN = {
    "chickens": UNREFINED,
    "holmes": UNREFINED,
    "pub-cmt-avif": FOREIGN,
    "pub-foreign_image": FOREIGN,
    "epub3__03-resources__fallback-chain-n-to-1-valid": FOREIGN,
    "epub3__03-resources__foreign-xhtml-img-manifest-fallback-valid": FOREIGN,
    "epub3__03-resources__foreign-xhtml-img-srcset-manifest-fallback-valid":
        FOREIGN,
    "epub3__03-resources__foreign-xhtml-picture-img-srcset-error": FOREIGN,
    "epub3__06-content-document__content-xhtml-img-fragment-non-svg-warning":
        BROKEN,
    "epub3__07-navigation-document__nav-links-remote-error": BROKEN,
    "epub-edupub__epub__edupub-pagelist-valid": "the page has no label in the "
        "text: only the page list names it",
    "epub2__epub__opf-legacy-oebps12-error": BROKEN,
    "epub2__epub__opf-legacy-oebps12-mediatype-html-warning": BROKEN,
}

Node = collections.namedtuple("Node", "tag attrs children parent")


class TreeBuilder(html.parser.HTMLParser):
    """A tree of Nodes and texts, of XHTML and of what is nearly that."""

    def __init__(self, void=VOID):
        super().__init__(convert_charrefs=True)
        self.void = void
        self.root = Node("", {}, [], None)
        self.open = self.root
        self.CDATA_CONTENT_ELEMENTS = () # XML: "<title/>" ends itself

    def add(self, tag, attrs):
        node = Node(tag, {name: value or "" for name, value in attrs}, [],
                    self.open)
        self.open.children.append(node)
        return node

    def handle_startendtag(self, tag, attrs):
        self.add(tag, attrs)

    def handle_starttag(self, tag, attrs):
        node = self.add(tag, attrs)
        if tag not in self.void:
            self.open = node

    def handle_endtag(self, tag):
        at = self.open
        while at.parent and at.tag != tag:
            at = at.parent
        if at.parent:
            self.open = at.parent

    def handle_data(self, data):
        self.open.children.append(data)


def parse(data, void=()):
    builder = TreeBuilder(void)
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff")
                       else "utf-8-sig", "replace")
    builder.feed(text)
    builder.close()
    return builder.root


def walk(node):
    """Every node and text below, in order."""
    todo = [node]
    while todo:
        item = todo.pop()
        yield item
        if isinstance(item, Node):
            todo.extend(reversed(item.children))


def elements(node, *tags):
    for item in walk(node):
        if isinstance(item, Node) and (not tags or item.tag in tags):
            yield item


def types(node):
    roles = node.attrs.get("role", "").replace("doc-", "")
    return set((node.attrs.get("epub:type", "") + " " + roles).split())


def is_unread(node):
    """What the reader leaves out and says so, or writes by itself: pages hold
    a label that is not part of the text, references to notes a number."""
    style = re.sub(r"\s", "", node.attrs.get("style", ""))
    return (node.tag in UNREAD or "hidden" in node.attrs
            or "display:none" in style or "pagebreak" in types(node)
            or bool(types(node) & {"noteref", "backlink", "referrer"}))


def read_parts(node):
    """Texts and elements below that are read."""
    todo = [node]
    while todo:
        item = todo.pop()
        if isinstance(item, Node):
            if item is not node and is_unread(item):
                yield item
                continue
            todo.extend(reversed(item.children))
        yield item


def words_of(node):
    text = "".join(part if isinstance(part, str) else
                   "" if part.tag in INLINE else " "
                   for part in read_parts(node))
    return WORD.findall(text.lower())


class Page:
    """A content document: its words, and where each identifier stands."""

    def __init__(self, root):
        self.root = root
        self.words = []
        self.ids = {"": 0}
        self.at = {}
        body = next(elements(root, "body"), root)
        joined = ""
        for part in read_parts(body):
            if isinstance(part, str):
                joined += part
                continue
            if part.tag not in INLINE:
                self.words += WORD.findall(joined.lower())
                joined = ""
            place = len(self.words) + len(WORD.findall(joined))
            self.at[id(part)] = place
            for name in ("id", "name") if part.tag == "a" else ("id",):
                if part.attrs.get(name):
                    self.ids.setdefault(part.attrs[name], place)
        self.words += WORD.findall(joined.lower())
        for node in elements(root):
            if node.attrs.get("id"):
                self.ids.setdefault(node.attrs["id"], 0)


def ancestors(node):
    while node:
        yield node
        node = node.parent


def block_of(node):
    return next((at for at in ancestors(node) if at.tag in BLOCKS), node)


def mark(node, what):
    node.attrs["epub:type"] = node.attrs.get("epub:type", "") + " " + what


def text_of(node):
    return "".join(part for part in walk(node) if isinstance(part, str))


def mark_notes(book, roots):
    """Gives references to notes and the links back their types where a book
    has none: a link of a number or a sign that leads to a note, or to a place
    that has a link back."""
    ids = {(path, node.attrs["id"]): node for path, root in roots.items()
           for node in elements(root) if node.attrs.get("id")}
    leads = [(node, ids.get((book.resolve(path, url),
                             urllib.parse.unquote(url.partition("#")[2]))))
             for path, root in roots.items() for node in elements(root, "a")
             for url in [node.attrs.get("href", "")] if is_local(url)]
    back = collections.defaultdict(list)
    for node, target in leads:
        for at in ancestors(node):
            back[id(at)].append((node, target))
    for node, target in leads:
        if target is None or "backlink" in types(node):
            continue
        note = target if types(target) & NOTES else block_of(target)
        returns = [link for link, goal in back[id(note)] if goal is not None
                   and (any(at is goal for at in ancestors(node))
                        or any(at is node for at in ancestors(goal)))]
        is_note = "noteref" in types(node) or bool(types(note) & NOTES)
        is_within = any(types(at) & NOTES for at in ancestors(node))
        is_sign = SIGN.match(text_of(node)) is not None
        if "noteref" in types(node) or (
                is_sign and not is_within and (is_note or returns)):
            mark(node, "noteref")
            for link in returns:
                mark(link, "backlink")


class Book:
    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        self.names = {self.unify(name): name for name in self.zip.namelist()}
        container = parse(self.zip.read("META-INF/container.xml"))
        self.opf = next(elements(container, "rootfile")).attrs["full-path"]
        self.package = parse(self.read(self.opf))
        self.items = {}
        for item in elements(self.package, "item", "opf:item"):
            self.items[item.attrs.get("id")] = (
                self.resolve(self.opf, item.attrs.get("href", "")),
                item.attrs)
        self.spine = []
        for ref in elements(self.package, "itemref", "opf:itemref"):
            path, attrs = self.items.get(ref.attrs.get("idref"), ("", {}))
            if (attrs.get("media-type") in XHTML and path in self.names
                    and path not in self.spine):
                self.spine.append(path)
        roots = {path: parse(self.read(path), VOID) for path in self.spine}
        mark_notes(self, roots)
        self.pages = {path: Page(root) for path, root in roots.items()}

    @staticmethod
    def unify(name):
        return posixpath.normpath(urllib.parse.unquote(name))

    def read(self, path):
        return self.zip.read(self.names[self.unify(path)])

    def resolve(self, base, url):
        path = urllib.parse.unquote(url.partition("#")[0].partition("?")[0])
        if not path:
            return base
        return posixpath.normpath(posixpath.join(posixpath.dirname(base), path))

    def nav(self):
        for path, attrs in self.items.values():
            if "nav" in attrs.get("properties", "").split():
                return path if path in self.names else None
        return None

    def ncx(self):
        for path, attrs in self.items.values():
            if attrs.get("media-type") == "application/x-dtbncx+xml":
                return path if path in self.names else None
        return None

    def place(self, base, url):
        """The letters that an address leads to; None: it leads nowhere. They
        are not words, since the reader puts ruby into brackets."""
        path = self.resolve(base, url)
        page = self.pages.get(path)
        at = page and page.ids.get(urllib.parse.unquote(url.partition("#")[2]))
        return None if at is None else "".join(page.words[at:at + AHEAD])[:AHEAD]


def is_local(url):
    return bool(url) and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", url)


def headings(book):
    for path in book.spine:
        for node in elements(book.pages[path].root, *HEADINGS):
            words = words_of(node)
            if words and not is_hidden(node):
                yield f"{node.tag} {' '.join(words)}"


def is_hidden(node):
    while node:
        if is_unread(node):
            return True
        node = node.parent
    return False


def image_urls(node):
    if node.tag == "img":
        return node.attrs.get("src", "")
    if node.tag in ("image", "svg:image"):
        return node.attrs.get("xlink:href") or node.attrs.get("href", "")
    return ""


def picture(data, name):
    """What an image is known by: its bytes. SVG is written anew without what
    is not drawn, so it is known by its elements and words."""
    if b"<svg" not in data[:2000]:
        return hashlib.sha256(data).hexdigest()
    drawn, todo = [], [parse(data)]
    while todo:
        part = todo.pop()
        if isinstance(part, str):
            drawn += WORD.findall(part)
        elif part.tag not in UNDRAWN:
            drawn.append(part.tag.rpartition(":")[2])
            todo.extend(reversed(part.children))
    return "svg " + " ".join(word for word in drawn if word)


def images(book):
    for path in book.spine:
        for node in elements(book.pages[path].root, "img", "image",
                             "svg:image"):
            url = image_urls(node)
            target = book.resolve(path, url)
            if is_local(url) and target in book.names and not is_hidden(node):
                yield picture(book.read(target), target)


def tables(book):
    for path in book.spine:
        for table in elements(book.pages[path].root, "table"):
            if is_hidden(table):
                continue
            rows = []
            for row in elements(table, "tr"):
                cells = [" ".join(words_of(cell)) for cell in row.children
                         if isinstance(cell, Node) and cell.tag in ("td", "th")]
                rows.append(" | ".join(cells))
            yield " / ".join(rows)


def notes(book):
    ids = {(path, node.attrs["id"]): node for path in book.spine
           for node in elements(book.pages[path].root) if node.attrs.get("id")}
    for path in book.spine:
        for node in elements(book.pages[path].root, "a"):
            if "noteref" not in types(node) or is_hidden(node.parent):
                continue
            url = node.attrs.get("href", "")
            target = ids.get((book.resolve(path, url),
                              urllib.parse.unquote(url.partition("#")[2])))
            if target is None:
                continue
            words = words_of(target if types(target) & NOTES
                             else block_of(target))
            while words and words[0].isdigit():
                del words[0]
            yield " ".join(words)


def links(book):
    for path in book.spine:
        for node in elements(book.pages[path].root, "a"):
            url = node.attrs.get("href", "")
            if not is_local(url) or is_hidden(node):
                continue
            words = " ".join(words_of(node))
            place = book.place(path, url)
            yield words, place


def is_ignored(node):
    """What a valid book cannot have: a type that promises a profile, and a
    date that is none."""
    words = text_of(node).strip()
    return ((node.tag == "dc:type" and words in PROFILES)
            or (node.tag == "dc:date" and not DATE.match(words)))


def metadata(book):
    refined = collections.defaultdict(lambda: collections.defaultdict(list))
    for meta in elements(book.package, "meta", "opf:meta"):
        if meta.attrs.get("refines") and words_of(meta):
            refined[meta.attrs["refines"].lstrip("#")][
                meta.attrs.get("property")].append(words_of(meta)[0])
    for node in elements(book.package):
        if not node.tag.startswith("dc:"):
            continue
        words = " ".join(words_of(node))
        if not words or is_ignored(node):
            continue
        more = refined.get(node.attrs.get("id"), {})
        yield node.tag + " " + words
        for name in ("role", "file-as"):
            given = node.attrs.get("opf:" + name, "").lower()
            for value in more.get(name, []) or WORD.findall(given)[:1]:
                yield f"{node.tag} {words} ({name}: {value})"
    for meta in elements(book.package, "meta", "opf:meta"):
        if meta.attrs.get("property") == "belongs-to-collection":
            more = refined.get(meta.attrs.get("id"), {})
            yield " ".join(["series"] + words_of(meta)
                           + more.get("group-position", []))


def pages(book):
    nav, ncx = book.nav(), book.ncx()
    found = []
    if nav:
        for list_ in elements(parse(book.read(nav)), "nav"):
            if "page-list" in types(list_):
                found = [(" ".join(words_of(a)), nav, a.attrs.get("href", ""))
                         for a in elements(list_, "a")]
    if not found and ncx:
        for target in elements(parse(book.read(ncx)), "pagetarget"):
            label = next(elements(target, "navlabel"), None)
            content = next(elements(target, "content"), None)
            if label and content:
                found.append((" ".join(words_of(label)), ncx,
                              content.attrs.get("src", "")))
    for label, base, url in found:
        place = book.place(base, url)
        if place is not None:
            yield f"{label}: {place}"


def clean_links(source, result):
    """The links of both as text, and how many more lead nowhere: one that
    does in the source cannot be kept."""
    dangling = sum(place is None for _, place in result)
    was = sum(place is None for _, place in source)
    return ([f"{words} -> {place}" for words, place in source
             if place is not None],
            [f"{words} -> {place}" for words, place in result
             if place is not None], max(0, dangling - was))


def is_subset(kind):
    """Kinds whose order is not compared: that of metadata means nothing, and
    page lists that are not in the order of the text are put into it."""
    return kind in ("metadata", "pages")


def compare(source, result, kind):
    """(kept, what is not, what is new)"""
    if is_subset(kind) or len(source) > 1000:
        have = collections.Counter(result)
        want = collections.Counter(source)
        lost = list((want - have).elements())
        return (len(source) - len(lost), lost,
                list((have - want).elements()))
    matcher = difflib.SequenceMatcher(None, source, result, autojunk=False)
    lost, new = [], []
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what != "equal":
            lost += source[i1:i2]
            new += result[j1:j2]
    return len(source) - len(lost), lost, new


READERS = {"headings": headings, "images": images, "tables": tables,
           "notes": notes, "links": links, "metadata": metadata,
           "pages": pages}


def check(source, result):
    """{kind: (kept, total, lost, new)} and the links that lead nowhere."""
    scores, dangling = {}, 0
    for kind in KINDS:
        before, after = (list(READERS[kind](book)) for book in (source, result))
        if kind == "links":
            before, after, dangling = clean_links(before, after)
        kept, lost, new = compare(before, after, kind)
        scores[kind] = (kept, len(before), lost, new)
    return scores, dangling


def convert(docconv, path, result):
    run = subprocess.run([docconv, "--quiet", "-f", "epub", "-t", "epub", "-O",
                          str(result), str(path)], capture_output=True,
                         timeout=TIMEOUT)
    return run.returncode, run.stderr.decode("utf-8", "replace")


def readable(path):
    try:
        book = Book(path)
        return book if book.spine else None
    except (KeyError, StopIteration, zipfile.BadZipFile, OSError,
            UnicodeDecodeError, NotImplementedError, RuntimeError):
        return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", required=True, type=pathlib.Path)
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    paths = [path for family in FAMILIES
             for path in sorted((args.corpus / family).glob("*.epub"))
             if args.only in path.stem
             and (args.all or args.only or path.stem in SAMPLE)]
    if not paths:
        print(f"skipped: no books at {args.corpus}")
        return SKIP
    total = {kind: [0, 0] for kind in KINDS}
    bad = books = nowhere = known = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            source = readable(path)
            out = pathlib.Path(folder) / "book.epub"
            status, said = convert(args.docconv, path, out) if source else (1, "")
            if not source or status == LOCKED:
                continue
            if status != 0:
                print(f"FAIL {path.stem}: exit {status}: {said.strip()[-200:]}")
                bad += 1
                continue
            books += 1
            scores, dangling = check(source, Book(out))
            nowhere += dangling
            faults = [f"{kind} {kept}/{count}"
                      for kind, (kept, count, _, _) in scores.items()
                      if kept < count]
            faults += [f"{dangling} links lead nowhere"] * bool(dangling)
            for kind, (kept, count, _, _) in scores.items():
                total[kind][0] += kept
                total[kind][1] += count
            if faults:
                why = KNOWN.get(path.stem) if not dangling else None
                bad += not why
                known += bool(why)
                print(f"{path.stem}: {', '.join(faults)}"
                      + (f" ({why})" if why else ""))
            for kind, (kept, count, lost, new) in scores.items():
                for sign, things in ("-", lost), ("+", new):
                    for thing in things[:12 if args.show else 0]:
                        if kept < count:
                            print(f"    {sign} {kind}: {thing[:150]}")
    for kind, (kept, count) in total.items():
        print(f"{kind:10} {kept:6} of {count:6} "
              f"({100 * kept / count if count else 100:.2f} %)")
    print(f"{books} books, {bad} with a difference and {known} with a "
          f"known one, {nowhere} links that lead nowhere")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
