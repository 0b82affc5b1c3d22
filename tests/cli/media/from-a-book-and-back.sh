# SPDX-License-Identifier: MIT
# A book's media become files, its JSON names them, and from both the book can
# be made again.
mkdir page
base64 -d >page/dot.png <<'END'
iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==
END
cat >page/page.html <<'END'
<title>T</title><h1>One</h1><p><img src="dot.png" alt="dot"></p>
END
docconv -O book.epub page/page.html
docconv -O book.json --extract-media=media/ --loss-report book.epub 2>losses
! grep json-media losses || fail "media are lost"
assert_only page page/dot.png page/page.html book.epub book.json losses \
    media media/EPUB media/EPUB/images media/EPUB/images/dot.png \
    media/EPUB/style.css
assert_same media/EPUB/images/dot.png page/dot.png
assert_text book.json '"media/EPUB/images/dot.png"'
rm -r page
docconv -O again.epub --loss-report book.json 2>losses
assert_text losses "nothing was lost"
python3 -m zipfile -l again.epub | grep -q images/dot.png || fail "no image"
