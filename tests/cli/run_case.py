#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Run one case of the command line's contract.

usage: run_case.py [--docconv PROGRAM] [--plugins DIR] GROUP/NAME.sh

The script runs under `sh -eu` in an empty directory, with docconv on PATH and
lib.sh read in; TEST_PLUGINS names the folder of the bad plugins. Beside it may stand what is expected:

    NAME.exit            the exit code; 0 if there is no such file
    NAME.stdout.exact    standard output, byte for byte
    NAME.stdout.glob     lines; * and ? are wildcards, a line "..." stands for
    NAME.stderr.glob     any number of lines

An absent expectation is not checked. Exit 77 of a script skips the case, and
its last line on stderr says why.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SKIP = 77
TIMEOUT = 120
HERE = pathlib.Path(__file__).resolve().parent
ANY_LINES = "..."


def line_pattern(line):
    return "".join({"*": "[^\n]*", "?": "[^\n]"}.get(c, re.escape(c))
                   for c in line) + "\n"


def glob_pattern(text):
    return "".join("(?:[^\n]*\n)*" if line == ANY_LINES else line_pattern(line)
                   for line in text.splitlines())


def matches_glob(expected, actual):
    if actual and not actual.endswith("\n"):
        actual += "\n"
    return re.fullmatch(glob_pattern(expected), actual) is not None


def environment(program, plugins, folder):
    kept = {name: value for name, value in os.environ.items()
            if name.endswith("SAN_OPTIONS")}
    return kept | {
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "DOCCONV": str(program),
        "TESTS": str(HERE.parent),
        "TEST_PLUGINS": str(plugins),
        "HOME": folder,
        "TMPDIR": folder,
        "LC_ALL": "C.UTF-8",
    }


def run(script, environ, folder):
    work = pathlib.Path(folder, "work")
    work.mkdir()
    command = ["timeout", "--kill-after=5", str(TIMEOUT),
               "sh", "-eu", "-c", '. "$0"; . "$1"', str(HERE / "lib.sh"), str(script)]
    return subprocess.run(command, cwd=work, env=environ,
                          stdin=subprocess.DEVNULL, capture_output=True)


def complaints(script, result):
    """What differs from the expectation, as sentences."""
    def expectation(kind):
        path = script.with_suffix(kind)
        return path.read_bytes() if path.exists() else None

    code = int(expectation(".exit") or 0)
    if result.returncode != code:
        yield f"exit code is {result.returncode}, not {code}"
    exact = expectation(".stdout.exact")
    if exact is not None and exact != result.stdout:
        yield f"standard output is not {exact!r}"
    for stream, name in ((result.stdout, "stdout"), (result.stderr, "stderr")):
        wanted = expectation(f".{name}.glob")
        actual = stream.decode("utf-8", "backslashreplace")
        if wanted is not None and not matches_glob(wanted.decode(), actual):
            yield f"{name} does not match:\n{wanted.decode()}"


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", type=pathlib.Path,
                        default=os.environ.get("DOCCONV", "docconv"))
    parser.add_argument("--plugins", type=pathlib.Path, default=".")
    parser.add_argument("script", type=pathlib.Path)
    return parser.parse_args()


def main():
    args = parse_arguments()
    script = args.script.resolve()
    with tempfile.TemporaryDirectory() as folder:
        environ = environment(args.docconv.resolve(), args.plugins.resolve(), folder)
        result = run(script, environ, folder)
    stderr = result.stderr.decode("utf-8", "backslashreplace")
    if result.returncode == SKIP:
        print("SKIPPED", stderr.strip().splitlines()[-1:])
        return SKIP
    found = list(complaints(script, result))
    for complaint in found:
        print("FAIL", complaint)
    if found:
        stdout = result.stdout[:4000].decode("utf-8", "backslashreplace")
        print(f"--- stdout\n{stdout}\n--- stderr\n{stderr}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
