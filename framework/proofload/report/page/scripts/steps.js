// SPDX-License-Identifier: Apache-2.0
//
// The steps and the checks of the test, each a row.

import {element, entries, list, section} from "./elements.js";
import {failedColumn, trendColumns} from "./load.js";
import {phaseBar, phaseLegend, phaseParts} from "./phases.js";
import {table} from "./table.js";
import {countText, nothing, shareText} from "./text.js";

export function stepsPart(summary) {
  const steps = list(summary.steps);
  const several = list(summary.scenarios).length > 1;
  if (steps.length === 0)
    return section("steps", "Steps", element("p", {class: "quiet"}, "No request was sent."));
  return section(
    "steps",
    "Steps",
    table(
      "Steps",
      [
        {title: "Step", text: (row) => String(row.name), value: (row) => row.name},
        ...(several
          ? [{title: "Scenario", text: (row) => String(row.scenario), value: (row) => row.scenario}]
          : []),
        {
          title: "Requests",
          number: true,
          text: (row) => countText(row.requests),
          value: (row) => row.requests,
        },
        failedColumn(),
        ...trendColumns("", "response_ms"),
        ...trendColumns("service ", "service_ms", ["p95"]),
        {title: "Phases", text: (row) => phaseBar(phaseParts(row.phases_ms))},
        {title: "Answers", text: answers},
      ],
      steps,
    ),
    element("small", {class: "quiet"}, "Phases, on average: "),
    phaseLegend(),
  );
}

// Failures first, each list by number.
function answers(row) {
  const byNumber = (map) => entries(map).toSorted(([, left], [, right]) => right - left);
  const all = [
    ...byNumber(row.errors).map(([kind, number]) => [kind, number, true]),
    ...byNumber(row.statuses).map(([status, number]) => [status, number, status >= "400"]),
  ];
  return all.length === 0
    ? nothing
    : element(
        "ul",
        {class: "answers"},
        all.map(([name, number, bad]) =>
          element("li", {class: bad ? "bad" : ""}, element("b", {}, name), ` ${countText(number)}`),
        ),
      );
}

export function checksPart(summary) {
  const checks = list(summary.checks);
  if (checks.length === 0) return null;
  return section(
    "checks",
    "Checks",
    table(
      "Checks",
      [
        {title: "Check", text: (row) => String(row.name), value: (row) => row.name},
        {
          title: "Passed",
          number: true,
          text: (row) => countText(row.passes),
          value: (row) => row.passes,
        },
        {
          title: "Failed",
          number: true,
          value: (row) => row.fails,
          text: (row) => element("span", {class: row.fails > 0 ? "bad" : ""}, countText(row.fails)),
        },
        {
          title: "Share",
          number: true,
          value: (row) => row.passes / (row.passes + row.fails),
          text: (row) => shareText(row.passes / (row.passes + row.fails)),
        },
      ],
      checks,
    ),
  );
}
