# SPDX-License-Identifier: MIT
"""What the corpus holds for the HTML and JSON readers, and how it is converted.

Trees of html5lib count too: with html5lib=True each source of its cases of
tree construction is a page of its own.
"""
import collections
import pathlib
import re
import subprocess

TIMEOUT = 120
FOLDERS = (
    ("html", "html", "*.html"),
    ("html", "readability", "*.html"),
    ("html", "pandoc", "*.html"),
    ("json", "pandoc/pandoc-native", "*.json"),
    ("json", "pandoc/pandoc-command-ast", "*.json"),
)

Source = collections.namedtuple("Source", "format path name")


def sources(corpus, work, html5lib=False):
    """Every page, snippet and AST; those of html5lib are written to `work`."""
    found = [Source(fmt, path, str(path.relative_to(corpus)))
             for fmt, folder, pattern in FOLDERS
             for path in sorted((corpus / folder).rglob(pattern))]
    return found + (html5lib_cases(corpus, work) if html5lib else [])


def html5lib_cases(corpus, work):
    found = []
    for dat in sorted((corpus / "html5lib" / "html5lib-tree").glob("*.dat")):
        cases = re.findall(r"^#data\n(.*?)\n#errors", dat.read_text("utf-8"),
                           re.MULTILINE | re.DOTALL)
        for number, data in enumerate(cases):
            page = work / f"{dat.stem}-{number}.page"
            page.write_text(data, "utf-8", "surrogatepass")
            found.append(Source("html", page, f"{dat.name} {number}"))
    return found


def convert(docconv, source, target, result, *options):
    """Why `source` was not made into the file `result`, or an empty string."""
    run = subprocess.run(
        [docconv, "--quiet", "-f", source.format, "-t", target, *options, "-O",
         str(result), str(source.path)], capture_output=True, timeout=TIMEOUT)
    if run.returncode == 0 and pathlib.Path(result).exists():
        return ""
    said = run.stderr.decode("utf-8", "replace").strip()
    return f"exit {run.returncode}: {said[-300:]}"
