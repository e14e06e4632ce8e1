#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads our JUnit XML with readers that are not ours: what they find is what CI servers find.

  junit_readers_test.py <junit_samples> junitparser
  junit_readers_test.py <junit_samples> junit2json <folder with node_modules>

Exits with 77, and says why, where the reader is not installed.
"""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SKIPPED = 77
STATES = ("failure", "error", "skipped")
ATTACHED = "[[ATTACHMENT|/results/run.html]]\n[[ATTACHMENT|/results/run.json]]"


def skip(why):
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


def read_with_junitparser(path):
    """Cases by name: state, message and text of it, output, properties."""
    from junitparser import JUnitXml, Properties, TestCase
    suite, = JUnitXml.fromfile(str(path))
    cases = {}
    for case in suite.iterchildren(TestCase):
        result = case.result[0] if case.result else None
        state = type(result).__name__.lower() if result is not None else "passed"
        group = case.child(Properties)
        cases[case.name] = {
            "state": state,
            "message": result.message if result is not None else "",
            "text": (result._elem.text or "") if result is not None else "",
            "output": case.system_out or "",
            "properties": {one.name: one.value for one in group} if group is not None else {}}
    totals = {"tests": suite.tests, "failures": suite.failures, "errors": suite.errors,
              "skipped": suite.skipped}
    return cases, totals, suite.timestamp, {one.name: one.value for one in suite.properties()}


def read_with_junit2json(path):
    tool = Path(sys.argv[3], "node_modules/junit2json/dist/esm/cli.js")
    done = subprocess.run(["node", str(tool), str(path)], capture_output=True, check=True)
    suite, = json.loads(done.stdout)["testsuite"]
    cases = {}
    for case in suite["testcase"]:
        state = next((state for state in STATES if state in case), "passed")
        result = case[state][0] if state != "passed" else {}
        cases[case["name"]] = {
            "state": state,
            "message": result.get("message", ""),
            "text": result.get("inner", ""),
            "output": "".join(case.get("system-out", [])),
            "properties": {one["name"]: str(one["value"]) for one in case.get("properties", [])}}
    totals = {key: suite[key] for key in ("tests", "failures", "errors", "skipped")}
    return (cases, totals, suite["timestamp"],
            {one["name"]: str(one["value"]) for one in suite["properties"]})


class JUnitReaders(unittest.TestCase):
    def states(self, name):
        self.cases, self.totals, self.timestamp, self.properties = read(Path(folder, name + ".xml"))
        return {name: case["state"] for name, case in self.cases.items()}

    def test_list_a_case_for_each_limit_of_a_run_that_passed(self):
        self.assertEqual(self.states("passing"), {
            "run played to its end": "passed", "load was delivered": "passed",
            "GET /x: p95 < 10 ms": "passed", "GET /x: p95 < 20 ms": "passed"})
        self.assertEqual(self.totals, {"tests": 4, "failures": 0, "errors": 0, "skipped": 0})
        self.assertEqual(self.timestamp, "1970-01-01T00:00:00")
        self.assertEqual(self.properties["verdict"], "PASS")
        self.assertEqual(self.properties["response_p95_ms"], "5")
        limit = self.cases["GET /x: p95 < 10 ms"]
        self.assertEqual(limit["output"], "p95 is 5 ms, 5 ms inside (50 %), from 1000 samples "
                                          "(p50 5 ms, max 5 ms)")
        self.assertEqual(limit["properties"], {
            "observed": "5", "margin": "5 ms inside (50 %)", "bound": "10", "unit": "ms",
            "samples": "1000", "standing": "held", "source": "code"})
        self.assertIn(ATTACHED, self.cases["run played to its end"]["output"])

    def test_find_the_limit_and_the_assertion_that_failed(self):
        self.assertEqual(self.states("failing"), {
            "run played to its end": "passed", "load was delivered": "passed",
            "GET /x: p95 < 10 ms": "passed", "GET /x: p95 < 4 ms": "failure",
            "assertion 1": "failure"})
        self.assertEqual(self.totals, {"tests": 5, "failures": 2, "errors": 0, "skipped": 0})
        broken = self.cases["GET /x: p95 < 4 ms"]
        self.assertEqual(broken["message"], "p95 < 4 ms: p95 is 5 ms, 1 ms over (25 %), from 1000 "
                                            "samples (p50 5 ms, max 5 ms)")
        self.assertEqual(broken["text"], "suite_test.cpp:44: " + broken["message"])
        self.assertIn(ATTACHED, broken["output"])
        self.assertEqual(self.cases["assertion 1"]["message"], "Expected: 1\n  Actual: 2")

    def test_find_an_invalid_run_as_errors(self):
        self.assertEqual(self.states("invalid"), {
            "run played to its end": "passed", "load was delivered": "error",
            "GET /x: p95 < 10 ms": "passed", "GET /x: p95 < 4 ms": "error"})
        self.assertEqual(self.properties["verdict"], "INVALID")

    def test_find_what_an_invalid_run_skipped(self):
        self.assertEqual(self.states("skipped"), {
            "run played to its end": "passed", "load was delivered": "skipped",
            "GET /x: p95 < 10 ms": "passed", "GET /x: p95 < 4 ms": "skipped"})
        self.assertEqual(self.totals, {"tests": 4, "failures": 0, "errors": 0, "skipped": 2})
        self.assertTrue(self.cases["load was delivered"]["message"].startswith("INVALID: "))

    def test_read_markup_and_control_characters_as_text(self):
        limit = "GET /<b>\"'&]]>\\x01\\x1b[2J\\xff\\n\\tµ: p95 < 4 ms"
        states = {name.replace("\n", "\\n").replace("\t", "\\t"): state
                  for name, state in self.states("hostile").items()}
        self.assertEqual(states, {
            "run played to its end": "passed", "load was delivered": "passed", limit: "failure",
            "assertion 1": "failure"})
        self.assertEqual(self.cases["assertion 1"]["text"],
                         "a&b.cpp:1: </failure><testcase name=\"planted\"/>]]>\\x03")


def find_reader(name):
    if name == "junitparser":
        try:
            import junitparser  # noqa: F401
        except ImportError:
            skip("there is no Python module junitparser; Debian has it as python3-junitparser")
        return read_with_junitparser
    if len(sys.argv) < 4 or not Path(sys.argv[3], "node_modules/junit2json").is_dir():
        skip("there is no junit2json: npm install junit2json, and name the folder")
    return read_with_junit2json


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4) or sys.argv[2] not in ("junitparser", "junit2json"):
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    read = find_reader(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder], check=True)
        unittest.main(argv=sys.argv[:1])
