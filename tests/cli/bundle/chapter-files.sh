# SPDX-License-Identifier: MIT
# Each member is a file of the book, named after it, also within parts; the
# contents have parts with chapters below; a book among them is a part, too.
mkdir -p news/part/deep
article news/1.txt
article "news/part/Книга.txt"
echo '<h1>Late</h1>' >news/part/deep/b.html
docconv -q -O news/book.epub --title=Inner --epub-cover=none \
    --split-level=1 news/part
docconv -q -O ../book.epub --epub-cover=none --title=Whole news
mv ../book.epub .
assert_epub book.epub
python3 - <<'EOT'
import re
import zipfile

book = zipfile.ZipFile("book.epub")
names = [n[10:] for n in book.namelist() if n.startswith("EPUB/text/")]
wanted = ["1.xhtml", "part.xhtml", "part-deep.xhtml", "part-deep-b.xhtml",
          "part-kniga.xhtml", "titlepage.xhtml"]
assert sorted(names) == sorted(wanted), names
nav = book.read("EPUB/nav.xhtml").decode()
toc = re.sub(r"<a [^>]*>|</a>|\s+", "", nav[nav.index("<ol>"):nav.index("</nav>")])
title = "Harbourpilotsvotetoacceptanewshiftpattern"
assert toc == (
    f"<ol><li>{title}</li><li>part<ol><li>deep<ol><li>Late</li></ol></li>"
    f"<li>{title}</li></ol></li></ol>"), toc
part = book.read("EPUB/text/part.xhtml").decode()
assert 'epub:type="part"' in part
chapter = book.read("EPUB/text/part-kniga.xhtml").decode()
assert 'role="doc-chapter"' in chapter and 'data-member="part/Книга.txt"' in chapter
EOT
# A book made by docconv is a former result; one by another program is not.
mkdir -p lib/sub
python3 - <<'EOT'
import zipfile

source = zipfile.ZipFile("news/book.epub")
with zipfile.ZipFile("lib/sub/inner.epub", "w") as to:
    for name in source.namelist():
        text = source.read(name)
        to.writestr(name, text.replace(b"docconv", b"another"))
EOT
article lib/1.txt
docconv -q -O lib.epub lib
unzip -l lib.epub | grep -o 'text/.*' >files
for name in sub sub-inner sub-inner-kniga sub-inner-deep-b 1; do
    grep -qx "text/$name.xhtml" files || fail "no $name: $(cat files)"
done
