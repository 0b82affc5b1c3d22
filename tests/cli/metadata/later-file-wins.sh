# SPDX-License-Identifier: MIT
# And a key without a value leaves the title of an earlier file alone.
article article.txt
printf 'title: One\nlang: de\npublisher: P\n' >1.yaml
printf 'title:\nlang: fr\n' >2.yaml
docconv -o epub --metadata-file 1.yaml --metadata-file 2.yaml article.txt
assert_metadata article.epub title "One"
assert_metadata article.epub language "fr"
assert_metadata article.epub publisher "P"
