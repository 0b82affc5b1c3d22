# SPDX-License-Identifier: MIT
article article.txt
printf 'title: From the file\nauthor: [Anna, Ben]\nlang: de\n' >about.yaml
printf '{"title": "From the file", "author": ["Anna", "Ben"], "lang": "de"}' >about.json
docconv -o one.epub --metadata-file about.yaml article.txt
docconv -o two.epub --metadata-file=about.json article.txt
assert_metadata one.epub title "From the file"
assert_same one.epub two.epub
