# SPDX-License-Identifier: MIT
# A medium may be named by a word of an attribute or of metadata too; what is
# only called the same is left alone.
cat >in.tree <<'END'
docconv-tree 1
entry key="cover-image"
  string
    "a.txt"
entry key="files"
  list
    string
      "b.txt"
entry key="title"
  inlines
    "a.txt"
div {id="a.txt" class="a.txt" data-styles="a.txt none b.txt" data-overlay="b.txt"}
  para
    "a.txt "
    link url="b.txt#top"
      "b"
media name="a.txt" size=1
  "x"
media name="b.txt" size=1
  "y"
END
docconv -i tree -o tree --extract-media=m in.tree
