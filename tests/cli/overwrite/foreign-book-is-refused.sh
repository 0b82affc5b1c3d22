# SPDX-License-Identifier: MIT
# A real EPUB, but not one of ours.
article article.txt
python3 - <<'END'
import zipfile
with zipfile.ZipFile("article.epub", "w") as book:
    book.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
    book.writestr("META-INF/container.xml", "<container/>")
END
cp article.epub ../before
expect_exit 11 docconv -i text -o epub article.txt
assert_same article.epub ../before
