# SPDX-License-Identifier: Apache-2.0
"""ci/check_suites.py: what it reads of load tests, what it finds wrong in a table, and the table it
writes. Plans come from a script of our own."""
import json
import sys
import tempfile
import unittest
from pathlib import Path

CI = Path(__file__).resolve().parent.parent.parent / "ci"
sys.dont_write_bytecode = True
sys.path.insert(0, str(CI))

import check_suites  # noqa: E402
import suite_plans  # noqa: E402
import suite_sources  # noqa: E402

SHOP = """
inline constexpr Metric sales = counter("sales");
inline constexpr Metric wait =
    trend("wait", MetricUnit::none);

inline void expect_sales(const Report& report) {
  EXPECT_THAT(report.metric(wait), P95(Lt(5s)));
}

// LOAD_TEST(Shop, IsOnlySpokenOf, load) {
LOAD_TEST(Shop, Sells, load, http, budget(15min)) {
  const Report report = run({.load = hold(10_per_s, 1min)});
  // EXPECT_THAT(report, P99(Lt(1s)));
  expect_sales(report);
  EXPECT_THAT(report, AllOf(ErrorRate(Lt(1_percent)),
                            LevelsOff(highest(metrics::service_memory), Lt(5_percent))));
  const Window peak = report.stage("10,000/s (peak");
  EXPECT_THAT(peak.step(buy_step), P95(Lt(10ms)));
}

LOAD_TEST(Shop, Opens, smoke) { run({.load = hold(1_users, 1s)}); }
"""


class Sources(unittest.TestCase):
    tests = suite_sources.tests_in([SHOP])

    def test_they_have_tests_with_their_labels(self):
        self.assertEqual({name: label for name, (label, _) in self.tests.items()},
                         {"Shop.Sells": "load", "Shop.Opens": "smoke"})

    def test_limits_are_those_of_the_body_and_of_what_it_calls(self):
        self.assertEqual(self.tests["Shop.Sells"][1], [
            ("metric(wait)", "P95(Lt(5s))"),
            ("", "ErrorRate(Lt(1_percent))"),
            ("", "LevelsOff(highest(service_memory), Lt(5_percent))"),
            ('stage("10,000/s (peak").step(buy_step)', "P95(Lt(10ms))")])
        self.assertEqual(self.tests["Shop.Opens"][1], [])

    def test_a_bracket_that_is_not_closed_is_a_mistake(self):
        with self.assertRaisesRegex(ValueError, "not closed"):
            suite_sources.tests_in(["LOAD_TEST(Shop, Sells, load) { run("])

    def test_they_have_metrics_of_their_own(self):
        self.assertEqual(suite_sources.own_metrics([SHOP]), ["sales", "wait"])

    def test_thresholds_of_a_test_replace_those_of_its_suite_and_of_all(self):
        file = {"*": {"checks": ["rate>99%"], "vus": ["value<9"]}, "Shop.*": {"checks": ["rate>9%"]},
                "Shop.Sells": {"http_reqs": [{"threshold": "count>1", "abortOnFail": True},
                                             {"threshold": "count>2"}], "vus": []},
                "Bank.Sells": {"http_reqs": ["count>9"]}}
        self.assertEqual(suite_sources.thresholds_of("Shop.Sells", file),
                         {"checks": ["rate>9%"], "http_reqs": ["count>1 (abortOnFail)", "count>2"]})


class Plans(unittest.TestCase):
    @staticmethod
    def plan(*scenarios, problems=()):
        return {"test": "Shop.Sells", "problems": list(problems), "scenarios": [
            {"name": name, "load": load, "users": users, "peak_rate_per_second": rate}
            for name, load, users, rate in scenarios]}

    def test_an_open_load_says_how_many_users_it_may_have(self):
        self.assertEqual(suite_plans.load_text(self.plan(("", "hold 9/s for 1 s", 20, 9))),
                         "hold 9/s for 1 s, by at most 20 users")
        self.assertEqual(suite_plans.load_text(self.plan(("a", "hold 5 users for 1 s", 5, 0),
                                                         ("b", "hold 6 users for 1 s", 6, 0))),
                         "a: hold 5 users for 1 s; b: hold 6 users for 1 s")

    def test_a_plan_that_cannot_be_played_is_a_mistake(self):
        with self.assertRaisesRegex(ValueError, "Shop.Sells cannot be played: no load"):
            suite_plans.load_text(self.plan(problems=["no load"]))

    def test_they_are_asked_of_the_binary(self):
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder, "shop_perf_tests")
            text = json.dumps(self.plan(("", "hold 5 users for 1 s", 5, 0)))
            program.write_text('#!/bin/sh\n[ "$1" = --plan ] || exit 1\n'
                               f"echo '{text}' > \"${{2#--output=}}/Shop.Sells.plan.json\"\n")
            program.chmod(0o755)
            self.assertEqual(check_suites.loads_of(["shop", "bank"], Path(folder)),
                             {"Shop.Sells": "hold 5 users for 1 s"})
            with self.assertRaisesRegex(ValueError, "no load tests in .*: build them"):
                check_suites.loads_of(["bank"], Path(folder))
            program.write_text("#!/bin/sh\necho it broke; exit 3\n")
            with self.assertRaisesRegex(ValueError, "--plan failed:\nit broke"):
                suite_plans.planned_loads(str(program))


class Tables(unittest.TestCase):
    rows = {"Shop.Opens": ("smoke", "hold 1 user for 1 s", "`P95(Lt(1s))`"),
            "Shop.Sells": ("load", None, "")}
    metrics = "Own metrics: `sales`,\n`wait`."
    page = ("# Tests\n\n## shop: a shop\n\n| test | label |\n|---|---|\n| `Shop.Sells` | load |\n"
            "| `Shop.Gone` | load |\n\nA note.\n\n## Others\n\nMore.\n")

    def wrong(self, page, rows=None):
        ((suite, section),) = check_suites.SECTION.findall(page)
        return list(check_suites.problems(suite, section, rows or self.rows, self.metrics))

    def written(self, page):
        return check_suites.rewritten(page, {"shop": (self.rows, self.metrics)})

    def test_a_table_that_was_written_is_right(self):
        page = self.written(self.page)
        self.assertEqual(self.wrong(page), [])
        self.assertEqual(page, self.written(page))
        self.assertEqual(page, (
            "# Tests\n\n## shop: a shop\n\n" + check_suites.HEAD + "| `Shop.Sells` | load |  |  |\n"
            "| `Shop.Opens` | smoke | hold 1 user for 1 s | `P95(Lt(1s))` |\n\nA note.\n\n"
            + self.metrics + "\n\n## Others\n\nMore.\n"))

    def test_a_load_that_is_not_known_is_kept(self):
        page = self.written(self.page).replace("load |  |", "load | by hand |")
        self.assertEqual(self.written(page), page)

    def test_every_column_is_held_to_the_tests(self):
        page = self.written(self.page)
        self.assertEqual(self.wrong(page.replace("| smoke |", "| soak |")),
                         ["shop: Shop.Opens has the label smoke, the table says soak"])
        self.assertEqual(self.wrong(page.replace("1 user for", "2 users for")),
                         ["shop: Shop.Opens has the load hold 1 user for 1 s, the table says "
                          "hold 2 users for 1 s"])
        self.assertEqual(self.wrong(page.replace("Lt(1s)", "Lt(2s)")),
                         ["shop: Shop.Opens has the limits `P95(Lt(1s))`, the table says "
                          "`P95(Lt(2s))`"])

    def test_tests_that_are_missing_or_gone_are_named(self):
        page = self.written(self.page)
        self.assertEqual(self.wrong(page, {"Shop.Opens": self.rows["Shop.Opens"]}),
                         ["shop: there is no test Shop.Sells"])
        self.assertEqual(self.wrong(page, {**self.rows, "Shop.New": ("load", None, "")}),
                         ["shop: Shop.New is in no row"])

    def test_metrics_are_held_to_those_of_the_suite(self):
        page = self.written(self.page)
        self.assertEqual(self.wrong(page.replace("`sales`,\n", "`sales`, ")), [])
        self.assertEqual(self.wrong(page.replace("`sales`", "`sold`")),
                         [f'shop: there has to stand "{self.metrics}"'])


if __name__ == "__main__":
    unittest.main()
