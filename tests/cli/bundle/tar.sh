# SPDX-License-Identifier: MIT
# A tar, plain or packed, is the same book as the folder; links, devices and
# names that lead out are left out, and names hold all letters in any locale.
mkdir -p news/part
article news/2.txt
article "news/10 Ж.txt"
echo '<h1 id=x>Page</h1><p><a href="../2.txt">near</a>' >news/part/a.html
python3 - <<'EOT'
import io
import tarfile

for name, mode in (("news.tar", "w"), ("news.tar.gz", "w:gz"),
                   ("news.tgz", "w:gz"), ("news.tar.xz", "w:xz"),
                   ("news.tar.bz2", "w:bz2")):
    for format in (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT):
        with tarfile.open(name, mode, format=format) as archive:
            archive.add("news", ".")

def add(archive, name, text=b"", type=tarfile.REGTYPE, link=""):
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname, entry.size = type, link, len(text)
    archive.addfile(entry, io.BytesIO(text))

with tarfile.open("odd.tar", "w") as archive:
    add(archive, "a.txt", b"replaced text\n")
    add(archive, "soft.txt", type=tarfile.SYMTYPE, link="/etc/passwd")
    add(archive, "hard.txt", type=tarfile.LNKTYPE, link="a.txt")
    add(archive, "pipe.txt", type=tarfile.FIFOTYPE)
    add(archive, "null.txt", type=tarfile.CHRTYPE)
    add(archive, "../up.txt", b"outside\n")
    add(archive, "/root.txt", b"outside\n")
    add(archive, "b/../../up.txt", b"outside\n")
    add(archive, ".hidden", b"hidden\n")
    add(archive, "a.txt", b"the later text\n")
with tarfile.open("names.tar", "w", format=tarfile.PAX_FORMAT) as archive:
    add(archive, "x" * 2000 + ".txt", b"its name is too long\n")
    add(archive, "deep/" * 60 + "y.txt", b"far below\n")
EOT
docconv -q -O folder.epub --title=News news
for name in news.tar news.tar.gz news.tgz news.tar.xz news.tar.bz2; do
    LC_ALL=C docconv -q -O archive.epub --title=News "$name"
    assert_same folder.epub archive.epub
done
cat news.tar.gz | docconv -q -o epub --title=News | cmp - folder.epub
docconv -o epub news.tar.gz
assert_metadata news.epub title news
LC_ALL=POSIX docconv -o html -O - odd.tar >out 2>err
assert_text out 'the later text'
! grep -qE 'outside|hidden|replaced|root:' out || fail "more came in: $(cat out)"
for name in soft hard pipe null; do
    grep -q "'$name.txt'" err || fail "nothing is said of $name: $(cat err)"
done
[ "$(grep -c 'leads out' err)" = 3 ] || fail "names that lead out: $(cat err)"
assert_text err 'stands in the archive twice'
docconv -o html -O - names.tar >out 2>err
assert_text out 'far below'
! grep -q 'too long' out || fail 'an endless name came in'
# As far as it goes.
head -c 1500 news.tar >cut.tar
docconv -o html -O - cut.tar >out 2>err
assert_text err 'damaged or cut off'
echo 'a text' | gzip >text.txt.gz
expect_exit 64 docconv -o html text.txt.gz
echo 'a text' >text.tar
expect_exit 64 docconv -o html text.tar
gzip <news.tar.gz >twice.tar.gz
expect_exit 64 docconv -o html twice.tar.gz
rm -r news
[ "$(ls -A .. | grep -c up.txt)" = 0 ] || fail "something was written outside"
