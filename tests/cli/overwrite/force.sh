# SPDX-License-Identifier: MIT
article article.txt
echo "somebody's book" >article.epub
docconv --force -i text -o epub article.txt
assert_epub article.epub
