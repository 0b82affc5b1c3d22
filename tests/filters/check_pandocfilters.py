#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Filters that others wrote for pandoc do in docconv what they do in pandoc.

usage: DOCCONV=PROGRAM check_pandocfilters.py

Runs the examples of Debian's python3-pandocfilters that need no other program,
unchanged, each on its sample, and several in a row, in pandoc and in docconv
(with --pandoc-api=1.22), from JSON to JSON. The documents must be equal.
Prints a line for each difference; exit 1 if there is any, 77 if there is no
pandoc or there are no examples.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

EXAMPLES = pathlib.Path("/usr/share/doc/python3-pandocfilters/examples")
MODULES = "/usr/lib/python3/dist-packages"
FILTERS = ["caps", "comments", "deemph", "deflists", "gitlab_markdown",
           "includes", "inlinenotes", "latexdivs", "metavars", "myemph",
           "theorem"]
SEVERAL = [["deemph", "caps"], ["caps", "deemph"], ["myemph", "caps", "caps"]]
# pandoc 2.17 writes its last part too.
VERSION = "pandoc-api-version"


def run(command, folder):
    """The document a command prints, or None if it fails."""
    environ = os.environ | {"PYTHONPATH": MODULES}
    result = subprocess.run(command, cwd=folder, env=environ, timeout=100,
                            stdin=subprocess.DEVNULL, capture_output=True)
    if result.returncode != 0:
        return None
    document = json.loads(result.stdout)
    assert document[VERSION][:2] == [1, 22], document[VERSION]
    del document[VERSION]
    return document


def samples(folder):
    """Each sample as JSON, made by pandoc."""
    for source in sorted(EXAMPLES.glob("*-sample.md")):
        path = pathlib.Path(folder, source.stem + ".json")
        subprocess.run(["pandoc", "-f", "markdown", "-t", "json", "-o", path,
                        source], check=True)
        yield path


def compare(names, sample, folder):
    filters = []
    for name in names:
        filters += ["-F", str(EXAMPLES / f"{name}.py")]
    command = ["-f", "json", "-t", "json", *filters, str(sample)]
    theirs = run(["pandoc", *command], folder)
    ours = run([os.environ["DOCCONV"], "--pandoc-api=1.22", *command], folder)
    return theirs == ours, theirs is not None


def main():
    if not EXAMPLES.exists():
        print("python3-pandocfilters is not installed")
        return 77
    try:
        subprocess.run(["pandoc", "--version"], check=True, capture_output=True)
    except FileNotFoundError:
        print("pandoc is not installed")
        return 77
    faults = runs = successes = 0
    with tempfile.TemporaryDirectory() as folder:
        inputs = list(samples(folder))
        own = {path.name: path for path in inputs}
        pairs = [([name], own.get(f"{name}-sample.json", inputs[0]))
                 for name in FILTERS]
        pairs += [(names, path) for names in SEVERAL for path in inputs[::5]]
        for names, path in pairs:
            is_same, is_good = compare(names, path, folder)
            runs += 1
            successes += is_good
            if not is_same:
                faults += 1
                print("differs:", *names, path.name)
    print(f"{runs} runs, {successes} with a result, {faults} differ")
    return 1 if faults or successes < len(FILTERS) else 0


if __name__ == "__main__":
    sys.exit(main())
