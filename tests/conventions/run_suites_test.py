# SPDX-License-Identifier: Apache-2.0
"""ci/run_suites: which tests it plays, what it keeps, and the page it makes. Programs are scripts of
our own, no load is played."""
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from html.parser import HTMLParser
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from unittest import mock

try:
    import yaml
except ImportError:
    yaml = None

CI = Path(__file__).resolve().parent.parent.parent / "ci"
sys.dont_write_bytecode = True
sys.path.insert(0, str(CI))

import suite_index  # noqa: E402
import suite_reports  # noqa: E402

loader = SourceFileLoader("run_suites", str(CI / "run_suites"))
run_suites = module_from_spec(spec_from_loader("run_suites", loader))
loader.exec_module(run_suites)


def summary(test="Shop.Sells", outcome="PASS", started_at="2026-11-22T00:04:47.123Z", p95=8.0,
            limits=(), environment="local", load="hold 10/s for 10 s", passes=2.0, time_scale=1,
            complete=True, ended_early=""):
    return {"format": "proofload.summary", "test": test, "complete": complete,
            "verdict": {"outcome": outcome, "reasons": [] if outcome == "PASS" else ["it broke"]},
            "run": {"started_at": started_at, "environment_name": environment, "load": load,
                    "load_scale": 1, "time_scale": time_scale, "ended_early": ended_early},
            "limits": list(limits),
            "metrics": {"response": {"values": {"p(95)": p95}},
                        "step_failed": {"values": {"passes": passes, "fails": 1000 - passes}},
                        "step_successes": {"values": {"rate": 99.8}}}}


def baseline(held, explanation="p95 is 14 ms"):
    return {"source": "baseline", "subject": "GET /x", "held": held, "explanation": explanation}


def runs_of(*summaries):
    return [suite_reports.run_of(f"r{at}", one) for at, one in enumerate(summaries)]


class Text(HTMLParser):
    """What a reader sees, and the elements that are there."""

    def __init__(self, html):
        super().__init__()
        self.seen, self.elements, self.links = "", [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.elements.append(tag)
        self.links += [value for name, value in attributes if name in ("href", "src")]

    def handle_data(self, data):
        self.seen += data


class Reports(unittest.TestCase):
    def test_a_run_is_what_its_summary_says(self):
        run = suite_reports.run_of("stem", summary(limits=[baseline(True), {"source": "code"}]))
        self.assertEqual((run.test, run.environment, run.outcome), ("Shop.Sells", "local", "PASS"))
        self.assertEqual((run.requests, run.error_rate, run.p95_ms, run.throughput),
                         (1000, 0.002, 8.0, 99.8))
        self.assertEqual(run.baseline, [(True, "GET /x: p95 is 14 ms")])

    def test_what_has_another_type_is_missing(self):
        odd = summary()
        odd.update(metrics=[], limits={"a": 1}, run="yesterday")
        run = suite_reports.run_of("stem", odd)
        self.assertEqual((run.p95_ms, run.requests, run.started_at, run.baseline),
                         (None, None, "", []))
        odd["metrics"] = {"response": {"values": {"p(95)": float("nan")}}}
        self.assertIsNone(suite_reports.run_of("stem", odd).p95_ms)

    def test_what_is_no_summary_is_no_run(self):
        for other in ([], {}, {"format": "vegeta"}, summary(outcome="MAYBE"),
                      {"format": "proofload.summary"}):
            self.assertIsNone(suite_reports.run_of("stem", other))

    def test_numbers_count_of_runs_that_came_to_their_end(self):
        runs = runs_of(summary(), summary(outcome="FAIL"), summary(outcome="INVALID"),
                       summary(complete=False), summary(ended_early="interrupted by SIGTERM"))
        self.assertEqual([run.counts for run in runs], [True, True, False, False, False])

    def test_a_folder_is_read_oldest_first(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, content in (
                    ("b", json.dumps(summary(started_at="2026-01-02T00:00:00Z"))),
                    ("a", json.dumps(summary(started_at="2026-01-03T00:00:00Z"))),
                    ("cut", '{"format": "proofl'), ("deep", "[" * 100000)):
                Path(folder, name + ".json").write_text(content)
            Path(folder, "b.html").write_text("")
            runs = suite_reports.read_runs(folder)
        self.assertEqual([run.stem for run in runs], ["b", "a"])
        self.assertEqual(runs[0].files, ["b.html", "b.json"])

    def test_exports_are_no_runs(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("a", "a.vegeta", "a.k6-points", "a.plan"):
                Path(folder, name + ".json").write_text(json.dumps(summary()))
            (run,) = suite_reports.read_runs(folder)
        self.assertEqual(run.files, ["a.json", "a.k6-points.json", "a.plan.json", "a.vegeta.json"])

    def test_every_export_is_known(self):
        source = CI.parent / "framework/proofload/report/format/exports.cpp"
        suffixes = re.findall(r'"(\.[\w-]+\.json)"', source.read_text(encoding="utf-8"))
        self.assertTrue(suffixes)
        self.assertLessEqual(set(suffixes), set(suite_reports.NO_SUMMARIES))

    def test_what_is_too_large_for_a_summary_is_no_run(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "a.json").write_text(json.dumps(summary()))
            with mock.patch.object(suite_reports, "MOST_BYTES", 100, create=True):
                self.assertEqual(suite_reports.read_runs(folder), [])
            with mock.patch("json.loads", side_effect=MemoryError):
                self.assertEqual(suite_reports.read_runs(folder), [])

    def test_a_folder_is_listed_once(self):
        with tempfile.TemporaryDirectory() as folder:
            for number in range(9):
                Path(folder, f"[{number}].json").write_text(json.dumps(summary()))
                Path(folder, f"[{number}].a.log").write_text("")
            with mock.patch("os.listdir", wraps=os.listdir) as listed, \
                    mock.patch("os.scandir", wraps=os.scandir) as scanned:
                runs = suite_reports.read_runs(folder)
        self.assertEqual(runs[3].files, ["[3].a.log", "[3].json"])
        self.assertEqual(listed.call_count + scanned.call_count, 1)

    def test_tests_that_failed_last_come_first(self):
        groups = suite_reports.by_test(runs_of(
            summary("A.Good"), summary("B.Bad"), summary("B.Bad", "FAIL"),
            summary("C.Mended", "FAIL"), summary("C.Mended"), summary("D.Odd", "INVALID"),
            summary("A.Good", environment="staging")))
        self.assertEqual([(group[-1].test, group[-1].environment, len(group)) for group in groups],
                         [("B.Bad", "local", 2), ("D.Odd", "local", 1), ("A.Good", "local", 1),
                          ("A.Good", "staging", 1), ("C.Mended", "local", 2)])


class Index(unittest.TestCase):
    def page(self, *summaries):
        return suite_index.page(runs_of(*summaries), "now")

    def test_it_shows_verdict_and_key_numbers_of_the_last_run(self):
        seen = Text(self.page(summary(p95=3.0), summary(outcome="FAIL", p95=8.0))).seen
        self.assertIn("Load tests: 0 PASS, 1 FAIL, 0 INVALID", seen)
        for part in ("Shop.Sells", "8 ms", "0.2 %", "99.8/s", "1,000", "it broke", "+166.7 %",
                     "earlier runs: 1"):
            self.assertIn(part, seen)

    def test_it_draws_a_line_over_runs_that_played_the_same(self):
        same = [summary(p95=value) for value in (4.0, 6.0, 5.0)]
        self.assertIn('aria-label="p95 over 3 runs"', self.page(*same))
        others = [summary(load="hold 20/s for 10 s"), summary(time_scale=0.5)]
        self.assertIn('aria-label="p95 over 3 runs"', self.page(*others, *same))
        self.assertNotIn("<svg", self.page(*others, same[0]))

    def test_a_line_leaves_out_what_was_invalid_or_cut_off(self):
        odd = [summary(outcome="INVALID", p95=90.0), summary(complete=False, p95=90.0),
               summary(outcome="FAIL", ended_early="the service died", p95=90.0)]
        html = self.page(summary(p95=4.0), *odd, summary(p95=6.0))
        self.assertIn('aria-label="p95 over 2 runs"', html)
        self.assertIn("+50.0 % since the run before", html)
        self.assertIn("FAIL (cut off)", html)
        for last in odd:
            html = self.page(summary(p95=4.0), summary(p95=6.0), last)
            self.assertNotIn("<svg", html)
            self.assertNotIn("since the run before", html)
            self.assertIn("not compared with earlier runs", html)

    def test_a_line_goes_through_its_values(self):
        line = suite_index.line([1.0, None, 3.0, 2.0], "p95")
        self.assertIn('points="4.0,26.0 66.0,4.0 128.0,15.0"', line)

    def test_a_line_draws_noise_flat(self):
        self.assertIn('points="4.0,16.1 128.0,13.9"', suite_index.line([99.0, 101.0], "p95"))

    def test_it_says_how_the_baseline_compares(self):
        self.assertIn("not compared with a baseline", self.page(summary()))
        held = self.page(summary(limits=[baseline(True), baseline(True)]))
        self.assertIn("all 2 limits hold", held)
        broken = self.page(summary(limits=[baseline(True), baseline(False, "14 ms <b>")]))
        self.assertIn("1 of 2 limits do not hold", broken)
        self.assertIn("GET /x: 14 ms &lt;b&gt;", broken)

    def test_it_escapes_everything(self):
        evil = "</style><script>alert(1)</script><img src=x onerror=alert(1)>\"'"
        run = suite_reports.run_of("r" + evil, summary(
            evil, "FAIL", environment=evil, load=evil, started_at=evil,
            limits=[baseline(False, evil)]))
        run.reasons, run.files = [evil], ["r" + evil + ".html"]
        html = suite_index.page([run, run], evil)
        elements = Text(html).elements
        self.assertNotIn("script", elements)
        self.assertNotIn("img", elements)
        self.assertEqual(html.count("<style>"), 1)

    def test_it_needs_no_network(self):
        run = runs_of(summary())[0]
        run.files = ["r0.json", "r0.html", "r0.junit.xml"]
        html = suite_index.page([run], "now")
        self.assertEqual(Text(html).links, ["r0.html", "r0.html", "r0.json", "r0.junit.xml"])
        self.assertNotIn("http", html)

    def test_it_shows_a_test_that_left_nothing(self):
        seen = Text(self.page({"format": suite_reports.NO_RESULT, "test": "A.B",
                               "environment": "local", "started_at": "2026-11-22T00:00:00Z",
                               "why": "it ended with exit code -6"})).seen
        self.assertIn("exit code -6", seen)
        self.assertIn("1 FAIL", seen)

    def test_it_names_a_test_that_skipped_itself(self):
        seen = Text(self.page({"format": suite_reports.NO_RESULT, "test": "A.B",
                               "outcome": "SKIPPED", "why": "not today"})).seen
        self.assertIn("0 FAIL, 0 INVALID, 1 SKIPPED", seen)

    def test_it_can_be_empty(self):
        self.assertIn("No test has been played.", self.page())

    def test_numbers_are_short(self):
        self.assertEqual([suite_index.milliseconds_text(value)
                          for value in (None, 0.0123, 8.123, 812.6, 12345.0)],
                         ["–", "12.3 µs", "8.12 ms", "813 ms", "12.3 s"])
        self.assertEqual(suite_index.share_text(0.00012), "0.012 %")
        self.assertEqual(suite_index.rate_text(15219.4), "15,219/s")


def ctest_test(binary, name, labels, **more):
    properties = {"LABELS": labels, "TIMEOUT": 100.0, "WORKING_DIRECTORY": "/", **more}
    return {"command": [binary, "--gtest_filter=" + name], "name": name,
            "properties": [{"name": key, "value": value} for key, value in properties.items()]}


class Choice(unittest.TestCase):
    tests = run_suites.tests_of({"tests": [
        ctest_test("/b/shop_perf_tests", "Shop.Sells", ["load"]),
        ctest_test("/b/shop_perf_tests", "Shop.Answers", ["http", "smoke"]),
        ctest_test("/b/shop_perf_tests", "Shop.Off", ["smoke"], DISABLED=True),
        ctest_test("/b/bank_perf_tests", "Bank.Answers", ["smoke"]),
        ctest_test("/b/proofload_core_tests", "Bytes.Print", ["unit"]),
        {"name": "no command"}]})

    def names(self, suites=(), labels=()):
        return [test["name"] for test in run_suites.chosen(self.tests, suites, labels)]

    def test_it_is_of_load_tests_that_are_not_disabled(self):
        self.assertEqual(self.names(), ["Shop.Sells", "Shop.Answers", "Bank.Answers"])

    def test_it_is_by_suite_and_label(self):
        self.assertEqual(self.names(labels=["smoke"]), ["Shop.Answers", "Bank.Answers"])
        self.assertEqual(self.names(["shop"]), ["Shop.Sells", "Shop.Answers"])
        self.assertEqual(self.names(["shop"], ["smoke", "soak"]), ["Shop.Answers"])

    def test_it_refuses_what_is_not_there(self):
        with self.assertRaisesRegex(run_suites.Refusal, "no suite shoop: there are bank, shop"):
            self.names(["shoop"])
        with self.assertRaisesRegex(run_suites.Refusal, "no test has been chosen"):
            self.names(labels=["soak"])
        self.assertEqual(run_suites.chosen(self.tests, ["shop"], ["soak"], allow_none=True), [])

    def test_it_refuses_suites_that_are_not_built(self):
        with tempfile.TemporaryDirectory() as folder:
            listed = [f"add_test({name}_NOT_BUILT {name}_NOT_BUILT)" for name in
                      ("shop_perf_tests", "bank_perf_tests", "shop_limits_tests")]
            Path(folder, "CTestTestfile.cmake").write_text("\n".join(listed))
            for suites, wrong in (([], "bank, shop are not built"), (["shop"], "shop is not built"),
                                  (["mill"], "there is no suite mill: there are none")):
                with mock.patch("sys.stderr", new_callable=io.StringIO) as told:
                    given = [f"--suite={suite}" for suite in suites]
                    self.assertEqual(run_suites.main(["--build", folder, *given]), 2)
                self.assertIn(wrong, told.getvalue())
                self.assertEqual(f"cmake --build {folder}" in told.getvalue(), suites != ["mill"])

    def test_flags_go_to_the_tests(self):
        options = run_suites.parsed(["--environment", "staging", "--time-scale=2%",
                                     "--compare-baseline", "--", "--seed=7"])
        self.assertEqual(run_suites.flags_of(options),
                         ["--environment=staging", "--time-scale=2%", "--compare-baseline",
                          "--seed=7"])


class Play(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)
        self.reports = self.folder / "reports"
        self.reports.mkdir()

    def played(self, script, name="Shop.Sells", timeout=100):
        """Plays a program of the shell, which finds its output folder in $out."""
        program = self.folder / "shop_perf_tests"
        program.write_text('#!/bin/sh\nfor a; do case $a in --output=*) out=${a#--output=};; esac;'
                           f" done\n{script}\n")
        program.chmod(0o755)
        return run_suites.play(self.known(name, program, timeout), [], "local", self.reports)

    def known(self, name, program, timeout=100):
        return {"suite": "shop", "binary": str(program), "name": name,
                "folder": str(self.folder), "timeout": timeout}

    def runs(self):
        return suite_reports.read_runs(self.reports)

    def left(self):
        return sorted(one.name for one in self.reports.iterdir()
                      if not one.name.endswith(".files"))

    def played_at(self, *minutes, name="Shop.Sells", environment="local"):
        """Keeps a run of each of these minutes, with a page and a log."""
        for minute in minutes:
            (self.folder / "s.json").write_text(json.dumps(summary(
                name, started_at=f"2026-11-22T00:{minute:02}:00.000Z", environment=environment)))
            self.played('cp s.json "$out/s.json"; touch "$out/s.html" "$out/s.shop.log"')

    def put_in_order(self, *arguments):
        with mock.patch("builtins.print"):
            self.assertEqual(run_suites.main(
                ["--index", "--reports", str(self.reports), *arguments]), 0)

    def test_it_keeps_what_a_run_left_under_its_time(self):
        (self.folder / "s.json").write_text(json.dumps(summary()))
        self.assertEqual(self.played(
            'cp s.json "$out/Shop.Sells.json"; echo page > "$out/Shop.Sells.html"\n'
            'echo "[[ATTACHMENT|$out/Shop.Sells.html]]" > "$out/Shop.Sells.junit.xml"\n'
            'echo log > "$out/Shop.Sells.shop.log"; echo played'), "PASS")
        stem = "Shop.Sells_local_20261122T000447Z"
        self.assertEqual(self.left(), [stem + "." + suffix for suffix in
                                       ("console.txt", "html", "json", "junit.xml", "shop.log")])
        self.assertEqual((self.reports / (stem + ".console.txt")).read_text(), "played\n")
        self.assertEqual((self.reports / (stem + ".junit.xml")).read_text(),
                         f"[[ATTACHMENT|{self.reports / stem}.html]]\n")

    def test_it_keeps_every_run_of_a_test(self):
        for number, name in enumerate(("Shop.Sells", "Shop.Sells-2")):
            (self.folder / f"s{number}.json").write_text(json.dumps(
                summary(name, environment="staging")))
        self.assertEqual(self.played('cp s0.json "$out/Shop.Sells_staging.json"\n'
                                     'cp s1.json "$out/Shop.Sells-2_staging.json"; exit 1'), "FAIL")
        self.assertEqual([name for name in self.left() if name.endswith(".json")],
                         ["Shop.Sells-2_staging_20261122T000447Z.json",
                          "Shop.Sells_staging_20261122T000447Z.json"])

    def test_it_keeps_exports_beside_their_run(self):
        (self.folder / "s.json").write_text(json.dumps(summary()))
        self.assertEqual(self.played(
            'cp s.json "$out/X.json"; cp s.json "$out/X.vegeta.json"\n'
            'echo {} > "$out/X.k6-summary.json"; echo {} > "$out/X.k6-points.json"'), "PASS")
        stem = "Shop.Sells_local_20261122T000447Z"
        self.assertEqual(self.left(), [stem + "." + suffix for suffix in (
            "console.txt", "json", "k6-points.json", "k6-summary.json", "vegeta.json")])

    def test_it_says_of_a_run_what_its_summary_says(self):
        def outcome(code, *summaries):
            for file in self.folder.glob("s*.json"):
                file.unlink()
            for at, one in enumerate(summaries):
                (self.folder / f"s{at}.json").write_text(json.dumps(one))
            return self.played(f'cp s*.json "$out"; exit {code}')

        invalid = summary(outcome="INVALID")
        self.assertEqual(outcome(1, invalid), "INVALID")
        self.assertEqual(outcome(1, summary(), invalid), "INVALID")
        self.assertEqual(outcome(1, invalid, summary(outcome="FAIL")), "FAIL")
        self.assertEqual(outcome(1, invalid, summary(outcome="INVALID", complete=False)), "FAIL")
        self.assertEqual(outcome(1, summary()), "FAIL")

    def test_a_test_that_leaves_nothing_has_failed(self):
        self.assertEqual(self.played("kill -9 $$"), "FAIL")
        runs = self.runs()
        self.assertEqual([(run.test, run.outcome) for run in runs], [("Shop.Sells", "FAIL")])
        self.assertIn("left no result, exit code -9", runs[0].reasons[0])

    def test_a_test_that_leaves_nothing_has_not_passed_with_exit_code_0(self):
        self.assertEqual(self.played('echo {} > "$out/Shop.Sells.plan.json"; echo 0 tests'), "FAIL")
        run = self.runs()[0]
        self.assertEqual(run.outcome, "FAIL")
        self.assertIn("left no result, exit code 0", run.reasons[0])
        self.assertEqual([name[len(run.stem):] for name in run.files],
                         [".Shop.Sells.plan.json", ".console.txt", ".json"])

    def test_a_test_that_skips_itself_is_named_as_skipped(self):
        self.assertEqual(self.played("echo '[  SKIPPED ] Shop.Sells (0 ms)'"), "SKIPPED")
        self.assertEqual([run.outcome for run in self.runs()], ["SKIPPED"])

    def test_a_test_whose_program_is_missing_has_failed(self):
        missing = self.known("Shop.Sells", self.folder / "missing")
        self.assertEqual(run_suites.play(missing, [], "local", self.reports), "FAIL")
        console = next(self.reports.glob("*.console.txt")).read_text()
        self.assertIn("cannot be started", console)

    def test_suites_hold_where_none_failed_and_one_passed(self):
        def holds(*outcomes):
            tests = [self.known(f"T.{at}", "p") for at in range(len(outcomes))]
            with mock.patch.object(run_suites, "play", side_effect=outcomes):
                return run_suites.play_all(tests, run_suites.parsed([]), self.reports)

        self.assertTrue(holds())
        self.assertTrue(holds("PASS", "SKIPPED"))
        self.assertFalse(holds("SKIPPED"))
        self.assertFalse(holds("PASS", "FAIL"))
        self.assertFalse(holds("PASS", "INVALID"))

    def at_most(self, seconds, planned, executable=True):
        """Plays a test in so many seconds at most whose program does this when asked for its plan,
        and else says its flags. Its outcome and console."""
        program = self.folder / "shop_perf_tests"
        program.write_text('#!/bin/sh\nfor a; do case $a in --output=*) out=${a#--output=};;'
                           f" --plan) plans=1;; esac; done\nif [ $plans ]; then {planned}\n"
                           'else cp s.json "$out/s.json"; echo "played $*"; fi\n')
        program.chmod(0o755 if executable else 0o644)
        (self.folder / "s.json").write_text(json.dumps(summary()))
        options = run_suites.parsed([f"--at-most={seconds}"])
        outcome = run_suites.outcome_of_test(self.known("Shop.Sells", program), options,
                                             self.reports)
        return outcome, "".join(one.read_text() for one in self.reports.glob("*.console.txt"))

    def planned_to_take(self, *seconds):
        for number, length in enumerate(seconds):
            (self.folder / f"{number}.plan.json").write_text(
                json.dumps({"test": "Shop.Sells", "length_seconds": length}))
        return 'cp *.plan.json "$out"'

    def test_a_test_that_would_take_longer_is_scaled(self):
        def scale(*seconds):
            outcome, console = self.at_most(60, self.planned_to_take(*seconds))
            self.assertEqual(outcome, "PASS")
            return re.findall(r"--time-scale=(\S+)", console)[-1:]

        self.assertEqual(scale(60.0), [])
        self.assertEqual(scale(600.0), ["10%"])
        self.assertEqual(scale(600.0, 1200.0), ["3.333%"])

    def test_a_test_whose_length_nobody_knows_is_not_played(self):
        for planned, why in (("true", "Shop.Sells shows no plan"),
                             ("echo no such flag; exit 1", "no such flag"),
                             ('echo { > "$out/a.plan.json"', "Expecting property name")):
            self.assertEqual(self.at_most(60, planned), ("FAIL", ""))
            self.assertRegex(self.runs()[-1].reasons[0], "(?s)nobody knows how long .*" + why)
        self.assertEqual({run.outcome for run in self.runs()}, {"FAIL"})
        self.assertEqual(len(self.runs()), 3)

    def test_a_test_that_skips_itself_instead_of_planning_is_named_as_skipped(self):
        self.assertEqual(self.at_most(60, "echo '[  SKIPPED ] Shop.Sells'"), ("SKIPPED", ""))
        self.assertEqual([run.outcome for run in self.runs()], ["SKIPPED"])

    def test_a_test_whose_program_cannot_be_asked_has_failed(self):
        self.assertEqual(self.at_most(60, "true", executable=False), ("FAIL", ""))
        self.assertIn("cannot be started", self.runs()[0].reasons[0])
        missing = self.known("Shop.Sells", self.folder / "missing")
        self.assertEqual(run_suites.outcome_of_test(
            missing, run_suites.parsed(["--at-most=60"]), self.reports), "FAIL")

    def test_flags_of_the_environment_are_not_planned(self):
        said = 'echo "${PROOFLOAD_TIME_SCALE-none} $PROOFLOAD_DATA $SHOP"; exit 1'
        with mock.patch.dict(os.environ, {"PROOFLOAD_TIME_SCALE": "10%", "PROOFLOAD_DATA": "/data",
                                          "SHOP": "open"}):
            self.at_most(60, said)
        self.assertIn("none /data open", self.runs()[0].reasons[0])

    def test_a_summary_that_was_cut_off_is_noted_and_kept(self):
        (self.folder / "s.json").write_text(json.dumps(summary("Shop.Sells-2")))
        for cut in ('{"format": "proofl', "[" * 100000, "\udcff"):
            (self.folder / "cut.json").write_text(cut, errors="surrogateescape")
            self.assertEqual(self.played('cp cut.json "$out/Shop.Sells.json"\n'
                                         'cp s.json "$out/Shop.Sells-2.json"'), "FAIL")
        runs = self.runs()
        self.assertEqual([run.outcome for run in runs if run.test == "Shop.Sells"], ["FAIL"] * 3)
        self.assertEqual(sum(run.test == "Shop.Sells-2" for run in runs), 3)
        self.assertIn("Shop.Sells.json cannot be read: ", runs[-1].reasons[0])
        self.assertEqual(len(list(self.reports.glob("*.Shop.Sells.json"))), 3)

    def test_runs_beside_each_other_leave_each_other_alone(self):
        other = self.reports / ".playing-other"
        other.mkdir()
        (other / "Other.json").write_text(json.dumps(summary("Other")))
        (self.folder / "s.json").write_text(json.dumps(summary()))
        for _ in range(2):  # started in the same second
            self.assertEqual(self.played('cp s.json "$out/Shop.Sells.json"'), "PASS")
        self.assertEqual([run.stem for run in self.runs()],
                         ["Shop.Sells_local_20261122T000447Z",
                          "Shop.Sells_local_20261122T000447Z-2"])
        self.assertTrue((other / "Other.json").is_file())

    def signalled(self, number, script):
        """Plays a program, and gets the signal twice as soon as the program is there to see it."""
        def send():
            while not (self.folder / "plays").exists():
                time.sleep(0.01)
            for _ in range(2):
                os.kill(os.getpid(), number)
                time.sleep(0.1)

        sender = threading.Thread(target=send)
        sender.start()
        try:
            self.played(script)
        finally:
            sender.join()

    def test_signals_end_the_test_in_order(self):
        (self.folder / "s.json").write_text(json.dumps(summary(outcome="FAIL")))
        for number in run_suites.ENDING:
            (self.folder / "plays").unlink(missing_ok=True)
            with self.assertRaises(KeyboardInterrupt):
                self.signalled(number, """told() { trap - TERM; sleep 0.3
                    cp s.json "$out/Shop.Sells.json"; exit 1; }
                    trap told TERM; touch plays; while :; do sleep 0.01; done""")
        self.assertEqual([run.outcome for run in self.runs()], ["FAIL"] * 3)
        self.assertEqual(self.runs()[0].reasons, ["it broke"])

    def test_a_test_that_does_not_end_is_killed_at_last(self):
        with mock.patch.object(run_suites, "PATIENCE", 1), self.assertRaises(KeyboardInterrupt):
            self.signalled(signal.SIGTERM,
                           "trap '' TERM; touch plays; while :; do sleep 0.01; done")
        self.assertIn("left no result, exit code -9", self.runs()[0].reasons[0])

    def test_the_index_is_written_when_it_is_ended(self):
        def play(*_):
            (self.reports / "a.json").write_text(json.dumps(summary()))
            os.kill(os.getpid(), signal.SIGTERM)

        with mock.patch.object(run_suites, "play", play), \
                mock.patch.object(run_suites, "listing_of", lambda build: {"tests": [
                    ctest_test("/b/shop_perf_tests", "Shop.Sells", ["load"])]}):
            self.assertEqual(run_suites.main(["--reports", str(self.reports)]), 1)
        self.assertIn("Shop.Sells", (self.reports / "index.html").read_text())
        self.assertEqual(self.left(), ["a.json", "index.html"])

    def test_a_test_that_takes_too_long_is_ended(self):
        self.assertEqual(self.played("trap 'echo ended; exit 3' TERM; while :; do sleep 0.01; done",
                                     timeout=1), "FAIL")
        self.assertIn("exit code 3", self.runs()[0].reasons[0])

    def test_all_runs_are_kept_unless_it_is_told_how_many(self):
        self.played_at(1, 2, 3)
        self.put_in_order()
        self.assertEqual(len(self.runs()), 3)
        self.put_in_order("--keep=3")
        self.assertEqual(len(self.runs()), 3)

    def test_the_newest_runs_of_each_test_are_kept(self):
        self.played_at(3, 1, 2)
        self.played_at(1, 2, environment="staging")
        self.played_at(1, name="Shop.Opens")
        self.put_in_order("--keep", "1")
        stems = ["Shop.Opens_local_20261122T000100Z", "Shop.Sells_local_20261122T000300Z",
                 "Shop.Sells_staging_20261122T000200Z"]
        self.assertEqual(self.left(), [f"{stem}.{suffix}" for stem in stems for suffix in
                                       ("console.txt", "html", "json", "shop.log")]
                         + ["index.html"])
        self.assertEqual(sorted(one.name for one in self.reports.glob(".*")),
                         [f".{stem}.files" for stem in stems])

    def test_notes_of_tests_without_a_result_are_removed_too(self):
        for _ in range(3):
            self.played("exit 1")
        self.put_in_order("--keep=1")
        self.assertEqual(len(self.runs()), 1)
        self.assertEqual(len(self.left()), 3, "its console, its note, the index")

    def test_what_it_has_not_written_stays(self):
        self.played_at(1, 2)
        (self.reports / "baselines").mkdir()
        others = ["Shop.Sells_local_20261122T000100Z.remarks.txt", "other.json", "notes.txt"]
        for name in others:  # one beside a run of ours, one that is a run of someone else
            (self.reports / name).write_text(json.dumps(summary(started_at="2026-11-21")))
        listed = self.reports / ".Shop.Sells_local_20261122T000100Z.files"
        listed.write_text(listed.read_text() + "notes.txt\n../s.json\n")
        self.put_in_order("--keep=1")
        self.assertLessEqual({*others, "baselines"}, set(self.left()))
        self.assertFalse((self.reports / "Shop.Sells_local_20261122T000100Z.json").exists())
        self.assertTrue((self.folder / "s.json").exists())

    def test_to_keep_none_is_refused(self):
        for number in ("0", "-1", "many"):
            with self.assertRaises(SystemExit), mock.patch("sys.stderr"):
                run_suites.parsed([f"--keep={number}"])

    def test_old_runs_are_removed_when_all_are_played(self):
        self.played_at(1, 2)
        listing = {"tests": [ctest_test("/b/shop_perf_tests", "Shop.Sells", ["load"])]}
        with mock.patch.object(run_suites, "play", return_value="PASS"), \
                mock.patch.object(run_suites, "listing_of", lambda build: listing):
            self.assertEqual(run_suites.main(["--reports", str(self.reports), "--keep=1"]), 0)
        self.assertEqual(len(self.runs()), 1)

    def test_reports_that_cannot_be_written_are_refused(self):
        (self.folder / "file").write_text("")
        (self.reports / "index.html").mkdir()
        listing = {"tests": [ctest_test("/b/shop_perf_tests", "Shop.Sells", ["load"])]}
        for folder in (self.folder / "file", self.reports):
            for given in ([], ["--index"]):
                with mock.patch.object(run_suites, "play") as play, \
                        mock.patch.object(run_suites, "listing_of", lambda build: listing), \
                        mock.patch("sys.stderr", new_callable=io.StringIO) as told:
                    self.assertEqual(run_suites.main(["--reports", str(folder), *given]), 2)
                self.assertIn(f"cannot write to {folder.resolve()}: ", told.getvalue())
                play.assert_not_called()

    def test_the_index_is_written(self):
        (self.reports / "a.json").write_text(json.dumps(summary()))
        code = subprocess.run([CI / "run_suites", "--index", "--reports", self.reports],
                              capture_output=True, text=True, check=False)
        self.assertEqual((code.returncode, code.stdout.strip()),
                         (0, os.path.realpath(self.reports / "index.html")))
        self.assertIn("Shop.Sells", (self.reports / "index.html").read_text())

    def test_a_missing_build_is_refused(self):
        code = subprocess.run([CI / "run_suites", "--build", self.folder, "--reports",
                               self.reports], capture_output=True, text=True, check=False)
        self.assertEqual(code.returncode, 2)
        self.assertIn(f"there is no build in {self.folder}", code.stderr)
        self.assertEqual(self.left(), [])


def containers(node):
    """Every container of a document of Kubernetes."""
    if isinstance(node, list):
        return [found for one in node for found in containers(one)]
    if not isinstance(node, dict):
        return []
    return node.get("containers", []) + containers(list(node.values()))


class Templates(unittest.TestCase):
    SUITES = ["schema_registry", "anomaly_detection", "studio", "llm_gateway", "platform"]

    @unittest.skipUnless(yaml, "PyYAML is not installed")
    def test_they_are_yaml(self):
        for path in [*CI.glob("kubernetes/*.yaml"), *CI.glob("templates/*.yml")]:
            for document in yaml.safe_load_all(path.read_text(encoding="utf-8")):
                self.assertIsInstance(document, dict, path)

    @unittest.skipUnless(yaml, "PyYAML is not installed")
    def test_kubernetes_gives_arguments_that_are_taken(self):
        given = {}
        for path in CI.glob("kubernetes/*.yaml"):
            documents = list(yaml.safe_load_all(path.read_text(encoding="utf-8")))
            (container,) = containers(documents)
            options = given[path.name] = run_suites.parsed(container["args"])
            self.assertEqual(options.environment, "staging", path)
            self.assertLessEqual(set(options.suite), set(self.SUITES), path)
        nightly = given["nightly-soak-cronjob.yaml"]
        self.assertEqual((nightly.keep, nightly.more), (30, ["--baselines=/reports/baselines"]))

    @unittest.skipUnless(yaml, "PyYAML is not installed")
    def test_limits_are_shown_to_fail_at_night(self):
        github = yaml.safe_load((CI / "templates/github.yml").read_text(encoding="utf-8"))["jobs"]
        self.assertIn("github.event_name == 'schedule'", github["limits-tests"]["if"])
        gitlab = yaml.safe_load((CI / "templates/gitlab-ci.yml").read_text(encoding="utf-8"))
        played = [github["limits-tests"]["steps"][-2]["run"], *gitlab["limits tests"]["script"]]
        for command in played:
            self.assertIn("ctest --test-dir build/release --label-regex '^limits$' ", command)

    def test_presets_and_options_that_are_named_exist(self):
        top = CI.parent
        presets = json.loads((top / "CMakePresets.json").read_text(encoding="utf-8"))
        known = {one["name"] for kind in ("configurePresets", "buildPresets", "testPresets")
                 for one in presets[kind]}
        options = re.findall(r"option\((\w+)", (top / "CMakeLists.txt").read_text(encoding="utf-8"))
        for path in [*CI.glob("templates/*.yml"), CI / "Containerfile"]:
            text = path.read_text(encoding="utf-8")
            named = set(re.findall(r"--preset (\S+)", text))
            self.assertTrue(named, path)
            self.assertLessEqual(named, known, path)
            self.assertLessEqual(set(re.findall(r"-D(\w+)=", text)), set(options), path)

    @unittest.skipUnless(yaml, "PyYAML is not installed")
    def test_flags_for_the_tests_exist(self):
        source = (CI.parent / "framework/proofload/testing/options.cpp").read_text(encoding="utf-8")
        for path in CI.glob("kubernetes/*.yaml"):
            (container,) = containers(list(yaml.safe_load_all(path.read_text(encoding="utf-8"))))
            for flag in run_suites.parsed(container["args"]).more:
                name = flag.partition("=")[0].removeprefix("--")
                self.assertIn(f'"{name}"', source, path)

    @unittest.skipUnless(yaml, "PyYAML is not installed")
    def test_templates_play_every_suite(self):
        read = {name: yaml.safe_load((CI / "templates" / name).read_text(encoding="utf-8"))
                for name in ("github.yml", "gitlab-ci.yml")}
        github = read["github.yml"]["jobs"]["load-tests"]["strategy"]["matrix"]["suite"]
        self.assertEqual(github, self.SUITES)
        gitlab = read["gitlab-ci.yml"][".suite"]["parallel"]["matrix"]
        self.assertEqual(gitlab, [{"SUITE": self.SUITES}])

    def test_templates_give_arguments_that_are_taken(self):
        for path in CI.glob("templates/*.yml"):
            given = re.findall(r"ci/run_suites (--.*)", path.read_text(encoding="utf-8"))
            self.assertTrue(given, path)
            for arguments in given:
                self.assertTrue(run_suites.parsed(shlex.split(arguments)).suite, path)

    def test_the_image_is_set_up_before_it_is_built(self):
        text = (CI / "Containerfile").read_text(encoding="utf-8")
        self.assertRegex(text, r"(?s)\nCOPY ci/setup .*\nRUN ci/setup\b.*cmake --build")
        self.assertIn('ENTRYPOINT ["ci/run_suites"', text)

    def test_every_environment_knows_every_suite(self):
        text = (CI.parent / "data/environments.json").read_text(encoding="utf-8")
        for name in ("development", "staging", "production"):
            self.assertLessEqual(set(self.SUITES), set(json.loads(text)[name]["services"]), name)


if __name__ == "__main__":
    unittest.main()
