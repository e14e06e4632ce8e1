// SPDX-License-Identifier: Apache-2.0
//
// The legend of a chart: a button for each line, which hides it, with its value under the cursor.

import {button, element, fill} from "./elements.js";

const seriesInHeading = 4;

export class Legend {
  /// onToggle(number, shown): a line was hidden or shown again.
  constructor(series, format, onToggle) {
    this.series = series;
    this.format = format;
    this.shown = series.map(() => true);
    this.values = series.map(() => element("output"));
    this.onToggle = onToggle;
    this.root = element(
      "div",
      {class: series.length > seriesInHeading ? "legend wide" : "legend"},
      series.map((one, number) => this.entry(one, number)),
    );
  }

  entry(one, number) {
    const sample = element("i", {class: one.dash ? "dashed" : "", "aria-hidden": "true"});
    sample.style.borderColor = `var(--${one.colour})`;
    const made = button(
      [sample, one.label, this.values[number]],
      () => {
        this.shown[number] = !this.shown[number];
        made.setAttribute("aria-pressed", String(this.shown[number]));
        this.onToggle(number, this.shown[number]);
      },
      {"aria-pressed": "true"},
    );
    return made;
  }

  /// Values of a row; none where the cursor points at none.
  show(row) {
    const known = row !== null && row !== undefined;
    this.series.forEach((one, number) =>
      fill(this.values[number], known ? this.format(one.values[row]) : ""),
    );
  }
}
