# SPDX-License-Identifier: MIT
article article.txt
echo 'title: From the file' >about.yaml
docconv -o epub --metadata-file about.yaml article.txt
assert_metadata article.epub title "From the file"
docconv -o epub --metadata-file about.yaml -M title="From the option" article.txt
assert_metadata article.epub title "From the option"
