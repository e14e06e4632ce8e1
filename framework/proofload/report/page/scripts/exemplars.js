// SPDX-License-Identifier: Apache-2.0
//
// Single requests, whole: the slowest, and some of those that failed.

import {disclosure, element, facts, list, section} from "./elements.js";
import {phaseBar, phaseLegend, phaseParts} from "./phases.js";
import {bytesText, instantText, millisecondsText, nothing} from "./text.js";

export function exemplarsPart(summary) {
  const groups = [
    ["Failed", list(summary.exemplars?.failed)],
    ["Slowest", list(summary.exemplars?.slowest)],
  ].filter(([, group]) => group.length > 0);
  if (groups.length === 0) return null;
  return section(
    "exemplars",
    "Single requests",
    groups.map(([title, group]) =>
      element("div", {class: "exemplars"}, element("h3", {}, title), group.map(exemplar)),
    ),
  );
}

function exemplar(one) {
  return disclosure(
    {class: "exemplar"},
    [
      element("b", {}, millisecondsText(one.response_ms)),
      element("span", {class: one.failed ? "bad" : ""}, String(one.error || one.status || nothing)),
      element("span", {class: "request"}, String(one.request)),
      element("small", {}, "at " + instantText(one.planned_seconds)),
    ],
    () => content(one),
  );
}

function content(one) {
  const parts = phaseParts(one.phases_ms, one.lateness_ms ?? null);
  const rows = [
    ["Step", [one.scenario, one.step].filter(Boolean).join(": ") || nothing],
    ["Planned at", instantText(one.planned_seconds)],
    ["Response", millisecondsText(one.response_ms)],
    ["Service", millisecondsText(one.service_ms)],
    ["Late", millisecondsText(one.lateness_ms)],
    ["Status", String(one.status || nothing)],
    ["Error", [one.error, one.error_text].filter(Boolean).join(": ") || nothing],
  ];
  return [phaseBar(parts), phaseLegend(parts), facts(rows), headers(list(one.headers)), body(one)];
}

function headers(all) {
  return element(
    "div",
    {},
    element("h4", {}, "Headers of the answer"),
    all.length === 0
      ? element("p", {class: "quiet"}, "None was kept.")
      : facts(
          all.map(([name, value]) => [String(name), String(value)]),
          "facts headers",
        ),
  );
}

function body(one) {
  const text = String(one.body ?? "");
  const kept = new TextEncoder().encode(text).length;
  const cut = one.body_bytes > kept ? `, its beginning; it has ${bytesText(one.body_bytes)}` : "";
  return element(
    "div",
    {},
    element("h4", {}, "Body of the answer" + cut),
    text === ""
      ? element("p", {class: "quiet"}, "None was kept.")
      : element("pre", {tabindex: "0"}, text),
  );
}
