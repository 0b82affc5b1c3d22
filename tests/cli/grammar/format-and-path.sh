# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -o text -O out.txt article.txt
assert_only article.txt out.txt
assert_text out.txt "ending a dispute"
