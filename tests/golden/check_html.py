#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that the HTML of the golden tests is valid.

usage: check_html.py FOLDER

Each case.html of FOLDER but those of --raw=keep, put into the body of a minimal
page if it is none, is given to
the Nu Html Checker: $DOCCONV_VNU names its vnu.jar (npm package vnu-jar).
Without it, or without java, nothing is checked and the exit code is 77.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
TIMEOUT = 300
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{}</title></head><body>
{}</body></html>
"""


def options_of(case):
    opts = case.with_suffix(".opts")
    return opts.read_text(encoding="utf-8") if opts.exists() else ""


def main():
    jar = os.environ.get("DOCCONV_VNU")
    if not jar or not os.path.exists(jar) or not shutil.which("java"):
        print("skipped: needs java and DOCCONV_VNU=.../vnu.jar")
        return SKIPPED
    folder = pathlib.Path(sys.argv[1])
    cases = [case for case in sorted(folder.glob("*.html"))
             if "raw=keep" not in options_of(case)]
    with tempfile.TemporaryDirectory() as work:
        for case in cases:
            page = case.read_text(encoding="utf-8")
            if not page.startswith("<!DOCTYPE"):
                page = PAGE.format(case.stem, page)
            pathlib.Path(work, case.name).write_text(page, encoding="utf-8")
        done = subprocess.run(
            ["java", "-jar", jar, "--errors-only", "--also-check-css", "--format", "gnu", work],
            capture_output=True, text=True, timeout=TIMEOUT, check=False)
        said = done.stderr.replace(f'"file:{work}/', '"')
    sys.stdout.write(said)
    print(f"{len(cases)} pages, exit code {done.returncode}")
    return 1 if done.returncode or said.strip() or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
