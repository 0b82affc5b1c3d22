# SPDX-License-Identifier: MIT
# XML cannot hold them; the book must stay a book.
article article.txt
docconv -o epub -M title="$(printf 'a\001b\033c')" article.txt
assert_epub article.epub
python3 - <<'END'
import xml.dom.minidom, zipfile
book = zipfile.ZipFile("article.epub")
for name in book.namelist():
    if name.endswith((".opf", ".ncx", ".xhtml", ".xml")):
        xml.dom.minidom.parseString(book.read(name))
END
