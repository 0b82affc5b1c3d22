# SPDX-License-Identifier: MIT
# Media of a run that fails, or whose result cannot be written, are not there;
# nor are folders made for them.
cat >in.tree <<'END'
docconv-tree 1
para
  raw-inline format="rtf"
    "x"
media name="a/b.txt" size=2
  "x\n"
END
expect_exit 12 docconv -i tree -o epub -O x.epub --fail-on-loss \
    --extract-media=m/n in.tree 2>../errors
expect_exit 1 docconv -i tree -o html -O in.tree/x.html --extract-media=m/n \
    in.tree 2>../errors
expect_exit 1 docconv -i tree -o html --extract-media=m/n in.tree \
    >/dev/full 2>../errors
assert_text ../errors "No space left"
expect_exit 1 docconv -i tree -o html --extract-media=in.tree/m in.tree \
    >../out 2>../errors
assert_text ../errors "Not a directory"
expect_exit 2 docconv -i tree -o html --extract-media= in.tree 2>../errors
[ ! -s ../out ] || fail "a result without media"
assert_only in.tree
