// SPDX-License-Identifier: Apache-2.0
//
// The time that all charts of the course share: its rows, the seconds in which the generator did
// not keep time, and where stages begin.

import {entries, list} from "./elements.js";
import {instantText} from "./text.js";

export class TimeAxis {
  constructor(course, stages) {
    const columns = course.columns ?? {};
    this.from = list(columns.from_seconds);
    this.to = list(columns.to_seconds);
    this.middle = this.from.map((from, row) => (from + this.to[row]) / 2);
    this.begin = this.from[0] ?? 0;
    this.end = this.to.at(-1) ?? 1;
    this.healthy = list(columns.healthy);
    this.because = new Map(entries(course.unhealthy_because));
    this.unhealthy = unhealthySpans(this);
    this.stages = namedSpans(stages);
  }

  get rows() {
    return this.from.length;
  }

  rowAt(seconds) {
    return this.from.findIndex((from, row) => from <= seconds && seconds < this.to[row]);
  }

  /// Counts of rows as rates: rows differ in length.
  perSecond(counts) {
    return list(counts).map((count, row) =>
      count === null ? null : count / Math.max(this.to[row] - this.from[row], 1e-3),
    );
  }

  /// "0:12 to 0:13", and what there is to say about it.
  describe(row) {
    const stage = this.stages.findLast((one) => one.from <= this.middle[row]);
    const inside = stage && stage.label !== "" && this.middle[row] < stage.to;
    const because = this.because.get(String(row));
    return (
      `${instantText(this.from[row])} to ${instantText(this.to[row])}` +
      (inside ? `, ${stage.label}` : "") +
      (this.healthy[row] === false ? `. The generator did not keep time: ${because ?? "–"}` : "")
    );
  }
}

function unhealthySpans(axis) {
  const spans = [];
  axis.healthy.forEach((healthy, row) => {
    if (healthy !== false) return;
    if (spans.at(-1)?.to === axis.from[row]) spans.at(-1).to = axis.to[row];
    else spans.push({from: axis.from[row], to: axis.to[row]});
  });
  return spans;
}

function namedSpans(stages) {
  return list(stages)
    .filter((stage) => typeof stage.from_seconds === "number")
    .map((stage) => ({
      from: stage.from_seconds,
      to: stage.to_seconds ?? Infinity,
      label: [stage.scenario, stage.name].filter(Boolean).join(": "),
    }))
    .toSorted((left, right) => left.from - right.from);
}
