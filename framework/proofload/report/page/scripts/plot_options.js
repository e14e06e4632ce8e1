// SPDX-License-Identifier: Apache-2.0
//
// A chart of ours in the words of uPlot: axes, lines, scales.

import {colour} from "./theme.js";

const axisFont = "12px system-ui, sans-serif";
const reachable = 4; // a bound further away than this many times the data is left out of sight

/// options: those of Chart. shown: which lines are.
export function plotOptions(options, logarithmic, width, shown, onCursor) {
  const {x, series, height, cursor = {}, below, above, hooks = {}} = options;
  return {
    width,
    height,
    padding: [18, 26, 0, 0],
    legend: {show: false},
    cursor: {y: false, points: {size: 6}, drag: {x: true, y: false}, ...cursor},
    scales: {
      x: {time: false, range: x.range},
      y: {
        distr: logarithmic ? 3 : 1,
        range: (_, least, most) => valueRange(options, logarithmic, least, most),
      },
    },
    axes: [xAxis(x), yAxis(options, logarithmic)],
    series: [{}, ...series.map((one, number) => line(one, shown[number]))],
    hooks: {
      drawClear: below ? [below] : [],
      draw: above ? [above] : [],
      setCursor: [onCursor, ...(hooks.setCursor ?? [])],
      setScale: hooks.setScale ?? [],
    },
  };
}

function gridLines(more = {}) {
  return {stroke: () => colour("grid"), width: 1, ...more};
}

function axis(text, more) {
  return {
    font: axisFont,
    stroke: () => colour("quiet"),
    gap: 4,
    grid: gridLines(),
    ticks: gridLines({size: 4}),
    values: (_, values) => values.map((value) => (value === null ? "" : text(value))),
    ...more,
  };
}

function xAxis(x) {
  return axis(x.text, {size: 28, space: 60, splits: x.splits, incrs: x.steps});
}

function yAxis(options, logarithmic) {
  const filter = (_, splits) => (logarithmic ? wholeMagnitudes(splits) : splits);
  return axis(options.format, {
    size: 68,
    space: 24,
    incrs: options.increments,
    grid: gridLines({filter}),
    ticks: gridLines({size: 4, filter}),
  });
}

// On a logarithmic axis of several decades lines at 2, 3, 4 and so on would be a carpet.
function wholeMagnitudes(splits) {
  if (splits.at(-1) < 50 * splits[0]) return splits;
  return splits.map((value) => (Math.abs(Math.log10(value) % 1) < 1e-9 ? value : null));
}

function line(one, shown) {
  return {
    label: "",
    show: shown,
    stroke: () => colour(one.colour),
    width: one.width ?? 1.75,
    dash: one.dash,
    points: {show: one.values.length < 2},
    fill: one.fill ? () => colour(one.fill) : undefined,
    paths: one.stepped ? uPlot.paths.stepped({align: 1}) : undefined,
  };
}

function valueRange({reach = []}, logarithmic, least, most) {
  if (!(most > 0)) return logarithmic ? [0.1, 1] : [0, 1];
  if (!logarithmic)
    return [0, 1.06 * Math.max(most, ...reach.filter((value) => value < reachable * most))];
  const positive = reach.filter((value) => value > 0);
  return uPlot.rangeLog(Math.min(least, ...positive), Math.max(most, ...positive), 10, false);
}
