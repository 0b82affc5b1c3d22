# SPDX-License-Identifier: MIT
# A member that cannot be read costs no other; nothing is followed outside, and
# a folder without documents is no book.
mkdir -p empty pictures loop/a
expect_exit 64 docconv -o epub empty
printf '\211PNG\r\n\032\n' >pictures/a.png
expect_exit 64 docconv -o epub pictures
echo 'outside' >secret.txt
ln -s .. loop/a/up
ln -s ../secret.txt loop/secret.txt
ln -s nowhere loop/nowhere.txt
mkfifo loop/pipe
echo '[1,' >loop/bad.json
echo 'This is read.' >loop/a/good.txt
python3 - <<'EOT'
import zipfile
with zipfile.ZipFile("loop/inner.zip", "w") as inner:
    inner.writestr("x.txt", "inner text")
EOT
docconv -o html -O - loop >out 2>err
assert_text out 'This is read.'
! grep -qE 'outside|inner text' out || fail "what is outside came in"
for name in a/up secret.txt nowhere.txt pipe bad.json inner.zip; do
    assert_text err "'$name' is left out"
done
expect_exit 3 docconv --fail-if-warnings -o html -O - loop
# What an earlier run has made is no member of the next one.
docconv -q -o epub -O loop/loop.epub loop
cp loop/loop.epub ../before
docconv -q -o epub -O loop/loop.epub loop
assert_same loop/loop.epub ../before
python3 - <<'EOT'
import zipfile
with zipfile.ZipFile("word.zip", "w") as package:
    package.writestr("[Content_Types].xml", "<Types/>")
    package.writestr("word/document.xml", "<document/>")
EOT
expect_exit 21 docconv -o html word.zip
