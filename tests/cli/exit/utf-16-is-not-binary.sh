# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -o text article.txt >wanted
assert_text wanted "ending a dispute"
for form in UTF-16 UTF-16LE UTF-16BE; do
    iconv -f UTF-8 -t "$form" article.txt >other.txt
    docconv -i text -o text other.txt >actual
    assert_same wanted actual
done
