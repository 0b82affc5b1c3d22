# SPDX-License-Identifier: MIT
# A page's images go into its book; what cannot is a loss with its reason.
mkdir page images
base64 -d >page/dot.png <<'END'
iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==
END
{ cat page/dot.png; printf x; } >images/other.png
cp page/dot.png secret.png
printf 'root:x:0:0:' >page/passwd.png
cat >page/page.html <<'END'
<h1>Pictures</h1>
<p><img src="dot.png" alt="one"> <img src="other.png?x" alt="two">
<img src="../secret.png" alt="three"> <img src="passwd.png" alt="four">
<img src="absent.png" alt="five"></p>
END
docconv -i html -O book.epub --resource-path images --loss-report \
    page/page.html 2>losses
assert_epub book.epub
python3 -m zipfile -l book.epub | grep -o 'images/[a-z.]*' | sort
sed 's/^docconv: page.page.html:[0-9:]* //; s/ \[.*//' losses
