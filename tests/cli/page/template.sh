# SPDX-License-Identifier: MIT
# A template of the user's, its partial beside it, metadata, variables, and
# the body indented as the template stands.
mkdir layouts
cat >layouts/page.html <<'END'
<title>$title$: $pagetitle$</title>
$for(author)$
$author:person()$
$endfor$
$key.inner$ $list[, ]$ $flag$
<main>
  $body$
</main>
END
echo '<b>$it$</b>' >layouts/person.html
echo '<h1>One</h1><p>Two.</p>' >in.html
docconv -t html --template layouts/page.html in.html -q \
    -M title='A & B' -M author=Ann -V key.inner=x -V list=1 -V list:2 -V flag
