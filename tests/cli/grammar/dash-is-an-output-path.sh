# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -o text -o - article.txt
assert_only article.txt
