# SPDX-License-Identifier: MIT
# One object a line, nothing else on stderr.
expect_exit 1 docconv --message-format=json -i text -o epub nosuch.txt 2>errors
expect_exit 22 docconv --message-format=json -i text -o epbu nosuch.txt 2>>errors
printf 'text \0\0\0\0 and more' >binary.txt
expect_exit 95 docconv --message-format=json -i text -o epub binary.txt 2>>errors
python3 - <<'END'
import json
lines = open("errors", encoding="utf-8").read().splitlines()
assert len(lines) >= 3, lines
for line in lines:
    message = json.loads(line)
    assert isinstance(message, dict), line
    assert message["severity"] == "error", line
    assert message["message"], line
END
