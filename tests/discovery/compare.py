#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares what a test binary says of its tests with what CTest knows of them.

  compare.py <ctest> <build folder> <binary>

The binary's own list is --gtest_list_tests for the names and --ctest-properties for the rest;
CTest's is --show-only=json-v1. Then it asks CTest to choose by label.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

LINE = re.compile(r'set_tests_properties\("([^"]+)" PROPERTIES LABELS "([^"]*)" '
                  r'TIMEOUT (\d+) RUN_SERIAL (TRUE|FALSE)\)')


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def names_in(binary):
    suite, names = "", set()
    for line in output_of(binary, "--gtest_list_tests").splitlines():
        text = line.split("#")[0].rstrip()
        if not line.startswith(" "):
            suite = text
        else:
            names.add((suite + text.strip()).replace("DISABLED_", ""))
    return names


def declared_in(binary):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "properties.cmake")
        output_of(binary, f"--ctest-properties={path}")
        lines = path.read_text().splitlines()
    tests = {}
    for line in lines:
        name, labels, timeout, serial = LINE.fullmatch(line).groups()
        tests[name] = (labels.split(";") if labels else [], float(timeout), serial == "TRUE")
    return tests


def known_to(ctest, build, *options):
    shown = json.loads(output_of(ctest, "--test-dir", build, "--show-only=json-v1", *options))
    return {test["name"]: {p["name"]: p["value"] for p in test["properties"]}
            for test in shown["tests"]}


def main(ctest, build, binary):
    wrong = []

    def same(what, seen, wanted):
        if seen != wanted:
            wrong.append(f"{what}: CTest says {seen}, the binary {wanted}")

    known = known_to(ctest, build)
    known.pop("never_built_NOT_BUILT", None)
    same("names", sorted(known), sorted(names_in(binary)))
    declared = declared_in(binary)
    for name, properties in sorted(known.items()):
        labels, timeout, serial = declared.get(name, ([], None, False))
        same(f"labels of {name}", sorted(properties.get("LABELS", [])), sorted(labels))
        same(f"timeout of {name}", properties.get("TIMEOUT"), timeout)
        same(f"RUN_SERIAL of {name}", properties.get("RUN_SERIAL", False), serial)
    for label in {label for labels, *_ in declared.values() for label in labels}:
        chosen = known_to(ctest, build, "-L", f"^{re.escape(label)}$")
        same(f"ctest -L {label}", sorted(chosen),
             sorted(name for name, (labels, *_) in declared.items() if label in labels))
    if not declared:
        wrong.append("the binary declares no load test")
    print("\n".join(wrong) if wrong else f"CTest and the binary agree on {len(known)} tests")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
