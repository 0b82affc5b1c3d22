# SPDX-License-Identifier: MIT
docconv -i text -o epub </dev/null >empty.epub
assert_epub empty.epub
