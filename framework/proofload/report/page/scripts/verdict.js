// SPDX-License-Identifier: Apache-2.0
//
// The top of the page: the verdict in one word, and why.

import {element, list} from "./elements.js";

const looks = new Map([
  ["PASS", {look: "pass", mark: "✓", meaning: "Every limit was held."}],
  ["FAIL", {look: "fail", mark: "✕", meaning: "The service did not hold what was asked of it."}],
  [
    "INVALID",
    {
      look: "invalid",
      mark: "?",
      meaning: "Neither pass nor fail: the load generator is in doubt, not the service.",
    },
  ],
]);
const unknown = {look: "invalid", mark: "?", meaning: "This page does not know this outcome."};

export function verdictPart(summary) {
  const verdict = summary.verdict ?? {};
  const {look, mark, meaning} = looks.get(verdict.outcome) ?? unknown;
  const cutShort = summary.complete !== true;
  return element(
    "header",
    {class: "verdict " + (cutShort ? "cut" : look)},
    element(
      "p",
      {class: "outcome"},
      element("span", {class: "mark", "aria-hidden": "true"}, cutShort ? "…" : mark),
      element("strong", {}, cutShort ? "CUT SHORT" : String(verdict.outcome ?? "UNKNOWN")),
    ),
    element(
      "div",
      {class: "story"},
      element("h1", {}, String(summary.test ?? "")),
      element(
        "p",
        {class: "meaning"},
        cutShort
          ? "This was written while the run still played: it was killed, or has not ended yet. " +
              "What follows is what had been measured until then, and no verdict."
          : meaning,
      ),
      sentences("reasons", list(verdict.reasons)),
      sentences("notes", list(verdict.notes)),
    ),
  );
}

function sentences(className, texts) {
  return element(
    "ul",
    {class: className},
    texts.map((text) => element("li", {}, String(text))),
  );
}
