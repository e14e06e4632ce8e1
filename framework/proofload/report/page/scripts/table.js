// SPDX-License-Identifier: Apache-2.0
//
// Tables: numbers to the right, sorted by a click on a heading, cut after a number of rows until
// all are asked for. A table that is too wide scrolls in its own frame, by keyboard too.

import {button, element} from "./elements.js";
import {countText} from "./text.js";

const rowsAtFirst = 30;

/// columns: [{title, text(row) -> text or element, value(row) -> what to sort by, number: true}].
/// A column without value() is not sorted by.
export function table(caption, columns, rows, attributes = {}) {
  const body = element("tbody");
  const state = {rows: [...rows], all: rows.length <= rowsAtFirst};
  const refill = () =>
    body.replaceChildren(
      ...(state.all ? state.rows : state.rows.slice(0, rowsAtFirst)).map((row) =>
        bodyRow(columns, row),
      ),
    );
  const headings = columns.map((column) => heading(column));
  columns.forEach((column, place) => {
    if (column.value)
      headings[place].firstChild.addEventListener("click", () => {
        sort(state, column, headings, place);
        refill();
      });
  });
  refill();
  const frame = element(
    "div",
    {class: "scroll", tabindex: "0", role: "region", "aria-label": caption, ...attributes},
    element(
      "table",
      {},
      element("caption", {class: "hidden"}, caption),
      element("thead", {}, element("tr", {}, headings)),
      body,
    ),
  );
  return state.all ? frame : element("div", {}, frame, showAll(state, refill));
}

function showAll(state, refill) {
  const made = button(
    `Show all ${countText(state.rows.length)} rows`,
    () => {
      state.all = true;
      refill();
      made.remove();
    },
    {class: "more"},
  );
  return made;
}

function heading(column) {
  return element(
    "th",
    {scope: "col", class: column.number ? "number" : null},
    column.value ? element("button", {type: "button"}, column.title) : column.title,
  );
}

function bodyRow(columns, row) {
  return element(
    "tr",
    {},
    columns.map((column, place) => {
      const content = column.text(row);
      return place === 0
        ? element("th", {scope: "row"}, content)
        : element("td", {class: column.number ? "number" : null}, content);
    }),
  );
}

// Numbers fall at the first click, names rise. What has no value stays last.
function sort(state, column, headings, place) {
  const before = headings[place].getAttribute("aria-sort");
  const rising = before === null ? !column.number : before === "descending";
  headings.forEach((one) => one.removeAttribute("aria-sort"));
  headings[place].setAttribute("aria-sort", rising ? "ascending" : "descending");
  const missing = (value) => value === null || value === undefined;
  state.rows.sort((left, right) => {
    const [one, other] = [column.value(left), column.value(right)];
    if (missing(one) || missing(other)) return Number(missing(one)) - Number(missing(other));
    const order = typeof one === "number" ? one - other : String(one).localeCompare(String(other));
    return rising ? order : -order;
  });
}
