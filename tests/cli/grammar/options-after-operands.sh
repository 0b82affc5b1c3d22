# SPDX-License-Identifier: MIT
article article.txt
docconv article.txt -i text -o epub
assert_epub article.epub
