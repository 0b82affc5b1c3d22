# SPDX-License-Identifier: MIT
"""What the robustness loops share: small inputs, one run, and its verdict.

Whatever is done to docconv, a run ends with an exit code of the contract and
not with a signal, in time; a run that fails leaves no file, and a run that
succeeds leaves the same bytes as an undisturbed one.
"""
import collections
import os
import pathlib
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
ARTICLES = HERE.parent / "articles"
# Small files of the markup formats, each with other constructs.
INPUTS = sorted((HERE / "inputs").iterdir())
TIMEOUT = 20
TIMED_OUT = "timeout"

# What may come of a damaged input. Codes of the contract that are not here
# would mean a bug of ours: 4 is an internal error, 13 a crash in a plugin.
DAMAGED_INPUT = {0, 1, 14, 44, 64, 92, 95}
# What may come of too little memory.
OUT_OF_MEMORY = {0, 40}

Job = collections.namedtuple("Job", "name arguments input")
Result = collections.namedtuple("Result", "code output files stderr")


def run(docconv, job, folder, environ=None, before=None):
    """Run the job in the empty directory `folder`, which goes again; `before`
    is called in the new process first."""
    folder.mkdir(exist_ok=True)
    stdin = open(job.input, "rb") if job.input else subprocess.DEVNULL
    try:
        done = subprocess.run([docconv, *job.arguments], cwd=folder, stdin=stdin,
                              capture_output=True, timeout=TIMEOUT,
                              env=os.environ | (environ or {}), preexec_fn=before)
        code, output, stderr = done.returncode, done.stdout, done.stderr
    except subprocess.TimeoutExpired:
        code, output, stderr = TIMED_OUT, b"", b""
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    shutil.rmtree(folder)
    return Result(code, output, files, stderr.decode("utf-8", "replace").strip())


def defect(result, accepted, good=None):
    """What is wrong with a disturbed run, or None; `good` is the run that was
    not disturbed."""
    if result.code not in accepted:
        return f"exit {result.code}: {result.stderr[-200:]}"
    if result.code != 0 and result.files:
        return f"exit {result.code} left {sorted(result.files)}"
    if result.code != 0 and not result.stderr:
        return f"exit {result.code} says nothing"
    same = good and (result.output, result.files) == (good.output, good.files)
    if result.code == 0 and good and not same:
        return "exit 0, but other bytes than undisturbed"
    return None


def make_inputs(docconv, folder, article):
    """Copies of an article as UTF-8, UTF-16 and tree, in `folder`; returns
    the jobs, which name them from a directory beside them."""
    text = folder / "article.txt"
    text.write_bytes((ARTICLES / article).read_bytes())
    wide = folder / "wide.txt"
    wide.write_text(text.read_text("utf-8"), encoding="utf-16")
    tree = folder / "article.tree"
    subprocess.run([docconv, "-i", "text", "-o", "tree", "-O", str(tree), str(text)],
                   check=True)
    return [
        Job("text-to-epub", ["-i", "text", "-O", "out.epub", "../article.txt"], None),
        Job("text-to-tree", ["-i", "text", "-O", "out.tree", "../article.txt"], None),
        Job("tree-to-epub", ["-i", "tree", "-O", "out.epub", "../article.tree"], None),
        Job("text-to-page", ["-i", "text", "-t", "html+standalone+toc",
                             "-O", "out.html", "../article.txt"], None),
        Job("stdin-to-stdout", ["-i", "text", "-o", "html"], text),
        Job("utf16-to-epub", ["-i", "text", "-O", "out.epub", "../wide.txt"], None),
    ]


def markup_job(path, input_path=None):
    """The job that reads such a file, or another of its sort, as a tree."""
    reader = "json" if path.suffix == ".json" else "html"
    return Job(path.name, ["-i", reader, "-O", "out.tree", str(input_path or path)], None)


def report(complaints):
    """Print the complaints, (which run, what was wrong) pairs; those that
    say the same in one line."""
    runs = collections.defaultdict(list)
    for which, what in complaints:
        runs[what].append(which)
    for what, which in runs.items():
        print(f"FAIL {which[0]}{f' and {len(which) - 1} more' if which[1:] else ''}: {what}")
