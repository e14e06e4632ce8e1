// SPDX-License-Identifier: Apache-2.0
//
// Gauges over the run: of the service, of the test, of the generator. What only explains why a
// generator was late is drawn when it is asked for.

import {disclosure, entries} from "./elements.js";
import {numberText, quantityText, words} from "./text.js";

export const byteSteps = Array.from({length: 50}, (_, power) => 2 ** power);

const gaugeTitles = new Map([
  ["service_memory", "Memory of the service"],
  ["service_processors", "Processors the service kept busy"],
  ["service_cpu", "Processors the service kept busy"],
  ["service_open_files", "Open files of the service"],
  ["service_threads", "Threads of the service"],
  ["service_sockets", "Sockets of the service"],
  ["generator_busy", "Share of a core that a generator thread used"],
]);

export function gaugeCharts(group, gauges) {
  const all = entries(gauges).map(([name, gauge]) => ({name, ...gauge}));
  const signals = all.filter(isSignal);
  const drawn = all.filter((gauge) => !isSignal(gauge)).map((gauge) => gaugeChart(group, gauge));
  if (signals.length === 0) return drawn;
  const label = `Signals of the generator (${signals.length})`;
  const drawSignals = () => signals.map((gauge) => gaugeChart(group, gauge)).filter(Boolean);
  return [...drawn, disclosure({class: "more-charts"}, label, drawSignals)];
}

function isSignal(gauge) {
  return gauge.name.startsWith("generator_") && !gaugeTitles.has(gauge.name);
}

// A gauge of the test keeps the name that its author gave it.
function gaugeChart(group, gauge) {
  const own = !gaugeTitles.has(gauge.name) && !gauge.name.startsWith("generator_");
  return group.chart(
    gaugeTitles.get(gauge.name) ?? (own ? gauge.name : words(gauge.name)),
    (value) => (gauge.unit ? quantityText(value, gauge.unit) : numberText(value)),
    [{label: "value", colour: own ? "purple" : "green", values: gauge.values}],
    {height: 140, increments: gauge.unit === "bytes" ? byteSteps : undefined},
  );
}
