# SPDX-License-Identifier: MIT
article article.txt
docconv --quiet -i text -o epub article.txt
rm article.epub
docconv -q -i text -o epub article.txt
assert_epub article.epub
