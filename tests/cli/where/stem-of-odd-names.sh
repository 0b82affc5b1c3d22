# SPDX-License-Identifier: MIT
article plain
article two.dots.txt
article "with space.txt"
article "день.txt"
article .hidden
docconv -i text -o epub plain
docconv -i text -o epub two.dots.txt
docconv -i text -o epub "with space.txt"
docconv -i text -o epub "день.txt"
docconv -i text -o epub .hidden
assert_only plain plain.epub two.dots.txt two.dots.epub "with space.txt" \
    "with space.epub" "день.txt" "день.epub" .hidden .hidden.epub
