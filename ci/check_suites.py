#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the tables of perf_tests/README.md to the load tests: of every suite that has a section, the
tests of the table are the LOAD_TESTs of its folder, each with the label that it has there.
"""
import re
import sys
from pathlib import Path

SUITES = Path(__file__).resolve().parent.parent / "perf_tests"
LABELS = {"smoke", "load", "stress", "spike", "capacity", "soak"}
SECTION = re.compile(r"^## (\w+): .*?\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `(\w+\.\w+)` \| (\w+) \|", re.MULTILINE)
LOAD_TEST = re.compile(r"^LOAD_TEST\((\w+),\s*(\w+),([^{]*?)\)\s*\{", re.MULTILINE | re.DOTALL)


def written(folder):
    """The tests of a folder, each with the labels that choose it."""
    tests = {}
    for source in sorted(folder.glob("*.cpp")):
        for fixture, name, traits in LOAD_TEST.findall(source.read_text()):
            labels = {one.strip() for one in traits.split(",")} & LABELS
            tests[f"{fixture}.{name}"] = " ".join(sorted(labels))
    return tests


def problems(suite, table, tests):
    rows = dict(ROW.findall(table))
    for test in sorted(tests.keys() - rows.keys()):
        yield f"{suite}: {test} is in no row"
    for test in sorted(rows.keys() - tests.keys()):
        yield f"{suite}: there is no test {test}"
    for test in sorted(rows.keys() & tests.keys()):
        if rows[test] != tests[test]:
            yield f"{suite}: {test} has the label {tests[test]}, the table says {rows[test]}"


def main():
    sections = SECTION.findall((SUITES / "README.md").read_text())
    wrong = [problem for suite, table in sections
             for problem in problems(suite, table, written(SUITES / suite))]
    for problem in wrong:
        print(f"perf_tests/README.md: {problem}")
    if not sections:
        print("perf_tests/README.md: there is no suite")
    return 1 if wrong or not sections else 0


if __name__ == "__main__":
    sys.exit(main())
