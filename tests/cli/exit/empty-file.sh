# SPDX-License-Identifier: MIT
# A valid, empty book.
: >article.txt
docconv -i text -o epub article.txt
assert_epub article.epub
docconv -i text -o text article.txt >text
[ ! -s text ] || fail "text came from nothing"
