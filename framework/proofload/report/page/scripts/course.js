// SPDX-License-Identifier: Apache-2.0
//
// The course of the run: charts below each other, over one time.

import {ChartGroup} from "./chart_group.js";
import {element, entries, list, section} from "./elements.js";
import {byteSteps, gaugeCharts} from "./gauges.js";
import {responseChart} from "./response_chart.js";
import {TimeAxis} from "./time_axis.js";
import {bytesText, countText, millisecondsText, rateText} from "./text.js";

const kindsShown = 6;
const kindColours = ["red", "orange", "purple", "blue", "green", "sky", "quiet"];

export function coursePart(summary) {
  const course = summary.course ?? {};
  const axis = new TimeAxis(course, summary.stages);
  if (axis.rows === 0)
    return section(
      "course",
      "Course",
      element("p", {class: "quiet"}, "Nothing was measured over time."),
    );
  const group = new ChartGroup(axis);
  const columns = course.columns;
  return section(
    "course",
    "Course",
    group.readout,
    responseChart(group, columns, summary.limits),
    throughputChart(group, columns),
    usersChart(group, columns),
    errorsChart(group, course.errors),
    pacingChart(group, columns),
    startsChart(group, columns),
    transferChart(group, columns),
    gaugeCharts(group, course.gauges),
  );
}

function throughputChart(group, columns) {
  const {axis} = group;
  return group.chart("Throughput", rateText, [
    {
      label: "planned starts",
      colour: "quiet",
      dash: [6, 3],
      values: axis.perSecond(columns.planned),
    },
    {label: "starts", colour: "sky", values: axis.perSecond(columns.started)},
    {label: "requests", colour: "blue", values: axis.perSecond(columns.requests)},
    {label: "failed", colour: "red", values: axis.perSecond(columns.failed)},
  ]);
}

function usersChart(group, columns) {
  return group.chart(
    "Users",
    countText,
    [{label: "playing", colour: "blue", fill: "blue-fill", values: columns.users}],
    {height: 140},
  );
}

// The most frequent kinds get a line each, the others one together.
function errorsChart(group, errors) {
  const sum = (counts) => counts.reduce((total, count) => total + (count ?? 0), 0);
  const kinds = entries(errors)
    .filter(([, counts]) => sum(list(counts)) > 0)
    .toSorted(([, left], [, right]) => sum(right) - sum(left));
  const others = kinds.slice(kindsShown);
  const lines = kinds.slice(0, kindsShown);
  if (others.length > 0)
    lines.push([
      `${others.length} other kinds`,
      others[0][1].map((_, row) => sum(others.map(([, counts]) => counts[row]))),
    ]);
  return group.chart(
    "Errors",
    rateText,
    lines.map(([label, counts], number) => ({
      label,
      colour: kindColours[number],
      values: group.axis.perSecond(counts),
    })),
  );
}

function pacingChart(group, columns) {
  return group.chart(
    "Lateness of the generator",
    millisecondsText,
    [
      {
        label: "p99 of pacing",
        colour: "purple",
        fill: "purple-fill",
        values: columns.pacing_p99_ms,
      },
    ],
    {height: 140, note: "how long after their plan starts began"},
  );
}

function startsChart(group, columns) {
  const some = (values) => list(values).some((value) => value > 0);
  if (!some(columns.late) && !some(columns.dropped)) return null;
  return group.chart(
    "Starts late or dropped",
    rateText,
    [
      {label: "late", colour: "orange", values: group.axis.perSecond(columns.late)},
      {label: "dropped", colour: "red", values: group.axis.perSecond(columns.dropped)},
    ],
    {height: 140},
  );
}

function transferChart(group, columns) {
  return group.chart(
    "Transfer",
    (value) => bytesText(value) + "/s",
    [
      {label: "received", colour: "blue", values: group.axis.perSecond(columns.bytes_received)},
      {label: "sent", colour: "orange", values: group.axis.perSecond(columns.bytes_sent)},
    ],
    {height: 140, increments: byteSteps},
  );
}
