# --a11y=report says what keeps people from reading the book, and writes it.
cat >page.html <<'HTML'
<!DOCTYPE html>
<html><head><title>Dots</title></head>
<body>
<h1>One</h1>
<p><img src="dot.png"> <img src="dot.png" alt="dot.png"></p>
<p><img src="dot.png" role="presentation" alt=""> <a href="#x"></a></p>
<h3>Three</h3>
<table><tr><td>a</td></tr></table>
<table><tr><th>a</th></tr><tr><td>b</td></tr></table>
<h4></h4>
</body></html>
HTML
docconv --a11y=report -O book.epub page.html 2>said
grep a11y said >&2
[ -s book.epub ] || fail "no book"

docconv --quiet -O other.epub page.html
assert_same book.epub other.epub
