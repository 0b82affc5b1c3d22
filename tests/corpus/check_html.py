#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Judge the HTML reader by html5lib's tests.

usage: check_html.py --docconv PROGRAM --corpus DIR [--show N]

- Trees: where a case of tree construction has visible text, its source and the
  serialised expected tree must give the same document, and the letters of both
  must be those of the tree. At least 99 % must.
- Entities: `&name;` in a paragraph is the characters that the test states.
- Encodings: a page reads as it does after iconv to UTF-8 with a byte order
  mark. Where the page names no encoding, finding it out is not judged here.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys

SKIP = 77
MINIMUM = 0.99
VOID = set("area base basefont bgsound br col embed frame hr img input keygen "
           "link meta param source track wbr".split())
RAW = set("style script xmp iframe noembed noframes plaintext".split())
# Elements whose text the reader does not take, or not as it stands.
UNSEEN = set("head title script style template svg math noembed noframes "
             "iframe datalist frameset select option textarea rp rt".split())
PARTS = ("errors", "new-errors", "document-fragment", "document", "script-on",
         "script-off")


def convert(docconv, data, *options):
    """The tree that docconv makes of a page, or None if it fails."""
    done = subprocess.run([docconv, "-i", "html", "-t", "tree", *options],
                          input=data, capture_output=True, check=False)
    return done.stdout.decode("utf-8") if done.returncode == 0 else None


def parts_of(case):
    """The parts of one case by their names."""
    found, name = {}, None
    for line in case.split("\n"):
        if line.startswith("#") and line[1:] in PARTS + ("data",) and (
                line[1:] != "data" or name is None):
            name = line[1:]
            found[name] = []
        elif name:
            found[name].append(line)
    return {key: "\n".join(lines) for key, lines in found.items()}


class Node:
    def __init__(self, kind, value):
        self.kind = kind
        self.value = value
        self.attributes = []
        self.children = []


def parse_tree(text):
    """The expected tree: lines "| <p>", indented by two for each level."""
    root = Node("root", "")
    stack = [root]
    lines = re.split(r"\n(?=\| )", text.strip("\n"))
    for line in lines:
        body = line[2:]
        depth = (len(body) - len(body.lstrip(" "))) // 2
        body = body[depth * 2:]
        del stack[depth + 1:]
        parent = stack[-1]
        if body.startswith('"'):
            parent.children.append(Node("text", body[1:-1]))
        elif body.startswith("<!-- "):
            parent.children.append(Node("comment", body[5:-4]))
        elif body.startswith("<!DOCTYPE"):
            parent.children.append(Node("doctype", body))
        elif body.startswith("<"):
            node = Node("element", body[1:-1])
            parent.children.append(node)
            stack.append(node)
        elif body == "content":
            node = Node("content", "")
            parent.children.append(node)
            stack.append(node)
        else:
            name, _, value = body.partition("=")
            parent.attributes.append((name.replace(" ", ":"), value[1:-1]))
    return root


def escape(text, quotes=False):
    text = text.replace("&", "&amp;").replace("\u00a0", "&nbsp;")
    if quotes:
        return text.replace('"', "&quot;")
    return text.replace("<", "&lt;").replace(">", "&gt;")


def serialise(node, parent=""):
    """HTML by the standard's fragment serialisation (13.3)."""
    if node.kind == "text":
        return node.value if parent in RAW else escape(node.value)
    if node.kind == "comment":
        return f"<!--{node.value}-->"
    if node.kind == "doctype":
        return node.value
    if node.kind in ("root", "content"):
        return "".join(serialise(child, parent) for child in node.children)
    name = node.value.split(" ")[-1]
    attributes = "".join(f' {key}="{escape(value, True)}"'
                         for key, value in node.attributes)
    inner = "".join(serialise(child, name) for child in node.children)
    if name in ("pre", "textarea", "listing") and inner.startswith("\n"):
        inner = "\n" + inner
    end = "" if name in VOID else f"</{name}>"
    return f"<{name}{attributes}>{inner}{end}"


def is_hidden(node):
    return any(key == "hidden" for key, _ in node.attributes)


def seen_text(node):
    """The text of a tree that a reader sees; None if that is not clear."""
    if node.kind == "text":
        return node.value
    if node.kind == "element" and (
            node.value.split(" ")[0] in UNSEEN or is_hidden(node)):
        return ""
    return "".join(seen_text(child) for child in node.children)


def letters(text):
    return "".join(re.findall(r"\w", text))


def tree_letters(tree):
    """The letters in the runs of a tree's text form."""
    runs = re.findall(r'^\s*(?:text )?"((?:[^"\\]|\\.)*)"', tree, re.MULTILINE)
    text = "".join(runs).replace("\\n", " ").replace("\\t", " ")
    return letters(re.sub(r"\\.", "", text))


def body_of(tree):
    """The tree without its metadata."""
    lines, inside = [], False
    for line in tree.split("\n"):
        if not line.startswith(" "):
            inside = line.startswith("entry")
        if not inside:
            lines.append(line)
    return "\n".join(lines)


def judge_tree(docconv, case):
    """None: not a case for us; else what is wrong, or an empty string."""
    parts = parts_of(case)
    if "document-fragment" in parts or "script-on" in parts:
        return None
    expected = parse_tree(parts["document"])
    wanted = letters(seen_text(expected))
    if not wanted:
        return None
    ours = convert(docconv, parts["data"].encode("utf-8", "surrogatepass"))
    again = convert(docconv, serialise(expected).encode("utf-8"))
    if ours is None or again is None:
        return "refused"
    if body_of(ours) != body_of(again):
        return f"{body_of(ours)}\n--- serialised:\n{body_of(again)}"
    got = tree_letters(body_of(ours))
    unseen = any(f"<{name}>" in parts["document"] for name in UNSEEN)
    if got != wanted and not unseen:
        return f"letters: {got!r}, not {wanted!r}"
    return ""


def check_trees(args, folder):
    judged, wrong = 0, []
    for path in sorted(folder.glob("*.dat")):
        text = path.read_text(encoding="utf-8")
        for case in re.split(r"\n(?=#data\n)", text):
            fault = judge_tree(args.docconv, case)
            judged += fault is not None
            if fault:
                wrong.append(f"{path.name}: {case[:200]}\n{fault}")
    for fault in wrong[:args.show]:
        print(fault, "\n")
    print(f"trees: {judged - len(wrong)} of {judged} agree")
    return judged and len(wrong) > judged * (1 - MINIMUM)


def unescape(text):
    """A quoted string of the tree form as it reads."""
    def char(match):
        if match[1]:
            return chr(int(match[1], 16))
        return {"n": "\n", "t": "\t"}.get(match[2], match[2])

    return re.sub(r"\\(?:u\{?([0-9A-Fa-f]{2,6})\}?|(.))", char, text)


def check_entities(args, folder):
    tests = json.loads((folder / "namedEntities.test").read_text("utf-8"))["tests"]
    page, wanted = [], []
    for test in tests:
        outputs = test["output"]
        is_text = all(kind == "Character" for kind, _ in outputs)
        if is_text and test.get("initialStates") is None:
            page.append(f"<p>x{test['input']} y</p>")
            wanted.append("x" + "".join(text for _, text in outputs) + " y")
    tree = convert(args.docconv, "".join(page).encode("utf-8")) or ""
    got = re.findall(r'^para\n((?:  .*\n?)+)', tree, re.MULTILINE)
    got = ["".join(re.findall(r'"((?:[^"\\]|\\.)*)"', item)) for item in got]
    got = [unescape(item) for item in got]
    collapse = re.compile(r"[ \t\n]+")
    wrong = [pair for pair in zip(wanted, got)
             if collapse.sub(" ", pair[0]) != collapse.sub(" ", pair[1])]
    for pair in wrong[:args.show]:
        print("entity:", pair)
    print(f"entities: {len(wanted) - len(wrong)} of {len(wanted)} are right")
    return len(got) != len(wanted) or bool(wrong)


def check_encodings(args, folder):
    judged, wrong = 0, []
    for path in sorted(folder.glob("*.dat")):
        data = path.read_bytes()
        for case in re.split(rb"(?:^|\n)#data\n", data)[1:]:
            page, _, label = case.partition(b"\n#encoding\n")
            label = label.strip().decode("ascii").lower()
            if not re.search(rb"charset|encoding", page):
                continue
            try:
                text = page.decode("cp1252" if label == "windows-1252" else
                                   "utf-8-sig" if label == "utf-8" else label)
            except UnicodeDecodeError:
                continue  # what bad bytes become is not the question here
            judged += 1
            marked = b"\xef\xbb\xbf" + text.encode("utf-8")
            if convert(args.docconv, page) != convert(args.docconv, marked):
                wrong.append(f"{label}: {page[:300]!r}")
    for fault in wrong[:args.show]:
        print("encoding:", fault)
    print(f"encodings: {judged - len(wrong)} of {judged} agree")
    return bool(wrong)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--corpus", required=True, type=pathlib.Path)
    parser.add_argument("--show", type=int, default=5)
    args = parser.parse_args()
    folder = args.corpus / "html5lib"
    if not folder.is_dir():
        print("skipped: html5lib's tests are not there")
        return SKIP
    faults = [check_trees(args, folder / "html5lib-tree"),
              check_entities(args, folder / "html5lib-tokenizer"),
              check_encodings(args, folder / "html5lib-encoding")]
    return 1 if any(faults) else 0


if __name__ == "__main__":
    sys.exit(main())
