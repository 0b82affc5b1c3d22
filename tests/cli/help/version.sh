# SPDX-License-Identifier: MIT
docconv --version
