// SPDX-License-Identifier: Apache-2.0
//
// Where the time of a request went, as a bar of parts: lateness of its start, then the phases of
// the exchange in their order.

import {element, entries} from "./elements.js";
import {millisecondsText, words} from "./text.js";

const order = [
  "late",
  "looking_up",
  "connecting",
  "tls_handshaking",
  "sending",
  "waiting",
  "receiving",
];

/// The parts of a step on average, or of one request; lateness is null where it is not known.
export function phaseParts(phases, lateness = null) {
  const time = (phase) => (typeof phase === "number" ? phase : phase?.mean);
  const known = new Map(entries(phases).map(([name, phase]) => [name, time(phase)]));
  if (lateness !== null) known.set("late", lateness);
  return order
    .filter((name) => known.get(name) > 0)
    .map((name) => ({name, milliseconds: known.get(name)}));
}

export function phaseBar(parts) {
  const said = parts.map((part) => `${words(part.name)} ${millisecondsText(part.milliseconds)}`);
  const total = parts.reduce((sum, part) => sum + part.milliseconds, 0);
  return element(
    "div",
    {
      class: "phases",
      role: "img",
      title: said.join(", "),
      "aria-label": said.length === 0 ? "no phases" : said.join(", "),
    },
    parts.map((part) => {
      const made = element("span", {class: "phase-" + part.name});
      made.style.width = (100 * part.milliseconds) / total + "%";
      return made;
    }),
  );
}

export function phaseLegend(parts = order.slice(1).map((name) => ({name}))) {
  return element(
    "ul",
    {class: "phase-legend"},
    parts.map((part) =>
      element(
        "li",
        {},
        element("i", {class: "phase-" + part.name, "aria-hidden": "true"}),
        words(part.name),
        part.milliseconds === undefined
          ? null
          : element("b", {}, " " + millisecondsText(part.milliseconds)),
      ),
    ),
  );
}
