// SPDX-License-Identifier: Apache-2.0
//
// node embed_page.mjs <folder of the page> <folder of uPlot> <source to write>
//
// Joins page.html, styles/*.css, scripts/*.js and uPlot to one page, and writes it as C++ source
// that defines page_template(). Scripts are modules to editors and tests; here their imports and
// exports fall away and they share one scope. The policy of the page names the hashes of its style
// and its script, so that a browser runs and applies nothing else, and loads nothing at all.

import {createHash} from "node:crypto";
import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";

const last = "main.js";

// By name, so that the numbers of style sheets are their order.
function sourcesIn(folder, extension) {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(extension))
    .sort();
  return names.map((name) => [name, readFileSync(join(folder, name), "utf8")]);
}

function scriptOf(folder) {
  const scripts = sourcesIn(folder, ".js").sort(
    ([one], [other]) => (one === last) - (other === last),
  );
  const sources = scripts.map(([, source]) => source);
  refuseTwins(sources);
  const bare = sources.map((source) =>
    source
      .replace(/^import [^;]*;\n/gm, "")
      .replace(/^export /gm, "")
      .replace(/^\/\/.*\n/gm, ""),
  );
  return `(() => {\n"use strict";\n${bare.join("")}})();\n`;
}

// In one scope, the second function of a name would silently take the place of the first.
function refuseTwins(sources) {
  const seen = new Set();
  for (const [, name] of sources
    .join("")
    .matchAll(/^(?:export )?(?:function|class|const|let) ([\w$]+)/gm)) {
    if (seen.has(name)) throw new Error(`two scripts of the page declare ${name}: rename one`);
    seen.add(name);
  }
}

function hash(text) {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}

function pageOf(folder, uplot) {
  const read = (...path) => readFileSync(join(...path), "utf8");
  const license = `/*! uPlot\n${read(uplot, "LICENSE").trim()}\n*/\n`;
  const style =
    license +
    read(uplot, "dist", "uPlot.min.css") +
    "\n" +
    sourcesIn(join(folder, "styles"), ".css")
      .map(([, source]) => source)
      .join("");
  const script =
    license + read(uplot, "dist", "uPlot.iife.min.js") + scriptOf(join(folder, "scripts"));
  if (/<\/(script|style)/i.test(style + script))
    throw new Error("the page's style or script holds the end of its own element");
  const parts = {
    style,
    script,
    policy:
      `default-src 'none'; style-src ${hash(style)}; ` +
      `script-src ${hash(script)}; img-src data:; base-uri 'none'; form-action 'none'`,
  };
  return read(folder, "page.html").replace(/@(style|script|policy)@/g, (_, name) => parts[name]);
}

// Compilers limit the length of one literal: 60,000 characters are few enough for all.
function sourceOf(page) {
  const literals = page.match(/[^]{1,60000}/gu).map((part) => `R"page(${part})page"`);
  if (page.includes(')page"')) throw new Error('the page holds the end of a literal: )page"');
  return (
    "// Made by embed_page.mjs.\n#include <proofload/report/page/page_template.h>\n\n" +
    "namespace proofload {\n\nstd::string_view page_template() {\n  return\n" +
    `${literals.join("\n")};\n}\n\n}  // namespace proofload\n`
  );
}

const [folder, uplot, target] = process.argv.slice(2);
writeFileSync(target, sourceOf(pageOf(folder, uplot)));
