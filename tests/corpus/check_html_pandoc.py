#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compare the HTML reader's documents with those of pandoc.

usage: check_html_pandoc.py --docconv PROGRAM --corpus DIR [--show N]

The mean likeness over all snippets must be 0.96 at least.  The package
pandoc-wasm is named by $DOCCONV_PANDOC_WASM.  Where the two differ on purpose
is written down in docs/decisions/0010-html-beside-pandoc.md.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys

import astsim

SKIP = 77
MINIMUM = 0.96
HERE = pathlib.Path(__file__).resolve().parent


def by_pandoc(module, paths):
    """Pandoc's documents for `paths`."""
    command = ["node", str(HERE / "pandoc.mjs"), str(module), "html", "json"]
    done = subprocess.run(command, input="\n".join(map(str, paths)),
                          capture_output=True, encoding="utf-8", check=True)
    return [json.loads(json.loads(line) or "null")
            for line in done.stdout.splitlines()]


def by_docconv(docconv, path):
    done = subprocess.run([docconv, "-i", "html", "-t", "json", str(path)],
                          capture_output=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else {"blocks": []}


def missing(args, module):
    """Why nothing can be compared here, or an empty string."""
    if not args.folder.is_dir():
        return "pandoc's HTML snippets are not there"
    if not module or not pathlib.Path(module).is_dir():
        return "DOCCONV_PANDOC_WASM names no folder of pandoc-wasm"
    return "" if shutil.which("node") else "node is not there"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--corpus", required=True, type=pathlib.Path)
    parser.add_argument("--show", type=int, default=10)
    args = parser.parse_args()
    args.folder = args.corpus / "pandoc" / "pandoc-html-in"
    module = os.environ.get("DOCCONV_PANDOC_WASM")
    reason = missing(args, module)
    if reason:
        print(f"skipped: {reason}")
        return SKIP
    paths = sorted(args.folder.glob("*.html"))
    scores = []
    for path, theirs in zip(paths, by_pandoc(module, paths), strict=True):
        if theirs is None:
            print(f"{path.name}: refused by pandoc")
            continue
        ours = by_docconv(args.docconv, path)
        scores.append((astsim.likeness(ours, theirs), path.name))
    for score, name in sorted(scores)[:args.show]:
        if score < 1:
            print(f"{score:.3f} {name}")
    mean = sum(score for score, _ in scores) / len(scores)
    print(f"{len(scores)} snippets: mean likeness {mean:.4f}, "
          f"at least {MINIMUM} wanted")
    return 0 if mean >= MINIMUM else 1


if __name__ == "__main__":
    sys.exit(main())
