#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Write folders of unpacked books as seeds of fuzz_package.c.

usage: pack_seeds.py OUTPUT FOLDER...
"""
import pathlib
import sys


def main():
    output = pathlib.Path(sys.argv[1])
    output.mkdir(parents=True, exist_ok=True)
    for folder in map(pathlib.Path, sys.argv[2:]):
        seed = bytearray()
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            seed += f"%%%% {path.relative_to(folder).as_posix()}\n".encode()
            seed += path.read_bytes()
            seed += b"" if seed.endswith(b"\n") else b"\n"
        (output / folder.name).write_bytes(seed)


if __name__ == "__main__":
    main()
