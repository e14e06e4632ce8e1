// SPDX-License-Identifier: Apache-2.0
//
// RENDER_PAGE=<program> node page_test.mjs: what a browser makes of the page of a run.

import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {after, before, test} from "node:test";
import {Browser, findChromium} from "./browser.mjs";
import {hostileTwin} from "./hostile_twin.mjs";
import {emptySummary, sampleSummary} from "./sample_summary.mjs";

const chromium = findChromium();
const needsChromium = {skip: chromium === null ? "Chromium is not installed" : false};
const folder = mkdtempSync(join(tmpdir(), "proofload_page_test_"));
let browser = null;

before(() => {
  if (chromium !== null) browser = new Browser(chromium);
});

after(async () => {
  await browser?.close();
  rmSync(folder, {recursive: true, force: true});
});

function shows(name, summary, options, check) {
  test(name, needsChromium, async () => {
    const file = join(folder, "page.html");
    const input = typeof summary === "string" ? summary : JSON.stringify(summary);
    writeFileSync(file, execFileSync(process.env.RENDER_PAGE, {input, maxBuffer: 2 ** 28}));
    const page = await browser.open(file, options);
    try {
      await check(page);
    } finally {
      await page.close();
    }
  });
}

/// Opens all there is to open, also what only then is made.
const openAll = (page) =>
  page.evaluate(`(async () => {
  for (let round = 0; round < 3; ++round) {
    document.querySelectorAll("details").forEach((one) => (one.open = true));
    await new Promise((done) => setTimeout(done, 50));
  }
})()`);

const textOf = (page, selector = "main") =>
  page.evaluate(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? null`);

const countOf = (page, selector) =>
  page.evaluate(`document.querySelectorAll(${JSON.stringify(selector)}).length`);

async function assertSound(page) {
  await openAll(page);
  assert.deepEqual(page.problems, []);
  assert.deepEqual(
    page.requests.filter((url) => !/^(file|data):/.test(url)),
    [],
  );
  assert.doesNotMatch(await textOf(page), /NaN|undefined|null|Infinity|\[object/);
  assert.equal(await countOf(page, ".unreadable"), 0);
}

// Name, beginning of the title, number of charts, summary.
const runs = [
  ["a run that passed", "PASS: ", 13, sampleSummary()],
  ["a run that failed", "FAIL: ", 14, sampleSummary({outcome: "FAIL"})],
  ["an invalid run", "INVALID: ", 14, sampleSummary({outcome: "INVALID"})],
  ["a run without requests", "FAIL: ", 3, emptySummary()],
  ["a smoke run", "PASS: ", 13, sampleSummary({rows: 5, steps: 1, rate: 20})],
  ["a single row", "PASS: ", 13, sampleSummary({rows: 1, steps: 1, rate: 1})],
  [
    "a soak of several scenarios",
    "PASS: ",
    13,
    sampleSummary({rows: 720, every: 5, steps: 200, scenarios: ["browse", "checkout"]}),
  ],
  ["a run that was cut short", "CUT SHORT: ", 13, sampleSummary({complete: false})],
];

for (const [name, title, charts, summary] of runs)
  shows(`${name} is drawn without a problem`, summary, {}, async (page) => {
    await assertSound(page);
    assert.equal(await page.evaluate("document.title"), title + summary.test);
    assert.equal(await countOf(page, ".chart canvas"), charts);
  });

shows(
  "the smallest summary is drawn too",
  {format: "proofload.summary", version: 3},
  {},
  assertSound,
);

shows(
  "the verdict is said in words, with its reasons",
  sampleSummary({outcome: "FAIL"}),
  {},
  async (page) => {
    assert.equal(await textOf(page, ".outcome strong"), "FAIL");
    assert.match(
      await textOf(page, ".verdict"),
      /p95 of GET \/api\/v1\/schemas\/\{id\} is 12.1 ms/,
    );
    assert.match(await textOf(page, ".verdict"), /warm-up of 10 s is in no number/);
  },
);

shows(
  "a file that was cut short shows no verdict",
  sampleSummary({complete: false}),
  {},
  async (page) => {
    assert.equal(await textOf(page, ".outcome strong"), "CUT SHORT");
    assert.doesNotMatch(await textOf(page, ".verdict"), /PASS/);
  },
);

const mixed = sampleSummary({outcome: "FAIL"});
mixed.limits.reverse();
shows("broken limits come first", mixed, {}, async (page) => {
  assert.match(
    await textOf(page, "#limits tbody tr"),
    /p95 < 10 ms[^]*broken[^]*12.1 ms[^]*cpp:44/,
  );
});

shows("findings are said in words and shown in a table", mixed, {}, async (page) => {
  const text = await textOf(page, "#findings");
  assert.match(text, /errors begin at 900 requests\/s, after 42 s: 2.3 % fail/);
  assert.match(text, /Memory, last third above first\s+3.1 %/);
  assert.match(text, /p95, last third above first\s+too little data/);
  assert.match(text, /largest load held\s+0:39\s+0:40\s+100\s+600\/s\s+0 %\s+9.2 ms/);
  assert.match(text, /p95 under low load: 8 ms/);
});

shows("a run without findings has no such section", emptySummary(), {}, async (page) => {
  assert.equal(await countOf(page, "#findings"), 0);
});

shows(
  "what a service sent makes no element and runs nothing",
  hostileTwin(mixed),
  {},
  async (page) => {
    const elements = `(() => {
      const counts = {};
      for (const one of document.querySelectorAll("*"))
        counts[one.tagName] = (counts[one.tagName] ?? 0) + 1;
      return counts;
    })()`;
    await openAll(page);
    const made = await page.evaluate(elements);
    assert.equal(await page.evaluate("typeof window.pwned"), "undefined");
    assert.deepEqual(page.problems, []);
    assert.deepEqual(
      page.requests.filter((url) => !/^(file|data):/.test(url)),
      [],
    );
    assert.match(await textOf(page, "h1"), /<\/script><script>window.pwned/);
    assert.match(await page.evaluate("document.title"), /^FAIL: <\/script><script>window.pwned/);
    assert.doesNotMatch(await textOf(page), /[\u2028-\u202e]/, "nothing turns what is read around");
    const file = join(folder, "benign.html");
    writeFileSync(file, execFileSync(process.env.RENDER_PAGE, {input: JSON.stringify(mixed)}));
    const benign = await browser.open(file);
    await openAll(benign);
    assert.deepEqual(made, await benign.evaluate(elements));
    await benign.close();
  },
);

shows("a script that got into the page would not run", sampleSummary(), {}, async (page) => {
  await page.evaluate(`(() => {
    const script = document.createElement("script");
    script.textContent = "window.pwned = 1";
    document.body.append(script);
    const image = document.createElement("img");
    image.setAttribute("onerror", "window.pwned = 2");
    image.src = "http://127.0.0.1:9/x.png";
    document.body.append(image);
    return new Promise((done) => setTimeout(done, 100));
  })()`);
  assert.equal(await page.evaluate("typeof window.pwned"), "undefined");
  assert.match(page.problems.join("\n"), /Content Security Policy/);
});

for (const [name, summary] of [
  ["a run that failed", mixed],
  ["hostile text", hostileTwin(mixed)],
])
  shows(`${name} fits on a phone`, summary, {width: 390, height: 800}, async (page) => {
    await openAll(page);
    assert.ok((await page.evaluate("document.documentElement.scrollWidth")) <= 390);
  });

shows(
  "arrow keys move the cursor, and all charts say what is there",
  sampleSummary({outcome: "INVALID"}),
  {},
  async (page) => {
    await page.evaluate('document.querySelector(".plot").focus()');
    await page.press("End");
    await page.press("Home");
    await page.press("ArrowRight");
    assert.match(await textOf(page, ".readout"), /^0:01 to 0:02, ramp/);
    assert.equal(
      await page.evaluate(
        `[...document.querySelectorAll("#course output")]
          .filter((one) => one.textContent === "").length`,
      ),
      0,
    );
    for (let row = 1; row < 61; ++row) await page.press("ArrowRight");
    assert.match(
      await textOf(page, ".readout"),
      /1:01 to 1:02.*did not keep time: it started up to 310 ms/,
    );
  },
);

shows("dragging zooms, Escape shows all again", sampleSummary(), {}, async (page) => {
  const place = await page.evaluate(`(() => {
    const plot = document.querySelector(".u-over");
    plot.scrollIntoView({block: "center"});
    const {left, top, width, height} = plot.getBoundingClientRect();
    return {left, y: top + height / 2, width};
  })()`);
  const mouse = (type, share) =>
    page.send("Input.dispatchMouseEvent", {
      type,
      button: "left",
      buttons: 1,
      clickCount: 1,
      x: place.left + share * place.width,
      y: place.y,
    });
  const reset = 'document.querySelector(".readout button").hidden';
  assert.equal(await page.evaluate(reset), true);
  await mouse("mousePressed", 0.25);
  await mouse("mouseMoved", 0.4);
  await mouse("mouseMoved", 0.5);
  await mouse("mouseReleased", 0.5);
  assert.equal(await page.evaluate(reset), false);
  await page.press("Escape");
  assert.equal(await page.evaluate(reset), true);
  assert.deepEqual(page.problems, []);
});

shows(
  "steps are sorted by a heading, and all shown when asked for",
  sampleSummary({steps: 300}),
  {},
  async (page) => {
    const heading = (title) => `[...document.querySelectorAll("#steps thead button")]
      .find((one) => one.textContent === ${JSON.stringify(title)})`;
    const first = () => textOf(page, "#steps tbody th");
    assert.equal(await countOf(page, "#steps tbody tr"), 30);
    await page.evaluate(heading("Requests") + ".click()");
    assert.equal(await first(), "GET /api/v1/schemas/{id}");
    await page.evaluate(heading("Requests") + ".click()");
    assert.equal(await first(), "GET /api/v1/resource_299");
    assert.equal(await countOf(page, '#steps th[aria-sort="ascending"]'), 1);
    await page.evaluate('document.querySelector("#steps .more").click()');
    assert.equal(await countOf(page, "#steps tbody tr"), 300);
  },
);

shows("the button changes between light and dark", sampleSummary(), {dark: true}, async (page) => {
  const ground = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
  const dark = await ground();
  await page.evaluate('document.querySelector(".theme").click()');
  const light = await ground();
  await page.evaluate('document.querySelector(".theme").click()');
  assert.notEqual(light, dark);
  assert.equal(await ground(), dark);
  assert.deepEqual(page.problems, []);
});

for (const [name, summary] of [
  ["no JSON", "{"],
  ["nothing", ""],
  ["another version", {...sampleSummary(), version: 2}],
])
  shows(`${name} is refused with a sentence`, summary, {}, async (page) => {
    assert.match(await textOf(page, ".unreadable"), /^The summary of this page cannot be read: /);
  });
