// SPDX-License-Identifier: Apache-2.0
//
// Light or dark: as the system says, until the button says otherwise. Remembers nothing. Canvases
// do not see style sheets, so charts ask here for their colours and are told when these change.

import {button, element} from "./elements.js";

const listeners = [];
const known = new Map();
const system = matchMedia("(prefers-color-scheme: dark)");
let chosen = null;

/// The colour that the style sheets name "--name", for a canvas.
export function colour(name) {
  if (known.has(name)) return known.get(name);
  const probe = element("span", {hidden: ""});
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  known.set(name, getComputedStyle(probe).color);
  probe.remove();
  return known.get(name);
}

export function onThemeChange(listener) {
  listeners.push(listener);
}

function show(theme) {
  if (theme === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  known.clear();
  for (const listener of listeners) listener();
}

/// Paper is white.
export function followTheme() {
  system.addEventListener("change", () => show(chosen));
  addEventListener("beforeprint", () => show("light"));
  addEventListener("afterprint", () => show(chosen));
}

export function themeButton() {
  return button(
    "Light or dark",
    () => {
      const dark = chosen === null ? system.matches : chosen === "dark";
      chosen = dark ? "light" : "dark";
      show(chosen);
    },
    {class: "theme"},
  );
}
