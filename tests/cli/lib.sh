# SPDX-License-Identifier: MIT
# What the cases share; run_case.py reads it in before each.
# shellcheck shell=sh

fail() {
    echo "FAIL: $*" >&2
    exit 1
}

skip() {
    echo "$*" >&2
    exit 77
}

# expect_exit CODE COMMAND...
expect_exit() {
    wanted_code=$1
    shift
    actual_code=0
    "$@" || actual_code=$?
    [ "$actual_code" -eq "$wanted_code" ] ||
        fail "exit code $actual_code, not $wanted_code: $*"
}

assert_same() {
    cmp "$1" "$2" || fail "$1 and $2 differ"
}

assert_text() {
    grep -qF -- "$2" "$1" || fail "$1 does not hold: $2"
}

# assert_only NAME...: the current directory holds these files and no other.
assert_only() {
    for name in "$@"; do echo "$name"; done | sort >../wanted_files
    find . -mindepth 1 -printf '%P\n' | sort >../actual_files
    diff ../wanted_files ../actual_files >&2 || fail "other files than expected"
}

assert_epub() {
    head -c 58 "$1" | grep -qa 'mimetypeapplication/epub+zip' ||
        fail "$1 is no EPUB"
    python3 "$TESTS/tools/check_structure.py" "$1" >../structure ||
        fail "$(cat ../structure)"
}

# package BOOK: its package document.
package() {
    python3 - "$1" <<'END'
import sys, zipfile
book = zipfile.ZipFile(sys.argv[1])
name, = [n for n in book.namelist() if n.endswith(".opf")]
sys.stdout.write(book.read(name).decode())
END
}

# assert_metadata BOOK ELEMENT VALUE: exactly one dc:ELEMENT, with that value.
assert_metadata() {
    package "$1" | grep -o "<dc:$2[ >][^<]*<" | sed 's/^[^>]*>//; s/<$//' >../values
    printf '%s\n' "$3" | diff - ../values >&2 || fail "dc:$2 is not $3"
}

article() {
    cat >"$1" <<'END'
Harbour pilots vote to accept a new shift pattern

STAVANGER, May 4. /MERIDIAN/. Harbour pilots voted on Monday to accept a new pattern of shifts, ending a dispute that had lasted since the winter, their union said.

The vote was close. “We shall all be a little more awake,” a spokesman said, and went home to sleep.
END
}

# big_text MEGABYTES: prose of that size on standard output.
big_text() {
    article ../paragraphs
    yes "$(cat ../paragraphs)" | head -c "$(($1 * 1000000))"
}

# session_lives SID: a process of that session still runs.
session_lives() {
    awk -v sid="$1" '{ sub(/.*\) /, "") }
        $4 == sid && $1 != "Z" { found = 1 }
        END { exit !found }' /proc/[0-9]*/stat 2>/dev/null
}

# no_session SID: no process of that session lives on, once the killed ones
# have ended.
no_session() {
    tries=0
    while session_lives "$1"; do
        tries=$((tries + 1))
        [ "$tries" -lt 500 ] || fail "a process lives on"
    done
}

# killed_whenever SIGNAL: whenever the signal comes in a conversion, the old
# file is whole (or already the whole new one), no other file is left and no
# process lives on.
killed_whenever() {
    article article.txt
    docconv -i text -O book.epub article.txt
    cp book.epub ../before
    big_text 100 >../big.txt
    docconv -i text -O ../whole.epub ../big.txt
    for delay in 0.02 0.05 0.1 0.2 0.4; do
        # shellcheck disable=SC2016 # expanded by the inner shell
        setsid sh -c 'echo $$ >../session; exec "$@"' sh \
            timeout --foreground -s "$1" "$delay" \
            docconv -i text -O book.epub ../big.txt || :
        no_session "$(cat ../session)"
        cmp -s book.epub ../before || assert_same book.epub ../whole.epub
        assert_only article.txt book.epub
    done
}

# document BLOCK...: pandoc's JSON of these blocks, or of one paragraph.
document() {
    [ $# -gt 0 ] || set -- '{"t":"Para","c":[{"t":"Str","c":"text"}]}'
    printf '{"pandoc-api-version":[1,23],"meta":{},"blocks":['
    separator=
    for block in "$@"; do
        printf '%s%s' "$separator" "$block"
        separator=,
    done
    printf ']}'
}

# filter_shell FILE COMMANDS: a filter that is a shell script.
filter_shell() {
    printf '#!/bin/sh\n%s\n' "$2" >"$1"
    chmod +x "$1"
}

# filter_python FILE STATEMENTS: a filter in Python; `document` is what is read
# and written, change(TYPE, FUNCTION) maps the content of all such elements.
filter_python() {
    cat >"$1" <<END
#!/usr/bin/env python3
import json
import sys

document = json.load(sys.stdin)

def change(wanted, function):
    todo = [document["blocks"]]
    while todo:
        item = todo.pop()
        if isinstance(item, dict) and item.get("t") == wanted:
            item["c"] = function(item["c"])
        elif isinstance(item, (dict, list)):
            todo += item.values() if isinstance(item, dict) else item

$2
json.dump(document, sys.stdout)
END
    chmod +x "$1"
}
