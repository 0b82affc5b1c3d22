# SPDX-License-Identifier: MIT
# --no-default-css: neither the book's own sheet nor a link to it; those of the
# user and of the source stay. Without it a file with sheets of its own gets
# only what our markup needs.
printf '<title>T</title><p>text<hr>' >in.html
echo 'p { a: b }' >a.css
for format in epub epub2; do
    docconv -i html -o $format -O book.epub --no-default-css --css a.css in.html
    [ $format = epub2 ] || assert_epub book.epub
    python3 -m zipfile -e book.epub $format
    [ ! -e $format/EPUB/style.css ] || fail "a sheet of ours"
    grep -rq 'style\.css' $format && fail "a link to a sheet that is not there"
    assert_text $format/EPUB/text/t.xhtml 'href="../styles/a.css"'
done
docconv -i tree -o epub -O source.epub --quiet \
    "$TESTS/golden/epub/write/source-styles.tree"
python3 -m zipfile -e source.epub source
assert_text source/EPUB/text/one.xhtml 'href="../base.css"'
grep -q 'style\.css' source/EPUB/text/one.xhtml && fail "looks of ours"
assert_text source/EPUB/text/three.xhtml 'href="../style.css"'
