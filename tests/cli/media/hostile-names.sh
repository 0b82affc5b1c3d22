# SPDX-License-Identifier: MIT
# Names lead nowhere but into the folder, and get numbers where they meet; what
# stands in the way is neither followed nor written over.
python3 - <<'END' >in.tree
names = ["../../escape.txt", "..%2f..%2fescape.txt", "..%252f..%252fescape.txt",
         "..\\\\escape.txt", "/etc/escape.txt", "C:\\\\escape.txt", ".hidden",
         "-rf", "con.txt", "link/escape.txt", "same.txt", "SAME.TXT",
         "same.txt%00", "a/b.txt", "a.b/b.txt", "escape.txt/x.txt",
         "x" * 300 + ".txt"]
print("docconv-tree 1")
for name in names:
    print('media name="%s" size=2\n  "x\\n"' % name)
print('para\n  "text"')
END
mkdir work outside
cd work
docconv -i tree -o json -O ../out.json --extract-media=. ../in.tree
find . -type f | sort
cd ..
assert_only in.tree out.json work outside $(find work -mindepth 1)
mkdir other
ln -s ../outside other/link
expect_exit 11 docconv -i tree -o json --extract-media=other in.tree >out
expect_exit 1 docconv -i tree -o json --extract-media=other --force in.tree >out
[ ! -s out ] || fail "a result though media failed"
assert_only in.tree out.json work outside other other/link out \
    $(find work -mindepth 1)
