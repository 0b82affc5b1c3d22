#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Give the reader and the checker of EPUB books that nobody means well with.

usage: bad_books.py --docconv PROGRAM [--size N] [--only WORD]

Each book is made here, N times of what it is made of (5,000), and is read as
text, made into another book and checked. It must end in a clear error (a bomb:
exit code 14) or in a complete result: one with the words "first" and "last".
No run may take more memory than memory() says, leave a file beside the result, or
show the word of a file outside the book.
"""
import argparse
import collections
import pathlib
import resource
import struct
import sys
import tempfile

import robust
from bad_inputs import CANARY, limit_stack
from zips import DEFLATED, STORED, Entry, archive

HUGE = 100_000_000  # bytes that a bomb unpacks to
BOMB, COMPLETE, REFUSED, EITHER, ANY = (
    "exit 14", "complete", "refused", "complete or refused", "any")
LIMIT = 14
ENCRYPTED = 15

Case = collections.namedtuple("Case", "name data wanted")

CONTAINER = """<?xml version="1.0"?>{head}
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>{roots}</rootfiles></container>"""
ROOT = '<rootfile full-path="{}" media-type="application/oebps-package+xml"/>'
PACKAGE = """<?xml version="1.0"?>{head}
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">x</dc:identifier>
<dc:title>Book</dc:title><dc:language>en</dc:language>
<meta property="dcterms:modified">2020-01-01T00:00:00Z</meta>{metadata}</metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
<item id="z" href="z.xhtml" media-type="application/xhtml+xml"/>{manifest}</manifest>
<spine toc="ncx"><itemref idref="a"/>{spine}<itemref idref="z"/></spine>{rest}</package>"""
PAGE = """<?xml version="1.0"?>{head}
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>t</title>{links}</head><body>{body}</body></html>"""
NAV = '<nav epub:type="toc"><ol><li><a href="a.xhtml">A</a></li>{entries}</ol></nav>{rest}'
NCX = """<?xml version="1.0"?>{head}
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">
<head><meta name="dtb:uid" content="x"/></head><docTitle><text>Book</text></docTitle>
<navMap><navPoint id="p" playOrder="1"><navLabel><text>A</text></navLabel>
<content src="a.xhtml"/></navPoint>{points}</navMap></ncx>"""
XHTML, SMIL = "application/xhtml+xml", "application/smil+xml"


def page(body="", head="", links=""):
    return PAGE.format(head=head, body=body, links=links)


def parts(head=None, **holes):
    """The files of a book; `holes` are what stands in their gaps, `head` what
    stands before the root element of one of them."""
    heads = {name: "" for name in ("container", "opf", "nav", "ncx", "page")} | (head or {})
    hole = collections.defaultdict(str, holes)
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER.format(
            head=heads["container"], roots=hole["roots"] or ROOT.format("p.opf")),
        "p.opf": PACKAGE.format(head=heads["opf"], metadata=hole["metadata"],
                                manifest=hole["manifest"], spine=hole["spine"],
                                rest=hole["rest"]),
        "nav.xhtml": page(NAV.format(entries=hole["entries"], rest=hole["navs"]), heads["nav"]),
        "toc.ncx": NCX.format(head=heads["ncx"], points=hole["points"]),
        "a.xhtml": page("<p>first</p>" + hole["body"], heads["page"], hole["links"]),
        "z.xhtml": page("<p>last</p>"),
    }


def entries(files):
    return [Entry(name, data if isinstance(data, bytes) else data.encode(),
                  STORED if name == "mimetype" else DEFLATED)
            for name, data in files.items()]


def book(name, wanted, extra=None, head=None, **holes):
    """A case from the parts of a book and other files."""
    return Case(name, archive(entries(parts(head, **holes) | (extra or {}))), wanted)


def item(number, href, mime, more=""):
    return f'<item id="i{number}" href="{href}" media-type="{mime}" {more}/>'


def memory(n):
    """KiB that a book of n parts may take."""
    return (500 << 10) + 16 * n


def bombs(_n):
    """Little that unpacks to very much."""
    huge = b" " * HUGE
    for name in ("a.xhtml", "p.opf", "META-INF/container.xml"):
        yield Case(f"bomb in {name}", archive(entries(parts() | {name: huge})), BOMB)
    for name in ("nav.xhtml", "toc.ncx", "META-INF/encryption.xml"):
        yield Case(f"bomb in {name}", archive(entries(parts() | {name: huge})), ANY)
    yield book("bomb that is an image", ANY, {"i.png": b"\x89PNG\r\n\x1a\n" + huge},
               manifest=item(1, "i.png", "image/png"), body='<img src="i.png" alt="x"/>')
    yield book("bomb that is a style sheet", ANY, {"i.css": huge},
               manifest=item(1, "i.css", "text/css"),
               links='<link rel="stylesheet" href="i.css"/>')
    inner = archive([Entry("x", huge)])
    for _ in range(5):
        inner = archive([Entry("x.zip", inner)])
    yield book("bomb in six archives", COMPLETE, {"x.zip": inner},
               manifest=item(1, "x.zip", "application/zip"))
    many = {f"b{i}.xhtml": page("x" * 400_000) for i in range(400)}
    yield book("bomb of many chapters", ANY, many,
               manifest="".join(item(i, name, XHTML) for i, name in enumerate(many)),
               spine="".join(f'<itemref idref="i{i}"/>' for i in range(len(many))))
    yield from overlaps(huge[:HUGE // 5])


def overlaps(kernel):
    """Entries that share their bytes, the second way through quoted headers."""
    files = entries(parts())
    once = archive(files + [Entry("k0.xhtml", kernel)])
    at = once.rindex(b"PK\3\4")
    rows = [Entry(f"k{i}.xhtml", kernel, DEFLATED, {}, {"offset": at}) for i in range(500)]
    shared = [row._replace(data=b"", method=STORED, central=dict(
        row.central, crc=1, method=DEFLATED, size=len(kernel),
        packed=len(archive([Entry("", kernel)])) - 98)) for row in rows]
    yield Case("bomb of shared entries", archive(files + [Entry("k", kernel)] + shared), BOMB)
    base = archive(files)
    lies = [entry._replace(central={"offset": base.rindex(b"PK\3\4")}) for entry in files]
    yield Case("all entries at one place", archive(lies), REFUSED)


def lies(n):
    """Fields that do not say what is there."""
    files = entries(parts())
    big = {"size": 0xFFFFFFFE, "packed": 0xFFFFFFFE}
    for field, values in {
            "size": (0, 1, 0x7FFFFFFF, 0xFFFFFFFF), "packed": (0, 1, 0x7FFFFFFF, 0xFFFFFFFF),
            "crc": (0,), "method": (0, 1, 12, 99), "flags": (1, 8, 0x2041, 0xFFFF),
            "offset": (1, 0x7FFFFFFF, 0xFFFFFFFF), "name_len": (0, 0xFFFF),
            "extra_len": (1, 0xFFFF), "comment_len": (0xFFFF,), "disk": (7,),
            "version": (0, 0xFFFF), "time": (0xFFFF,), "date": (0, 0xFFFF)}.items():
        for value in values:
            for record in ("central", "local"):
                told = [*files[:-2], files[-2]._replace(**{record: {field: value}}), files[-1]]
                yield Case(f"{record} {field} {value:#x}", archive(told), ANY)
    yield Case("all sizes huge", archive([e._replace(central=big, local=big) for e in files]), ANY)
    for field, value in (("total", 0), ("total", 0xFFFF), ("here", 0xFFFF),
                         ("directory_at", 0), ("directory_at", 0xFFFFFFFF),
                         ("directory_size", 0), ("directory_size", 0xFFFFFFFF),
                         ("disk", 1), ("comment_len", 0xFFFF), ("comment_len", 9)):
        yield Case(f"end {field} {value:#x}", archive(files, {field: value}), ANY)
    yield Case("end in a comment", archive(files, comment=archive([])), ANY)
    yield Case("end twice", archive(files) + archive([]), ANY)
    yield Case("bytes before", archive(files, before=b"#!/bin/sh\n" * 9), COMPLETE)
    yield Case("bytes before that offsets do not count", b"x" * 999 + archive(files), COMPLETE)
    whole = archive(files)
    yield Case("no directory", whole[:whole.index(b"PK\1\2")], COMPLETE)
    yield Case("half of it", whole[:len(whole) // 2], EITHER)
    yield Case("zeros behind", whole + b"\0" * n, EITHER)
    yield Case("ends everywhere", whole + struct.pack("<I", 0x06054B50) * n, EITHER)


def names(n):
    """Names that lead out, that are two, that are none."""
    for name in ("../out.txt", "/out.txt", "C:\\out.txt", "a/../../out.txt", "..\\out.txt",
                 "a\0b", "", "/", "x" * 2000, "con", "a\x1b]0;x\x07", "\u202e", "x/" * 500,
                 "META-INF/../../out.txt", b"\xff\xfe\x80"):
        yield Case(f"name {name[:30]!r}", archive(entries(parts()) + [Entry(name, b"x")]), ANY)
    for name in parts():
        yield Case(f"{name} twice", archive(entries(parts()) + [Entry(name, b"x")]), ANY)
        yield Case(f"{name} in capitals too",
                   archive(entries(parts()) + [Entry(name.upper(), b"x")]), ANY)
    link = {"external": 0o120777 << 16}
    for target in (b"/etc/passwd", b"../canary.txt"):
        yield Case(f"link to {target.decode()}", archive(
            [*entries(parts())[:-2], Entry("a.xhtml", target, STORED, {}, link),
             *entries(parts())[-1:]]), ANY)
    for count in (1000, 65_000, 65_530, 65_536):
        yield Case(f"{count} entries", archive(entries(parts()) + [
            Entry(f"e{i}", b"", STORED) for i in range(count)]),
            COMPLETE if count < 65_530 else EITHER)
    yield Case("empty archive", archive([]), REFUSED)
    yield Case("mimetype alone", archive(entries(parts())[:1]), REFUSED)


def document_types(canary):
    """What a document type may declare, as (name, declarations, reference)."""
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 20))
    where = canary.as_uri()
    return (("laughs", f'<!ENTITY l0 "lol">{laughs}', "&l19;"),
            ("quadratic", f'<!ENTITY a "{"x" * 50_000}">', "&a;" * 50_000),
            ("loop", '<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;"),
            ("external", f'<!ENTITY a SYSTEM "{where}">', "&a;"),
            ("parameters", f'<!ENTITY % a SYSTEM "{where}">%a;', ""))


def entity_bombs(canary):
    for name, declared, used in document_types(canary):
        text = f"<p>{used}</p>"
        for where, root, hole in (
                ("container", "container", {}), ("opf", "package", {
                    "metadata": f"<dc:rights>{used}</dc:rights>"}),
                ("ncx", "ncx", {"points": f"<navPoint><navLabel><text>{used}</text></navLabel>"
                                "<content src='z.xhtml'/></navPoint>"}),
                ("nav", "html", {"entries": f"<li><a href='z.xhtml'>{used}</a></li>"}),
                ("page", "html", {"body": text})):
            yield book(f"entities in {where}: {name}", EITHER,
                       head={where: f"<!DOCTYPE {root} [{declared}]>"}, **hole)
        svg = f'<!DOCTYPE svg [{declared}]><svg xmlns="http://www.w3.org/2000/svg">{used}</svg>'
        yield book(f"entities in an image: {name}", EITHER, {"i.svg": svg},
                   manifest=item(1, "i.svg", "image/svg+xml"),
                   body='<p>x<img src="i.svg" alt="x"/></p>')


def packages(n):
    """Loops and crowds in the package document."""
    refs = "".join(f'<itemref idref="i{i}"/>' for i in range(n))
    same = "".join(item(i, "a.xhtml", XHTML) for i in range(n))
    chain = "".join(item(i, f"x{i}.bin", "x/y", f'fallback="i{i + 1}"') for i in range(n))
    yield book("spine of one file again", COMPLETE, spine='<itemref idref="a"/>' * n)
    yield book("spine of missing items", COMPLETE, spine=refs)
    yield book("manifest of one file", COMPLETE, manifest=same, spine=refs)
    yield book("fallback chain", COMPLETE, {"x0.bin": "x"}, manifest=chain,
               spine='<itemref idref="i0"/>')
    yield book("fallback chains", COMPLETE, {"x0.bin": "x"}, manifest=chain, spine=refs)
    yield book("fallback loop", COMPLETE, {"x.bin": "x", "y.bin": "x"},
               manifest=item(1, "x.bin", "x/y", 'fallback="i2"') +
               item(2, "y.bin", "x/y", 'fallback="i1"'), spine='<itemref idref="i1"/>')
    yield book("fallback to itself", COMPLETE, {"x.bin": "x"},
               manifest=item(1, "x.bin", "x/y", 'fallback="i1"'),
               spine='<itemref idref="i1"/>')
    yield book("package and contents in the spine", COMPLETE,
               manifest=item(1, "p.opf", XHTML), spine='<itemref idref="i1"/>'
               '<itemref idref="nav"/><itemref idref="ncx"/>')
    yield book("items out of the book", COMPLETE, manifest=item(1, "../canary.txt", XHTML) +
               item(2, "file:///etc/passwd", XHTML) + item(3, "%2e%2e%2fcanary.txt", XHTML) +
               item(4, "x%00.xhtml", XHTML) + item(5, "x" * 60_000, XHTML),
               spine="".join(f'<itemref idref="i{i}"/>' for i in range(1, 6)))
    for path in ("../../../etc/passwd", "/p.opf", "META-INF/container.xml", "", "%", "a\\b"):
        yield book(f"rootfile {path!r}", EITHER, roots=ROOT.format(path))
    yield book("rootfiles", COMPLETE, roots=ROOT.format("p.opf") * n)
    yield book("metadata that refines itself", COMPLETE,
               metadata='<meta id="m" refines="#m" property="role">x</meta>' * n)
    yield book("metadata that refines in a ring", COMPLETE, metadata="".join(
        f'<meta id="m{i}" refines="#m{(i + 1) % n}" property="file-as">x</meta>'
        for i in range(n)))
    yield book("titles", COMPLETE, metadata="<dc:title>x</dc:title>" * n)
    yield book("collections nested", EITHER, rest='<collection role="x">' * n +
               "</collection>" * n)
    yield book("package nested", EITHER, rest="<x>" * n + "</x>" * n)
    yield book("encryption of everything", ANY, {"META-INF/encryption.xml": encryption(
        [f"x{i}" for i in range(n)] + ["a.xhtml"])})


def encryption(paths):
    data = "".join(
        '<enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/'
        'xmlenc#aes128-cbc"/><enc:CipherData><enc:CipherReference URI="' + path +
        '"/></enc:CipherData></enc:EncryptedData>' for path in paths)
    return ('<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
            f'xmlns:enc="http://www.w3.org/2001/04/xmlenc#">{data}</encryption>')


def navigations(n):
    """Deep and crowded contents, links and pages."""
    point = '<navPoint><navLabel><text>x</text></navLabel><content src="z.xhtml"/>'
    entry = '<li><a href="z.xhtml">x</a>'
    for name, hole in (
            ("points nested", {"points": point * n + "</navPoint>" * n}),
            ("points", {"points": (point + "</navPoint>") * n}),
            ("entries nested", {"entries": (entry + "<ol>") * n + "</ol></li>" * n}),
            ("entries", {"entries": (entry + "</li>") * n}),
            ("entries that lead nowhere", {
                "entries": "".join(f'<li><a href="z.xhtml#n{i}">x</a></li>' for i in range(n))}),
            ("page list of one place", {
                "navs": '<nav epub:type="page-list"><ol>' +
                '<li><a href="a.xhtml#p">1</a></li>' * n + "</ol></nav>",
                "body": '<p id="p">x</p>'}),
            ("page list", {
                "navs": '<nav epub:type="page-list"><ol>' + "".join(
                    f'<li><a href="a.xhtml#p{i}">{i}</a></li>' for i in range(n)) + "</ol></nav>",
                "body": "".join(f'<p id="p{i}">x</p>' for i in range(n))}),
            ("landmarks", {"navs": '<nav epub:type="landmarks"><ol>' +
                           '<li><a epub:type="bodymatter" href="z.xhtml">x</a></li>' * n +
                           "</ol></nav>"})):
        yield book(f"contents: {name}", EITHER if "nested" in name else COMPLETE, **hole)


def chapters(n):
    """What stands in content documents, beside what bad_inputs.py gives."""
    note = '<aside epub:type="footnote" id="n"><p>' + "note " * n + "</p></aside>"
    yield book("one long note, many references", EITHER, body=note +
               '<p>x<a epub:type="noteref" href="#n">1</a></p>' * (n // 10))
    yield book("notes of notes in a ring", COMPLETE, body="".join(
        f'<aside epub:type="footnote" id="n{i}"><p>x<a epub:type="noteref" '
        f'href="#n{(i + 1) % n}">1</a></p></aside>' for i in range(n)))
    yield book("notes in another file", COMPLETE, body="".join(
        f'<p>x<a epub:type="noteref" href="z.xhtml#n{i}">1</a></p>' for i in range(n)))
    yield book("one id everywhere", COMPLETE, body='<p id="x">x</p>' * n +
               '<p><a href="#x">x</a></p>' * n)
    yield book("links to missing places", COMPLETE, body="".join(
        f'<p><a href="z.xhtml#m{i}">x</a></p>' for i in range(n)))
    yield book("links with steps", COMPLETE, body='<p><a href="p.opf#epubcfi(/6/4!/4)">x</a>'
               '<a href="z.xhtml#epubcfi(' + "/2" * n + ')">x</a></p>')
    yield book("nested divisions", COMPLETE, body="<div>" * n + "x" + "</div>" * n)
    yield book("missing images", COMPLETE, body="".join(
        f'<p><img src="m{i}.png" alt="x"/></p>' for i in range(n)))
    png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">IIBBBBBI", 100_000, 100_000,
                                                        8, 6, 0, 0, 0, 0)
    yield book("huge image", COMPLETE, {"i.png": png}, manifest=item(1, "i.png", "image/png"),
               body='<p>x<img src="i.png" alt="x"/></p>' * n)
    svg = '<svg xmlns="http://www.w3.org/2000/svg">' + "<g>" * n + "</g>" * n + "</svg>"
    yield book("drawing nested", EITHER, {"i.svg": svg},
               manifest=item(1, "i.svg", "image/svg+xml"), body='<p><img src="i.svg" alt="x"/></p>')
    yield from sheets(n)
    yield from overlays(n)


def sheets(n):
    link = '<link rel="stylesheet" href="a.css"/>'
    for name, files in (
            ("sheets in a ring", {"a.css": '@import "b.css";', "b.css": '@import "a.css";'}),
            ("sheet of itself", {"a.css": '@import "a.css";' * n}),
            ("sheet of nothing", {"a.css": "".join(f'@import "x{i}.css";' for i in range(n))}),
            ("sheet with fonts", {"a.css": "@font-face{src:url(a.css)}" * n}),
            ("sheet nested", {"a.css": "@media x{" * n}),
            ("sheet never closed", {"a.css": '"' + "x" * n}),
            ("sheets out of the book", {"a.css": '@import "../canary.txt";'
                                        "@import url(file:///etc/passwd);"})):
        yield book(name, COMPLETE, files, links=link, manifest="".join(
            item(i, path, "text/css") for i, path in enumerate(files)))
    chain = {f"c{i}.css": f'@import "c{i + 1}.css";' for i in range(n // 20)}
    yield book("sheets in a chain", COMPLETE, chain | {"a.css": '@import "c0.css";'}, links=link)
    yield book("one sheet again", COMPLETE, {"a.css": "p{color:red}"}, links=link * n,
               manifest=item(1, "a.css", "text/css"))


def overlays(n):
    par = '<par><text src="a.xhtml#x"/><audio src="a.mp3" clipBegin="0s" clipEnd="9s"/></par>'
    for name, body in (("overlay", par * n), ("overlay nested", "<seq>" * n + "</seq>" * n),
                       ("overlay of nothing", par.replace("#x", "#y") * n)):
        smil = ('<smil xmlns="http://www.w3.org/ns/SMIL" version="3.0"><body>' + body +
                "</body></smil>")
        made = book(name, EITHER, {"a.smil": smil, "a.mp3": "ID3"}, body='<p id="x">x</p>',
                    manifest=item(1, "a.smil", SMIL) + item(2, "a.mp3", "audio/mpeg"))
        yield made
        listed = parts(manifest=item(1, "a.smil", SMIL) + item(2, "a.mp3", "audio/mpeg"),
                       body='<p id="x">x</p>') | {"a.smil": smil, "a.mp3": "ID3"}
        listed["p.opf"] = listed["p.opf"].replace(
            'id="a" href="a.xhtml"', 'id="a" href="a.xhtml" media-overlay="i1"')
        yield Case(name + " of a chapter", archive(entries(listed)), EITHER)


RUNS = (("text", ["-i", "epub", "-o", "text", "-O", "out.txt"]),
        ("book", ["-i", "epub", "-o", "epub", "-O", "out.epub"]),
        ("check", ["--check", "-i", "epub"]))


def peak():
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def verdict(case, run, result, most):
    """What is wrong with a run, or None; `most` is the memory it may take."""
    found = robust.defect(result, robust.DAMAGED_INPUT | {ENCRYPTED})
    if run == "check":
        found = robust.defect(result._replace(files={}), robust.DAMAGED_INPUT | {ENCRYPTED})
    if found:
        return found
    if peak() > most:
        return f"{peak() >> 10} MiB of memory"
    text = b"".join(result.files.values())
    if CANARY.encode() in text + result.output + result.stderr.encode():
        return "a file outside the book was read"
    if run == "check":
        return None
    if case.wanted == BOMB and result.code != LIMIT:
        return f"exit {result.code}, not {LIMIT}: {result.stderr[-200:]}"
    if case.wanted == REFUSED and result.code == 0:
        return "accepted"
    if case.wanted == COMPLETE and result.code != 0:
        return f"exit {result.code}: {result.stderr[-200:]}"
    is_whole = b"first" in text and b"last" in text
    if run == "text" and result.code == 0 and case.wanted != ANY and not is_whole:
        return "exit 0, but not all of the text"
    return None


def try_case(args, case, folder):
    """The exit codes of the case's runs, and what is wrong with them."""
    path = folder / "case.epub"
    path.write_bytes(case.data)
    codes, complaints = [], []
    for run, arguments in RUNS:
        # Memory is that of the hungriest run so far, which was told before.
        most = max(memory(args.size), peak())
        job = robust.Job(case.name, [*arguments, str(path)], None)
        result = robust.run(args.docconv, job, folder / "work", before=limit_stack)
        codes.append(result.code)
        found = verdict(case, run, result, most)
        if found:
            complaints.append((f"{case.name} ({run})", found))
    strays = {entry.name for entry in folder.iterdir()} - {"case.epub", "canary.txt"}
    if strays:
        complaints.append((case.name, f"left {sorted(strays)} outside"))
    return codes, complaints


def families(n, canary):
    for family in (bombs, lies, names, packages, navigations, chapters):
        yield from family(n)
    yield from entity_bombs(canary)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--size", type=int, default=5_000)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    codes, complaints = collections.Counter(), []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        canary = folder / "canary.txt"
        canary.write_text(CANARY)
        for case in families(args.size, canary):
            if args.only in case.name:
                ended, found = try_case(args, case, folder)
                codes.update(ended)
                complaints += found
    robust.report(complaints)
    runs = sum(codes.values())
    print(f"bad books: {runs} runs, exit codes {dict(codes)}, peak {peak() >> 10} MiB, "
          f"{len(complaints)} defects")
    return 1 if complaints or not runs else 0


if __name__ == "__main__":
    sys.exit(main())
