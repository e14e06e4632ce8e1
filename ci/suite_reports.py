# SPDX-License-Identifier: Apache-2.0
"""The runs that lie in a folder of reports, as ci/suite_index.py shows them.

A run is what one summary says of it (data/schemas/summary.schema.json). What a file holds may come
from a service, or from a version of Proofload that is not ours: whatever has another type than it
should have is taken for missing.
"""
import json
import math
import os
from dataclasses import dataclass, field
from pathlib import Path

NO_RESULT = "proofload.no_result"  # of a test that left no summary
VERDICTS = ("FAIL", "INVALID", "PASS")
SKIPPED = "SKIPPED"  # of a test that skipped itself, and left no summary
OUTCOMES = ("FAIL", "INVALID", SKIPPED, "PASS")  # in the order of the page
MOST_BYTES = 64 << 20  # of a summary: large ones have half a MiB
UNREADABLE = (OSError, ValueError, RecursionError, MemoryError)  # of what is cut off, or not ours

# How names of JSON beside a summary end: exports (report/format/exports.cpp), which may be larger
# than memory, and plans.
NO_SUMMARIES = (".k6-points.json", ".k6-summary.json", ".k6-summary-export.json", ".vegeta.json",
                ".plan.json")


def dig(value, *path):
    """The value at a path of names, or None."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def text(value):
    return value if isinstance(value, str) else ""


def number(value):
    known = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if known and math.isfinite(value) else None


def texts(value):
    return [text(one) for one in value] if isinstance(value, list) else []


@dataclass
class Run:
    stem: str  # of its files: "<test>_<environment>_<time>"
    test: str
    environment: str
    started_at: str
    outcome: str
    reasons: list = field(default_factory=list)
    load: str = ""
    scales: tuple = (1.0, 1.0)  # of load and time
    requests: float | None = None
    error_rate: float | None = None
    p95_ms: float | None = None
    throughput: float | None = None
    is_complete: bool = True  # its summary was written when all was known
    is_whole: bool = True  # played to its end
    baseline: list = field(default_factory=list)  # (held, "subject: explanation") of each limit
    files: list = field(default_factory=list)  # names beside the summary

    @property
    def name(self):
        """What its runs are told apart by from those of other tests."""
        return self.test, self.environment

    @property
    def counts(self):
        """Whether other runs may be held against its numbers."""
        return self.is_whole and self.outcome != "INVALID"

    def is_like(self, other):
        """Whether both played the same, so that their numbers make one line."""
        return (self.name, self.load, self.scales) == (other.name, other.load, other.scales)


def baseline_limits(summary):
    limits = summary.get("limits")
    return [(limit.get("held") is True,
             f"{text(limit.get('subject'))}: {text(limit.get('explanation'))}")
            for limit in (limits if isinstance(limits, list) else [])
            if isinstance(limit, dict) and limit.get("source") == "baseline"]


def run_of(stem, summary):
    """The run of a summary, or None where it is none of ours."""
    if not isinstance(summary, dict):
        return None
    if summary.get("format") == NO_RESULT:
        outcome = SKIPPED if summary.get("outcome") == SKIPPED else "FAIL"
        return Run(stem, text(summary.get("test")), text(summary.get("environment")),
                   text(summary.get("started_at")), outcome, [text(summary.get("why"))])
    outcome = dig(summary, "verdict", "outcome")
    if summary.get("format") != "proofload.summary" or outcome not in VERDICTS:
        return None
    passes = number(dig(summary, "metrics", "step_failed", "values", "passes"))
    fails = number(dig(summary, "metrics", "step_failed", "values", "fails"))
    requests = None if passes is None or fails is None else passes + fails
    is_complete = summary.get("complete") is not False
    is_whole = is_complete and not text(dig(summary, "run", "ended_early"))
    return Run(
        stem, text(summary.get("test")), text(dig(summary, "run", "environment_name")) or "local",
        text(dig(summary, "run", "started_at")), outcome,
        texts(dig(summary, "verdict", "reasons")), text(dig(summary, "run", "load")),
        (number(dig(summary, "run", "load_scale")), number(dig(summary, "run", "time_scale"))),
        requests, passes / requests if requests else None,
        number(dig(summary, "metrics", "response", "values", "p(95)")) if requests else None,
        number(dig(summary, "metrics", "step_successes", "values", "rate")),
        is_complete, is_whole, baseline_limits(summary))


def is_summary_name(name):
    return name.endswith(".json") and not name.endswith(NO_SUMMARIES)


def read_run(path):
    """The run of a file, or None where it is none of ours. What cannot be read raises one of
    UNREADABLE."""
    if path.stat().st_size > MOST_BYTES:
        raise ValueError("it is too large for a summary")
    return run_of(path.stem, json.loads(path.read_text(encoding="utf-8")))


def by_stem(names):
    """Names by what stands before any of their dots."""
    groups = {}
    for name in names:
        for at, letter in enumerate(name):
            if letter == ".":
                groups.setdefault(name[:at], []).append(name)
    return groups


def read_runs(folder):
    """All runs of a folder, oldest first."""
    names = sorted(os.listdir(folder))
    groups = by_stem(names)
    runs = []
    for name in filter(is_summary_name, names):
        try:
            run = read_run(Path(folder, name))
        except UNREADABLE:
            continue
        if run:
            run.files = groups[run.stem]
            runs.append(run)
    return sorted(runs, key=lambda run: (run.started_at, run.stem))


def by_test(runs):
    """The runs of each test in each environment, oldest first; the tests that failed last first."""
    groups = {}
    for run in runs:
        groups.setdefault(run.name, []).append(run)
    return sorted(groups.values(), key=lambda group: (OUTCOMES.index(group[-1].outcome),
                                                      group[-1].name))
