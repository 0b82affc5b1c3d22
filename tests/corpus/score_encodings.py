#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Scores the reading of texts in many character sets.

Each file of a corpus names its character set; the program under test must
turn it into the UTF-8 that "iconv -f LABEL" makes of it. White space is left
out of the comparison, for a text writer may change it. A file counts if the
text is right, whatever the program calls the set.

    score_encodings.py --docconv build/docconv CORPUS
    score_encodings.py --probe build/detect_probe CORPUS

CORPUS holds the folders uchardet (LANGUAGE_LABEL.txt) and udhr
(Language-Label). --probe names a program that is run as "PROG FILE" and
writes the decoded text to standard output. Exit status: 0 if both scores
reach their minimum, 1 if not, 2 without the program, 77 without the corpus.
"""

import argparse
import collections
import os
import subprocess
import sys

TIME_LIMIT = 20

# What ctest takes for a skipped test.
SKIP = 77

# What the labels in the udhr names mean, in the order they are tried; looked
# up by the bytes of the files. Where several are given any of them is right:
# the names say "Latin1" also of files that hold bytes of windows-1252, and
# "Latin2" of files in windows-1250.
UDHR_LABELS = {
    "Latin1": ["ISO-8859-1", "WINDOWS-1252"],
    "Latin2": ["ISO-8859-2", "WINDOWS-1250"],
    "Cyrillic": ["WINDOWS-1251"],
    "Cyrillic+Abkh": ["WINDOWS-1251"],
    "Arabic": ["WINDOWS-1256"],
    "Hebrew": ["WINDOWS-1255"],
    "Greek": ["WINDOWS-1253", "ISO-8859-7"],
    "Turkish": ["WINDOWS-1254"],
    "Baltic": ["WINDOWS-1257", "ISO-8859-4"],
    "Thai": ["CP874"],
    "UTF8": ["UTF-8"],
    "UTF8~": ["UTF-8"],
    "Unicode": ["UTF-16"],
    "SJIS": ["CP932", "SHIFT_JIS"],
    "EUC": ["EUC-JP"],
    "JIS": ["ISO-2022-JP"],
    "GB2312": ["GB18030"],
    "Big5": ["BIG5-HKSCS", "BIG5"],
    "KOI8": ["KOI8-R"],
    "KOI8R": ["KOI8-R"],
    "T61": ["T.61-8BIT"],
    "TCVN": ["TCVN5712-1"],
    "VIQR": ["WINDOWS-1258", "WINDOWS-1252"],
    "VISCII": ["VISCII"],
    "HZ": ["HZ"],
}

# Files that no character set describes, and why.
SKIPPED = {
    "Azeri_Azerbaijani_Latin-Az.Times.Lat0117": "made for a private font",
}

# Files whose name tells the wrong set, by their bytes.
MISNAMED = {
    "Czech_Cesky-UTF8": ["WINDOWS-1250"],
}

# Windows code pages are what files labelled by their ISO subsets hold.
SUPERSETS = {
    "ISO-8859-1": "WINDOWS-1252",
    "ISO-8859-9": "WINDOWS-1254",
    "ISO-8859-11": "CP874",
    "TIS-620": "CP874",
    "SHIFT_JIS": "CP932",
    "EUC-KR": "UHC",
    "BIG5": "BIG5-HKSCS",
    "GB2312": "GB18030",
    "MACCYRILLIC": "MAC-UK",
    "MACCENTRALEUROPE": "MAC-CENTRALEUROPE",
}


def labels_of(family, name):
    """The character sets in which a file may be read."""
    if family == "uchardet":
        label = os.path.splitext(name)[0].split("_", 1)[-1].upper()
        return [label, SUPERSETS.get(label, label)]
    if name in MISNAMED:
        return MISNAMED[name]
    suffix = name.rsplit("-", 1)[-1] if "-" in name else "Latin1"
    return UDHR_LABELS.get(suffix, ["ISO-8859-1"])


def decode_hz(data):
    return data.decode("hz", "replace").encode("utf-8")


def reference(label, path):
    """The text by iconv, or None if the file is not in that set."""
    if label == "HZ":
        with open(path, "rb") as file:
            return decode_hz(file.read())
    run = subprocess.run(["iconv", "-f", label, "-t", "UTF-8", path],
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if run.returncode == 0:
        return run.stdout
    # A file cut inside a character: all but its end must be there.
    with open(path, "rb") as file:
        data = file.read()
    return run.stdout if is_cut_at_end(label, data) else None


def is_cut_at_end(label, data):
    for cut in range(1, 4):
        run = subprocess.run(["iconv", "-f", label, "-t", "UTF-8"],
                             input=data[:-cut],
                             stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL)
        if run.returncode == 0:
            return True
    return False


def essence(text):
    """Text without white space, byte order mark or damage at its end."""
    words = text.decode("utf-8", "replace").replace("\ufeff", "").split()
    return "".join(words).rstrip("\ufffd")


def run_program(arguments, path):
    if arguments.probe:
        command = [arguments.probe, path]
    else:
        command = [arguments.docconv, "-i", "text", "-o", "text", path]
    try:
        run = subprocess.run(command, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, timeout=TIME_LIMIT)
    except subprocess.TimeoutExpired:
        return b""
    return run.stdout


def is_right(arguments, family, folder, name):
    path = os.path.join(folder, name)
    ours = essence(run_program(arguments, path))
    texts = [reference(label, path) for label in labels_of(family, name)]
    return any(text is not None and essence(text) == ours for text in texts)


def score_family(arguments, family):
    folder = os.path.join(arguments.corpus, family)
    groups = collections.Counter()
    right_groups = collections.Counter()
    failed = []
    for name in sorted(os.listdir(folder)):
        if name in SKIPPED:
            print(f"  skipped {name}: {SKIPPED[name]}")
            continue
        group = "/".join(labels_of(family, name)[:1])
        groups[group] += 1
        if is_right(arguments, family, folder, name):
            right_groups[group] += 1
        else:
            failed.append(name)
    for group, count in sorted(groups.items()):
        print(f"  {group:20} {right_groups[group]:4} of {count}")
    for name in failed:
        print(f"  wrong: {name}")
    total = sum(groups.values())
    right = total - len(failed)
    print(f"{family}: {right} of {total} right, {100 * right / total:.1f} %")
    return 100 * right / total


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    program = parser.add_mutually_exclusive_group(required=True)
    program.add_argument("--docconv", help="the converter to run")
    program.add_argument("--probe", help="or a program that decodes a file")
    parser.add_argument("--min-uchardet", type=float, default=95)
    parser.add_argument("--min-udhr", type=float, default=85)
    parser.add_argument("corpus", help="folder with uchardet and udhr")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    program = arguments.probe or arguments.docconv
    folders = [os.path.join(arguments.corpus, family)
               for family in ("uchardet", "udhr")]
    if not os.access(program, os.X_OK):
        print(f"score_encodings: cannot run {program}", file=sys.stderr)
        return 2
    if not all(map(os.path.isdir, folders)):
        print(f"skipped: there is no corpus in {arguments.corpus}")
        return SKIP
    uchardet = score_family(arguments, "uchardet")
    udhr = score_family(arguments, "udhr")
    is_enough = (uchardet >= arguments.min_uchardet and
                 udhr >= arguments.min_udhr)
    return 0 if is_enough else 1


if __name__ == "__main__":
    sys.exit(main())
