# SPDX-License-Identifier: MIT
# A book of ours that is read and written again keeps the names of its pages and
# its one page of contents, loses nothing, and is the same book from then on.
cat >in.html <<'END'
<title>Walks</title>
<h1>One</h1><p>First words<a href="#n" id="r" epub:type="noteref">1</a>.</p>
<aside epub:type="footnote" id="n"><p>A note.</p></aside>
<h1>Two</h1><ol><li><p>Item.</p></li></ol><p><a href="#r">Back</a>.</p>
END
docconv -o epub -O 0.epub --epub-title-page --epub-colophon in.html
for i in 1 2 3; do
    docconv -o epub -O $i.epub --fail-on-loss $((i - 1)).epub
    assert_epub $i.epub
    python3 -m zipfile -e $i.epub $i
done
cmp 2.epub 3.epub || fail "the book changes each time"
for name in cover titlepage colophon one two; do
    test -f 1/EPUB/text/$name.xhtml || fail "no $name"
done
test ! -e 1/EPUB/text/nav.xhtml || fail "contents twice"
test ! -e 3/EPUB/styles/base.css || fail "the base sheet twice"
grep -q '<itemref idref="nav.xhtml"/>' 1/EPUB/package.opf || fail "no contents"
grep -A9 '<ol>' 3/EPUB/nav.xhtml | grep -q 'Two' || fail "no chapter"


# Chapters do not stand below the title page, whatever levels their headings
# have; a contents page with more than lists on it stays, and words of it too.
cat >in.tree <<'END'
docconv-tree 1
div {id="a" epub:type="titlepage" data-file="title.xhtml"}
  heading level=1
    "The Title"
div {id="b" class="contents" data-file="toc.xhtml" data-properties="nav"}
  para
    "Words beside the lists."
  ordered-list
    item
      plain
        "An entry"
div {id="c" data-file="one.xhtml"}
  heading level=2
    "Chapter One"
  para
    link url="#b"
      "to the contents"
END
docconv -o epub -O beside.epub in.tree
python3 -m zipfile -e beside.epub beside
assert_text beside/EPUB/text/toc.xhtml 'Words beside the lists.'
tr -d '\n' <beside/EPUB/nav.xhtml >nav
assert_text nav 'The Title</a></li><li><a href="text/one.xhtml">'
grep -v 'Words beside' in.tree | sed '/^  para$/{N;/\n  ordered/s/.*\n//}' \
    >bare.tree
docconv -o epub -O bare.epub bare.tree
assert_epub bare.epub
python3 -m zipfile -e bare.epub bare
test ! -e bare/EPUB/text/toc.xhtml || fail "contents twice"
assert_text bare/EPUB/text/one.xhtml '<a href="../nav.xhtml#toc">to the contents'
