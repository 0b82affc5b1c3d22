#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Hostile archives of documents: refused or read, bounded, nothing outside.

usage: bad_bundles.py --docconv PROGRAM [--memory MIB]

Each archive is made here. A conversion may succeed with warnings or fail with a
code that says why; it must not crash, take more memory than --memory, show what
lies outside, or leave any file but its result.
"""
import argparse
import bz2
import gzip
import io
import lzma
import os
import pathlib
import struct
import subprocess
import sys
import tarfile
import tempfile
import zipfile

MIB = 1 << 20
OUTSIDE = b"what is outside"
READ, REFUSED, EITHER = {0}, {14, 15, 21, 64}, {0, 14, 15, 21, 64}
TEXT = b"A text of one line.\n"


class Letters(io.RawIOBase):
    """`size` letters, for an archive that packs them to next to nothing."""

    def __init__(self, size):
        super().__init__()
        self.left = size

    def read(self, size=-1):
        size = self.left if size < 0 else min(size, self.left)
        self.left -= size
        return b"a" * size


# Zip archives.

def make_zip(*entries, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for entry, content in entries:
            archive.writestr(entry, content)
    return out.getvalue()


def zip_bomb(count, size):
    """`count` entries of that size."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for i in range(count):
            with archive.open(f"{i}.txt", "w") as entry:
                for _ in range(size // MIB):
                    entry.write(b"a" * MIB)
    return out.getvalue()


def zip_link():
    entry = zipfile.ZipInfo("link.txt")
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    return make_zip((entry, "/etc/passwd"), ("a.txt", TEXT))


def zip_overlap():
    """All records of the directory lead to one local header (Fifield)."""
    data = make_zip(("a.txt", b"a" * MIB))
    start = data.index(b"PK\1\2")
    end = data.index(b"PK\5\6")
    record = data[start:end]
    count = 1000
    records = b"".join(record.replace(b"a.txt", b"%05d" % i)
                       for i in range(count))
    tail = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count,
                       len(records), start, 0)
    return data[:start] + records + tail


def zip_nested(depth):
    data = make_zip(("a.txt", b"a" * MIB))
    for _ in range(depth):
        data = make_zip(("inner.zip", data))
    return data


def zip_lies():
    """Each byte of the headers of a small archive, changed."""
    data = make_zip(("a.txt", TEXT), ("b.html", b"<p>text"))
    start = data.index(b"PK\1\2")
    for at in list(range(30)) + list(range(start, len(data))):
        value = data[at] ^ (0x80 if at % 2 else 0xFF)
        yield f"zip-lie-{at}", (
            data[:at] + bytes([value]) + data[at + 1:]), EITHER


def zips():
    name = zipfile.ZipInfo
    yield "bomb.zip", zip_bomb(1, 300 * MIB), REFUSED
    yield "bombs.zip", zip_bomb(40, 7 * MIB), EITHER
    yield "overlap.zip", zip_overlap(), {14}
    yield "nested.zip", zip_nested(6), {64}
    yield "names.zip", make_zip(
        ("../up.txt", OUTSIDE), ("/root.txt", OUTSIDE), ("b/../../c", OUTSIDE),
        ("c:/d.txt", OUTSIDE), ("..\\up.txt", OUTSIDE), ("e\n.txt", OUTSIDE),
        ("a.txt", TEXT)), READ
    zeros = make_zip((name("nulX.txt"), OUTSIDE), ("a.txt", TEXT))
    yield "zeros.zip", zeros.replace(b"nulX", b"nul\0"), READ
    twice = make_zip(("a1.txt", TEXT), ("a2.txt", TEXT))
    yield "twice.zip", twice.replace(b"a2.txt", b"a1.txt"), READ
    yield "link.zip", zip_link(), READ
    yield "full.zip", make_zip(*((f"{i}.txt", b"") for i in range(65535)),
                               method=zipfile.ZIP_STORED), READ
    yield "too-full.zip", make_zip(*((f"{i}.txt", b"") for i in range(65536)),
                                   method=zipfile.ZIP_STORED), {14}
    yield from zip_lies()


# Tar archives.

def header(name, size=0, kind=tarfile.REGTYPE, link=""):
    entry = tarfile.TarInfo(name)
    entry.size, entry.type, entry.linkname = size, kind, link
    return entry.tobuf(tarfile.GNU_FORMAT)


def padded(data):
    return data + bytes(-len(data) % 512)


def make_tar(*entries):
    parts = [header(name, len(text)) + padded(text) for name, text in entries]
    return b"".join(parts) + bytes(1024)


def tar_bomb(mode, size, name="a.txt"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        entry = tarfile.TarInfo(name)
        entry.size = size
        archive.addfile(entry, Letters(size))
    return out.getvalue()


def tar_comments():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", format=tarfile.PAX_FORMAT) as to:
        for i in range(200):
            entry = tarfile.TarInfo(f"{i}.txt")
            entry.pax_headers = {"comment": "x" * 1000000}
            to.addfile(entry)
    return out.getvalue()


def tar_sparse():
    entry = tarfile.TarInfo("a.txt")
    entry.size = 1024
    entry.pax_headers = {
        "GNU.sparse.major": "1", "GNU.sparse.minor": "0",
        "GNU.sparse.name": "a.txt", "GNU.sparse.realsize": str(1 << 51)}
    holes = padded(b"1\n%d\n5\n" % (1 << 50)) + padded(b"hello")
    return entry.tobuf(tarfile.PAX_FORMAT) + holes + bytes(1024)


def tar_lies():
    data = make_tar(("a.txt", TEXT), ("b.html", b"<p>text"))
    for at in range(0, 512, 3):
        lie = bytearray(data)
        lie[at] ^= 0xFF if at % 2 else 1
        lie[148:156] = b" " * 8
        lie[148:156] = b"%06o\0 " % (sum(lie[:512]) & 0o777777)
        yield f"tar-lie-{at}", bytes(lie), EITHER


def tars():
    good = make_tar(("a.txt", TEXT))
    yield "bomb.tar.gz", tar_bomb("w:gz", 300 * MIB), {14}
    yield "bomb.tar.xz", tar_bomb("w:xz", 300 * MIB), {14}
    yield "bomb.tar.bz2", tar_bomb("w:bz2", 300 * MIB), {14}
    yield "hidden.tar.gz", tar_bomb("w:gz", 300 * MIB, ".a"), {14}
    yield "comments.tar.gz", tar_comments(), {14}
    yield "sparse.tar", tar_sparse(), {14}
    yield "twice.tar.gz.gz", gzip.compress(gzip.compress(good)), {64}
    yield "mixed.tar.gz.xz", lzma.compress(bz2.compress(good)), {64}
    yield "empties.gz", gzip.compress(b"") * 50000, {64}
    yield "endless.tar", header("a.txt", 1 << 40) + TEXT, EITHER
    yield "full.tar.gz", gzip.compress(
        make_tar(*((f"{i}.txt", b"") for i in range(65536))), 1), {14}
    links = b"".join(header(f"{i}.txt", 0, kind, link) for i, (kind, link) in
                     enumerate([(tarfile.SYMTYPE, "/etc/passwd"),
                                (tarfile.LNKTYPE, "../outside.txt"),
                                (tarfile.SYMTYPE, "../outside.txt"),
                                (tarfile.CHRTYPE, ""), (tarfile.FIFOTYPE, "")]))
    yield "links.tar", links + good, READ
    yield "names.tar", make_tar(
        ("../up.txt", OUTSIDE), ("/root.txt", OUTSIDE), ("b/../../c", OUTSIDE),
        ("..\\up.txt", OUTSIDE), ("e\n.txt", OUTSIDE), ("a.txt", TEXT),
        ("a.txt", TEXT)), READ
    for cut in range(0, len(good), 97):
        yield f"cut-{cut}.tar", good[:cut], EITHER
    yield from tar_lies()


# Judging.

# What a process took counts for the program that it becomes, too: so one that
# has taken little starts docconv.
STARTER = """
import os, sys
_, status, usage = os.wait4(os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ), 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss // 1024)
"""


def run(docconv, archive, out):
    """(exit code, most memory in MiB, standard error)"""
    done = subprocess.run(
        [sys.executable, "-S", "-c", STARTER, docconv, "-i", "bundle", "-o", "text",
         "-O", out, "--timeout=60", archive], capture_output=True, check=True)
    code, memory = map(int, done.stdout.split())
    return code, memory, done.stderr


def judge(docconv, work, case, most):
    name, data, codes = case
    archive, out = work / "in" / "archive", work / "in" / "out.txt"
    archive.write_bytes(data)
    del data
    code, memory, said = run(docconv, archive, out)
    shown = out.read_bytes() if out.exists() else b""
    faults = []
    if code not in codes:
        faults.append(f"exit code {code}: {said[-200:]}")
    if code != 0 and not said:
        faults.append("says nothing")
    if memory > most:
        faults.append(f"{memory} MiB")
    if OUTSIDE in shown or b"root:" in shown:
        faults.append("shows what is outside")
    if code != 0 and shown:
        faults.append("leaves a file")
    out.unlink(missing_ok=True)
    archive.unlink()
    left = sorted(p.name for p in work.rglob("*"))
    if left != ["in", "outside.txt"]:
        faults.append(f"left {left}")
    for fault in faults:
        print(f"FAIL {name}: {fault}")
    return not faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True, type=pathlib.Path)
    parser.add_argument("--memory", type=int, default=512)
    args = parser.parse_args()
    count = bad = 0
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        (work / "in").mkdir()
        (work / "outside.txt").write_bytes(OUTSIDE)
        for make in (zips, tars):
            for case in make():
                count += 1
                bad += not judge(args.docconv.resolve(), work, case, args.memory)
    print(f"{count} hostile archives, {bad} handled badly")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
