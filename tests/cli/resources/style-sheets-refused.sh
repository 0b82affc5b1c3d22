# SPDX-License-Identifier: MIT
# Sheets that no book can hold: not there, on the web, no UTF-8.
printf '<title>T</title><p>text' >in.html
printf 'b { color: "\377" }' >latin.css
refused() {
    docconv -i html -o epub -O book.epub --loss-report --css "$1" in.html \
        2>says
    assert_epub book.epub
    assert_text says "a style sheet that is $2"
    expect_exit 12 docconv -i html -o epub -O book.epub --fail-on-loss \
        --css "$1" in.html
}
refused http://example.org/a.css 'on the network: http://example.org/a.css'
refused latin.css 'not in UTF-8: latin.css'
for missing in none.css ./none.css /; do
    expect_exit 99 docconv -O none.epub --css "$missing" in.html 2>says
    assert_text says "error: --css: cannot read $missing"
    test ! -e none.epub || fail "a book was made"
done
: >empty.css
printf '\357\273\277b { c: d }' >marked.css
docconv -i html -o epub -O book.epub --fail-on-loss --css empty.css \
    --css marked.css in.html
assert_epub book.epub
python3 -m zipfile -e book.epub out
[ "$(cat out/EPUB/styles/marked.css)" = 'b { c: d }' ] || fail "a mark is left"
