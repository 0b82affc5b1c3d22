# SPDX-License-Identifier: MIT
# -i is the format of all documents of several inputs, a folder or an archive;
# options of readers are those of the members' readers; standard input is one of
# several inputs; what is said of a member names it and its line.
mkdir -p mixed/sub
printf 'Line <b>one</b>\nline two\n\nmore\nand more\n' >mixed/a.txt
printf '<h1>Title</h1><p>x &amp; y' >mixed/sub/b.html
printf '\211PNG\r\n\032\n' >mixed/c.png
docconv -q -i html -o html -O - mixed >out
assert_text out '<strong>one</strong>'
assert_text out 'x &amp; y'
docconv -q -i text -o html -O - mixed >out
assert_text out '&lt;h1&gt;'
python3 -c 'import shutil; shutil.make_archive("mixed", "gztar", "mixed")'
docconv -q -i text -o html -O - mixed.tar.gz | cmp - out
docconv -i text -O out.html mixed/a.txt mixed/sub/b.html
assert_text out.html '&lt;h1&gt;'
docconv -q --paragraphs=line -o html -O - mixed >out
assert_text out '<p>line two</p>'
expect_exit 2 docconv --paragraphs=bogus -o html -O - mixed
expect_exit 21 docconv -i bogus -o html -O - mixed
docconv -O out.html mixed/a.txt - <mixed/sub/b.html
assert_text out.html 'id="stdin"'
cp mixed/a.txt same.txt
expect_exit 11 docconv -O same.txt - mixed/a.txt <same.txt
printf '{"pandoc-api-version":[1,23],"meta":{},"blocks":[\n{"t":"Oops"}]}' >mixed/sub/x.json
docconv -o html -O - mixed >out 2>err
assert_text err 'docconv: mixed/sub/x.json:2:'
docconv -O out.html mixed/a.txt mixed/sub/x.json 2>err
assert_text err 'docconv: x.json:2:'
