// SPDX-License-Identifier: Apache-2.0
//
// The load that was asked for and what became of it, by scenario; and the stages of the run.

import {element, list, section} from "./elements.js";
import {table} from "./table.js";
import {countText, instantText, millisecondsText, nothing, rateText, shareText} from "./text.js";

export function loadPart(summary) {
  const scenarios = list(summary.scenarios);
  const rows = [...scenarios];
  if (scenarios.length !== 1)
    rows.push({...summary.load, name: scenarios.length === 0 ? "" : "all scenarios", load: ""});
  const count = (title, field) => ({
    title,
    number: true,
    text: (row) => countText(row[field]),
    value: (row) => row[field],
  });
  return section(
    "load",
    "Load and stages",
    table(
      "Load by scenario",
      [
        {
          title: "Scenario",
          text: (row) =>
            element(
              "div",
              {class: "limit"},
              element("b", {}, String(row.name || "the run")),
              element("small", {}, String(row.load || summary.run?.load || nothing)),
            ),
        },
        count("Planned", "planned"),
        count("In time", "started_in_time"),
        {title: "Delivered", number: true, text: (row) => shareText(row.delivered_share)},
        count("Started", "started"),
        count("Finished", "finished"),
        count("Failed", "failed"),
        count("Interrupted", "interrupted"),
        count("Dropped", "dropped"),
        {title: "Most users", number: true, text: usersText},
      ],
      rows,
    ),
    stagesTable(list(summary.stages)),
  );
}

function usersText(row) {
  return (
    countText(row.most_users) +
    (typeof row.users_allowed === "number" ? ` of ${countText(row.users_allowed)}` : "")
  );
}

export function trendColumns(prefix, field, names = ["p50", "p95", "p99", "max"]) {
  return names.map((name) => ({
    title: prefix + name,
    number: true,
    text: (row) => (row[field]?.count > 0 ? millisecondsText(row[field][name]) : nothing),
    value: (row) => row[field]?.[name],
  }));
}

/// The number of failures, and their share where there are any.
export function failedColumn() {
  return {
    title: "Failed",
    number: true,
    value: (row) => row.failed,
    text: (row) =>
      row.failed > 0
        ? element(
            "span",
            {class: "bad"},
            `${countText(row.failed)} (${shareText(row.failed / row.requests)})`,
          )
        : countText(row.failed),
  };
}

function stagesTable(stages) {
  return stages.length === 0
    ? null
    : table(
        "Stages",
        [
          {title: "Stage", text: (row) => String(row.name || "the run")},
          ...(stages.some((stage) => stage.scenario)
            ? [
                {
                  title: "Scenario",
                  text: (row) => String(row.scenario),
                  value: (row) => row.scenario,
                },
              ]
            : []),
          {title: "From", number: true, text: (row) => instantText(row.from_seconds)},
          {title: "To", number: true, text: (row) => instantText(row.to_seconds)},
          {
            title: "Requests",
            number: true,
            text: (row) => countText(row.requests),
            value: (row) => row.requests,
          },
          failedColumn(),
          {
            title: "Throughput",
            number: true,
            text: (row) => rateText(row.throughput_per_second),
            value: (row) => row.throughput_per_second,
          },
          ...trendColumns("", "response_ms"),
        ],
        stages,
      );
}
