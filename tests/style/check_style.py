#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the tree to the rules of HACKING.md that a machine can see.

usage: check_style.py ROOT

Includes follow the arrows; base names are unique; every source begins with
its licence line; functions and files keep their size; nothing banned is
called; nothing is left open.  Prints one line for each fault; exit 1 if any.
"""
import re
import sys
from pathlib import Path

# What a folder may include of the project, besides itself.
ARROWS = {
    "core/base": {"docconv"},
    "core/doc": {"docconv", "base"},
    "core/io": {"docconv", "base", "unpack"},
    "core/unpack": {"docconv"},
    "core/detect": {"docconv"},
    "core/math": {"docconv"},
    "core/template": {"docconv"},
    "core/xml": {"docconv", "base"},
    "core/host": {"docconv", "base", "doc", "io"},
    "core/cli": {"docconv"},
}

# A system header, and the only files that may include it.
GUARDED = {
    "dlfcn.h": {"core/host/loader.c", "core/host/service.c"},
    "archive.h": {"core/unpack/unpack_service.c"},
    "libxml/parser.h": {"core/xml/xml_memory.c", "core/xml/xml_parse.h"},
}

BANNED = re.compile(
    r"\b(sprintf|strcpy|strcat|strtok|atoi|atol|gets|setlocale|localtime|"
    r"alloca|tmpnam|mktemp|popen|system)\s*\("
)
OPEN_ENDS = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
PRINTF = re.compile(r"\b(v?f?printf|v?snprintf|v?dprintf)\s*\(")

FILE_LINES = 800
FUNCTION_LINES = 80
HEADER_LINES = 250
# Longer than the rule, with the reason.
LONG_HEADERS = {
    "include/docconv/sdk/sdk.h": "wrappers of a few lines, one a function",
    "include/docconv/docconv.h": "the embedding API is one page to search",
    "include/docconv/tree.h": "builder and cursor share their contract",
}

faults = []


def fault(path, line, text):
    faults.append(f"{path}:{line}: {text}")


def strip_comments(text):
    """The text without comments and strings, line numbers kept."""

    def blank(match):
        return re.sub(r"[^\n]", " ", match.group(0))

    pattern = r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
    return re.sub(pattern, blank, text, flags=re.S)


def check_includes(root, path, text):
    folder = "/".join(path.split("/")[:2])
    allowed = ARROWS.get(folder)
    is_plugin = path.startswith("plugins/")
    for number, line in enumerate(text.split("\n"), 1):
        match = re.match(r'\s*#\s*include\s+([<"])([^>"]+)[>"]', line)
        if not match:
            continue
        quote, name = match.groups()
        if ".." in name:
            fault(path, number, f"include goes up: {name}")
        if quote == "<":
            if name in GUARDED and path not in GUARDED[name]:
                fault(path, number, f"<{name}> belongs to one module")
            continue
        top = name.split("/")[0] if "/" in name else None
        own = path.split("/")[1]
        if top is None or top == own:
            continue
        is_subfolder = is_plugin and (root / folder / top).is_dir()
        if is_plugin and top != "docconv" and not is_subfolder:
            fault(path, number, f"a plugin includes {name}")
        if allowed is not None and top not in allowed:
            fault(path, number, f"{folder} may not include {name}")


def check_functions(path, bare):
    """Functions begin at a line that is '{' alone and end at '}'."""
    start = None
    for number, line in enumerate(bare.split("\n"), 1):
        if line.rstrip() == "{":
            start = number
        elif line.rstrip() == "}" and start:
            if number - start > FUNCTION_LINES:
                fault(path, start, f"function of {number - start} lines")
            start = None


def check_words(path, bare, text):
    for number, line in enumerate(bare.split("\n"), 1):
        match = BANNED.search(line)
        if match:
            fault(path, number, f"banned: {match.group(1)}")
        if path.startswith("plugins/") and PRINTF.search(line):
            fault(path, number, "printf family in a plugin")
    for number, line in enumerate(text.split("\n"), 1):
        match = OPEN_ENDS.search(line)
        if match:
            fault(path, number, f"left open: {match.group(1)}")


def check_file(root, path, text):
    lines = text.count("\n")
    bare = strip_comments(text)
    if "SPDX-License-Identifier: MIT" not in text.split("\n")[0]:
        fault(path, 1, "the first line is not the licence line")
    if lines > FILE_LINES:
        fault(path, lines, f"file of {lines} lines")
    if (
        path.startswith("include/")
        and lines > HEADER_LINES
        and path not in LONG_HEADERS
    ):
        fault(path, lines, f"public header of {lines} lines")
    check_includes(root, path, text)
    check_functions(path, bare)
    if not path.startswith("tests/"):
        check_words(path, bare, text)


def main(root):
    names = {}
    for top in ("include", "core", "plugins", "examples", "tests"):
        for file in sorted((root / top).rglob("*")):
            if file.suffix not in (".c", ".h", ".def", ".cc"):
                continue
            path = file.relative_to(root).as_posix()
            check_file(root, path, file.read_text(encoding="utf-8"))
            # Public headers are always spelt with their folder.
            name = path if top == "include" else file.name
            other = names.setdefault(name, path)
            if other != path and top in ("core", "plugins"):
                fault(path, 1, f"same base name as {other}")
    for line in faults:
        print(line)
    print(f"{len(names)} files, {len(faults)} faults")
    return 1 if faults or not names else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
