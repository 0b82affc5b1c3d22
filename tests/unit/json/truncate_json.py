#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Cut documents short at every byte: each cut is an error, never a crash.

usage: truncate_json.py --docconv PROGRAM

A document in pandoc's JSON has one closing brace at its end, so whatever is
cut off must be refused, with exit 64 and one message that has a place.
"""
import argparse
import re
import subprocess
import sys

PARSE_ERROR = 64
TIMEOUT = 20
ATTR = '["i",["c"],[["k","v"]]]'
STR = '{"t":"Str","c":"\\u00e9\\ud83d\\ude00"}'
META = '"m":{"t":"MetaMap","c":{"k":{"t":"MetaBool","c":true}}}'
CITATION = ('{"citationId":"x","citationPrefix":[],"citationSuffix":[' + STR +
            '],"citationMode":{"t":"NormalCitation"},"citationNoteNum":1,'
            '"citationHash":0}')
CELL = f'[{ATTR},{{"t":"AlignLeft"}},1,1,[]]'
ROW = f"[{ATTR},[{CELL}]]"
BLOCKS = (
    '{"t":"Para","c":[' + STR + ',{"t":"Space"},{"t":"Link","c":[' + ATTR +
    ',[],["u","t"]]},{"t":"Cite","c":[[' + CITATION + "],[]]}]}",
    '{"c":[[1,{"t":"Decimal"},{"t":"Period"}],[[]]],"t":"OrderedList"}',
    '{"t":"Table","c":[' + ATTR + ',[null,[]],[[{"t":"AlignLeft"},'
    '{"t":"ColWidth","c":2.5e-1}]],[' + ATTR + ",[" + ROW + "]],[[" + ATTR +
    ",0,[],[" + ROW + "]]],[" + ATTR + ",[]]]}",
)
DOCUMENTS = (
    '{"pandoc-api-version":[1,23,1],"meta":{' + META + '},"blocks":[' +
    ",".join(BLOCKS) + "]}",
    '{"blocks":[' + BLOCKS[1] + '],"meta":{},"pandoc-api-version":[1,22]}',
)


def convert(docconv, data):
    run = subprocess.run([docconv, "-f", "json", "-t", "json", "-O", "-"],
                         input=data, capture_output=True, timeout=TIMEOUT)
    return run.returncode, run.stdout, run.stderr.decode()


def defect(docconv, data):
    """What is wrong with how a cut document is refused, or None."""
    code, output, said = convert(docconv, data)
    if code != PARSE_ERROR or output:
        return f"exit {code}, {len(output)} bytes of output: {said}"
    if not re.fullmatch(r"docconv: \S*:\d+:\d+: error: .* \[json-syntax\]\n",
                        said):
        return f"said: {said!r}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    docconv = parser.parse_args().docconv
    cuts = defects = 0
    for document in DOCUMENTS:
        data = document.encode()
        if convert(docconv, data)[0] != 0:
            print("the whole document is refused:", convert(docconv, data)[2])
            defects += 1
        for size in range(1, len(data)):
            complaint = defect(docconv, data[:size])
            cuts += 1
            defects += complaint is not None
            if complaint and defects < 20:
                print(f"cut to {size} bytes: {complaint}")
    print(f"{cuts} cuts, {defects} defects")
    return 1 if defects else 0


if __name__ == "__main__":
    sys.exit(main())
