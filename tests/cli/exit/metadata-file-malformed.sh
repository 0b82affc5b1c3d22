# SPDX-License-Identifier: MIT
article article.txt
printf 'title: [unclosed\n' >bad.yaml
printf '{"title": ' >bad.json
printf -- '- a\n- list\n' >list.yaml
expect_exit 98 docconv -o epub --metadata-file bad.yaml article.txt
expect_exit 98 docconv -o epub --metadata-file bad.json article.txt
expect_exit 98 docconv -o epub --metadata-file list.yaml article.txt
assert_only article.txt bad.json bad.yaml list.yaml
