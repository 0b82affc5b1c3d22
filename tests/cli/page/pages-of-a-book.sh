# SPDX-License-Identifier: MIT
# Half title, title page and colophon: by our templates, by the user's with
# partials, in EPUB 3 and 2; what cannot stand in a page is refused.
base64 -d >dot.png <<'END'
iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==
END
printf '<h1>One</h1><p>a<h1>Two</h1><p>b' >book.html
cat >about.yaml <<'END'
title: Das "Buch"
subtitle: Ein Versuch
author: [Anna Lee, Karl Wu]
lang: de
publisher: Verlag & Söhne
date: 2024-03-01
edition: 2. Auflage
rights: © 2024 Anna Lee
identifier: {scheme: ISBN-13, text: 978-3-16-148410-0}
END
cat >title.html <<'END'
<h1 title="$title$">$title$</h1>
<p>$for(author)$$author$$sep$ und $endfor$<br/>&copy;
<a href="https://example.org/">x</a></p>
$logo()$
<ul>$for(subtitle)$<li>$subtitle$</li>$endfor$</ul>
END
echo '<div><img src="dot.png"/></div>' >logo.html
body() { # BOOK PAGE: what stands in it
    unzip -p "$1" "EPUB/text/$2.xhtml" | sed '1,/<body/d; /<\/body/,$d'
}
for format in epub epub2; do
    docconv -t $format -O $format.epub --metadata-file about.yaml \
        --epub-half-title --epub-colophon \
        --epub-title-page-template title.html book.html
    test $format = epub2 || assert_epub epub.epub
    echo "== $format"
    body $format.epub halftitlepage
    body $format.epub titlepage
    body $format.epub colophon
    unzip -p $format.epub EPUB/package.opf | grep '<itemref'
done
# A heading that came from the text keeps its place where it is not shown.
printf '<title>Whole</title><h1 id=x>Whole</h1><h2>A</h2><p><a href="#x">up</a>
<h2>B</h2><p>b' >moved.html
echo '<p>$title$</p>' >own.html
docconv -O moved.epub --split-level 2 --loss-report \
    --epub-title-page-template own.html moved.html
body moved.epub titlepage
while read -r bad; do
    echo "$bad" >bad.html
    code=0
    docconv -O bad.epub --epub-colophon-template bad.html book.html 2>said ||
        code=$?
    echo "$code $(sed 's/.*error: //' said)"
done <<'END'
<script>x</script>
<p><div/></p>
<p style="color: red">x</p>
<ul></ul>
$heading$<heading/>
<a href="javascript:x">y</a>
<p><bdo>x</bdo></p>
<img src="../dot.png"/>
$title
END
test ! -e bad.epub || fail "a book was made"
