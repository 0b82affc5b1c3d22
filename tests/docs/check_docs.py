#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Hold the documents to what is there.

usage: DOCCONV=PROGRAM check_docs.py ROOT

README.md and ARCHITECTURE.md keep their size; the README's table of formats is
what the program lists; links and file names lead somewhere; the code in the
plugin guide stands in the example; an option named in a document exists.
Prints one line for each fault; exit 1 if there is any.
"""
import os
import re
import subprocess
import sys
from pathlib import Path

SIZES = {"README.md": 120, "ARCHITECTURE.md": 250}
# Planned, and named in documents as not built yet.
PLANNED = {"--each", "--jobs"}
# Of other programs.
FOREIGN = {"--build", "--preset", "--install", "--prefix", "--full", "--color",
           "--col", "--lua-filter"}

faults = []


def run(*arguments):
    return subprocess.run([os.environ["DOCCONV"], *arguments], check=True,
                          capture_output=True, text=True).stdout


def check_sizes(root):
    for name, most in SIZES.items():
        lines = len((root / name).read_text().splitlines())
        if lines > most:
            faults.append(f"{name}: {lines} lines, at most {most}")


def check_formats(root):
    rows = dict(re.findall(r"^\| (\w+) \|\s*(yes)?\s*\|\s*(?:yes)?\s*\|",
                           (root / "README.md").read_text(), re.M))
    readers = set(run("--list-input-formats").split())
    writers = set(run("--list-output-formats").split())
    if set(rows) != readers | writers:
        faults.append(f"README.md: formats {sorted(rows)}, "
                      f"not {sorted(readers | writers)}")
    for name, mark in rows.items():
        if (mark == "yes") != (name in readers):
            faults.append(f"README.md: {name} is marked wrongly")


def check_links(path, text):
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in target and not (path.parent / target).exists():
            faults.append(f"{path.name}: no such file: {target}")


def check_file_names(root, path, text):
    known = {p.name for p in root.rglob("*") if ".git" not in p.parts}
    for name in re.findall(r"`([\w./-]+\.(?:c|h|def|py|md))`", text):
        if "NAME" not in name and Path(name).name not in known:
            faults.append(f"{path.name}: no such file: {name}")


def squeeze(text):
    """The text without indents and the stars of a comment."""
    return "\n".join(re.sub(r"^[ *]+", "", line).rstrip()
                     for line in text.splitlines())


def code_blocks(text):
    """Runs of indented lines between blank lines, outside of lists."""
    for block in re.split(r"\n\n+", text):
        lines = block.strip("\n").splitlines()
        if lines and all(line.startswith("    ") for line in lines):
            yield "\n".join(lines)


def check_guide(root):
    example = squeeze((root / "examples/hello-format/hello.c").read_text())
    readme = squeeze((root / "examples/hello-format/README.md").read_text())
    found = 0
    for block in code_blocks((root / "docs/plugin-guide.md").read_text()):
        is_code = ";" in block
        found += is_code
        if squeeze(block) not in (example if is_code else readme + example):
            faults.append(f"plugin-guide.md: not in the example:\n{block}")
    if found < 5:
        faults.append("plugin-guide.md: hardly any code")


def check_options(path, text, known):
    for option in set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)):
        if option not in known | PLANNED | FOREIGN:
            faults.append(f"{path.name}: no such option: {option}")


def main():
    root = Path(sys.argv[1])
    known = set(re.findall(r"--[a-z][a-z-]+", run("--completion", "bash")))
    documents = [root / name for name in (
        "README.md", "ARCHITECTURE.md", "HACKING.md", "CHANGELOG.md",
        "docs/plugin-guide.md")]
    check_sizes(root)
    check_formats(root)
    check_guide(root)
    for path in documents:
        text = path.read_text()
        check_links(path, text)
        check_file_names(root, path, text)
        check_options(path, text, known)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
