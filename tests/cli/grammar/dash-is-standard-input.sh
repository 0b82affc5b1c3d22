# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -o html article.txt >wanted
docconv -i text -o html - <article.txt >actual
docconv -i text -o html <article.txt >implied
for file in actual implied; do
    assert_text "$file" "ending a dispute"
done
assert_same actual implied
