# SPDX-License-Identifier: MIT
"""The text of a document in the tree text form (docconv-tree 1).

Metadata is left out. What is text in the source but structure in the tree is
written out again: numbers of ordered lists (but for marked lists, whose items
begin with the author's own), glyphs of scene breaks.
"""
import re

LINE = re.compile(r'( *)(?:text(?: break)?(?: literal)? )?"(.*)"$')
ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|x([0-9a-f]{2})|(.))",
                    re.IGNORECASE)
CONTROL = {"n": "\n", "t": "\t"}
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
         (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
STYLES = {3: str.lower, 4: str.upper}
DELIMITERS = {2: "{})", 3: "({})"}
ALPHABETS = {5: "abcdefghijklmnopqrstuvwxyz", 6: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def unescape(quoted):
    def replace(match):
        code = next((g for g in match.groups()[:3] if g), None)
        if code:
            return chr(int(code, 16))
        return CONTROL.get(match.group(4), match.group(4))
    return ESCAPE.sub(replace, quoted)


def roman(number):
    digits = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        digits += letters * count
    return digits


def list_marker(style, delimiter, number):
    digits = str(number)
    if style in STYLES:
        digits = STYLES[style](roman(number))
    elif style in ALPHABETS and 0 < number <= 26:
        digits = ALPHABETS[style][number - 1]
    return DELIMITERS.get(delimiter, "{}.").format(digits)


def number_of(line, field, fallback):
    found = re.search(rf" {field}=(-?\d+)", line)
    return int(found.group(1)) if found else fallback


class TreeText:
    """self.text is the text, self.has_notes whether any of it was moved."""

    def __init__(self, tree):
        self.has_notes = False
        self.parts = []
        self.lists = {}
        self.skipped_below = None
        for line in tree.splitlines()[1:]:
            self.take(line)
        self.text = "".join(self.parts)

    def take(self, line):
        depth = len(line) - len(line.lstrip(" "))
        if self.skipped_below is not None and depth > self.skipped_below:
            return
        self.skipped_below = None
        quoted = LINE.match(line)
        if quoted:
            self.parts.append(unescape(quoted.group(2)))
        else:
            self.take_node(line, line.split()[0], depth)

    def take_node(self, line, kind, depth):
        if kind in ("entry", "media"):
            self.skipped_below = depth
        elif kind == "scene-break":
            glyph = re.search(r'glyph="((?:[^"\\]|\\.)*)"', line)
            self.parts.append("\n" + (unescape(glyph.group(1)) if glyph else ""))
        elif kind == "note":
            self.has_notes = True
        elif kind in ("ordered-list", "bullet-list"):
            if 'class="marked"' in line:
                kind = "marked-list"
            self.lists[depth] = [kind, number_of(line, "style", 0),
                                 number_of(line, "delim", 0),
                                 number_of(line, "start", 1)]
        elif kind == "item":
            self.take_item(self.lists[depth - 2])
        if kind not in ("emph", "strong", "span", "link", "superscript",
                        "subscript", "small-caps", "code", "item"):
            self.parts.append("\n")

    def take_item(self, listing):
        kind, style, delimiter, number = listing
        listing[-1] += 1
        if kind == "marked-list":
            self.parts.append("\n")
            return
        marker = list_marker(style, delimiter, number) if kind == "ordered-list" else "-"
        self.parts.append("\n" + marker + " ")
