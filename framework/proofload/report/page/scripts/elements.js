// SPDX-License-Identifier: Apache-2.0
//
// The only place that makes elements. Tags and the names of attributes come from the scripts of
// this page; whatever came with the summary becomes a text node or the value of an inert attribute.

import {visible} from "./text.js";

/// element("p", {class: "note"}, "text", anotherElement, null): what is null is left out.
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== undefined) made.setAttribute(name, visible(value));
  fill(made, ...children);
  return made;
}

/// Puts these in the place of what is in an element.
export function fill(made, ...children) {
  made.replaceChildren(
    ...children
      .flat()
      .filter((child) => child !== null && child !== undefined)
      .map((child) => (child instanceof Node ? child : visible(child))),
  );
}

/// A part of the page with a heading; left out of the page where it has nothing to show.
export function section(id, title, ...children) {
  return element(
    "section",
    {id, "aria-labelledby": id + "-title"},
    element("h2", {id: id + "-title"}, title),
    ...children,
  );
}

/// Facts as a list of terms. Rows are [term, text or element].
export function facts(rows, className = "facts") {
  return element(
    "dl",
    {class: className},
    rows.map(([term, ...descriptions]) =>
      element("div", {}, element("dt", {}, term), element("dd", {}, ...descriptions)),
    ),
  );
}

/// What opens at a click, and is made only then.
export function disclosure(attributes, summary, makeContent) {
  const made = element("details", attributes, element("summary", {}, ...[summary].flat()));
  made.addEventListener("toggle", () => {
    if (made.open && made.children.length === 1) made.append(...[makeContent()].flat());
  });
  return made;
}

export function button(content, onClick, attributes = {}) {
  const made = element("button", {type: "button", ...attributes}, content);
  made.addEventListener("click", onClick);
  return made;
}

/// Lists and maps of the summary that may be missing.
export function list(value) {
  return Array.isArray(value) ? value : [];
}

export function entries(value) {
  return value !== null && typeof value === "object" ? Object.entries(value) : [];
}
