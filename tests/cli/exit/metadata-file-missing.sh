# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -o epub --metadata-file nosuch.yaml article.txt
