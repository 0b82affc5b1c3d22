# SPDX-License-Identifier: MIT
article article.txt
mkdir real
ln -s real/target.epub book.epub
docconv -i text -O book.epub article.txt
[ -L book.epub ] || fail "the link was replaced"
assert_epub real/target.epub
