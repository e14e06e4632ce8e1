// SPDX-License-Identifier: Apache-2.0
//
// Whether the load generator was fit to measure, in words and with its lateness in figures.

import {element, facts, section} from "./elements.js";
import {countText, millisecondsText, nothing, shareText} from "./text.js";

export function generatorPart(summary) {
  const generator = summary.generator ?? {};
  const pacing = generator.pacing_ms ?? {};
  const load = summary.load ?? {};
  const time = (name) => (pacing.count > 0 ? millisecondsText(pacing[name]) : nothing);
  return section(
    "generator",
    "Load generator",
    element("p", {}, health(generator)),
    facts([
      ["Late by, p50", time("p50")],
      ["Late by, p99", time("p99")],
      ["Late by, at most", time("max")],
      ["Starts measured", countText(pacing.count)],
      ["Worker threads", countText(load.workers)],
      ["Busiest thread", shareText(load.busiest_thread_share) + " of a core"],
      ["Processors", countText(summary.run?.processors)],
    ]),
  );
}

function health(generator) {
  if (!(generator.judged_slices > 0)) return "No second was judged.";
  if (generator.healthy_slices === generator.judged_slices)
    return `The generator kept time in all ${countText(generator.judged_slices)} seconds.`;
  return `The generator did not keep time in ${generator.unhealthy_because || "some seconds"}.`;
}
