#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the load tests to perf_tests/README.md, whose tables are written by hand: they say what the
tests have to do. Each suite that has a limits_test.cpp has a section there, with

  * every LOAD_TEST of the folder, in a row, with its label,
  * its limits, as the sources and data/thresholds.json have them,
  * its load, as --plan of the test's binary has it: asked for with --binaries,
  * the names of the suite's own metrics.

  ci/check_suites.py                                            without the loads
  ci/check_suites.py --binaries build/dev/perf_tests            with them

Where a test differs from its row, this prints the row as the test would have it, for those who mean
the change. Exits with 0 when nothing is wrong. Every suite has to be built; tests that a binary
leaves out, because a library is missing, are held to their sources only.
"""
import argparse
import json
import re
import sys
import textwrap
from collections import Counter
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(TOP / "ci"))

from suite_plans import planned_loads  # noqa: E402
from suite_sources import own_metrics, tests_in, thresholds_of  # noqa: E402

README = TOP / "perf_tests/README.md"
SECTION = re.compile(r"^## (\w+): .*?\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `(\w+\.\w+)` \| (.*?) \| (.*?) \| (.*?) \|$", re.MULTILINE)
METRICS = re.compile(r"^Own metrics: .*?(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)
COLUMNS = ("label", "load", "limits")
UNKNOWN = "?"  # for a load that neither a table nor a binary names


def texts(*folders):
    return [path.read_text(encoding="utf-8") for folder in folders
            for path in sorted(folder.glob("*")) if path.suffix in (".cpp", ".h")]


def code(text):
    return f"`{text}`"


def limits_text(limits, thresholds):
    """Limits of the whole run first, as they come; then those of parts; then what is no limit of a
    report; then thresholds."""
    groups = {"": []}
    for subject, matcher in limits:
        if subject is not None:
            groups.setdefault(code(subject) + ": " if subject else "", []).append(code(matcher))
    groups["conditions "] = [code(condition) for subject, condition in limits if subject is None]
    groups["thresholds "] = [code(f"{metric}: {', '.join(expressions)}")
                             for metric, expressions in thresholds.items()]
    return "; ".join(subject + ", ".join(group) for subject, group in groups.items() if group)


def suites_in(folder):
    """Those of a service: their limits are shown to fail."""
    return sorted(path.parent.name for path in folder.glob("*/limits_test.cpp"))


def rows_of(suite, thresholds, loads):
    """What the table of a suite has to say: by test its label, load (none: not known), limits."""
    tests = tests_in(texts(TOP / "perf_tests" / suite))
    return {name: (label, loads.get(name), limits_text(limits, thresholds_of(name, thresholds)))
            for name, (label, limits) in tests.items()}


def metrics_text(suite):
    names = own_metrics(texts(TOP / "fixtures" / suite, TOP / "perf_tests" / suite))
    return textwrap.fill("Own metrics: " + (", ".join(map(code, names)) or "none") + ".", 100)


def row_text(name, has, says):
    """The row of a test as it is; its load as the table says it where nobody asked for it."""
    cells = [says[at] if one is None else one for at, one in enumerate(has)]
    return f"| `{name}` | {' | '.join(cells)} |"


def differences(name, has, says):
    return [f"{name} has the {column} {one or 'none'}, the table says {said or 'none'}"
            for column, one, said in zip(COLUMNS, has, says) if one is not None and one != said]


def problems_of_rows(rows, found):
    """What is wrong with the rows that were found, one sentence each, with the right row."""
    written = {name: cells for name, *cells in found}
    for test in sorted(rows.keys() - written.keys()):
        yield f"{test} is in no row\n{row_text(test, rows[test], [UNKNOWN] * len(COLUMNS))}"
    for test in sorted(written.keys() - rows.keys()):
        yield f"there is no test {test}"
    for test in sorted(written.keys() & rows.keys()):
        if wrong := differences(test, rows[test], written[test]):
            yield "; ".join(wrong) + "\n" + row_text(test, rows[test], written[test])
    for test, count in Counter(name for name, *_ in found).items():
        if count > 1:
            yield f"{test} is in several rows"


def problems(suite, section, rows, metrics):
    """What is wrong with a section."""
    for problem in problems_of_rows(rows, ROW.findall(section)):
        yield f"{suite}: {problem}"
    says = METRICS.search(section)
    if not says or says[0].split() != metrics.split():
        yield f"{suite}: there has to stand \"{metrics}\""


def loads_of(suites, folder):
    """What the binaries in a folder would play."""
    binaries = {suite: folder.resolve() / f"{suite}_perf_tests" for suite in suites}
    missing = sorted(suite for suite, binary in binaries.items() if not binary.is_file())
    if missing:
        are = "is" if len(missing) == 1 else "are"
        raise ValueError(f"{', '.join(missing)} {are} not built in {folder}: build them")
    return {test: load for binary in binaries.values()
            for test, load in planned_loads(binary).items()}


def parsed(given):
    parser = argparse.ArgumentParser(prog="ci/check_suites.py", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binaries", type=Path, metavar="FOLDER",
                        help="where the load tests are built")
    return parser.parse_args(given)


def main(given):
    options = parsed(given)
    readme = README.read_text(encoding="utf-8")
    sections = dict(SECTION.findall(readme))
    suites = suites_in(TOP / "perf_tests")
    thresholds = json.loads((TOP / "data/thresholds.json").read_text(encoding="utf-8"))
    loads = loads_of({*suites, *sections}, options.binaries) if options.binaries else {}
    wrong = [f"{suite} has no section" for suite in suites if suite not in sections]
    wrong += [problem for suite, section in sections.items()
              for problem in problems(suite, section, rows_of(suite, thresholds, loads),
                                      metrics_text(suite))]
    for problem in wrong:
        print(f"perf_tests/README.md: {problem}")
    if wrong:
        print("what the page says is meant: mend the test, or copy the row where the page is wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ValueError as why:
        sys.exit(f"ci/check_suites.py: {why}")
