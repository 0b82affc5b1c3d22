#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fail each allocation of a conversion once, one run for each.

usage: fail_allocations.py --docconv PROGRAM --shim FAILMALLOC.so [--step N]

--step N tries every N-th allocation only. See robust.py for what must hold.
The dynamic loader says in its own words that memory ran out, so a plugin that
could not be loaded (13) is accepted, but not one that crashed.
"""
import argparse
import collections
import pathlib
import struct
import sys
import tempfile

import robust

REFUSED = 13
# Of the markup formats: a parser each, and XML that is read as HTML after all.
MARKUP = {"misnested.html", "chapter.xhtml", "broken.xhtml", "table.json"}
STATE = struct.Struct("<QQ")


def run_failing(args, job, folder, number):
    """One run whose allocation `number` fails; returns it and the count."""
    state = folder / "state"
    state.write_bytes(STATE.pack(number, 0))
    result = robust.run(args.docconv, job, folder / "work",
                        {"LD_PRELOAD": args.shim, "FAILMALLOC": str(state)})
    return result, STATE.unpack(state.read_bytes())[1]


def accepted(result):
    is_refusal = result.code == REFUSED and " refused: " in result.stderr
    return robust.OUT_OF_MEMORY | ({REFUSED} if is_refusal else set())


def loop(args, job, folder):
    """Return the number of runs and the complaints."""
    good, total = run_failing(args, job, folder, 0)
    if good.code != 0 or not total:
        return 1, [(f"{job.name}: undisturbed",
                    f"exit {good.code}, {total} allocations: {good.stderr}")]
    codes, complaints = collections.Counter(), []
    for number in range(1, total + 1, args.step):
        result, _ = run_failing(args, job, folder, number)
        codes[result.code] += 1
        defect = robust.defect(result, accepted(result), good)
        if defect:
            complaints.append((f"{job.name}: allocation {number} of {total}", defect))
    print(f"{job.name}: {total} allocations, exit codes {dict(codes)}")
    return sum(codes.values()), complaints


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--shim", required=True)
    parser.add_argument("--step", type=int, default=1)
    args = parser.parse_args()
    runs, complaints = 0, []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        jobs = robust.make_inputs(args.docconv, folder, "06-poem-inside.txt")
        jobs += [robust.markup_job(path) for path in robust.INPUTS if path.name in MARKUP]
        for job in jobs:
            tried, found = loop(args, job, folder)
            runs += tried
            complaints += found
    robust.report(complaints)
    print(f"failing allocations: {runs} runs, {len(complaints)} defects")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
