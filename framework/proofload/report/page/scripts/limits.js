// SPDX-License-Identifier: Apache-2.0
//
// The limits that the test asserted, broken ones first, each with a bar that shows how near to its
// bound it came; and the other assertions that failed.

import {element, list, section} from "./elements.js";
import {table} from "./table.js";
import {countText, isNumber, nothing, quantityText} from "./text.js";

const standings = new Map([
  ["broken", {order: 0, look: "fail", text: "✕ broken"}],
  ["in_doubt", {order: 1, look: "invalid", text: "? in doubt"}],
  ["held", {order: 2, look: "pass", text: "✓ held"}],
]);

function standing(limit) {
  return standings.get(limit.standing) ?? {order: 3, look: "invalid", text: String(limit.standing)};
}

export function statement(limit) {
  return `${limit.statistic} ${limit.comparison} ${quantityText(limit.bound, limit.unit)}`;
}

export function limitsPart(summary) {
  const limits = list(summary.limits).toSorted(
    (left, right) => standing(left).order - standing(right).order,
  );
  return section(
    "limits",
    "Limits",
    limits.length === 0
      ? element("p", {class: "quiet"}, "The test asserted no limit.")
      : table("Limits", columns, limits, {class: "scroll stacked"}),
    failuresList(list(summary.failures)),
  );
}

const columns = [
  {title: "Limit", text: limitText},
  {
    title: "",
    text: (limit) =>
      element("span", {class: "badge " + standing(limit).look}, standing(limit).text),
  },
  {
    title: "Observed",
    number: true,
    text: (limit) => element("b", {}, quantityText(limit.observed, limit.unit)),
  },
  {
    title: "Margin",
    text: (limit) =>
      element(
        "div",
        {class: "margin"},
        marginBar(limit),
        element("small", {}, String(limit.margin || nothing)),
      ),
  },
  {title: "Samples", number: true, text: (limit) => countText(limit.samples)},
  {title: "Asserted", text: placeText},
];

function limitText(limit) {
  return element(
    "div",
    {class: "limit"},
    element("b", {}, statement(limit)),
    element("small", {}, String(limit.subject ?? "")),
    limit.standing === "held"
      ? null
      : element("small", {class: "explanation"}, String(limit.explanation ?? "")),
  );
}

// The name of the file stays in one piece where there is no room for its whole path.
function placeText(limit) {
  const file = String(limit.file || "");
  const cut = file.lastIndexOf("/") + 1;
  const source = !limit.source || limit.source === "code" ? "" : ` (${limit.source})`;
  return element(
    "small",
    {class: "place"},
    element("span", {}, file.slice(0, cut)),
    element("span", {}, file === "" ? limit.source || nothing : `${file.slice(cut)}:${limit.line}${source}`),
  );
}

// The bar is what was observed, the notch the bound; both on one scale from zero.
function marginBar(limit) {
  const known = isNumber(limit.observed) && isNumber(limit.bound);
  const greatest = known ? 1.15 * Math.max(limit.observed, limit.bound) : 0;
  const part = (value) => (greatest > 0 ? Math.max(0, (100 * value) / greatest) : 0) + "%";
  const bar = element("span", {class: "value " + standing(limit).look});
  const notch = element("span", {class: "bound"});
  bar.style.width = known ? part(limit.observed) : "0";
  notch.style.left = known ? part(limit.bound) : "0";
  return element("div", {class: "gauge", "aria-hidden": "true"}, bar, notch);
}

function failuresList(failures) {
  return failures.length === 0
    ? null
    : element(
        "div",
        {},
        element("h3", {}, "Other assertions that failed"),
        element(
          "ul",
          {class: "failures"},
          failures.map((failure) =>
            element(
              "li",
              {},
              element("pre", {}, String(failure.text ?? "")),
              element("small", {class: "place"}, `${failure.file}:${failure.line}`),
            ),
          ),
        ),
      );
}
