#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: run.sh [PROGRAM]             (or environment: DOCCONV)
# Prints what docconv costs as ratios to pandoc, gzip, zip and xmllint, in one
# run on one machine: absolute times say nothing on a shared one. Each line
# ends with what was reached, what is asked for, and "pass" or "fail", for
# people to read; the exit code says only whether everything ran.
set -eu
exec python3 "$(dirname -- "$0")/bench.py" "${1:-$DOCCONV}"
