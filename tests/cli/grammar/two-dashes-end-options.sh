# SPDX-License-Identifier: MIT
article ./-o
docconv -i text -o html -- -o >page.html
assert_text page.html "ending a dispute"
