#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds perf_tests/README.md to the load tests. Of every suite that has a section there, it says

  * every LOAD_TEST of the folder, in a row, with its label,
  * its limits, as the sources and data/thresholds.json have them,
  * its load, as --plan of the test's binary has it: asked for with --binaries,
  * the names of the suite's own metrics.

  ci/check_suites.py                                            without the loads
  ci/check_suites.py --binaries build/dev/perf_tests            with them
  ci/check_suites.py --binaries build/dev/perf_tests --write    writes what it would find wrong

Exits with 0 when nothing is wrong. Tests that a binary leaves out, because a library is missing,
are held to their sources only.
"""
import argparse
import json
import re
import sys
import textwrap
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(TOP / "ci"))

from suite_plans import planned_loads  # noqa: E402
from suite_sources import own_metrics, tests_in, thresholds_of  # noqa: E402

README = TOP / "perf_tests/README.md"
SECTION = re.compile(r"^## (\w+): .*?\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"^\| `(\w+\.\w+)` \|", re.MULTILINE)
ROW = re.compile(r"^\| `(\w+\.\w+)` \| (.*?) \| (.*?) \| (.*?) \|$", re.MULTILINE)
METRICS = re.compile(r"^Own metrics: .*?(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)
COLUMNS = ("label", "load", "limits")
HEAD = "| test | label | load | limits |\n|---|---|---|---|\n"


def texts(*folders):
    return [path.read_text(encoding="utf-8") for folder in folders
            for path in sorted(folder.glob("*")) if path.suffix in (".cpp", ".h")]


def code(text):
    return f"`{text}`"


def limits_text(limits, thresholds):
    """Limits of the whole run first, as they come; then those of parts; then thresholds."""
    groups = {"": []}
    for subject, matcher in limits:
        groups.setdefault(code(subject) + ": " if subject else "", []).append(code(matcher))
    groups["thresholds "] = [code(f"{metric}: {', '.join(expressions)}")
                             for metric, expressions in thresholds.items()]
    return "; ".join(subject + ", ".join(group) for subject, group in groups.items() if group)


def rows_of(suite, thresholds, loads):
    """What the table of a suite has to say: by test its label, load (none: not known), limits."""
    tests = tests_in(texts(TOP / "perf_tests" / suite))
    return {name: (label, loads.get(name), limits_text(limits, thresholds_of(name, thresholds)))
            for name, (label, limits) in tests.items()}


def metrics_text(suite):
    names = own_metrics(texts(TOP / "fixtures" / suite, TOP / "perf_tests" / suite))
    return textwrap.fill("Own metrics: " + (", ".join(map(code, names)) or "none") + ".", 100)


def problems(suite, section, rows, metrics):
    """What is wrong with a section, one sentence each."""
    written = {name: cells for name, *cells in ROW.findall(section)}
    for test in sorted(rows.keys() - written.keys()):
        yield f"{suite}: {test} is in no row"
    for test in sorted(written.keys() - rows.keys()):
        yield f"{suite}: there is no test {test}"
    for test in sorted(written.keys() & rows.keys()):
        for column, has, says in zip(COLUMNS, rows[test], written[test]):
            if has is not None and has != says:
                yield f"{suite}: {test} has the {column} {has or 'none'}, the table says {says}"
    says = METRICS.search(section)
    if not says or says[0].split() != metrics.split():
        yield f"{suite}: there has to stand \"{metrics}\""


def table_text(section, rows):
    """The table of a section, made anew; tests stay in their order, new ones follow."""
    order = [name for name in NAME.findall(section) if name in rows]
    order += [name for name in rows if name not in order]
    kept = {name: cells for name, *cells in ROW.findall(section)}
    lines = []
    for name in order:
        label, load, limits = rows[name]
        load = load if load is not None else kept.get(name, ["", ""])[1]
        lines.append(f"| `{name}` | {label} | {load} | {limits} |\n")
    return HEAD + "".join(lines)


def rewritten(readme, wanted):
    """The page with the tables and metrics of every suite made anew."""
    def section(found):
        rows, metrics = wanted[found[1]]
        text = re.sub(r"^\|.*?\n(?!\|)", lambda _: table_text(found[2], rows), found[2], count=1,
                      flags=re.MULTILINE | re.DOTALL)
        text = METRICS.sub("", text).rstrip("\n") + "\n\n" + metrics
        return found[0][:-len(found[2])] + re.sub(r"\n{3,}", "\n\n", text) + "\n\n"
    return SECTION.sub(section, readme)


def loads_of(suites, folder):
    """What the binaries in a folder would play. Of suites that are not built there, nothing."""
    binaries = [folder.resolve() / f"{suite}_perf_tests" for suite in suites]
    built = [binary for binary in binaries if binary.is_file()]
    if not built:
        raise ValueError(f"there are no load tests in {folder}: build them")
    return {test: load for binary in built for test, load in planned_loads(binary).items()}


def parsed(given):
    parser = argparse.ArgumentParser(prog="ci/check_suites.py", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binaries", type=Path, metavar="FOLDER",
                        help="where the load tests are built")
    parser.add_argument("--write", action="store_true", help="write the tables anew")
    return parser.parse_args(given)


def main(given):
    options = parsed(given)
    readme = README.read_text(encoding="utf-8")
    sections = dict(SECTION.findall(readme))
    thresholds = json.loads((TOP / "data/thresholds.json").read_text(encoding="utf-8"))
    loads = loads_of(sections, options.binaries) if options.binaries else {}
    wanted = {suite: (rows_of(suite, thresholds, loads), metrics_text(suite))
              for suite in sections}
    if options.write:
        README.write_text(rewritten(readme, wanted), encoding="utf-8")
        return 0
    wrong = [problem for suite, section in sections.items()
             for problem in problems(suite, section, *wanted[suite])]
    if not sections:
        wrong = ["there is no suite"]
    for problem in wrong:
        print(f"perf_tests/README.md: {problem}")
    if wrong:
        print("ci/check_suites.py --binaries build/dev/perf_tests --write writes the tables anew")
    return 1 if wrong else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ValueError as why:
        sys.exit(f"ci/check_suites.py: {why}")
