# SPDX-License-Identifier: MIT
# Which cover a book has: the file that is given, the metadata's image, the
# source's own, one made of the title; an article has none.
base64 -d >dot.png <<'END'
iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==
END
printf '<h1>One</h1><p>a<h1>Two</h1><p>b' >book.html
printf '<h1>One</h1><p>a' >article.html
cover() { # BOOK: the name of its cover image, or "none"
    unzip -p "$1" EPUB/package.opf |
        sed -n 's/.*href="\([^"]*\)".*properties="cover-image".*/\1/p' >found
    cat found
    test -s found || echo none
}
make() { # NAME INPUT OPTION...
    name=$1 input=$2
    shift 2
    docconv -O "$name.epub" --title Title "$@" "$input"
    assert_epub "$name.epub"
    echo "$name: $(cover "$name.epub")"
}
make auto book.html
make article article.html
make article-made article.html --epub-cover=made
make none book.html --epub-cover=none
make given book.html --epub-cover-image dot.png
make given-article article.html --epub-cover-image dot.png
make metadata book.html -M cover-image=dot.png
make metadata-none book.html -M cover-image=dot.png --epub-cover=none
# An EPUB keeps its cover, whether it says so or only shows it, or has none.
for source in given none; do
    docconv -q -O kept.epub --force $source.epub
    echo "of $source: $(cover kept.epub)"
done
unzip -p given.epub EPUB/text/cover.xhtml | grep -o '<img[^>]*>'
# The same words, the same cover; and what it says is on it.
make again book.html
cmp auto.epub again.epub
docconv -O made.epub --title 'A & B: C' --author X --force book.html
unzip -p made.epub EPUB/images/cover.svg | grep -o '>[^<]*</text>'
unzip -p made.epub EPUB/text/cover.xhtml | grep -o 'alt="[^"]*"'
# What is no image that books hold is refused.
code=0
docconv -O bad.epub --epub-cover-image book.html book.html 2>said || code=$?
echo "$code $(cat said)"
test ! -e bad.epub || fail "a book was made"
