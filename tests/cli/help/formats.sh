# SPDX-License-Identifier: MIT
# Each format's page names the format and its own options.
for format in $(docconv --list-output-formats) $(docconv --list-input-formats); do
    docconv "--help=$format" | grep -qw "$format" || fail "$format"
done
docconv --help=text | grep -q -- "--input-encoding"
