#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How much of pandoc's documents pandoc reads back from our HTML.

usage: check_html_likeness.py --docconv PROGRAM --corpus DIR [--show N]

Every document of the corpus's pandoc-native and pandoc-command-ast is written
as HTML, which pandoc 3 reads; the mean likeness of what it makes of that to
the document must be 0.99 at least.  The package pandoc-wasm is named by
$DOCCONV_PANDOC_WASM.  What is lost, by cause: plugins/html/README.md.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import astsim

SKIP = 77
MINIMUM = 0.99
TIMEOUT = 60
HERE = pathlib.Path(__file__).resolve().parent
FAMILIES = ("pandoc-native", "pandoc-command-ast")


def missing(corpus, module):
    """Why nothing can be compared here, or an empty string."""
    if not (corpus / "pandoc" / FAMILIES[0]).is_dir():
        return "pandoc's test documents are not there"
    if not module or not pathlib.Path(module).is_dir():
        return "DOCCONV_PANDOC_WASM names no folder of pandoc-wasm"
    return "" if shutil.which("node") else "node is not there"


def read_back(module, paths):
    """What pandoc reads from the pages at `paths`."""
    command = ["node", str(HERE / "pandoc.mjs"), module, "html", "json"]
    done = subprocess.run(command, input="\n".join(map(str, paths)),
                          capture_output=True, encoding="utf-8", check=True)
    return [json.loads(json.loads(line) or '{"blocks": []}')
            for line in done.stdout.splitlines()]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--corpus", required=True, type=pathlib.Path)
    parser.add_argument("--show", type=int, default=10)
    args = parser.parse_args()
    module = os.environ.get("DOCCONV_PANDOC_WASM", "")
    reason = missing(args.corpus, module)
    if reason:
        print(f"skipped: {reason}")
        return SKIP
    sources = [path for family in FAMILIES for path in
               sorted((args.corpus / "pandoc" / family).glob("*.json"))]
    with tempfile.TemporaryDirectory() as work:
        pages = [pathlib.Path(work, f"{number}.html")
                 for number in range(len(sources))]
        for source, page in zip(sources, pages, strict=True):
            subprocess.run(
                [args.docconv, "--quiet", "-f", "json", "-t", "html", "-O",
                 str(page), str(source)], check=True, timeout=TIMEOUT)
        documents = read_back(module, pages)
    scores = sorted(
        (astsim.likeness(json.loads(source.read_bytes()), document),
         source.name)
        for source, document in zip(sources, documents, strict=True))
    for score, name in scores[:args.show]:
        print(f"{score:.3f} {name}")
    mean = sum(score for score, _ in scores) / len(scores)
    print(f"{len(scores)} documents: mean likeness {mean:.4f}, "
          f"at least {MINIMUM} wanted")
    return 0 if mean >= MINIMUM else 1


if __name__ == "__main__":
    sys.exit(main())
