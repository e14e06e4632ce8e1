# SPDX-License-Identifier: Apache-2.0
"""ci/check_suites.py: what it reads of load tests, and what it finds wrong in a table. Plans come
from a script of our own."""
import io
import json
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

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

HELPERS = """
inline void expect_busy(const Window& stage, Rate least = 100_per_s) {
  EXPECT_THAT(stage, Throughput(Ge(least)));
}

class Bank : public LoadTest {
  void expect_all(const Report& report) {
    LoadTest::expect_all(report);
    const Window peak = report.stage("peak");
    expect_busy(peak, 7_per_s);
    EXPECT_THAT(report.stage("peak"), P95(Lt(1s)));
  }

  void exchange(Users users, Rate rate, Duration length) {
    const Statistics before = statistics();
    const Report report = run({.load = hold(users, length)});
    const double planned = rate * length + 1;
    const auto half = 0.5 * planned;
    EXPECT_THAT(report, AllOf(Total(sent, Ge(half)), Total(metrics::lost, Eq(0))));
    EXPECT_EQ(before.length, statistics().users);
    EXPECT_NEAR(rate, 3, 1) << "rate";
  }
};

LOAD_TEST(Bank, Opens, smoke) {
  const Report report = run({.load = hold(1_users, 1s)});
  expect_busy(report.stage("stage"));
  expect_all(report);
  EXPECT_TRUE(find_breaking_point(load_course(report)).degraded()) << "it never broke";
  EXPECT_FALSE(report.metric(sales).empty());
  ASSERT_LE(1, 2);
}

LOAD_TEST(Bank, Exchanges, load) { exchange(50_users, 20_per_s, 3s); }
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

    def test_what_a_helper_is_given_stands_in_its_limits(self):
        limits = suite_sources.tests_in([HELPERS])["Bank.Opens"][1]
        self.assertEqual(limits[:3], [('stage("stage")', "Throughput(Ge(100_per_s))"),
                                      ('stage("peak")', "Throughput(Ge(7_per_s))"),
                                      ('stage("peak")', "P95(Lt(1s))")])

    def test_what_a_name_stands_for_is_written_out(self):
        limits = suite_sources.tests_in([HELPERS])["Bank.Exchanges"][1]
        self.assertEqual(limits[:2], [
            ("", "Total(sent, Ge(0.5 * (20_per_s * 3s + 1)))"), ("", "Total(lost, Eq(0))")])

    def test_other_conditions_are_limits_too(self):
        tests = suite_sources.tests_in([HELPERS])
        self.assertEqual(tests["Bank.Opens"][1][3:], [
            (None, "find_breaking_point(load_course(report)).degraded()"),
            (None, "!(report.metric(sales).empty())"), (None, "1 <= 2")])
        self.assertEqual(tests["Bank.Exchanges"][1][2:], [
            (None, "before.length == statistics().users"), (None, "NEAR(20_per_s, 3, 1)")])

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

    def test_an_open_load_says_how_many_users_take_turns(self):
        plan = self.plan(("", "hold 9/s for 1 s", 20, 9))
        plan["scenarios"][0]["min_users"] = 5
        self.assertEqual(suite_plans.load_text(plan), "hold 9/s for 1 s, by 5 to 20 users")
        plan["scenarios"][0]["min_users"] = 20
        self.assertEqual(suite_plans.load_text(plan), "hold 9/s for 1 s, by 20 users")

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
            self.assertEqual(check_suites.loads_of(["shop"], Path(folder)),
                             {"Shop.Sells": "hold 5 users for 1 s"})
            with self.assertRaisesRegex(ValueError, "bank, mill are not built in .*: build them"):
                check_suites.loads_of(["shop", "mill", "bank"], Path(folder))
            program.write_text("#!/bin/sh\necho it broke; exit 3\n")
            with self.assertRaisesRegex(ValueError, "--plan failed:\nit broke"):
                suite_plans.planned_loads(str(program))


class Tables(unittest.TestCase):
    rows = {"Shop.Opens": ("smoke", "hold 1 user for 1 s", "`P95(Lt(1s))`"),
            "Shop.Sells": ("load", None, "")}
    metrics = "Own metrics: `sales`,\n`wait`."
    page = ("# Tests\n\n## shop: a shop\n\n| test | label | load | limits |\n|---|---|---|---|\n"
            "| `Shop.Sells` | load | by hand |  |\n"
            "| `Shop.Opens` | smoke | hold 1 user for 1 s | `P95(Lt(1s))` |\n\nA note.\n\n"
            + metrics.replace("`,\n", "`, ") + "\n\n## Others\n\nMore.\n")

    def wrong(self, page, rows=None):
        ((suite, section),) = check_suites.SECTION.findall(page)
        return list(check_suites.problems(suite, section, rows or self.rows, self.metrics))

    def test_a_table_that_says_what_the_tests_do_is_right(self):
        self.assertEqual(self.wrong(self.page), [])

    def test_every_column_is_held_to_the_tests(self):
        row = "\n| `Shop.Opens` | smoke | hold 1 user for 1 s | `P95(Lt(1s))` |"
        self.assertEqual(self.wrong(self.page.replace("| smoke |", "| soak |")),
                         ["shop: Shop.Opens has the label smoke, the table says soak" + row])
        self.assertEqual(self.wrong(self.page.replace("1 user for", "2 users for")),
                         ["shop: Shop.Opens has the load hold 1 user for 1 s, the table says "
                          "hold 2 users for 1 s" + row])
        self.assertEqual(self.wrong(self.page.replace("Lt(1s)", "Lt(2s)")),
                         ["shop: Shop.Opens has the limits `P95(Lt(1s))`, the table says "
                          "`P95(Lt(2s))`" + row])

    def test_the_row_keeps_a_load_that_is_not_known(self):
        (wrong,) = self.wrong(self.page.replace("`Shop.Sells` | load", "`Shop.Sells` | soak"))
        self.assertIn("\n| `Shop.Sells` | load | by hand |  |", wrong)

    def test_tests_that_are_missing_gone_or_there_twice_are_named(self):
        self.assertEqual(self.wrong(self.page, {"Shop.Opens": self.rows["Shop.Opens"]}),
                         ["shop: there is no test Shop.Sells"])
        self.assertEqual(self.wrong(self.page, {**self.rows, "Shop.New": ("load", None, "")}),
                         ["shop: Shop.New is in no row\n| `Shop.New` | load | ? |  |"])
        twice = self.page.replace("| `Shop.Sells`", "| `Shop.Opens` | soak |  |  |\n| `Shop.Sells`")
        self.assertEqual(self.wrong(twice), ["shop: Shop.Opens is in several rows"])

    def test_metrics_are_held_to_those_of_the_suite(self):
        self.assertEqual(self.wrong(self.page.replace("`sales`", "`sold`")),
                         [f'shop: there has to stand "{self.metrics}"'])

    def test_conditions_follow_limits_and_precede_thresholds(self):
        self.assertEqual(
            check_suites.limits_text([(None, "degraded()"), ('stage("a")', "P95(Lt(1s))"),
                                      ("", "ErrorRate(Lt(1_percent))")], {"checks": ["rate>1"]}),
            '`ErrorRate(Lt(1_percent))`; `stage("a")`: `P95(Lt(1s))`; conditions `degraded()`; '
            'thresholds `checks: rate>1`')


class Page(unittest.TestCase):
    """The page of this repository."""

    def told(self, page):
        with tempfile.TemporaryDirectory() as folder:
            readme = Path(folder, "README.md")
            readme.write_text(page, encoding="utf-8")
            with mock.patch.object(check_suites, "README", readme), \
                    mock.patch("sys.stdout", new_callable=io.StringIO) as told:
                code = check_suites.main([])
        return code, told.getvalue()

    def test_every_suite_whose_limits_are_shown_to_fail_has_a_section(self):
        page = check_suites.README.read_text(encoding="utf-8")
        for suite in ("schema_registry", "anomaly_detection", "studio", "llm_gateway", "platform"):
            renamed = page.replace(f"## {suite}: ", f"## Of {suite}: ")
            code, told = self.told(renamed)
            self.assertEqual(code, 1)
            self.assertIn(f"perf_tests/README.md: {suite} has no section", told)

    def test_tables_are_not_written(self):
        with self.assertRaises(SystemExit), mock.patch("sys.stderr"):
            check_suites.parsed(["--write"])


if __name__ == "__main__":
    unittest.main()
