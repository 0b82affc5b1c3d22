#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Check the XML service against the W3C's XML conformance test suite.

usage: check_xml_suite.py --canonical PROGRAM --corpus DIR

What is not well-formed must be refused. What is well-formed must be accepted,
or refused because it declares entities or attributes; what is accepted must
have the canonical form that the suite gives. Tests of XML 1.1 and of editions
before the fifth are left out, and those whose fault lies in an entity outside
the file, since no such is read.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

SKIP = 77
ARCHIVE = "fuzz/xmlconf/xmlts20130923.zip"
DOCTYPE = "xml-doctype"
ENTITY = "xml-entity"

# Where we differ, by the test's name, and why.
PREFIX = "a prefix that nothing declares is no fault"
COLON = "a name that XML allows and Namespaces in XML does not"
DECODED = "the text was decoded before, an encoding declaration says nothing"
DIFFERENT = {
    "rmt-ns10-025": PREFIX,
    "rmt-ns10-026": PREFIX,
    "rmt-ns-e1.0-13c": PREFIX,
    "x-ibm-1-0.5-valid-P04-ibm04v01.xml": COLON,
    "x-ibm-1-0.5-valid-P05-ibm05v01.xml": COLON,
    "x-ibm-1-0.5-valid-P05-ibm05v02.xml": COLON,
    "hst-lhs-008": DECODED,
}


def attribute(test, name):
    found = re.search(rf'\b{name}\s*=\s*"([^"]*)"', test)
    return found.group(1) if found else ""


def tests_of(root):
    """(name, type, path, path of its canonical form or None) of each test."""
    for catalog in sorted(root.rglob("*.xml")):
        text = catalog.read_bytes().decode("latin-1")
        if "<TESTCASES" not in text:
            continue
        base = catalog.parent / attribute(
            re.search(r"<TESTCASES[^>]*>", text).group(0), "xml:base")
        for test in re.findall(r"<TEST\s[^>]*>", text):
            path = base / attribute(test, "URI")
            edition = attribute(test, "EDITION")
            is_old = edition and "5" not in edition.split()
            is_11 = "1.1" in attribute(test, "RECOMMENDATION") + attribute(test, "VERSION")
            if is_old or is_11 or not path.is_file():
                continue
            is_outside = attribute(test, "ENTITIES") not in ("", "none")
            output = attribute(test, "OUTPUT")
            yield (attribute(test, "ID"), attribute(test, "TYPE"), is_outside, path,
                   base / output if output else None)


def decoded(data):
    """The text as UTF-8, or None where no decoder could."""
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
                       (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if data.startswith(mark):
            break
    else:
        found = re.match(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)""", data)
        name = found.group(1).decode() if found else "utf-8"
    try:
        return data.decode(name).encode("utf-8")
    except (LookupError, UnicodeError):
        return None


def canonical(path):
    """The expected form without the instructions, which are no events."""
    text = re.sub(rb"<\?.*?\?>", b"", path.read_bytes(), flags=re.S)
    return re.sub(rb"^<!DOCTYPE.*?\]>\s*", b"", text, flags=re.S).strip()


def fault_of(kind, is_outside, status, rule):
    """What is wrong with a verdict, or None."""
    if kind == "not-wf":
        is_wrong = status == 0 and not is_outside
        return "accepted, but not well-formed" if is_wrong else None
    if kind == "error" or status == 0 or rule == DOCTYPE:
        return None
    if rule == ENTITY and is_outside:
        return None
    return f"refused ({rule}), but well-formed"


def verdicts(program, folder, cases):
    """Run the program on all cases; yields (case, status, rule, message, form)."""
    names = []
    for number, case in enumerate(cases):
        name = folder / f"{number}.xml"
        name.write_bytes(case[-1])
        names.append(name)
    done = subprocess.run([program, *names], capture_output=True, check=True, timeout=300)
    lines = done.stdout.decode("utf-8").split("\n")
    for case, name, line in zip(cases, names, lines):
        status, rule, message = line.split(" ", 2)
        form = name.with_suffix(".xml.canonical").read_bytes()
        yield case, int(status), rule, message, form


def check(program, root, folder):
    cases, undecodable = [], 0
    for name, kind, is_outside, path, output in tests_of(root):
        data = decoded(path.read_bytes())
        if data is None:
            undecodable += 1
            continue
        cases.append((name, kind, is_outside, output, data))
    counts = {"accepted": 0, "refused": 0, "declared": 0, "same form": 0}
    faults, different = [], set()
    for (name, kind, is_outside, output, data), status, rule, message, form in verdicts(
            program, folder, cases):
        counts["accepted" if status == 0 else "declared" if rule == DOCTYPE else "refused"] += 1
        fault = fault_of(kind, is_outside, status, rule)
        # Attributes and entities may come from a document type elsewhere.
        is_whole = b"SYSTEM" not in data and b"PUBLIC" not in data
        if status == 0 and is_whole and output and output.is_file() and kind != "not-wf":
            same = canonical(output) == form.strip()
            counts["same form"] += same
            fault = fault or (None if same else "another canonical form")
        if fault and name in DIFFERENT:
            different.add(name)
        elif fault:
            faults.append(f"FAIL {name}: {fault}: {message}")
    faults += [f"FAIL {name}: no longer differs" for name in DIFFERENT.keys() - different]
    print("\n".join(faults))
    print(f"W3C suite: {len(cases)} tests, {counts}, {undecodable} not decodable, "
          f"{len(different)} known differences, {len(faults)} faults")
    return 1 if faults or not cases else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--canonical", required=True)
    parser.add_argument("--corpus", required=True)
    args = parser.parse_args()
    archive = pathlib.Path(args.corpus) / ARCHIVE
    if not archive.is_file():
        print(f"SKIPPED: no {archive}")
        return SKIP
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        with zipfile.ZipFile(archive) as suite:
            suite.extractall(folder / "suite")
        (folder / "cases").mkdir()
        return check(args.canonical, folder / "suite", folder / "cases")


if __name__ == "__main__":
    sys.exit(main())
