# SPDX-License-Identifier: MIT
# What no program would take for a rule or a declaration goes out of a sheet,
# once reported; a block that does not end is closed.
printf '<title>T</title><p>text' >in.html
# mend CSS WANTED: with q behind it, and a loss if `losses` is 1
losses=1
mend() {
    printf '%s\nq { z: after }' "$1" >a.css
    docconv -i html -o epub -O book.epub --loss-report --css a.css in.html \
        2>says
    assert_epub book.epub
    python3 -m zipfile -e book.epub out
    [ "$(cat out/EPUB/styles/a.css)" = "$2" ] ||
        fail "$1 became $(cat out/EPUB/styles/a.css)"
    [ "$(grep -c 'parts of a style sheet .* not well-formed: a.css' says)" \
        -eq $losses ] || fail "$1 said: $(cat says)"
}
q='
q { z: after }'
mend 'p { *zoom: 1; a: b }' "p {  a: b }$q"
mend 'p { color red; 1a: b; a: ; c: @d; e: (f]; g: h }' "p {      g: h }$q"
mend 'p { a: b { c: d } e: f }' "p {  e: f }$q"
mend 'p { & b { c: d; } --x: { y: z }; e: f }' "p {   e: f }$q"
mend '@page { margin: 1px; @top-left { content: "}" } }' \
    "@page { margin: 1px;  }$q"
for bad in '' 'p,' ', p' 'p >' 'p || p' '.1a' 'p..a' '50%' '#' 'p:' '[]' \
    'p[a="b" i]' 'p:nth-child(odd of .a)' 'p!' 'a|'; do
    mend "$bad{ a: b }" "$q"
done
mend 'p { a: b } }' "p { a: b } $q"
mend 'p { a: "b
}' "p { }$q"
mend '@keyframes x { from { a: [b } }' ''
mend '@import x;' "$q"
losses=0
mend '<!-- p { a: b };; -->' " p { a: b } $q"
mend 'a|b *|*#c.d:e::f(g)[h|i="j"] > k + l ~ m, n { a: b }' \
    "a|b *|*#c.d:e::f(g)[h|i=\"j\"] > k + l ~ m, n { a: b }$q"
mend '@keyframes x { from { a: b } 50% { c: d } }' \
    "@keyframes x { from { a: b } 50% { c: d } }$q"
mend '@layer a, b; @media (width >= 3px) { @supports not (a: b) { p { c: d } } }' \
    "@layer a, b; @media (width >= 3px) { @supports not (a: b) { p { c: d } } }$q"
mend '@font-face { font-family: A }' "$q"
mend '/* a' "/* a$q*/"
mend '@media print { p { a: b } ' "@media print { p { a: b } $q}"
