# SPDX-License-Identifier: MIT
"""What the tests see of a book: its blocks of text, contents and metadata.

Reads an EPUB of any maker, or one HTML file. HTML goes through the standard
library's tolerant parser, because other converters' books are read too and
not all of them are well-formed. Blocks are the leaves of the block structure:
text that stands directly in a paragraph, heading, list item, cell and so on.
"""
import collections
import html.parser
import pathlib
import posixpath
import re
import urllib.parse
import xml.etree.ElementTree
import zipfile

CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "caption", "center",
    "dd", "details", "div", "dl", "dt", "figcaption", "figure", "footer",
    "form", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
SILENT = {"script", "style", "title", "template"}

Block = collections.namedtuple("Block", "tag text classes title file")
TocEntry = collections.namedtuple("TocEntry", "label target depth")


class BlockParser(html.parser.HTMLParser):
    """Collects the blocks of one HTML document in self.blocks."""

    def __init__(self, file=""):
        super().__init__(convert_charrefs=True)
        self.file = file
        self.blocks = []
        self.open_blocks = []
        self.silent = 0
        self.text = []

    def flush(self):
        text = "".join(self.text)
        self.text = []
        preformatted = any(tag == "pre" for tag, _ in self.open_blocks)
        if not preformatted:
            text = re.sub(r"[ \t\r\n\f]+", " ", text)
            text = re.sub(r" ?\v ?", "\n", text)
        text = text.replace("\v", "\n").strip(" \n")
        if text:
            tag, classes = self.open_blocks[-1] if self.open_blocks else ("body", "")
            self.blocks.append(Block(tag, text, classes, "", self.file))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in SILENT:
            self.silent += 1
        elif tag == "br":
            self.text.append("\v")
        elif tag == "hr":
            self.flush()
            self.blocks.append(Block("hr", "", attrs.get("class") or "",
                                     attrs.get("title") or "", self.file))
        elif tag in BLOCKS:
            self.flush()
            if self.open_blocks and self.open_blocks[-1][0] == "p":
                self.open_blocks.pop()
            self.open_blocks.append((tag, attrs.get("class") or ""))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in ("br", "hr"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in BLOCKS and tag != "hr":
            self.flush()
            tags = [open_tag for open_tag, _ in self.open_blocks]
            if tag in tags:
                last = len(tags) - 1 - tags[::-1].index(tag)
                del self.open_blocks[last:]

    def handle_data(self, data):
        if not self.silent:
            self.text.append(data)

    def close(self):
        super().close()
        self.flush()


def html_blocks(source, file=""):
    parser = BlockParser(file)
    parser.feed(source)
    parser.close()
    return parser.blocks


def decode_html(data):
    """Old hand-made HTML names its charset in the first kilobyte."""
    declared = re.search(rb"(?:charset|encoding)=[\"']?([\w-]+)", data[:1024])
    charset = declared.group(1).decode("ascii") if declared else "utf-8"
    return data.decode(charset, errors="replace").lstrip("\ufeff")


class Book:
    """An EPUB, opened and parsed: metadata, contents, blocks."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.archive = zipfile.ZipFile(path)
        container = self.xml("META-INF/container.xml")
        rootfile = container.find(f".//{CONTAINER}rootfile")
        self.opf_name = rootfile.get("full-path")
        self.opf = self.xml(self.opf_name)
        self.items = {item.get("id"): item
                      for item in self.opf.iter(f"{OPF}item")}
        self.spine = [self.items[ref.get("idref")]
                      for ref in self.opf.iter(f"{OPF}itemref")]

    def xml(self, name):
        return xml.etree.ElementTree.fromstring(self.archive.read(name))

    def resolve(self, href, base=None):
        folder = posixpath.dirname(base or self.opf_name)
        return posixpath.normpath(
            posixpath.join(folder, urllib.parse.unquote(href)))

    def dublin_core(self, name):
        """All values of dc:NAME."""
        return [" ".join((element.text or "").split())
                for element in self.opf.iter(f"{DC}{name}")]

    def item_with_property(self, wanted):
        for item in self.items.values():
            if wanted in (item.get("properties") or "").split():
                return item
        return None

    def documents(self):
        """Names of the content documents in reading order, nav left out."""
        nav = self.item_with_property("nav")
        return [self.resolve(item.get("href")) for item in self.spine
                if item is not nav]

    def blocks(self):
        result = []
        for name in self.documents():
            source = self.archive.read(name).decode("utf-8", "replace")
            result += html_blocks(source, name)
        return result

    def toc(self):
        """The entries of the nav document's toc, in order."""
        nav = self.item_with_property("nav")
        if nav is None:
            return []
        name = self.resolve(nav.get("href"))
        entries = []
        for element in self.xml(name).iter(f"{XHTML}nav"):
            if element.get(EPUB_TYPE) == "toc":
                self.walk_toc(element.find(f"{XHTML}ol"), name, 1, entries)
        return entries

    def walk_toc(self, listing, name, depth, entries):
        for item in listing if listing is not None else []:
            anchor = item.find(f"{XHTML}a")
            if anchor is not None:
                label = " ".join("".join(anchor.itertext()).split())
                path, _, fragment = anchor.get("href", "").partition("#")
                target = self.resolve(path, name) + (fragment and "#" + fragment)
                entries.append(TocEntry(label, target, depth))
            self.walk_toc(item.find(f"{XHTML}ol"), name, depth + 1, entries)


def load_blocks(path):
    """The blocks of an EPUB or an HTML file."""
    if zipfile.is_zipfile(path):
        return Book(path).blocks()
    return html_blocks(decode_html(pathlib.Path(path).read_bytes()))


def block_text(blocks):
    """Everything a reader of the book reads; scene breaks keep their glyphs
    in the title of their rule."""
    return "\n".join(block.title if block.tag == "hr" else block.text
                     for block in blocks)
