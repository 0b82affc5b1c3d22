#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Properties of the tree, html and text formats over random trees.

usage: random_trees.py --docconv PROGRAM [--first SEED] [--count N]

Makes trees that follow the content model of kinds.def, with fields and
attributes good and bad, and demands of each:

- tree to tree: what was written is written the same again;
- html: the Nu Html Checker finds no error (if DOCCONV_VNU names vnu.jar);
- text: with --wrap=auto the same characters but for blanks as without.

A seed that fails is printed; --first SEED --count 1 runs it alone.
"""
import argparse
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

INCLUDE = pathlib.Path(__file__).resolve().parents[2] / "include" / "docconv"
SIZES = (20, 60, 200)
DEPTH_MAX = 14
TIMEOUT = 300
LETTERS = 'abcdefghij ,.-é字"\\<>&\u00a0\u0301'
URLS = ("http://a.b/c", "a b", "#x", "javascript:1", "//h", "http://[::1]",
        "?q=%", "mailto:a@b", "x#y#z", "data:image/png;base64,AAAA", "", "é/ü",
        "http://x:99999/", "a[1]", "http:", "file:///x", "http://a..b/")
KEYS = ("id", "class", "lang", "dir", "title", "width", "style", "k", "data-k",
        "onclick", "X y")
IDS = ("fn1", "fnref2", "x", "x", "fn1_", "1bad", "a b", "ü")
VALUES = ("de", "en-US", "jp", "auto", "a", "12", "odd \"value\" <&>")
NUMBERS = (1, 1, 2, 3, 3, 4, 5, 7, 9, 1000, 70000, -1)
REALS = ("0.25", "0.5", "0.1", "1", "0x3p-5")
# Pieces of raw HTML, whole and not, that a node of it is made of.
RAW = ["<" + slash + name + rest + ">" for name in (
    "a b div p span table tr td th thead tbody tfoot caption ul ol li dl dt dd "
    "details summary ins h1 h2 h4 h6 section pre ruby rt").split()
    for slash, rest in (("", ""), ("/", ""), ("", ' id="x" class="c"'))] + [
    "text", "&amp;", " ", "<br>", "<hr/>", "<img src=x>", "<img alt=y>",
    "<!-- x -->", "<script>1</script>", "<style>", "<a href=x>", "<a name=y>",
    "<p align=center>", "<td style='text-align: left; color: red; width: 3q'>",
    "<ol start=3 type=i>", "<svg>", "<math>", "<title>", "<!DOCTYPE html>",
    "<td colspan=3 rowspan=9>", "<div title='\"<>&'>", "<", "<b ", "</", "<!--"]
# The checker (26.9) says this of column 6 of a table with the rows colspan 6;
# colspan 3, 1, 1, 1; 1, 1, 1, though a cell begins there. The goldens hold
# tables in which it is true.
FALSE_ALARM = re.compile(r"Table columns? .* established by .* no cells beginning")
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>t</title></head><body>
{}</body></html>
"""


def rows(name, pattern):
    text = (INCLUDE / name).read_text(encoding="utf-8")
    return re.findall(pattern, text, re.MULTILINE)


def groups(text):
    return set(re.findall(r"DC_G_\w+", text))


KINDS = {word: (groups(held_by), groups(holds)) for word, held_by, holds in
         rows("kinds.def", r'^DC_KIND\(\w+, \d+, "(.+?)",\s*(.+?),\s*(.+?)\)')}
FIELDS = rows("fields.def", r'^DC_FIELD\(\w+, \d+, "(.+?)", (\w)\)')


def quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Maker:
    """Makes one tree."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.left = self.random.choice(SIZES)
        self.lines = ["docconv-tree 1"]

    def word(self):
        count = self.random.randint(1, 12)
        return "".join(self.random.choice(LETTERS) for _ in range(count))

    def field(self, name, kind):
        if name == "url":
            return quote(self.random.choice(URLS))
        if kind == "S":
            return quote(self.word())
        return str(self.random.choice(REALS if kind == "R" else NUMBERS))

    def attribute(self):
        key = self.random.choice(KEYS)
        value = self.random.choice(IDS if key == "id" else VALUES)
        return (quote(key) if " " in key else key) + "=" + quote(value)

    def text(self, depth):
        flags = self.random.choice([""] * 6 + ["text break ", "text literal "])
        end = self.random.choice(["", "", "\\n"])
        self.lines.append(
            "  " * depth + flags + quote(self.word())[:-1] + end + '"')

    def node(self, kind, depth):
        self.left -= 1
        if kind == "text":
            self.text(depth)
            return
        line = "  " * depth + kind
        for name, value_type in FIELDS:
            if self.random.random() < 0.2:
                line += f" {name}={self.field(name, value_type)}"
        if self.random.random() < 0.25:
            count = self.random.randint(1, 3)
            line += f' {{{" ".join(self.attribute() for _ in range(count))}}}'
        if kind.startswith("raw-") and self.random.random() < 0.8:
            pieces = self.random.choices(RAW, k=self.random.randint(1, 4))
            self.lines += [
                "  " * depth + kind + ' format="html"',
                "  " * (depth + 1) + quote("".join(pieces))]
            return
        self.lines.append(line)
        self.children(kind, depth + 1)

    def children(self, kind, depth):
        choices = [k for k, (held_by, _) in KINDS.items()
                   if held_by & KINDS[kind][1]]
        if not choices or depth > DEPTH_MAX or self.left <= 0:
            return
        for _ in range(self.random.choice([0, 1, 1, 2, 2, 3, 4])):
            has_text = "text" in choices and self.random.random() < 0.5
            self.node("text" if has_text else self.random.choice(choices), depth)

    def tree(self):
        blocks = [k for k, (held_by, _) in KINDS.items()
                  if "DC_G_BLOCK" in held_by]
        while self.left > 0:
            self.node(self.random.choice(blocks), 0)
        return "\n".join(self.lines) + "\n"


def convert(docconv, target, source, result, *options):
    """The bytes that came out."""
    subprocess.run(
        [docconv, "--quiet", "-f", "tree", "-t", target, "-O", result, *options,
         source], check=True, timeout=TIMEOUT)
    return pathlib.Path(result).read_bytes()


def check_seed(docconv, seed, work):
    """What is wrong with the tree of that seed, or None."""
    source = work / f"{seed}.tree"
    once = work / "once.tree"
    source.write_text(Maker(seed).tree(), encoding="utf-8")
    try:
        first = convert(docconv, "tree", source, once)
        if convert(docconv, "tree", once, work / "twice.tree") != first:
            return "tree: written differently the second time"
        body = convert(docconv, "html", source, work / "html").decode()
        (work / f"{seed}.html").write_text(PAGE.format(body), encoding="utf-8")
        plain = convert(docconv, "text", source, work / "plain",
                        "--columns=30")
        filled = convert(docconv, "text", source, work / "filled",
                         "--wrap=auto", "--columns=30")
    except subprocess.CalledProcessError as error:
        return f"exit code {error.returncode}"
    if b"".join(plain.split()) != b"".join(filled.split()):
        return "text: filling lines changed more than blanks"
    return None


def check_pages(work):
    """What the Nu Html Checker says of all pages, or None."""
    jar = os.environ.get("DOCCONV_VNU")
    if not jar or not os.path.exists(jar) or not shutil.which("java"):
        print("HTML is not validated: needs java and DOCCONV_VNU=.../vnu.jar")
        return None
    pages = sorted(str(page) for page in work.glob("*.html"))
    done = subprocess.run(
        ["java", "-jar", jar, "--errors-only", "--format", "gnu", *pages],
        capture_output=True, text=True, timeout=TIMEOUT, check=False)
    said = [line for line in done.stderr.splitlines()
            if not FALSE_ALARM.search(line)]
    return "\n".join(said) or None


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=60)
    options = parser.parse_args()
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        for seed in range(options.first, options.first + options.count):
            fault = check_seed(options.docconv, seed, work)
            if fault:
                faults.append(f"seed {seed}: {fault}")
        said = check_pages(work)
    if said:
        faults.append(said)
    for fault in faults:
        print(fault)
    print(f"{options.count} trees, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
