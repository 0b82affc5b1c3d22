# SPDX-License-Identifier: MIT
# A plugin that is refused is named only when it is wanted.
article article.txt
mkdir plugins
echo "not a shared object" >plugins/docconv-broken.so
docconv --plugin-dir plugins -i text -o epub article.txt
assert_epub article.epub
