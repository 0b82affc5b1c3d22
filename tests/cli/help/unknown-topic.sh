# SPDX-License-Identifier: MIT
code=0
docconv --help=nonsense >out || code=$?
[ "$code" -ne 0 ] || fail "--help=nonsense succeeds"
[ ! -s out ]
