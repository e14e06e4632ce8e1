// SPDX-License-Identifier: Apache-2.0
//
// How to read the page, in three sentences.

import {element, section} from "./elements.js";

const explanations = [
  [
    "Response",
    "runs from the instant at which a request was planned, service from the instant at which it " +
      "was sent: a service that stalls delays those who wait behind, and only response shows that.",
  ],
  [
    "Lateness",
    "is how long after its plan the generator itself began a start; where it is large the " +
      "generator was short of processor time, and latencies of that second tell more about it " +
      "than about the service.",
  ],
  [
    "INVALID",
    "means that the load was not delivered or the generator did not keep time: the run proves " +
      "nothing about the service, and should be played again on a machine with more room, or " +
      "with less load.",
  ],
];

export function readingPart() {
  return section(
    "reading",
    "How to read this page",
    element(
      "ul",
      {class: "reading"},
      explanations.map(([term, text]) => element("li", {}, element("b", {}, term), " " + text)),
    ),
  );
}
