# SPDX-License-Identifier: MIT
"""How alike two documents are, given as pandoc's JSON.

Both become a row of tokens: words, and what structure stands around them
(paragraphs, lists with their start, cells with their spans, addresses).  Divs
and spans count for nothing, so that a reader that keeps more attributes is no
less alike.  Likeness is twice the common tokens over all tokens.
"""
import difflib
import re

INLINE = {"Emph", "Strong", "Strikeout", "Superscript", "Subscript",
          "SmallCaps", "Underline"}
MARKS = {"SingleQuote": "‘’", "DoubleQuote": "“”"}


class Tokens:
    def __init__(self):
        self.tokens = []
        self.words = []

    def put(self, *tokens):
        """Ends the word at hand and adds `tokens`."""
        self.tokens += re.findall(r"\w+|[^\w\s]", "".join(self.words))
        self.words = []
        self.tokens += tokens

    def inlines(self, nodes):
        for node in nodes:
            self.inline(node["t"], node.get("c"))

    def inline(self, kind, content):
        if kind == "Str":
            self.words.append(content)
        elif kind in ("Space", "SoftBreak"):
            self.words.append(" ")
        elif kind == "LineBreak":
            self.put("<br>")
        elif kind in INLINE:
            self.put(f"<{kind}>")
            self.inlines(content)
            self.put(f"</{kind}>")
        elif kind == "Quoted":
            first, last = MARKS[content[0]["t"]]
            self.words.append(first)
            self.inlines(content[1])
            self.words.append(last)
        elif kind in ("Span", "Cite"):
            self.inlines(content[1])
        elif kind in ("Link", "Image"):
            self.put(f"<{kind} {content[2][0]}>")
            self.inlines(content[1])
            self.put(f"</{kind}>")
        elif kind in ("Code", "Math"):
            self.put(f"<{kind}>{content[1]}")
        elif kind == "Note":
            self.put("<note>")
            self.blocks(content)
            self.put("</note>")

    def blocks(self, nodes):
        for node in nodes:
            self.block(node["t"], node.get("c"))

    def items(self, items):
        for item in items:
            self.put("<li>")
            self.blocks(item)

    def block(self, kind, content):
        if kind in ("Para", "Plain"):
            self.put("<p>")
            self.inlines(content)
        elif kind == "Header":
            self.put(f"<h{content[0]}>")
            self.inlines(content[2])
        elif kind == "CodeBlock":
            self.put("<pre>" + content[1].strip("\n"))
        elif kind == "HorizontalRule":
            self.put("<hr>")
        elif kind == "Div":
            self.blocks(content[1])
        elif kind == "LineBlock":
            for line in content:
                self.inlines(line)
                self.put("<br>")
        elif kind in ("BlockQuote", "BulletList", "OrderedList",
                      "DefinitionList", "Figure", "Table"):
            self.container(kind, content)
        self.put()

    def container(self, kind, content):
        start = f" {content[0][0]}" if kind == "OrderedList" else ""
        self.put(f"<{kind}{start}>")
        if kind == "BlockQuote":
            self.blocks(content)
        elif kind == "BulletList":
            self.items(content)
        elif kind == "OrderedList":
            self.items(content[1])
        elif kind == "DefinitionList":
            for term, definitions in content:
                self.put("<dt>")
                self.inlines(term)
                self.items(definitions)
        else:
            self.put("<caption>")
            self.blocks(content[1][1])
        if kind == "Figure":
            self.blocks(content[2])
        elif kind == "Table":
            self.rows(content)
        self.put(f"</{kind}>")

    def rows(self, table):
        rows = list(table[3][1])
        for body in table[4]:
            rows += body[2] + body[3]
        for _, cells in rows + table[5][1]:
            self.put("<tr>")
            for cell in cells:
                self.put(f"<td {cell[2]} {cell[3]}>")
                self.blocks(cell[4])


def tokens(document):
    made = Tokens()
    made.blocks(document["blocks"])
    made.put()
    return made.tokens


def likeness(one, other):
    one, other = tokens(one), tokens(other)
    if not one and not other:
        return 1.0
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()
