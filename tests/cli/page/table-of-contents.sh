# SPDX-License-Identifier: MIT
# With a table of contents the text is held back; without, it streams, and
# both are the same but for that.
i=0
while [ $i -lt 3000 ]; do
    i=$((i + 1))
    echo "<h1>Chapter $i</h1><p>Some text of chapter $i.</p>"
done >in.html
docconv -q -t html -s --toc in.html >toc.html
docconv -q -t html -s in.html >plain.html
sed '/<nav /,/<\/nav>/d' toc.html >without.html
assert_same plain.html without.html
[ "$(grep -c '<li><a href' toc.html)" -eq 3000 ] || fail "entries are missing"
