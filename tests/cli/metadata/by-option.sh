# SPDX-License-Identifier: MIT
article article.txt
docconv -o epub -M title="A & B < C" -M lang=fr --metadata author:Anna article.txt
assert_metadata article.epub title "A &amp; B &lt; C"
assert_metadata article.epub language fr
assert_metadata article.epub creator Anna
