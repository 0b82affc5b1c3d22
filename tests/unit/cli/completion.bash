#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: DOCCONV=PROGRAM completion.bash
# What each shell's script offers; a shell that is missing is passed over.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
touch article.txt
"$DOCCONV" --completion bash >bash.sh
"$DOCCONV" --completion zsh >_docconv
"$DOCCONV" --completion fish >docconv.fish
# shellcheck disable=SC1091 # made just now
source bash.sh

# offers WANTED WORD...: bash completes the last word to WANTED.
offers() {
    local wanted=$1
    shift
    COMP_WORDS=(docconv "$@")
    COMP_CWORD=$#
    COMPREPLY=()
    _docconv
    if [[ "${COMPREPLY[*]}" != "$wanted" ]]; then
        echo "FAIL: $* gives '${COMPREPLY[*]}', not '$wanted'" >&2
        exit 1
    fi
}

offers "--loss-report" --loss
offers "json" --message-format = j
offers "text json" --message-format =
offers "exit" --help = exi
offers "" --title x
offers "html" -o htm
offers "html" -q --to = htm
offers "article.txt" -i text art

# Each option of --help is offered by each script.
"$DOCCONV" --help | grep -o -- ' --[a-z-]*' | sort -u >names
while read -r name; do
    for script in bash.sh _docconv docconv.fish; do
        grep -qe "$name" -e "-l ${name#--}" "$script" || {
            echo "FAIL: $script lacks $name" >&2
            exit 1
        }
    done
done <names

if command -v zsh >/dev/null; then zsh -n _docconv; fi
if command -v fish >/dev/null; then fish -n docconv.fish; fi
