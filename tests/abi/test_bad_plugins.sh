#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: test_bad_plugins.sh DOCCONV DIRECTORY
#
# What becomes of plugins that do something wrong: docconv says so in one
# clear line, ends with the right code, keeps the old output as it was, and
# leaves no other file.  DIRECTORY holds the plugins made of bad/*.c.
set -euo pipefail

docconv=$(realpath -- "$1")
plugins=$(realpath -- "$2")
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
cd "$work"
printf 'docconv-tree 1\npara\n  "text"\n' >in.tree
failed=0
count=0

# Exit code, name of the plugin, what must be said (an extended regex).
while read -r code name said; do
    count=$((count + 1))
    [ -e "$plugins/docconv-$name.so" ] || { echo "$name: not built"; exit 1; }
    reader=tree writer=$name
    case $name in
    *_in_write | *_output) ;;
    *) reader=$name writer=tree ;;
    esac
    # What must end by its memory must not end by the clock of a slow machine.
    seconds=1
    [ "$said" != memory ] || seconds=60
    printf 'old\n' >out
    status=0
    "$docconv" --plugin-dir "$plugins" --loss-report \
        --timeout "$seconds" --max-memory 200M \
        -f "$reader" -t "$writer" -O ./out in.tree 2>said || status=$?
    fault=
    [ "$status" = "$code" ] || fault="exit code $status, not $code"
    sed -i '/ \[loss-report\]$/d' said
    grep -Eq -- "$said" said || fault="$fault; said nothing of '$said'"
    ! grep -Evq -- "$said" said || fault="$fault; said more than that"
    if [ "$code" != 0 ] && [ "$(cat out)" != old ]; then
        fault="$fault; the old output is gone"
    fi
    [ "$(ls)" = $'in.tree\nout\nsaid' ] || fault="$fault; left a file"
    [ -z "$fault" ] && continue
    failed=$((failed + 1))
    printf '%s: %s\n' "$name" "$fault"
    sed 's/^/    /' said
done <<'TABLE'
13 abort_in_read plugin .*abort_in_read.* crashed \(ABRT\)
0 broken_text loss: .* became U\+FFFD
13 close_too_many broke the rules of the tree
13 crash_at_load plugin .*crash_at_load.* crashed \(SEGV\)
13 crash_in_read plugin .*crash_in_read.* crashed \(SEGV\) while it was reading
13 crash_in_write plugin .*crash_in_write.* crashed \(SEGV\) while it was writing
14 endless_document memory|time limit
14 endless_loop time limit
14 endless_memory memory
14 endless_output time limit
14 endless_paragraph memory
13 exit_in_read plugin .*exit_in_read.* \(exit\)
13 fewer_formats fewer formats than its manifest names
13 field_after_child broke the rules of the tree
0 left_open warning: .*left .* open
13 missing_library_symbol bad_function_of_nobody
13 no_reader lacks a reader
13 no_symbol does not export docconv_plugin_v1
13 null_descriptor descriptor
13 other_major another plugin ABI
13 other_major_in_descriptor another plugin ABI
13 other_manifest manifest is not the one in its note
13 positive_status positive_status
13 short_descriptor descriptor is too short
64 silent_failure error
13 stack_overflow plugin .*stack_overflow.* crashed \(SEGV\)
13 unknown_kind kind 60000 does not exist
13 unknown_option no-such-option
13 unknown_status unknown_status
0 very_deep warning: nested deeper than
13 wild_nesting para in para
13 wrong_close emph closed where para is open
TABLE

built=$(find "$plugins" -name 'docconv-*.so' | wc -l)
if [ "$built" != "$count" ]; then
    echo "$built plugins are built, $count are tested"
    failed=$((failed + 1))
fi
echo "$count bad plugins, $failed failed"
[ "$failed" = 0 ]
