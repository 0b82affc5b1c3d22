#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every page, snippet and AST of the corpus becomes valid HTML.

usage: check_html_valid.py --docconv PROGRAM --corpus DIR [--html5lib]

Each is written as a fragment, which is put into the body of a minimal page,
and as a page (--standalone); the Nu Html Checker must find no error in either.
$DOCCONV_VNU names its vnu.jar. --html5lib adds html5lib's cases of tree
construction.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from sources import convert, sources

SKIP = 77
# One JVM checks that many pages: more want more than its default memory.
BATCH = 800
TIMEOUT = 600
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>t</title></head><body>
{}</body></html>
"""
SAID = re.compile(r'^"file:[^"]*/([^/"]+)":(.*)$')
# See tests/golden/random_trees.py: said of columns in which cells do begin.
FALSE_ALARM = re.compile(r"Table columns? .* established by .* no cells beginning")


def write_pages(docconv, found, work):
    """({file name: what it is}, number of failures)"""
    pages, failures = {}, 0
    for number, source in enumerate(found):
        for kind, options in (("fragment", []), ("page", ["--standalone"])):
            page = work / f"{number}.{kind}.html"
            fault = convert(docconv, source, "html", page, *options)
            failures += bool(fault)
            if fault:
                print(f"FAIL {source.name} to a {kind}: {fault}")
                continue
            if kind == "fragment":
                page.write_text(PAGE.format(page.read_text("utf-8")), "utf-8")
            pages[page.name] = f"{source.name} as a {kind}"
    return pages, failures


def faults_of(jar, paths):
    """{file name: [what the checker says of it]}"""
    faults = {}
    for start in range(0, len(paths), BATCH):
        done = subprocess.run(
            ["java", "-Xss8m", "-jar", jar, "--errors-only", "--format", "gnu",
             *paths[start:start + BATCH]], capture_output=True,
            encoding="utf-8", timeout=TIMEOUT, check=False)
        for line in done.stderr.splitlines():
            said = SAID.match(line)
            if not said:
                raise RuntimeError(f"the checker failed: {line}")
            if not FALSE_ALARM.search(line):
                faults.setdefault(said[1], []).append(said[2])
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--corpus", required=True, type=pathlib.Path)
    parser.add_argument("--html5lib", action="store_true")
    args = parser.parse_args()
    jar = os.environ.get("DOCCONV_VNU")
    if not jar or not os.path.exists(jar) or not shutil.which("java"):
        print("skipped: needs java and DOCCONV_VNU=.../vnu.jar")
        return SKIP
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        found = sources(args.corpus, work, args.html5lib)
        if not found:
            print(f"skipped: no corpus at {args.corpus}")
            return SKIP
        pages, bad = write_pages(args.docconv, found, work)
        faults = faults_of(jar, [str(work / name) for name in pages])
    for name, lines in faults.items():
        print("\n".join(f"FAIL {pages[name]}: {line}" for line in lines))
    bad += len(faults)
    print(f"{len(pages)} pages of {len(found)} sources, {bad} faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
