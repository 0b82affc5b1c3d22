# SPDX-License-Identifier: MIT
# Findings have rule, file in the package and line; one bad book of several
# does not hide the rest.
article article.txt
docconv -i text -o epub -O good.epub article.txt
python3 - <<'END'
import zipfile
good = zipfile.ZipFile("good.epub")
with zipfile.ZipFile("bad.epub", "w") as bad:
    for entry in good.infolist():
        data = good.read(entry)
        if entry.filename.endswith("nav.xhtml"):
            data = data.replace(b"</body>", b"<p><a href='#no'>x</a></p>\n"
                                b"<p><bogus/></p></body>")
        bad.writestr(entry, data)
END
expect_exit 64 docconv --check bad.epub 2>findings
grep -q '^docconv: bad.epub/.*nav.xhtml:[0-9]*:[0-9]*: error: .*\[RSC-005\]$' \
    findings || fail "$(cat findings)"
assert_text findings '[RSC-012]'
expect_exit 10 docconv --check bad.epub good.epub 2>findings
expect_exit 10 docconv --check good.epub missing.epub 2>findings
assert_text findings 'missing.epub'
expect_exit 64 docconv --check --message-format=json bad.epub 2>findings
assert_text findings '"rule":"RSC-012"'
