# SPDX-License-Identifier: MIT
article article.txt
mkdir real
echo old >real/target.epub
ln -s real/target.epub book.epub
docconv -i text -O book.epub article.txt
[ -L book.epub ] || fail "the link was replaced"
assert_epub real/target.epub
assert_only article.txt book.epub real real/target.epub
