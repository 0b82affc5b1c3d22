#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Give the readers of HTML, XHTML and JSON what nobody means well with.

usage: bad_inputs.py --docconv PROGRAM [--size N] [--only WORD]

Each input is made here, N times of what it is made of (20,000), and must end
in a clear error or in a complete result: one that holds the words "first" and
"last". What is deep is read with a stack of 256 KiB. Files outside the input
hold a word that no output may have; where strace works, it shows that nobody
opens them.
"""
import argparse
import collections
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

import robust

STACK = 256 * 1024
CANARY = "canary7153"
COMPLETE, REFUSED, EITHER, ANY = "complete", "refused", "complete or refused", "any"
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>first</p>'
XHTML_END = "<p>last</p></body></html>"

Case = collections.namedtuple("Case", "name suffix data wanted")


def html(name, middle, wanted=COMPLETE):
    data = middle if isinstance(middle, bytes) else middle.encode("utf-8")
    return Case(name, ".html", b"<p>first</p>" + data + b"<p>last</p>", wanted)


def xhtml(name, middle, wanted=COMPLETE, head=""):
    return Case(name, ".xhtml", (head + XHTML + middle + XHTML_END).encode("utf-8"), wanted)


def json(name, blocks, wanted=COMPLETE):
    data = blocks if isinstance(blocks, bytes) else blocks.encode("utf-8")
    head, tail = (b'{"pandoc-api-version":[1,23],"meta":{},"blocks":['
                  b'{"t":"Para","c":[{"t":"Str","c":"first"}]}'), (
                  b',{"t":"Para","c":[{"t":"Str","c":"last"}]}]}')
    return Case(name, ".json", head + data + tail, wanted)


# Twelve kinds of elements that nest, as they open and close.
NESTED = ("div", "b", "a", "p", "span", "table><tr><td", "ul><li", "blockquote", "svg",
          "math", "button", "h1")


def closing(tags):
    return "".join(f"</{tag}>" for tag in reversed(tags.split("><")))


def nesting(n):
    for tags in NESTED:
        word = tags.split("><")[0]
        yield html(f"html nested {word}", f"<{tags}>x" * n)
        yield html(f"html nested and closed {word}", f"<{tags}>" * n + closing(tags) * n)
        yield xhtml(f"xhtml nested {word}", f"<{tags}>" * n + closing(tags) * n)
    yield xhtml("xhtml unclosed", "<b>x" * n)
    block = '{"t":"BlockQuote","c":['
    yield json("json nested quotes", "," + block * n + "]}" * n, EITHER)
    inline = '{"t":"Emph","c":['
    yield json("json nested emphasis",
               ',{"t":"Para","c":[' + inline * n + "]}" * n + "]}", EITHER)
    yield json("json nested arrays", "," + "[" * n + "]" * n, REFUSED)
    yield json("json nested objects", "," + '{"a":' * n + "1" + "}" * n, REFUSED)
    yield json("json open arrays", "," + "[" * n, REFUSED)


def counts(n):
    """Many of one thing."""
    attributes = " ".join(f'a{i}="1"' for i in range(n))
    yield html("html attributes", f"<p {attributes}>x")
    yield xhtml("xhtml attributes", f"<p {attributes}>x</p>")
    yield xhtml("xhtml names", "".join(f"<x{i}/>" for i in range(n)))
    yield html("html names", "".join(f"<x{i}>" for i in range(n)))
    yield html("html ids", "".join(f"<p id=a{i}>x" for i in range(n)))
    yield html("html notes", "".join(f'<a href="#n{i}">{i}</a>' for i in range(n)) +
               "".join(f"<p id=n{i}>x" for i in range(n)))
    for unit in ("<b>", "<a>", "<a href=x>", "</p>", "</b>", "<body>", "<body class=x>",
                 "<html>", "<option>", "<select>", "<form>", "<nobr>", "<table>", "<tr>",
                 "<td>", "<table>x", "<b><p></b>", "<a><i></a>", "<p><font>", "<br>",
                 "<!-- x -->", "&nbsp;", "&", "&am", "<", "<?", "</", "<!", "]]>"):
        yield html(f"html many {unit}", unit * n,
                   ANY if unit in ("<select>", "<?", "</", "<!", "<") else COMPLETE)
    for unit in ("<b/>", "<p/>", "<!-- x -->", "<?x y?>", "&nbsp;", "&#65;", "<![CDATA[x]]>",
                 '<b xmlns:p="u" p:x="y"/>', "<table><b/></table>"):
        yield xhtml(f"xhtml many {unit}", unit * n)
    pairs = ",".join(f'["k{i}","v"]' for i in range(n))
    yield json("json attributes", f',{{"t":"Div","c":[["",[],[{pairs}]],[]]}}', EITHER)
    yield json("json blocks", ',{"t":"HorizontalRule"}' * n)


def lengths(n):
    """Long names, values and texts, and what never ends."""
    name, text = "x" * 60_000, "y" * n
    yield html("html name of 60 KB", f"<{name}>z</{name}>")
    yield html("html attribute name of 60 KB", f"<p {name}=1>z")
    yield xhtml("xhtml name of 60 KB", f"<{name}>z</{name}>")
    yield xhtml("xhtml attribute name of 60 KB", f'<p {name}="1">z</p>')
    yield html("html value", f"<p title={text}>z")
    yield xhtml("xhtml value", f'<p title="{text}">z</p>')
    yield xhtml("xhtml comment", f"<!--{text}-->")
    yield html("html text without blanks", text)
    yield html("html comment never closed", f"<!--{text}", ANY)
    yield html("html CDATA", "<![CDATA[ x ]]>" * n)
    yield html("html CDATA in SVG never closed", f"<svg><![CDATA[{text}", ANY)
    yield html("html script never closed", f"<script>{text}", ANY)
    yield html("html tag never closed", f"<p title='{text}", ANY)
    yield xhtml("xhtml comment never closed", f"<!--{text}", ANY)
    yield xhtml("xhtml CDATA never closed", f"<![CDATA[{text}", ANY)
    yield json("json name of 60 KB", f',{{"t":"{name}"}}', REFUSED)
    yield json("json string", f',{{"t":"Para","c":[{{"t":"Str","c":"{text}"}}]}}')
    yield json("json number", f',{{"t":"Header","c":[{"9" * n},["",[],[]],[]]}}', EITHER)
    yield json("json string never closed", f',{{"t":"{text}', REFUSED)
    base = "http://h/" + "a/" * 200
    yield html("html long base", f'<base href="{base}">' + '<a href="../x">y</a>' * n)


def bytes_(n):
    """What is no text."""
    yield html("html NULs in text", b"a\0b " * n, EITHER)
    yield html("html NUL in names", b"<b\0 c\0=\0>x", EITHER)
    yield html("html bytes over 7F", bytes(range(128, 256)) * (n // 128 + 1))
    yield html("html wrong UTF-8", b"\xc3\x28\xe2\x82\xf0\x9f\xff " * n)
    yield html("html surrogates as UTF-8", b"\xed\xa0\xbd\xed\xb8\x80 " * n)
    yield html("html surrogates as references", "&#xD83D;&#xDE00;&#x110000; " * n)
    for charset in ("utf-16", "iso-2022-jp", "gb18030", "big5", "utf-7", "x-none"):
        head = f"<meta charset={charset}>".encode()
        yield html(f"html called {charset}", head + b"\x1b$B\x81\xff\x80 " * n, ANY)
    wide = "<p>first</p>x".encode("utf-16") + b"\x00\xd8" * 99
    yield Case("html lone surrogates in UTF-16", ".html",
               wide + "<p>last</p>".encode("utf-16-le"), COMPLETE)
    yield Case("html UTF-16 of odd length", ".html", wide + b"<", ANY)
    yield xhtml("xhtml control characters", "<p>\x01</p>", EITHER)
    yield xhtml("xhtml surrogates as references", "<p>&#xD83D;</p>")
    yield json("json lone surrogates", r',{"t":"Para","c":[{"t":"Str","c":"\ud83d\udfff\ude00"}]}',
               EITHER)
    yield json("json NUL escaped", r',{"t":"Para","c":[{"t":"Str","c":"a\u0000b"}]}', EITHER)
    yield json("json NUL", b',{"t":"Para","c":[{"t":"Str","c":"a\0b"}]}', EITHER)
    yield json("json wrong UTF-8", b',{"t":"Para","c":[{"t":"Str","c":"a\xffb"}]}', EITHER)
    yield json("json same key twice", ',{"t":"Para","c":[],"c":[]}', EITHER)


def entities(canary):
    """Bombs, and what lies outside the file."""
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 20))
    big, where = "x" * 50_000, canary.as_uri()
    for name, declared, used in (
            ("laughs", f'<!ENTITY l0 "lol">{laughs}', "&l19;"),
            ("laughs in an attribute", f'<!ENTITY l0 "lol">{laughs}', '<i title="&l19;"/>'),
            ("quadratic", f'<!ENTITY a "{big}">', "&a;" * 50_000),
            ("parameters", '<!ENTITY % a "<!ENTITY b SYSTEM \'x\'>">%a;', "&b;"),
            ("loop", '<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;"),
            ("defaults", f'<!ATTLIST i x CDATA "{big[:9000]}">', "<i/>" * 50_000),
            ("external", f'<!ENTITY a SYSTEM "{where}">', "&a;"),
            ("external parameter", f'<!ENTITY % a SYSTEM "{where}">%a;', "")):
        yield xhtml(f"xhtml entities: {name}", f"<p>{used}</p>",
                    head=f"<!DOCTYPE html [{declared}]>")
    yield xhtml("xhtml external document type", "<p>&canary;</p>",
                head=f'<!DOCTYPE html SYSTEM "{where}">')
    yield xhtml("xhtml include", '<i xmlns="http://www.w3.org/2001/XInclude" '
                f'href="{where}" parse="text"/>')
    yield html("html files", "".join(
        f'<{tag}="{where}"></{tag.split()[0]}>' for tag in
        ("iframe src", "img src", "object data", "embed src", "link href", "script src")))


def limit_stack():
    resource.setrlimit(resource.RLIMIT_STACK, (STACK, STACK))


def verdict(case, result):
    """What is wrong with a run, or None."""
    found = robust.defect(result, robust.DAMAGED_INPUT)
    if found:
        return found
    text = b"".join(result.files.values())
    if CANARY.encode() in text + result.stderr.encode():
        return "a file outside the input was read"
    if case.wanted == REFUSED and result.code == 0:
        return "accepted"
    if case.wanted == COMPLETE and result.code != 0:
        return f"exit {result.code}: {result.stderr[-200:]}"
    is_whole = b"first" in text and b"last" in text
    if result.code == 0 and case.wanted != ANY and not is_whole:
        return "exit 0, but not all of the text"
    return None


def opened(docconv, path, canary, folder):
    """True if the run opens the canary's file; None if strace does not work."""
    trace = folder / "trace"
    job = robust.markup_job(path)
    if not shutil.which("strace"):
        return None
    done = subprocess.run(
        ["strace", "-f", "-o", trace, "-e", "trace=open,openat,connect", docconv,
         *job.arguments[:-1], path], cwd=folder, capture_output=True,
        timeout=robust.TIMEOUT, check=False)
    calls = trace.read_text(errors="replace") if trace.exists() else ""
    if path.name not in calls:
        return None
    return canary.name in calls or "connect(" in calls or done.returncode < 0


def run_case(args, case, folder):
    path = folder / ("case" + case.suffix)
    path.write_bytes(case.data)
    result = robust.run(args.docconv, robust.markup_job(path), folder / "work",
                        before=limit_stack)
    return path, result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--size", type=int, default=20_000)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    complaints, codes, traced = [], collections.Counter(), 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        canary = folder / "canary.txt"
        canary.write_text(CANARY)
        outside = {case.name for case in entities(canary)}
        for family in (nesting(args.size), counts(args.size), lengths(args.size),
                       bytes_(args.size), entities(canary)):
            for case in family:
                if args.only not in case.name:
                    continue
                path, result = run_case(args, case, folder)
                codes[result.code] += 1
                found = verdict(case, result)
                if not found and case.name in outside:
                    was_opened = opened(args.docconv, path, canary, folder)
                    traced += was_opened is not None
                    found = "opens a file outside the input" if was_opened else None
                if found:
                    complaints.append((case.name, found))
    robust.report(complaints)
    runs = sum(codes.values())
    print(f"bad inputs: {runs} runs, exit codes {dict(codes)}, {traced} traced, "
          f"{len(complaints)} defects")
    return 1 if complaints or not runs else 0


if __name__ == "__main__":
    sys.exit(main())
