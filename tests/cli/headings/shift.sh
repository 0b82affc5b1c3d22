# SPDX-License-Identifier: MIT
# --shift-heading-level-by: what pandoc makes of it, in its JSON, for headings
# at the beginning and further down, in divs, quotations, lists and notes.
cat >in.html <<'END'
<h1>Book</h1><p>x</p><div><h1>a</h1><h3>c</h3></div>
<blockquote><h2>b <em>e</em></h2></blockquote><ul><li><h2>q</h2></li></ul>
END
cat >paragraph.html <<'END'
<p>first</p><h1>not the title</h1><h2>z</h2>
END
# levels FILE N: each heading as its level, each paragraph as p, on one line.
levels() {
    docconv -i html -o json --shift-heading-level-by="$2" "$1" |
        python3 -c 'import json, re, sys
text = sys.stdin.read()
found = re.findall(r"\"t\":\"(?:Header\",\"c\":\[(\d+)|(Para))", text)
title = "title" in json.loads(text)["meta"]
print("title" if title else "none", *(level or "p" for level, _ in found))'
}
expect() {
    actual=$(levels "$1" "$2")
    [ "$actual" = "$3" ] || fail "$1 by $2: $actual, not $3"
}
expect in.html 0 "none 1 p 1 3 2 2"
expect in.html 1 "none 2 p 2 4 3 3"
expect in.html +7 "none 8 p 8 10 9 9"
expect in.html -1 "title p p 2 1 1"
expect in.html -2 "none p p p 1 p p"
expect in.html -99 "none p p p p p p"
expect paragraph.html -1 "none p p 1"
expect paragraph.html -2 "none p p p"

# A heading that is a paragraph keeps what is linked to.
printf '<p>t</p><h1 id="here">a</h1><p><a href="#here">b</a></p>' >link.html
docconv -i html -o html --loss-report --shift-heading-level-by=-1 \
    link.html >out.html
assert_text out.html '<p id="here">a</p>'
