# SPDX-License-Identifier: MIT
expect_exit 1 docconv --help >/dev/full
expect_exit 1 docconv --version >/dev/full
expect_exit 1 docconv --list-output-formats >/dev/full
