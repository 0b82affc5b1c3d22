# SPDX-License-Identifier: MIT
# A folder and an archive of it are the same book: chapters in the order in which
# people count, folders as parts, links and images within.
mkdir -p news/part/deep
article news/2.txt
article news/10.txt
echo '<title>Page</title><h2 id=x>First</h2><p>Kept <a href="2.txt">near</a>,
<a href="part/a%20b.html#y">far</a>, <a href="#x">here</a>,
<a href="http://example.org/2.txt">away</a>.
<img src="part/dot.png" alt=dot><h3>Below</h3><h2>Beside</h2>' >news/1.html
echo '<p>Label</p><h1>Late headline</h1><p id=y>Up: <a href="../1.html#x">one</a>.
<img src="dot.png" alt=dot>' >'news/part/a b.html'
echo 'no title' >news/part/deep/plain.text
echo hidden >news/.hidden
echo junk >news/Thumbs.db
echo 'body {}' >news/unused.css
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

dot("news/part/dot.png", 1)
EOT
python3 -c 'import shutil; shutil.make_archive("news", "zip", "news")'
docconv -o epub -O folder.epub news 2>err
docconv -q -o epub -O archive.epub news.zip
assert_same folder.epub archive.epub
assert_text err "'unused.css' is left out"
[ "$(grep -c 'left out' err)" = 1 ] || fail "more was left out: $(cat err)"
docconv -q -o html -O - news/ >out
grep -o '<h[1-6].*' out | sed 's/ id="[^"]*"//; s/<a.*//' >headings
cat >wanted <<'EOT'
<h1>First</h1>
<h2 data-docconv-level="3">Below</h2>
<h2>Beside</h2>
<h1>Harbour pilots vote to accept a new shift pattern</h1>
<h1>Harbour pilots vote to accept a new shift pattern</h1>
<h1>part</h1>
<h2>Late headline</h2>
<h2>deep</h2>
<h3>plain</h3>
EOT
diff wanted headings >&2 || fail "other headings"
for text in 'href="#m2"' 'href="#part-a-b--y"' 'href="#m1--x"' \
    'href="http://example.org/2.txt"' 'id="part-a-b--y"' 'src="part/dot.png"' \
    'data-title="Page"' Label; do
    assert_text out "$text"
done
! grep -qE 'hidden|junk|body' out || fail "clutter came out"
