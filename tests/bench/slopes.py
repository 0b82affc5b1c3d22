#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Print how time grows with bad input: t(2n) / t(n), in processor time.

usage: slopes.py PROGRAM [--size N] [--only WORD]

The inputs are those of robust/bad_inputs.py, of N and of 2N parts (100,000);
the smaller time of two runs counts, less that of an empty page. Wanted is 2.3
at most, where the larger run takes 50 ms or more; a shorter one is noise.
"""
import argparse
import pathlib
import resource
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "robust"))
import bad_inputs  # noqa: E402
import robust  # noqa: E402

WANTED = 2.3
LEAST = 0.050


def used():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def time_of(program, case, folder):
    path = folder / ("case" + case.suffix)
    path.write_bytes(case.data)
    times = []
    for _ in range(2):
        before = used()
        robust.run(program, robust.markup_job(path), folder / "work")
        times.append(used() - before)
    return min(times)


def families(size):
    for family in (bad_inputs.nesting, bad_inputs.counts, bad_inputs.lengths,
                   bad_inputs.bytes_):
        yield from family(size)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    steep = count = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        empty = time_of(args.program, bad_inputs.html("empty", ""), folder)
        for once, twice in zip(families(args.size), families(2 * args.size)):
            if args.only not in once.name:
                continue
            small = max(time_of(args.program, once, folder) - empty, 0.001)
            large = max(time_of(args.program, twice, folder) - empty, 0.001)
            count += 1
            if large >= LEAST and large / small > WANTED:
                steep += 1
                print(f"{once.name}: {small * 1000:.0f} ms, {large * 1000:.0f} ms, "
                      f"ratio {large / small:.2f}, wanted {WANTED}")
    print(f"slopes: {count} inputs, {steep} steeper than {WANTED}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
