# SPDX-License-Identifier: MIT
article article.txt
docconv --output=one.epub article.txt
docconv --output two.epub article.txt
assert_same one.epub two.epub
