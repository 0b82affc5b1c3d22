# SPDX-License-Identifier: MIT
article article.txt
mkdir plugins
echo "not a shared object" >plugins/docconv-broken.so
docconv --plugin-dir plugins -i broken -o epub article.txt
