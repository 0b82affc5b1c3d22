# SPDX-License-Identifier: MIT
article article.txt
docconv -o one.epub --title "Short title" article.txt
docconv -o two.epub -M title="Short title" article.txt
assert_metadata one.epub title "Short title"
assert_same one.epub two.epub
