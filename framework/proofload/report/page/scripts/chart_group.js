// SPDX-License-Identifier: Apache-2.0
//
// Charts over one time: what the cursor of one points at, all show, and all are zoomed alike. By
// mouse: drag, double click. By keyboard: arrows, Escape.

import {Chart} from "./chart.js";
import {button, element, fill, list} from "./elements.js";
import {drawLimits, drawStages, shadeUnhealthy} from "./overlays.js";
import {instantText} from "./text.js";

const timeSteps = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400,
];

export class ChartGroup {
  constructor(axis) {
    this.axis = axis;
    this.charts = [];
    this.hint =
      "Drag to zoom; double click or Escape shows all again." +
      (axis.unhealthy.length > 0 ? " Shaded: the generator did not keep time." : "");
    this.text = element("span", {}, this.hint);
    this.reset = button("Show all", () => this.zoom(axis.begin, axis.end), {hidden: ""});
    this.readout = element("p", {class: "readout"}, this.text, this.reset);
    addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.zoom(axis.begin, axis.end);
    });
  }

  /// Null where no series has a value.
  chart(title, format, series, options = {}) {
    const used = series.filter((one) => list(one.values).some((value) => value !== null));
    if (used.length === 0) return null;
    const chart = new Chart({
      title,
      format,
      height: 150,
      series: used,
      summary: this.summaryOf(used, format),
      ...options,
      x: {
        values: this.axis.middle,
        title: "Time",
        text: instantText,
        steps: timeSteps,
        label: (row) => instantText(this.axis.from[row]),
        range: (_, least, most) => this.range(least, most),
      },
      cursor: this.cursor(),
      below: (plot) => shadeUnhealthy(plot, this.axis),
      above: (plot) => {
        drawStages(plot, this.axis);
        drawLimits(plot, options.limits ?? []);
      },
      hooks: {
        setCursor: [(plot) => this.describe(plot.cursor.idx)],
        setScale: [(plot, scale) => this.follow(plot, scale)],
      },
    });
    this.charts.push(chart);
    return chart.root;
  }

  summaryOf(series, format) {
    return series
      .map((one) => {
        const values = one.values.filter((value) => value !== null);
        const greatest = values.reduce((most, value) => Math.max(most, value), -Infinity);
        return `${one.label}: up to ${format(greatest)}.`;
      })
      .join(" ");
  }

  cursor() {
    return {
      sync: {
        key: "course",
        scales: ["x", null],
        setSeries: false,
        filters: {pub: (type) => type === "mousemove", sub: (type) => type === "mousemove"},
      },
      bind: {dblclick: () => () => this.zoom(this.axis.begin, this.axis.end)},
    };
  }

  // uPlot offers the range of the data, which begins in the middle of the first row.
  range(least, most) {
    const {middle, begin, end} = this.axis;
    const whole = least <= middle[0] && most >= middle.at(-1);
    return whole ? [begin, end] : [Math.max(least, begin), Math.min(most, end)];
  }

  follow(plot, scale) {
    if (scale === "x") this.zoom(plot.scales.x.min, plot.scales.x.max);
  }

  zoom(min, max) {
    if (this.zooming) return;
    this.zooming = true;
    for (const {plot} of this.charts)
      if (plot && (plot.scales.x.min !== min || plot.scales.x.max !== max))
        plot.setScale("x", {min, max});
    this.reset.hidden = min <= this.axis.begin && max >= this.axis.end;
    this.zooming = false;
  }

  describe(row) {
    const known = row !== null && row !== undefined;
    fill(this.text, known ? this.axis.describe(row) : this.hint);
  }
}
