# SPDX-License-Identifier: MIT
# Links lead to chapters whatever their case and code, links to folders to the
# index in them or to their part; an image that two show is in the book once.
mkdir -p site/Part site/empty
cat >site/one.html <<'END'
<h1 id=top-1>One</h1><p><a href="part/TWO.HTML#x%2By">two</a>
<a href="Part/">index</a> <a href="empty">part</a> <a href="#top%2D1">self</a>
<a href="Part\two.html">back</a> <a href="./Part/../one.html">one</a>
<a href="gone.html">gone</a> <a href="../one.html">above</a>
<img src="PIC.png" alt=a></p>
END
echo '<h1>Two</h1><p id="x+y"><a href="..">root</a> <img src="../pic.png" alt=b>' >site/Part/two.html
echo '<h1>Index</h1>' >site/Part/index.html
article site/empty/x.txt
python3 - <<'EOT'
import struct
import zlib

def chunk(name, data):
    body = name + data
    return struct.pack(">I", len(data)) + body + struct.pack(
        ">I", zlib.crc32(body))

with open("site/pic.png", "wb") as out:
    out.write(b"\x89PNG\r\n\x1a\n" + chunk(
        b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)))
    out.write(chunk(b"IDAT", zlib.compress(b"\0\0")))
    out.write(chunk(b"IEND", b""))
EOT
docconv --loss-report --epub-cover none -O site.epub site 2>err
unzip -p site.epub EPUB/text/one.xhtml >one
for link in part-two.xhtml part-index.xhtml empty.xhtml; do
    grep -q "href=\"$link#" one || fail "no link to $link: $(cat one)"
done
[ "$(grep -o 'href="#' one | wc -l)" = 2 ] || fail "links to itself: $(cat one)"
[ "$(grep -c 'link-dropped' err)" = 3 ] || fail "dropped: $(cat err)"
[ "$(unzip -l site.epub | grep -c 'images/')" = 1 ] || fail "images"
