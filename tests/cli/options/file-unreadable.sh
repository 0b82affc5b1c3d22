# SPDX-License-Identifier: MIT
# Nothing is written, and the message is one line that names option and file.
article article.txt
mkdir folder
refused() {
    wanted=$1
    shift
    expect_exit "$1" docconv -q --plugin-dir "$TEST_PLUGINS" -O out.options \
        -t options "$2" article.txt 2>../message
    [ "$(wc -l <../message)" -eq 1 ] || fail "$(cat ../message)"
    assert_text ../message "$wanted"
    assert_only article.txt folder
}
refused "--options-file: cannot read 'absent.html': No such file or directory" \
    99 --options-file=absent.html
refused "--options-files: cannot read 'folder': Is a directory" \
    99 --options-files=folder
refused "--options-file: cannot read '': No such file or directory" \
    99 --options-file=
refused "--options-file: '/dev/zero' is larger than 64 MiB" \
    14 --options-file=/dev/zero

expect_exit 99 docconv --plugin-dir "$TEST_PLUGINS" \
    -t options:options-file=absent.html article.txt
