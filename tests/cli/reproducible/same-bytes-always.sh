# SPDX-License-Identifier: MIT
# Not a run, a locale, a time zone, a umask, a folder or a file time shows.
article article.txt
docconv -i text -O wanted.epub article.txt
same() {
    assert_same wanted.epub "$1"
}
docconv -i text -O again.epub article.txt && same again.epub
TZ=Asia/Kathmandu docconv -i text -O a.epub article.txt && same a.epub
LC_ALL=tr_TR.UTF-8 LANG=tr_TR docconv -i text -O b.epub article.txt && same b.epub
LC_ALL=C docconv -i text -O c.epub article.txt && same c.epub
(umask 077 && docconv -i text -O d.epub article.txt) && same d.epub
touch -d 1999-12-31 article.txt
docconv -i text -O e.epub article.txt && same e.epub
mkdir -p other/folder
(cd other/folder && docconv -i text -O f.epub ../../article.txt)
same other/folder/f.epub
env -i "$DOCCONV" -i text -O g.epub article.txt && same g.epub
docconv -i text -o epub -O - article.txt >h.epub && same h.epub
