# SPDX-License-Identifier: MIT
article article.txt
echo "somebody's book" >book.epub
docconv -i text -O book.epub article.txt
assert_epub book.epub
