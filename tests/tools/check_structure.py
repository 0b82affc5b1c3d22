#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Check what EPUBCheck does not see: the container's bytes and the contents.

usage: check_structure.py [--source TEXT] BOOK.epub|DIRECTORY...

With --source every word of that UTF-8 text must be in the one book named.
Prints one line per defect. Exit 0: none; 1: some.
"""
import argparse
import datetime
import pathlib
import struct
import sys
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import epubbook
import textwords

MIMETYPE = b"application/epub+zip"
LOCAL_HEADER = struct.Struct("<4sHHHHHLLLHH")
EPOCH_OF_ZIP = (1980, 1, 1, 0, 0, 0)
MAX_TOC_DEPTH = 6
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"


def check_first_entry(book, data):
    header = LOCAL_HEADER.unpack_from(data)
    flags, method, name_len, extra_len = header[2], header[3], header[9], header[10]
    name = data[LOCAL_HEADER.size:LOCAL_HEADER.size + name_len]
    content = data[LOCAL_HEADER.size + name_len + extra_len:][:len(MIMETYPE)]
    if name != b"mimetype" or content != MIMETYPE:
        yield "the first entry is not the mimetype"
    if method != zipfile.ZIP_STORED or flags & 8:
        yield "the mimetype is not stored with its size in its header"
    if extra_len:
        yield "the mimetype has an extra field"


def check_entries(book, data):
    infos = book.archive.infolist()
    names = [info.filename for info in infos]
    if len({name.casefold() for name in names}) != len(names):
        yield "two entries have one name"
    for info in infos:
        name_len = LOCAL_HEADER.unpack_from(data, info.header_offset)[9]
        start = info.header_offset + LOCAL_HEADER.size
        local_name = data[start:start + name_len].decode("utf-8")
        if local_name != info.filename:
            yield f"{info.filename}: local header says {local_name}"
        parts = info.filename.split("/")
        if info.filename.startswith("/") or ".." in parts or "\\" in info.filename:
            yield f"{info.filename}: the name leads outside"
        if info.comment or info.extra:
            yield f"{info.filename}: carries a comment or extra field"
    offsets = [info.header_offset for info in infos]
    if offsets != sorted(offsets):
        yield "directory and entries are in different orders"
    broken = book.archive.testzip()
    if broken:
        yield f"{broken}: wrong checksum"


def check_times(book, data):
    """A clock in the book would make every run different."""
    times = {info.date_time for info in book.archive.infolist()}
    if len(times) != 1:
        yield "entries have different times"
    modified = [meta.text for meta in book.opf.iter(f"{epubbook.OPF}meta")
                if meta.get("property") == "dcterms:modified"]
    if len(modified) != 1:
        yield "there is not exactly one dcterms:modified"
        return
    stamp = datetime.datetime.strptime(modified[0], "%Y-%m-%dT%H:%M:%SZ")
    age = datetime.datetime.utcnow() - stamp
    if abs(age) < datetime.timedelta(hours=1):
        yield f"dcterms:modified {modified[0]} is the time of this run"
    if times - {EPOCH_OF_ZIP, tuple(stamp.timetuple()[:6])}:
        yield f"entries are dated {sorted(times)}"


def ids_of(book, name):
    return {element.get("id") for element in book.xml(name).iter()}


def check_contents(book, data):
    entries = book.toc()
    if not entries:
        yield "the table of contents is empty"
        return
    depth = max(entry.depth for entry in entries)
    if depth > MAX_TOC_DEPTH:
        yield f"contents are {depth} levels deep"
    spine = book.documents()
    archive = book.archive.namelist()
    positions = []
    for entry in entries:
        if not entry.label:
            yield f"contents entry for {entry.target} has no label"
        name, _, fragment = entry.target.partition("#")
        if name not in spine:
            yield f"contents lead to {entry.target}, which is not in the spine"
        elif fragment and fragment not in ids_of(book, name):
            yield f"contents lead to {entry.target}, which is not there"
        else:
            positions.append((spine.index(name), archive.index(name)))
    for order, what in zip(zip(*positions), ("reading order", "the archive's order")):
        if list(order) != sorted(order):
            yield f"contents are not in {what}"


def check_ncx(book, data):
    for item in book.items.values():
        if item.get("media-type") != "application/x-dtbncx+xml":
            continue
        ncx = book.xml(book.resolve(item.get("href")))
        labels = ["".join(point.find(f"{NCX}navLabel").itertext()).strip()
                  for point in ncx.iter(f"{NCX}navPoint")]
        if labels != [entry.label for entry in book.toc()]:
            yield "NCX and nav list different entries"


CHECKS = (check_first_entry, check_entries, check_times, check_contents,
          check_ncx)


def defects(path):
    """All defects of one book, as sentences."""
    data = pathlib.Path(path).read_bytes()
    try:
        book = epubbook.Book(path)
        return [defect for check in CHECKS for defect in check(book, data)]
    except (zipfile.BadZipFile, KeyError, SyntaxError) as reason:
        return [f"cannot be read: {reason!r}"]


def missing_words(source, path):
    text = epubbook.block_text(epubbook.load_blocks(path))
    return [f"word lost: {word} ({count})" for word, count
            in textwords.lost_words(source, text).items()]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source", type=pathlib.Path)
    parser.add_argument("books", nargs="+", metavar="BOOK.epub|DIRECTORY")
    args = parser.parse_args()
    books = []
    for operand in map(pathlib.Path, args.books):
        books += sorted(operand.rglob("*.epub")) if operand.is_dir() else [operand]
    bad = 0
    for book in books:
        found = defects(book)
        if args.source:
            found += missing_words(args.source.read_text("utf-8"), book)
        bad += bool(found)
        for defect in found:
            print(f"FAIL {book}: {defect}")
    print(f"structure: {len(books) - bad} of {len(books)} books are sound")
    return 1 if bad or not books else 0


if __name__ == "__main__":
    sys.exit(main())
