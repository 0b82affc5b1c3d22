# SPDX-License-Identifier: MIT
killed_whenever TERM
