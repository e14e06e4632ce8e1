#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares what test binaries say of their tests with what CTest knows of them.

  compare.py <ctest> <build folder>

A binary's own list is --gtest_list_tests for the names and --ctest-properties for the rest; what
its CMakeLists.txt adds is in BINARIES; CTest's is --show-only=json-v1. Then it asks CTest to choose
by label. Of a binary with DISCOVERY_MODE PRE_TEST CTest itself must find out what changed.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# The prefix, the suffix and the PROPERTIES that project/CMakeLists.txt gives to each binary.
BINARIES = {
    "cases": ("", "", {}),
    "more_cases": ("more.", ".again", {"ENVIRONMENT": ["SHOP=cases", "COLOUR=pale blue"],
                                       "FIXTURES_REQUIRED": ["cache", "database"],
                                       "RESOURCE_LOCK": ["port"],
                                       "LABELS": ["plain", "quick"], "TIMEOUT": 7.0}),
    "late_cases": ("late.", "", {"RESOURCE_LOCK": ["disk", "port"]}),
}

ASKED_BY_CTEST = "late_cases"

# The properties to compare, and what a test has that CTest shows without them.
COMPARED = {"LABELS": [], "TIMEOUT": None, "RUN_SERIAL": False, "ENVIRONMENT": [],
            "FIXTURES_REQUIRED": [], "RESOURCE_LOCK": []}

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


def in_order(value):
    return sorted(value) if isinstance(value, list) else value


def known_to(ctest, build, *options):
    shown = json.loads(output_of(ctest, "--test-dir", build, "--show-only=json-v1", *options))
    return {test["name"]: test for test in shown["tests"]
            if test["name"] != "never_built_NOT_BUILT"}


def main(ctest, build):
    wrong = []

    def same(what, seen, wanted):
        if seen != wanted:
            wrong.append(f"{what}: CTest says {seen}, wanted is {wanted}")

    known_to(ctest, build)
    changed = Path(build, ASKED_BY_CTEST)
    changed.touch()
    known = known_to(ctest, build)
    for pattern in ["*_tests.cmake", "_properties.cmake"]:
        fresh = [path.stat().st_mtime_ns >= changed.stat().st_mtime_ns
                 for path in Path(build).glob(ASKED_BY_CTEST + pattern)]
        same(f"{ASKED_BY_CTEST}{pattern} written anew", fresh, [True])
    labelled = {}
    names = []
    for binary, (prefix, suffix, given) in BINARIES.items():
        path = str(Path(build, binary))
        declared = declared_in(path)
        if not declared:
            wrong.append(f"{binary} declares no load test")
        for name in sorted(names_in(path)):
            full_name = prefix + name + suffix
            names.append(full_name)
            if full_name not in known:
                continue
            properties = {p["name"]: p["value"] for p in known[full_name]["properties"]}
            wanted = dict(given)
            if name in declared:
                labels, timeout, serial = declared[name]
                wanted |= {"LABELS": given.get("LABELS", []) + labels, "TIMEOUT": timeout,
                           "RUN_SERIAL": serial}
            for label in wanted.get("LABELS", []):
                labelled.setdefault(label, []).append(full_name)
            same(f"binary of {full_name}", known[full_name]["command"][0], path)
            for key, absent in COMPARED.items():
                same(f"{key} of {full_name}", in_order(properties.get(key, absent)),
                     in_order(wanted.get(key, absent)))
    same("names", sorted(known), sorted(names))
    for label, wanted in labelled.items():
        chosen = known_to(ctest, build, "-L", f"^{re.escape(label)}$")
        same(f"ctest -L {label}", sorted(chosen), sorted(wanted))
    print("\n".join(wrong) if wrong else f"CTest and the binaries agree on {len(known)} tests")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
