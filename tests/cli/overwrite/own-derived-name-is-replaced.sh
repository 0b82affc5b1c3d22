# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -o epub article.txt
cp article.epub ../first
echo "One more paragraph." >>article.txt
docconv -i text -o epub article.txt
assert_epub article.epub
! cmp -s article.epub ../first || fail "the book is still the old one"
assert_only article.txt article.epub
