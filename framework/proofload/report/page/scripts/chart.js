// SPDX-License-Identifier: Apache-2.0
//
// One chart, drawn by uPlot: a title, a legend, the plot, and the same as a table. It knows nothing
// of time or of other charts.

import {button, disclosure, element, fill} from "./elements.js";
import {Legend} from "./legend.js";
import {plotOptions} from "./plot_options.js";
import {table} from "./table.js";
import {onThemeChange} from "./theme.js";

const widthOnPaper = 660; // A4, portrait

export class Chart {
  /// options: {title, note, summary: for those who do not see it, format(value), height,
  ///   logarithmic: may be switched, startsLogarithmic,
  ///   x: {values, title, text(value), range(), splits(), steps, label(row)},
  ///   series: [{label, values, colour, dash, width, fill, stepped}],
  ///   increments: of the values at the y axis, reach: [values that should be in sight],
  ///   below(plot), above(plot): drawn behind and before the lines, cursor, hooks: of uPlot}
  constructor(options) {
    this.options = options;
    this.logarithmic = options.startsLogarithmic === true;
    this.legend = new Legend(options.series, options.format, (number, show) =>
      this.plot?.setSeries(number + 1, {show}),
    );
    this.host = element("div", {
      class: "plot",
      tabindex: "0",
      role: "group",
      "aria-label": `Chart: ${options.title}. ${options.summary} Arrow keys move the cursor.`,
    });
    this.root = element("figure", {class: "chart"}, this.heading(), this.host, this.asTable());
    this.listen();
  }

  listen() {
    const {height} = this.options;
    this.host.addEventListener("keydown", (event) => this.onKey(event));
    new ResizeObserver(() => this.resize()).observe(this.host);
    onThemeChange(() => this.plot?.redraw());
    addEventListener("beforeprint", () => this.plot?.setSize({width: widthOnPaper, height}));
    addEventListener("afterprint", () => this.resize());
  }

  heading() {
    const {title, note, logarithmic} = this.options;
    return element(
      "figcaption",
      {},
      element("h3", {}, title),
      note ? element("small", {}, note) : null,
      logarithmic ? this.scaleSwitch() : null,
      this.legend.root,
    );
  }

  scaleSwitch() {
    const name = () => (this.logarithmic ? "Scale: logarithmic" : "Scale: linear");
    const switched = () => {
      this.logarithmic = !this.logarithmic;
      fill(made, name());
      this.draw();
    };
    const made = button(name(), switched, {class: "scale"});
    return made;
  }

  asTable() {
    const {title, x, series, format} = this.options;
    const columns = series.map((one) => ({
      title: one.label,
      number: true,
      text: (row) => format(one.values[row]),
    }));
    return disclosure({class: "as-table"}, "Show as table", () =>
      table(
        title,
        [{title: x.title, text: (row) => x.label(row)}, ...columns],
        [...x.values.keys()],
      ),
    );
  }

  resize() {
    const width = Math.floor(this.host.clientWidth);
    if (width === 0) return;
    if (this.plot) this.plot.setSize({width, height: this.options.height});
    else this.draw();
  }

  /// Makes the plot anew; what is zoomed stays so.
  draw() {
    const before = this.plot?.scales.x;
    this.plot?.destroy();
    this.plot = new uPlot(
      plotOptions(
        this.options,
        this.logarithmic,
        Math.floor(this.host.clientWidth),
        this.legend.shown,
        (plot) => this.legend.show(plot.cursor.idx),
      ),
      this.data(),
      this.host,
    );
    if (before) this.plot.setScale("x", {min: before.min, max: before.max});
  }

  // A logarithm has no place for zero.
  data() {
    const {x, series} = this.options;
    const fit = (value) => (value > 0 ? value : null);
    return [
      x.values,
      ...series.map((one) => (this.logarithmic ? one.values.map(fit) : one.values)),
    ];
  }

  onKey(event) {
    const moves = {ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity};
    if (!(event.key in moves) || !this.plot) return;
    event.preventDefault();
    const {values} = this.options.x;
    const now = this.plot.cursor.idx ?? (moves[event.key] > 0 ? -1 : values.length);
    const row = Math.min(Math.max(now + moves[event.key], 0), values.length - 1);
    this.plot.setCursor({left: this.plot.valToPos(values[row], "x"), top: 1}, true, true);
  }
}
