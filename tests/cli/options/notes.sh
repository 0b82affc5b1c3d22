# SPDX-License-Identifier: MIT
# Where the notes of a book stand, and that reading it again brings them back.
cat >in.html <<'EOT'
<h1>One</h1><p>A<a href="#n" id="r">1</a>.</p><p id="n"><a href="#r">1</a> First.</p>
<h1>Two</h1><p>B<a href="#m" id="q">*</a>.</p><p id="m"><a href="#q">*</a> Second.</p>
EOT
docconv -o json in.html -O direct.json
for where in popup chapter end; do
    docconv -o epub --notes=$where -O $where.epub in.html
    docconv --check $where.epub
    docconv -i epub -o json -O $where.json $where.epub
    [ "$(grep -o '"Note"' $where.json | wc -l)" = 2 ] || fail "$where: notes"
    unzip -l $where.epub >list
    [ "$(grep -c notes.xhtml list || true)" = "$([ $where = end ] && echo 1 ||
        echo 0)" ] || fail "$where: a file of notes"
done
code=0
docconv -o epub --notes=margin -O x.epub in.html 2>err || code=$?
[ $code = 2 ] || fail "exit code $code"
assert_text err popup
