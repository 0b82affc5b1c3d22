# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -o epub -O - article.txt | cat >book.epub
docconv -i text -o epub article.txt
assert_same book.epub article.epub
