# SPDX-License-Identifier: MIT
name=$(printf 'a\033"\\\377.txt')
expect_exit 1 docconv --message-format=json -i text -o epub "$name" 2>errors
python3 -c 'import json; json.loads(open("errors", encoding="utf-8").read())'
