# SPDX-License-Identifier: MIT
# Several inputs are one book, in the order given; images are looked for beside
# each of them.
mkdir one two
echo '<h1>One</h1><img src=dot.png alt=a>' >one/a.html
echo '<h1>Two</h1><img src=dot.png alt=b><a href="a.html">other folder</a>' >two/a.html
python3 - <<'EOT'
import struct
import zlib

def chunk(name, data):
    body = name + data
    return struct.pack(">I", len(data)) + body + struct.pack(
        ">I", zlib.crc32(body))

def dot(path, side):
    with open(path, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n" + chunk(
            b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)))
        out.write(chunk(b"IDAT", zlib.compress((b"\0" + b"\0" * side) * side)))
        out.write(chunk(b"IEND", b""))

dot("one/dot.png", 1)
dot("two/dot.png", 2)
EOT
article z.txt
docconv -O book.epub z.txt two/a.html one/a.html
assert_epub book.epub
assert_metadata book.epub title book
python3 - <<'EOT'
import zipfile
book = zipfile.ZipFile("book.epub")
images = [book.read(n) for n in book.namelist() if n.endswith(".png")]
assert len(set(images)) == 2, images
EOT
docconv -O - -o text z.txt two/a.html one/a.html >out
[ "$(grep -nE '^(Harbour|Two|One)' out | cut -c1-30 | wc -l)" -ge 3 ]
docconv -O out.tree z.txt two one
[ "$(grep -c 'level=2' out.tree)" = 2 ] || fail "folders are no parts"
cp z.txt ../before
expect_exit 11 docconv -O z.txt z.txt one/a.html
assert_same z.txt ../before
expect_exit 1 docconv -O no.epub z.txt missing.txt
expect_exit 2 docconv -O no.epub z.txt - -
expect_exit 2 docconv -O dir/ z.txt one/a.html
[ ! -e no.epub ] || fail "a book was written"
