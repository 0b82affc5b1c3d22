# SPDX-License-Identifier: MIT
"""Books for the measurements: EPUB 3 of any size, with what long books have:
chapters, notes, links between chapters, tables, lists, verse, images. The
same size gives the same bytes."""
import random
import struct
import zipfile
import zlib

CHAPTER_BYTES = 170_000
IMAGES = 8
STYLE = (b"p { margin: 0; text-indent: 1em }\n.verse { font-style: italic }\n"
         b"b.entry { font-weight: bold; font-style: normal }\n"
         b"table { border-collapse: collapse }\ntd { padding: .2em }\n"
         b"aside.note { font-size: smaller }\n")

CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
HEAD = ('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">\n'
        '<head><title>{}</title>'
        '<link rel="stylesheet" type="text/css" href="../style.css"/></head>\n<body>\n')
TAIL = "</body>\n</html>\n"


def picture(source, side):
    """A PNG of noise, which no compression makes smaller."""
    rows = b"".join(b"\0" + source.randbytes(side) for _ in range(side))

    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))
    return (b"\x89PNG\r\n\x1a\n" +
            chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b""))


class Chapter:
    """The text of one chapter, until it has `size` bytes."""

    def __init__(self, source, words, number, chapters):
        self.source, self.words = source, words
        self.number, self.chapters = number, chapters
        self.notes, self.notes_length = [], 0

    def text(self, low, high):
        run = " ".join(self.source.choices(self.words, k=self.source.randint(low, high)))
        return run[0].upper() + run[1:]

    def sentences(self):
        for _ in range(self.source.randint(2, 8)):
            sentence = self.text(6, 24)
            chance = self.source.random()
            if chance < 0.10:
                sentence += f" <i>{self.text(1, 4)}</i>"
            elif chance < 0.16:
                sentence += f" &#8212; {self.text(2, 5)} &amp; {self.text(1, 3)}"
            elif chance < 0.20:
                sentence += (f', <a href="c{self.source.randrange(self.chapters):03d}.xhtml#day-'
                             f'{self.source.randint(1, 9)}">{self.text(1, 3)}</a>')
            elif chance < 0.30:
                sentence += self.note()
            yield sentence

    def note(self):
        count = len(self.notes) + 1
        self.notes.append(
            f'<aside epub:type="footnote" class="note" id="n{count}"><p>'
            f'<a href="#r{count}">{count}.</a> {self.text(4, 30)}.</p></aside>\n')
        self.notes_length += len(self.notes[-1])
        return f'<a epub:type="noteref" id="r{count}" href="#n{count}">{count}</a>'

    def paragraph(self):
        return f"<p>{'. '.join(self.sentences())}.</p>\n"

    def table(self):
        rows = "".join(
            f"<tr><td>{self.text(1, 3)}</td><td>{self.text(1, 3)}</td>"
            f"<td>{self.source.randint(1, 999)}</td></tr>\n" for _ in range(6))
        return (f"<table><thead><tr><th>{self.text(1, 2)}</th><th>{self.text(1, 2)}</th>"
                f"<th>{self.text(1, 1)}</th></tr></thead><tbody>\n{rows}</tbody></table>\n")

    def list(self):
        return ("<ul>\n" + "".join(f"<li>{self.text(3, 15)}</li>\n" for _ in range(5)) +
                "</ul>\n")

    def verse(self):
        lines = "<br/>\n".join(self.text(4, 8) for _ in range(4))
        return f'<blockquote class="verse"><p>{lines}</p></blockquote>\n'

    def figure(self):
        name = f"p{self.source.randrange(IMAGES)}.png"
        return (f'<figure><img src="../images/{name}" alt="{self.text(2, 5)}"/>'
                f"<figcaption>{self.text(3, 9)}</figcaption></figure>\n")

    def markup(self, size):
        title = f"{self.number + 1}. {self.text(2, 4)}"
        parts = [HEAD.format(title), f'<section epub:type="chapter"><h1>{title}</h1>\n']
        length, days = 0, 0
        while length + self.notes_length < size:
            days += 1
            part = (f'<h2 id="day-{days}">{self.text(2, 3)}</h2>\n'
                    f'<p><b class="entry">{self.text(1, 2)}.</b> {self.text(5, 20)}.</p>\n')
            part += "".join(self.paragraph() for _ in range(4))
            other = self.source.choice((self.table, self.list, self.verse, self.figure,
                                        self.paragraph, self.paragraph))
            part += other()
            parts.append(part)
            length += len(part)
        while days < 9:
            days += 1
            parts.append(f'<h2 id="day-{days}">{self.text(2, 3)}</h2>\n')
        return "".join(parts + ["</section>\n"] + self.notes + [TAIL]), title


def package(chapters, titles):
    items = "".join(f'<item id="c{i:03d}" href="text/c{i:03d}.xhtml" '
                    'media-type="application/xhtml+xml"/>\n' for i in range(chapters))
    items += "".join(f'<item id="p{i}" href="images/p{i}.png" media-type="image/png"/>\n'
                     for i in range(IMAGES))
    spine = "".join(f'<itemref idref="c{i:03d}"/>\n' for i in range(chapters))
    contents = "".join(f'<li><a href="text/c{i:03d}.xhtml">{title}</a></li>\n'
                       for i, title in enumerate(titles))
    opf = ('<?xml version="1.0" encoding="UTF-8"?>\n'
           '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
           'unique-identifier="id">\n<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
           '<dc:identifier id="id">urn:docconv:bench</dc:identifier>'
           "<dc:title>The Measured Book</dc:title><dc:creator>A. Writer</dc:creator>"
           "<dc:language>en</dc:language>"
           '<meta property="dcterms:modified">2020-01-01T00:00:00Z</meta></metadata>\n'
           '<manifest>\n<item id="nav" href="nav.xhtml" properties="nav" '
           'media-type="application/xhtml+xml"/>\n'
           '<item id="css" href="style.css" media-type="text/css"/>\n'
           f"{items}</manifest>\n<spine>\n{spine}</spine>\n</package>\n")
    nav = (HEAD.format("Contents").replace("../", "") +
           f'<nav epub:type="toc"><ol>\n{contents}</ol></nav>\n' + TAIL)
    return opf, nav


def write_book(path, words, size):
    """An EPUB at `path` of `size` bytes of XHTML; returns what it holds."""
    source = random.Random(size)
    chapters = max(1, round(size / CHAPTER_BYTES))
    pages = [Chapter(source, words, i, chapters).markup(size / chapters)
             for i in range(chapters)]
    opf, nav = package(chapters, [title for _, title in pages])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        def add(name, data, method=zipfile.ZIP_DEFLATED):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            book.writestr(entry, data, method)
        add("mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        add("META-INF/container.xml", CONTAINER)
        add("OPS/package.opf", opf.encode())
        add("OPS/nav.xhtml", nav.encode())
        add("OPS/style.css", STYLE)
        for i, (page, _) in enumerate(pages):
            add(f"OPS/text/c{i:03d}.xhtml", page.encode())
        for i in range(IMAGES):
            add(f"OPS/images/p{i}.png", picture(source, 200))
    return sum(len(page.encode()) for page, _ in pages)
