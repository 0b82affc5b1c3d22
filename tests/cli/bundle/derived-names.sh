# SPDX-License-Identifier: MIT
# A folder gives its own name to the result, however it is typed.
mkdir -p news.2024
article news.2024/a.txt
docconv -o epub news.2024/
assert_metadata news.2024.epub title news.2024
(cd news.2024 && docconv -o epub .)
assert_same news.2024.epub news.2024/news.2024.epub
docconv -o epub news.2024
docconv -o epub -O out/ news.2024
assert_same news.2024.epub out/news.2024.epub
