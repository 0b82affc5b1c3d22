# SPDX-License-Identifier: MIT
# --css for books: sheets go into the package behind the book's own, with what
# they name, each content once; what is not there, or on the web, is taken out
# and reported.
dot=iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==
mkdir css
echo "$dot" | base64 -d >css/dot.png
cp css/dot.png page.png
printf 'wOF2 and so on' >css/font.woff2
printf 'wOFF and so on' >css/font.woff
cat >css/a.css <<'END'
@charset "iso-8859-1";
@import "b.css" screen;
@import url(http://example.org/far.css);
@namespace svg url(http://www.w3.org/2000/svg);
/* url(comment.png) */
@font-face { src: local("x"), url(gone.woff) format("woff"), url(font.woff) }
@font-face { font-family: G; src: url(gone.ttf), url("http://x/y.ttf"); }
p { background: url(dot.png) top;; direction: rtl; color: red; unicode-bidi: x }
p::before { content: "url(no.png)"; background: url( 'page.png' ) }
h1 { background: url(/etc/passwd), url("d\ot.png"), url(#here) }
END
cat >wanted <<'END'

@import url("../styles/b.css") screen;

@namespace svg url(http://www.w3.org/2000/svg);
/* url(comment.png) */
@font-face { src: local("x"), url("../fonts/font.woff") }

p { background: url("../images/dot.png") top; color: red; }
p::before { content: "url(no.png)"; background: url("../images/dot.png") }
h1 { background: none, url("../images/dot.png"), url(#here) }
END
echo '@import "a.css"; b { src: url("data:image/png;base64,'"$dot"'") }' >css/b.css
printf '<title>T</title><p>text' >in.html
for format in epub epub2; do
    docconv -i html -o $format -O book.epub --loss-report --css css/a.css \
        in.html 2>says
    [ $format = epub2 ] || assert_epub book.epub
    python3 -m zipfile -e book.epub $format
    tr -s ' ' <$format/EPUB/styles/a.css | sed 's/ *$//' | diff wanted - >&2 ||
        fail "another sheet"
    assert_text $format/EPUB/styles/b.css '@import url("../styles/a.css");'
    assert_text $format/EPUB/styles/b.css 'src: url("../images/dot.png") }'
    assert_same css/dot.png $format/EPUB/images/dot.png
    for page in $format/EPUB/text/*; do
        grep '<link' "$page" | tr -d '\n' |
            grep -q 'href="../style.css"/>.*href="../styles/a.css"/>$' ||
            fail "$page links to other sheets"
    done
    assert_text says 'that is on the network: http://example.org/far.css'
    assert_text says 'that is not found: gone.woff'
    assert_text says 'that is on the network: http://x/y.ttf'
    assert_text says 'that is outside the folder of the input: /etc/passwd'
    assert_text says 'style sheet: direction'
    [ "$(grep -c ': loss: ' says)" -eq 7 ] || fail "other losses: $(cat says)"
done

# A font that came after EPUB 2.
echo '@font-face { src: url(font.woff2) }' >css/font.css
docconv -i html -o epub -O book.epub --fail-on-loss --css css/font.css in.html
expect_exit 12 docconv -i html -o epub2 -O book.epub --fail-on-loss \
    --css css/font.css in.html
