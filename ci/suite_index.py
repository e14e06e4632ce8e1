# SPDX-License-Identifier: Apache-2.0
"""The page over all runs in a folder of reports: for each test in each environment its last run with
verdict, key numbers, the comparison with its baseline, and lines over earlier runs that played the
same: the whole of it, and not INVALID. One file without network and scripts; everything that comes from a report is escaped.
"""
from html import escape
from urllib.parse import quote

from suite_reports import by_test

MOST_IN_A_LINE = 30
MOST_EARLIER = 50
WIDTH, HEIGHT, EDGE = 132, 30, 4

STYLE = """
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ground: #f5f6f8; --ink: #1b2027; --quiet: #5c6672; --edge: #dde1e6;
  --line: #0072b2; --pass: #006b50; --fail: #b3320a; --invalid: #7a5600;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181d; --ground: #0e1013; --ink: #e6e9ee; --quiet: #9aa5b1; --edge: #2b3139;
    --line: #4aa8e0; --pass: #4fd0a5; --fail: #ff9469; --invalid: #e9c14c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 24px 20px 48px; max-width: 1180px; background: var(--ground);
  color: var(--ink); font: 15px/1.45 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { margin: 0 0 4px; font-size: 26px; }
a { color: var(--line); }
.quiet, small { color: var(--quiet); font-size: 13px; }
.test {
  margin-top: 14px; padding: 14px 18px; background: var(--paper);
  border: 1px solid var(--edge); border-left: 6px solid var(--look); border-radius: 8px;
}
.PASS { --look: var(--pass); } .FAIL { --look: var(--fail); } .INVALID { --look: var(--invalid); }
.SKIPPED { --look: var(--quiet); }
h2 { margin: 0; font-size: 17px; }
.badge { color: var(--look); font-weight: 700; margin-right: 8px; }
.place { font-weight: 400; color: var(--quiet); }
.numbers { display: grid; grid-template-columns: repeat(4, 1fr); gap: 10px 22px; margin: 10px 0 6px; }
.numbers > div { min-width: 0; }
.numbers b { display: block; font-size: 19px; font-variant-numeric: tabular-nums; }
.line { display: block; width: 132px; height: 30px; }
.line polyline { fill: none; stroke: var(--line); stroke-width: 1.5; }
.line circle { fill: var(--line); }
.broken { color: var(--fail); }
ul { margin: 4px 0; padding-left: 18px; }
summary { cursor: pointer; color: var(--quiet); font-size: 13px; margin-top: 6px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 14px 4px 0; text-align: left; border-bottom: 1px solid var(--edge); white-space: nowrap; }
th { font-weight: 600; color: var(--quiet); }
@media (max-width: 640px) {
  body { padding: 14px 10px 32px; }
  .test { padding: 12px; }
  .numbers { grid-template-columns: 1fr 1fr; }
}
"""


def short(value):
    """At most three significant digits, but all of the whole part: 0.123, 12.3, 1,234."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    digits = f"{value:.3g}"
    return digits if "e" not in digits else f"{value:.2e}"


def milliseconds_text(value):
    if value is None:
        return "–"
    if value >= 1000:
        return short(value / 1000) + " s"
    return short(value) + " ms" if value >= 1 else short(value * 1000) + " µs"


def share_text(value):
    return "–" if value is None else short(100 * value) + " %"


def rate_text(value):
    return "–" if value is None else short(value) + "/s"


def count_text(value):
    return "–" if value is None else f"{value:,.0f}"


def instant_text(value):
    return value[:19].replace("T", " ") + " UTC" if value else "–"


def line(values, title):
    """A small line over some values, or nothing for fewer than two. What is within a tenth of the
    middle looks flat, so that noise is not drawn as if it were a change."""
    values = [value for value in values if value is not None][-MOST_IN_A_LINE:]
    if len(values) < 2:
        return ""
    middle = (min(values) + max(values)) / 2
    half = max((max(values) - min(values)) / 2, abs(middle) / 10, 1e-12)
    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    points = [(EDGE + step * at,
               HEIGHT / 2 - (value - middle) / half * (HEIGHT / 2 - EDGE))
              for at, value in enumerate(values)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return (f'<svg class="line" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'aria-label="{escape(title)} over {len(values)} runs"><title>{escape(title)} over '
            f'{len(values)} runs</title><polyline points="{path}"/>'
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5"/></svg>')


def change(now, before):
    if now is None or not before:
        return ""
    percent = f"{100 * (now - before) / before:+.1f} %"
    same = percent in ("+0.0 %", "-0.0 %")
    return "<small>as the run before</small>" if same else (
        f"<small>{percent} since the run before</small>")


def number_block(title, shown, values):
    """values: of runs that played the same, the shown one last; none where it does not count."""
    compared = change(values[-1], values[-2]) if len(values) > 1 else ""
    return f"<div><small>{title}</small><b>{shown}</b>{compared}{line(values, title)}</div>"


def badge(run):
    cut_off = "" if run.is_whole else " (cut off)"
    return f'<span class="badge">{run.outcome}{cut_off}</span>'


def link(name, shown):
    return f'<a href="{escape(quote(name))}">{escape(shown)}</a>'


def links(run):
    """The page of a run first."""
    named = [(name, name[len(run.stem) + 1:]) for name in run.files]
    named.sort(key=lambda one: (one[1] != "html", one[1]))
    return " · ".join(link(name, suffix) for name, suffix in named)


def heading(run):
    page = run.stem + ".html"
    shown = link(page, run.test) if page in run.files else escape(run.test)
    return (f'<h2>{badge(run)}{shown} '
            f'<span class="place">{escape(run.environment)}</span></h2>')


def baseline_part(run):
    if not run.baseline:
        return "<small>not compared with a baseline</small>"
    broken = [why for held, why in run.baseline if not held]
    if not broken:
        return f"<small>baseline: all {len(run.baseline)} limits hold</small>"
    return (f'<div class="broken">baseline: {len(broken)} of {len(run.baseline)} limits do not hold<ul>'
            + "".join(f"<li>{escape(why)}</li>" for why in broken) + "</ul></div>")


def scale_text(run):
    load, time = run.scales
    if load in (None, 1.0) and time in (None, 1.0):
        return ""
    return f"; scaled to {share_text(load)} of the load, {share_text(time)} of the time"


def earlier_part(runs):
    earlier = runs[:-1][-MOST_EARLIER:]
    if not earlier:
        return ""
    rows = "".join(
        f'<tr class="{run.outcome}"><td>{escape(instant_text(run.started_at))}</td>'
        f"<td>{badge(run)}</td><td>{milliseconds_text(run.p95_ms)}</td>"
        f"<td>{share_text(run.error_rate)}</td><td>{rate_text(run.throughput)}</td>"
        f"<td>{count_text(run.requests)}</td><td>{links(run)}</td></tr>"
        for run in reversed(earlier))
    return (f"<details><summary>earlier runs: {len(earlier)}</summary>"
            '<div class="scroll"><table><tr><th>Started</th><th>Verdict</th><th>p95</th>'
            "<th>Errors</th><th>Throughput</th><th>Requests</th><th>Files</th></tr>"
            f"{rows}</table></div></details>")


def numbers_part(runs):
    last = runs[-1]
    if last.requests is None:
        return ""
    alike = [run for run in runs if run.is_like(last) and run.counts] if last.counts else []
    blocks = "".join(
        number_block(title, shown, [getattr(run, name) for run in alike])
        for title, name, shown in (("p95", "p95_ms", milliseconds_text(last.p95_ms)),
                                   ("errors", "error_rate", share_text(last.error_rate)),
                                   ("throughput", "throughput", rate_text(last.throughput)),
                                   ("requests", "requests", count_text(last.requests))))
    alone = "" if last.counts else "<small>not compared with earlier runs</small><br>"
    return f'<div class="numbers">{blocks}</div>{alone}{baseline_part(last)}'


def test_part(runs):
    last = runs[-1]
    reasons = "".join(f"<li>{escape(one)}</li>" for one in last.reasons)
    return (f'<section class="test {last.outcome}">{heading(last)}'
            f'<div class="quiet">{escape(instant_text(last.started_at))}; '
            f"{escape(last.load) or 'no load was played'}{escape(scale_text(last))}</div>"
            + (f"<ul>{reasons}</ul>" if reasons else "") + numbers_part(runs)
            + f'<div class="quiet">{links(last)}</div>{earlier_part(runs)}</section>')


def page(runs, made_at):
    """The whole document. made_at: when, as text."""
    groups = by_test(runs)
    totals = ", ".join(f"{sum(group[-1].outcome == outcome for group in groups)} {outcome}"
                       for outcome in ("PASS", "FAIL", "INVALID", "SKIPPED"))
    tests = "".join(test_part(group) for group in groups) or "<p>No test has been played.</p>"
    return ('<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>Load tests: {totals}</title><style>{STYLE}</style></head>\n"
            f"<body><h1>Load tests: {totals}</h1>"
            f'<div class="quiet">the last run of each test; {len(runs)} runs in all; '
            f"made {escape(made_at)}</div>{tests}</body></html>\n")
