#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds README.md to what is compiled: a code block after `<!-- from: FILE -->` has to be the text
of that file, from its first #include or command on.
"""
import re
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"<!-- from: (\S+) -->\n```\w*\n(.*?)```\n", re.DOTALL)


def without_licence(text):
    lines = text.splitlines(keepends=True)
    while lines and (lines[0].lstrip("/# ").startswith("SPDX") or not lines[0].strip("/# \n")):
        lines.pop(0)
    return "".join(lines)


def main():
    readme = (TOP / "README.md").read_text()
    blocks = BLOCK.findall(readme)
    wrong = [name for name, code in blocks if without_licence((TOP / name).read_text()) != code]
    for name in wrong:
        print(f"README.md: the block from {name} is not what the file says")
    if not blocks:
        print("README.md: no block is taken from a file")
    return 1 if wrong or not blocks else 0


if __name__ == "__main__":
    sys.exit(main())
