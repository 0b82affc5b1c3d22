# SPDX-License-Identifier: MIT
# The templates of our own, printed, make what is made without them.
printf '<h1>One</h1><p>a<h1>Two</h1><p>b' >book.html
docconv -D html >page.html
docconv -s -o html --title T book.html >own.html
docconv -s -o html --title T --template page.html book.html >given.html
grep -q '<title>T</title>' given.html
for page in half-title title-page colophon; do
    docconv -D "epub/$page" >$page.html
done
docconv -O own.epub --title T --epub-half-title --epub-title-page \
    --epub-colophon book.html
docconv -O given.epub --title T --epub-half-title-template half-title.html \
    --epub-title-page-template title-page.html \
    --epub-colophon-template colophon.html book.html
cmp own.epub given.epub
docconv -D epub3
code=0
docconv -D epub/nothing 2>&1 || code=$?
echo $code
code=0
docconv --print-default-template=nothing 2>&1 || code=$?
echo $code
