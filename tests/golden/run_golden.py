#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Golden tests: what docconv makes of a small input, byte for byte.

usage: run_golden.py --docconv PROGRAM [--update] FOLDER [CASE...]

FOLDER is FORMAT/KIND beside this script; its last two parts tell what runs:

    FORMAT/read    case.EXT  -> case.tree     the reader
    FORMAT/write   case.tree -> case.EXT      the writer
    FORMAT/same    case.EXT  -> case.EXT      reader and writer, no change
    FORMAT/error   case.EXT  -> nothing       must fail

Beside a case may stand: case.opts, more arguments, quoted as in a shell;
case.diag, what is said on standard error under --loss-report, but for that
report's own sum. Where there is no case.diag nothing may be said. Where both sides would have one name
(FORMAT is tree) the result is case.out.EXT. A package is kept unpacked, as
the folder case.EXT.d, and zipped or unzipped here.

--update writes the results down instead; the diff of the commit is the
review. The first case of a folder needs an empty file (or folder) to say its
extension. SKIP in the folder names cases that do not run: "case: reason".
"""
import argparse
import difflib
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile
import zipfile

TIMEOUT = 60
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
REPORT_SUM = b" [loss-report]\n"
SIDE_FILES = {".opts", ".diag"}


class Case:
    """One case: its input, and what must come out of it."""

    def __init__(self, folder, name, source, expected):
        self.folder = folder
        self.name = name
        self.source = source
        self.expected = expected
        self.diag = folder / f"{name}.diag"
        self.opts = folder / f"{name}.opts"


def split_name(path):
    """("case", ".out.tree") of case.out.tree; case names hold no dot."""
    name = path.name.removesuffix(".d") if path.is_dir() else path.name
    stem, dot, rest = name.partition(".")
    return stem, dot + rest


def find_cases(folder, kind):
    """All cases of a folder, in the order of their names."""
    files = {}
    for path in sorted(folder.iterdir()):
        stem, extension = split_name(path)
        if extension and extension not in SIDE_FILES:
            files.setdefault(stem, {})[extension] = path
    extensions = {e for group in files.values() for e in group}
    others = sorted(extensions - {".tree", ".out.tree"})
    if len(others) > 1:
        sys.exit(f"{folder}: which extension is meant of {others}?")
    extension = others[0] if others else ".tree"
    is_own = extension == ".tree"
    package = any(p.is_dir() for g in files.values() for p in g.values())

    def place(stem, wanted):
        is_package = package and wanted == extension
        return folder / (stem + wanted + (".d" if is_package else ""))

    sides = {
        "read": (extension, ".out.tree" if is_own else ".tree"),
        "write": (".tree", ".out.tree" if is_own else extension),
        "same": (extension, extension),
        "error": (extension, None),
    }
    if kind not in sides:
        sys.exit(f"{folder}: the folder is none of {', '.join(sides)}")
    source, result = sides[kind]
    return [
        Case(folder, stem, place(stem, source),
             place(stem, result) if result else None)
        for stem in files
    ]


def pack(source, target):
    """Zips an unpacked package; "mimetype" comes first and is stored."""
    names = sorted(p.relative_to(source).as_posix()
                   for p in source.rglob("*") if p.is_file())
    names.sort(key=lambda name: name != "mimetype")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = (zipfile.ZIP_STORED if name == "mimetype"
                                  else zipfile.ZIP_DEFLATED)
            archive.writestr(info, (source / name).read_bytes())


def unpack(path):
    """{name: bytes} of a package, or {"": bytes} of what is none."""
    if not zipfile.is_zipfile(path):
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        return {i.filename: archive.read(i) for i in archive.infolist()}


def load(path):
    """The same of an expectation; None if there is none."""
    if path.is_dir():
        return {p.relative_to(path).as_posix(): p.read_bytes()
                for p in sorted(path.rglob("*")) if p.is_file()}
    return {"": path.read_bytes()} if path.exists() else None


def store(path, parts):
    """Writes an expectation down."""
    if not path.name.endswith(".d"):
        path.write_bytes(parts[""])
        return
    for old in sorted(path.rglob("*"), reverse=True):
        if old.is_file() and old.relative_to(path).as_posix() not in parts:
            old.unlink()
    for name, data in parts.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)


def run(case, docconv, formats):
    """(exit code, parts or None, what was said) of one conversion."""
    with tempfile.TemporaryDirectory() as work:
        source = case.source.name
        if case.source.is_dir():
            source = os.path.join(work, source.removesuffix(".d"))
            pack(case.source, source)
        output = pathlib.Path(work, "output")
        command = [docconv, "--loss-report", "-f", formats[0], "-t",
                   formats[1], "-O", str(output)]
        if case.opts.exists():
            command += shlex.split(case.opts.read_text(encoding="utf-8"))
        environment = dict(os.environ, SOURCE_DATE_EPOCH="0", LC_ALL="C.UTF-8")
        done = subprocess.run(
            command + [source], cwd=case.folder, env=environment,
            stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT,
            check=False)
        said = b"".join(
            line.replace(os.fsencode(work) + b"/", b"")
            for line in done.stderr.splitlines(True)
            if not line.endswith(REPORT_SUM))
        parts = unpack(output) if output.exists() else None
        return done.returncode, parts, said


def show(label, wanted, got):
    """Prints a difference as people can read it."""
    def lines(data):
        return data.decode("utf-8", "backslashreplace").splitlines(True)
    diff = difflib.unified_diff(
        lines(wanted), lines(got), f"{label} (expected)", f"{label} (is)")
    for line in diff:
        sys.stdout.write(line if line.endswith("\n") else
                         f"{line}\n\\ no line feed at the end\n")


def compare(case, parts):
    """Prints what differs; true if nothing does."""
    wanted = load(case.expected) or {}
    good = bool(wanted)
    if not wanted:
        print(f"{case.expected.name}: no expectation; see --update")
    for name in sorted(set(wanted) | set(parts)):
        label = f"{case.expected.name}/{name}".rstrip("/")
        if wanted.get(name) != parts.get(name):
            show(label, wanted.get(name, b""), parts.get(name, b""))
            good = False
    return good


def update(case, kind, parts, said):
    """Writes down what came out."""
    if kind in ("read", "write"):
        store(case.expected, parts)
    if said:
        case.diag.write_bytes(said)
    else:
        case.diag.unlink(missing_ok=True)


def check(case, kind, docconv, formats, is_update):
    """Runs one case; true if all is as it must be."""
    code, parts, said = run(case, docconv, formats)
    must_fail = kind == "error"
    if must_fail:
        said += b"exit %d\n" % code
    if must_fail != (code != 0) or must_fail != (parts is None):
        sys.stdout.buffer.write(said)
        print(f"exit code {code}, "
              f"{'no ' if parts is None else ''}output: not as it must be")
        return False
    if is_update:
        update(case, kind, parts, said)
    good = must_fail or compare(case, parts)
    wanted = case.diag.read_bytes() if case.diag.exists() else b""
    if wanted != said:
        show(case.diag.name, wanted, said)
        good = False
    return good


def load_skips(folder):
    """{case: reason} of the folder's SKIP file."""
    path = folder / "SKIP"
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if line)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--docconv", default=os.environ.get("DOCCONV"))
    parser.add_argument("--update", action="store_true")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("cases", nargs="*", metavar="case")
    options = parser.parse_args()
    if not options.docconv:
        parser.error("no program: give --docconv or set DOCCONV")

    folder = options.folder.resolve()
    kind, name = folder.name, folder.parent.name
    formats = {"read": (name, "tree"), "write": ("tree", name)}.get(
        kind, (name, name))
    docconv = os.path.abspath(options.docconv)
    skips = load_skips(folder)
    failed = []
    cases = [c for c in find_cases(folder, kind)
             if not options.cases or c.name in options.cases]
    for case in cases:
        if case.name in skips:
            print(f"skipped {case.name}: {skips[case.name]}")
        elif not check(case, kind, docconv, formats, options.update):
            print(f"FAILED {case.name}\n")
            failed.append(case.name)
    print(f"{name}/{kind}: {len(cases)} cases, {len(failed)} failed")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
