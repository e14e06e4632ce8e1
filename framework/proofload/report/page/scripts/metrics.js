// SPDX-License-Identifier: Apache-2.0
//
// Every metric of the run, built in or the test's own, with the values that its kind has.

import {disclosure, element, entries, section} from "./elements.js";
import {table} from "./table.js";
import {numberText, quantityText, shareText} from "./text.js";

export function metricsPart(summary) {
  const metrics = entries(summary.metrics).map(([name, metric]) => ({name, ...metric}));
  if (metrics.length === 0) return null;
  return section(
    "metrics",
    "Metrics",
    disclosure({}, `All ${metrics.length} metrics`, () =>
      table(
        "Metrics",
        [
          {title: "Metric", text: (row) => row.name, value: (row) => row.name},
          {title: "Kind", text: (row) => String(row.kind), value: (row) => row.kind},
          {title: "Values", text: valuesText},
        ],
        metrics,
      ),
    ),
  );
}

const counts = new Set(["count", "passes", "fails"]);

function valueText(name, value, metric) {
  if (counts.has(name) && (metric.kind !== "counter" || !metric.unit)) return numberText(value, 12);
  if (metric.kind === "rate") return shareText(value);
  return (
    quantityText(value, metric.unit) + (metric.kind === "counter" && name === "rate" ? "/s" : "")
  );
}

function valuesText(metric) {
  return element(
    "ul",
    {class: "answers"},
    entries(metric.values).map(([name, value]) =>
      element("li", {}, element("b", {}, name), " " + valueText(name, value, metric)),
    ),
  );
}
