# SPDX-License-Identifier: MIT
# The picture that stands for a film is a file beside the page, like an image.
mkdir -p site/part
printf '\0\0\0\030ftypisom\0\0\0\0isommp42hdlr\0\0\0\0\0\0\0\0vide' >site/part/film.mp4
printf 'GIF89a' >site/part/still.gif
echo '<h1>A</h1><p><video src="film.mp4" poster="still.gif"></video></p>' \
    >site/part/a.html
echo '<h1>B</h1><p>Text.</p>' >site/b.html
docconv -o tree -O out.tree site
grep -q 'poster="part/still.gif"' out.tree || fail "$(cat out.tree)"
grep -q 'media name="part/still.gif"' out.tree || fail "$(cat out.tree)"
