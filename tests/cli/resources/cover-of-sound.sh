# SPDX-License-Identifier: MIT
# A cover that is said to be a sound is none; the book is valid without.
cat >in.tree <<'END'
docconv-tree 1
entry key="cover-image"
  string
    "s.mp3"
para
  "Text."
media name="s.mp3" size=5
  base64 //uQAAA=
END
docconv --loss-report -i tree -o epub -O out.epub in.tree 2>errors
assert_text errors "the cover image is not at hand or no image: s.mp3"
unzip -p out.epub EPUB/package.opf >package.opf
! grep cover-image package.opf || fail "a cover of sound"
