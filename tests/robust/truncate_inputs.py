#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Cut small inputs short at every byte and convert what is left.

usage: truncate_inputs.py --docconv PROGRAM [--step N] [--markup-step N]

--step and --markup-step cut at every N-th byte only, of texts and of HTML,
XHTML, JSON and a book. See robust.py for what must hold; that a shortened text is
still a text, or is refused, is for the reader to decide.
"""
import argparse
import collections
import pathlib
import subprocess
import sys
import tempfile

import robust


def cut_jobs(docconv, folder):
    """(name, whole input, job on the cut file) for each kind of input."""
    robust.make_inputs(docconv, folder, "10-three-lines.txt")
    for name, reader in (("article.txt", "text"), ("wide.txt", "text"),
                         ("article.tree", "tree")):
        cut = folder / ("cut-" + name)
        yield name, (folder / name).read_bytes(), cut, robust.Job(
            name, ["-i", reader, "-O", "out.epub", "../" + cut.name], None)


def markup_jobs(folder):
    for path in robust.INPUTS:
        cut = folder / ("cut-" + path.name)
        yield path.name, path.read_bytes(), cut, robust.markup_job(path, "../" + cut.name)


def book_job(docconv, folder):
    """The article as a book, cut; a cut book is read without its directory."""
    subprocess.run([docconv, "-q", "-i", "text", "-O", folder / "article.epub",
                    folder / "article.txt"], check=True)
    cut = folder / "cut-article.epub"
    return "article.epub", (folder / "article.epub").read_bytes(), cut, robust.Job(
        "article.epub", ["-i", "epub", "-O", "out.tree", "../" + cut.name], None)


def run_cuts(docconv, folder, cut_job, step):
    """Return the number of runs and the complaints."""
    name, whole, cut, job = cut_job
    codes, complaints = collections.Counter(), []
    for size in range(0, len(whole), step):
        cut.write_bytes(whole[:size])
        result = robust.run(docconv, job, folder / "work")
        codes[result.code] += 1
        defect = robust.defect(result, robust.DAMAGED_INPUT)
        if defect:
            complaints.append((f"{name} cut to {size} bytes", defect))
    print(f"{name}: exit codes {dict(codes)}")
    return sum(codes.values()), complaints


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--markup-step", type=int, default=1)
    args = parser.parse_args()
    complaints, runs = [], 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        jobs = [(job, args.step) for job in cut_jobs(args.docconv, folder)]
        jobs += [(job, args.markup_step) for job in markup_jobs(folder)]
        jobs.append((book_job(args.docconv, folder), args.markup_step))
        for cut_job, step in jobs:
            tried, found = run_cuts(args.docconv, folder, cut_job, step)
            runs += tried
            complaints += found
    robust.report(complaints)
    print(f"truncated inputs: {runs} runs, {len(complaints)} defects")
    return 1 if complaints or not runs else 0


if __name__ == "__main__":
    sys.exit(main())
