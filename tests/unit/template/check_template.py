#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Templates rendered by the template service and by pandoc.

usage: check_template.py [--write] RENDERER

cases.txt holds the templates and what must come of them; values.json the
values.  RENDERER is render_template.  Where pandoc is installed, it has to
print the same, but for the cases marked "ours".  --write takes down what
RENDERER prints; the diff of the commit is the review.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
TIMEOUT = 60


def read_cases():
    """[(name, marks, files, expected)]; files are {name: text}."""
    cases = []
    for block in (HERE / "cases.txt").read_text("utf-8").split("\n==== ")[1:]:
        head, _, rest = block.partition("\n")
        template, _, expected = rest.partition("\n----\n")
        main, *partials = template.split("\n>>>> ")
        files = {"main.html": main + "\n"}
        for partial in partials:
            name, _, text = partial.partition("\n")
            files[name] = text + "\n"
        name, *marks = head.split()
        cases.append((name, marks, files, expected))
    return cases


def write_cases(cases):
    head = (HERE / "cases.txt").read_text("utf-8").split("\n==== ")[0]
    out = [head]
    for name, marks, files, expected in cases:
        template = "\n>>>> ".join(
            [files["main.html"][:-1]]
            + [f"{n}\n{t[:-1]}" for n, t in files.items() if n != "main.html"])
        out.append(
            f"\n==== {' '.join([name, *marks])}\n{template}\n----\n{expected}")
    (HERE / "cases.txt").write_text("".join(out), "utf-8")


def value_lines(key, value):
    if isinstance(value, bool):
        yield f"bool {key} {int(value)}"
    elif isinstance(value, str):
        yield f"string {key} " + value.replace("\n", "\\n")
    else:
        is_map = isinstance(value, dict)
        yield f"{'map' if is_map else 'list'} {key}"
        members = value.items() if is_map else (("-", v) for v in value)
        for name, member in members:
            yield from value_lines(name, member)
        yield "end"


def meta_value(value):
    if isinstance(value, bool):
        return {"t": "MetaBool", "c": value}
    if isinstance(value, str):
        return {"t": "MetaString", "c": value}
    if isinstance(value, dict):
        return {"t": "MetaMap",
                "c": {k: meta_value(v) for k, v in value.items()}}
    return {"t": "MetaList", "c": [meta_value(v) for v in value]}


def run_ours(renderer, folder, values, marks):
    lines = "\n".join(
        line for k, v in values.items() for line in value_lines(k, v))
    body = ["content"] if "body" in marks else []
    done = subprocess.run(
        [renderer, folder, "main.html", *body], input=lines.encode(),
        capture_output=True, timeout=TIMEOUT, check=False)
    said = done.stderr.decode()
    if done.returncode:
        said = f"exit {done.returncode}\n{said}"
    return said + done.stdout.decode()


def run_pandoc(folder, values):
    document = {"pandoc-api-version": [1, 22, 1], "blocks": [],
                "meta": {k: meta_value(v) for k, v in values.items()}}
    done = subprocess.run(
        ["pandoc", "--wrap=preserve", "-f", "json", "-t", "html",
         "--template", f"{folder}/main.html"],
        input=json.dumps(document).encode(), capture_output=True,
        timeout=TIMEOUT, check=False)
    return done.returncode, done.stdout.decode()


def main(arguments):
    is_write = "--write" in arguments
    renderer = arguments[-1]
    values = json.loads((HERE / "values.json").read_text("utf-8"))
    has_pandoc = shutil.which("pandoc") is not None
    faults = 0
    cases = read_cases()
    written = []
    for name, marks, files, expected in cases:
        with tempfile.TemporaryDirectory() as folder:
            for file, text in files.items():
                pathlib.Path(folder, file).write_text(text, "utf-8")
            ours = run_ours(renderer, folder, values, marks)
            theirs = None
            if has_pandoc and not {"ours", "body"} & set(marks):
                code, theirs = run_pandoc(folder, values)
        written.append((name, marks, files, ours))
        if not is_write and ours != expected:
            faults += 1
            print(f"{name}: expected {expected!r}\n  printed {ours!r}")
        is_same = theirs is None or (
            ours.startswith("exit ") if code else ours == theirs)
        if not is_same:
            faults += 1
            print(f"{name}: pandoc prints {theirs!r}\n  we print {ours!r}")
    if is_write:
        write_cases(written)
    print(f"{len(cases)} templates, {faults} faults, pandoc "
          + ("asked" if has_pandoc else "not installed"))
    return 1 if faults or not cases else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
