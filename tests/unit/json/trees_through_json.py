#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Trees go through pandoc's JSON and come back as they were.

usage: trees_through_json.py --docconv PROGRAM

Every tree of the golden tests is written as JSON and read back: the same tree
must come out, but for what plugins/json/README.md names: the order of
attributes and of the parts of tables and figures, empty heads and feet, who
stated metadata above the document, media. JSON written from it again is the
same bytes. Random trees, whose fields are senseless, must only do the latter.
"""
import argparse
import pathlib
import re
import subprocess
import sys

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "golden"
sys.path.insert(0, str(GOLDEN))
import random_trees

TIMEOUT = 60
RANDOM_TREES = 60
ATTRIBUTE = re.compile(r'(?:"(?:\\.|[^"\\])*"|[\w.:-]+)="(?:\\.|[^"\\])*"')
# What the format's README says is not kept, by the name of the golden case.
NORMALISED = {
    "figure": "the caption comes first",
    "figures": "the caption comes first",
    "captions-and-short-captions": "one caption",
    "tables": "the order of parts, empty heads",
    "table-parts-out-of-order": "the order of parts",
    "table-row-without-cells": "an empty head",
    "table-with-several-heads": "the first foot comes behind the bodies",
    "table-head-rows-inside": "a body of its own",
    "attributes-of-metadata": "attributes of lists and strings are lost",
    "numbers-have-one-spelling": "a delimiter that does not exist",
}


def convert(docconv, source, target, data, *options):
    run = subprocess.run(
        [docconv, "--quiet", "-f", source, "-t", target, "-O", "-", *options],
        input=data, capture_output=True, timeout=TIMEOUT)
    if run.returncode != 0:
        raise RuntimeError(f"{source} to {target}: exit {run.returncode}: "
                           f"{run.stderr.decode().strip()[-200:]}")
    return run.stdout


def sort_attributes(line):
    """The line with its id first, then its classes, then the rest."""
    match = re.fullmatch(r'( *[a-z-]+(?: [^"{]*(?:"(?:\\.|[^"\\])*")?)*)'
                         r"\{(.*)\}", line)
    if not match:
        return line
    keys = ATTRIBUTE.findall(match[2])
    ids = [key for key in keys if key.startswith("id=")]
    classes = [key for key in keys if key.startswith("class=")]
    others = [key for key in keys if key not in ids + classes]
    return match[1] + "{" + " ".join(ids + classes + others) + "}"


def normalise(tree):
    lines = []
    for line in tree.decode().splitlines():
        if line.startswith("media "):
            break
        line = re.sub(r"^(entry .*)origin=[23]", r"\1origin=1", line)
        lines.append(sort_attributes(line))
    return lines


def defect(docconv, data, is_exact):
    """What is wrong with one tree's way through JSON, or None."""
    tree = convert(docconv, "tree", "tree", data)
    json = convert(docconv, "tree", "json", data)
    if convert(docconv, "json", "json", json) != json:
        return "the JSON is written differently the second time"
    back = convert(docconv, "json", "tree", json)
    if not is_exact:
        return None
    pairs = zip(normalise(tree) + ["end"], normalise(back) + ["end"])
    return next((f"{a.strip()} became {b.strip()}"
                 for a, b in pairs if a != b), None)


def trees():
    """(name, bytes, whether it must come back exactly)"""
    for path in sorted(GOLDEN.glob("*/*/*.tree")):
        if path.parent.name != "error" and not path.name.endswith(".out.tree"):
            name = path.relative_to(GOLDEN)
            yield name, path.read_bytes(), path.stem not in NORMALISED
    for seed in range(RANDOM_TREES):
        yield f"seed {seed}", random_trees.Maker(seed).tree().encode(), False


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    docconv = parser.parse_args().docconv
    count = exact = defects = 0
    for name, data, is_exact in trees():
        try:
            complaint = defect(docconv, data, is_exact)
        except RuntimeError as reason:
            complaint = reason
        count += 1
        exact += is_exact
        defects += complaint is not None
        if complaint:
            print(f"{name}: {complaint}")
    print(f"{count} trees, {exact} to come back exactly, {defects} defects")
    return 1 if defects or not exact else 0


if __name__ == "__main__":
    sys.exit(main())
