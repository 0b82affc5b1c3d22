# --a11y=strict: a book that fails people is not written; a good one is.
printf '<h1>A</h1><p>Words.</p>' >good.html
printf '<h1>A</h1><p><img src="a.png"></p>' >bad.html
docconv --a11y=strict --language en -O good.epub good.html
expect_exit 3 docconv --a11y=strict --language en -O bad.epub bad.html
expect_exit 3 docconv --a11y=strict --language en -o epub2 -O bad.epub bad.html
assert_only good.html bad.html good.epub
