// SPDX-License-Identifier: Apache-2.0
//
// What the report says without being asked: how the service aged in a soak, at what load it broke
// and whether it recovered.

import {element, facts, list, section} from "./elements.js";
import {table} from "./table.js";
import {
  countText,
  instantText,
  isNumber,
  millisecondsText,
  numberText,
  rateText,
  shareText,
} from "./text.js";

export function findingsPart(summary) {
  const findings = summary.findings ?? {};
  const sentences = list(findings.sentences);
  if (sentences.length === 0) return null;
  return section(
    "findings",
    "Findings",
    element(
      "ul",
      {class: "findings"},
      sentences.map((sentence) => element("li", {}, String(sentence))),
    ),
    findings.soak ? soakFacts(findings.soak) : null,
    findings.stress ? stressTable(findings.stress) : null,
  );
}

function percentText(value) {
  return isNumber(value) ? `${numberText(value)} %` : "too little data";
}

function soakFacts(soak) {
  return facts([
    ["Memory, last third above first", percentText(soak.memory_leak_indicator)],
    ["p95, last third above first", percentText(soak.response_time_trend)],
  ]);
}

function stressTable(stress) {
  const rows = [
    ["largest load held", stress.largest_load_held],
    ["p95 bends", stress.latency_bends],
    ["errors begin", stress.errors_begin],
    ["greatest load", stress.greatest_load],
  ]
    .filter(([, point]) => point)
    .map(([name, point]) => ({name, ...point}));
  const columns = [
    {title: "", text: (row) => element("b", {}, row.name)},
    {title: "From", number: true, text: (row) => instantText(row.from_seconds)},
    {title: "To", number: true, text: (row) => instantText(row.to_seconds)},
    {title: "Requests", number: true, text: (row) => rateText(row.requests_per_second)},
    {title: "Failed", number: true, text: (row) => shareText(row.error_share)},
    {title: "p95", number: true, text: (row) => millisecondsText(row.response_p95_ms)},
  ];
  if (rows.some((row) => isNumber(row.users)))
    columns.splice(3, 0, {title: "Users", number: true, text: (row) => countText(row.users)});
  return rows.length === 0
    ? null
    : element("div", {}, table("Loads", columns, rows), lowLoad(stress));
}

function lowLoad(stress) {
  return isNumber(stress.low_load_p95_ms)
    ? element("p", {class: "quiet"}, `p95 under low load: ${millisecondsText(stress.low_load_p95_ms)}`)
    : null;
}
