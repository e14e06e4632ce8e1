// SPDX-License-Identifier: Apache-2.0
//
// A headless Chromium, spoken to in the DevTools protocol through pipes: no port, no package.

import {spawn} from "node:child_process";
import {existsSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";

/// The first Chromium on the path, or null.
export function findChromium() {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  for (const folder of (process.env.PATH ?? "").split(":"))
    for (const name of names) if (existsSync(join(folder, name))) return join(folder, name);
  return null;
}

export class Browser {
  constructor(program) {
    this.profile = mkdtempSync(join(tmpdir(), "proofload_page_"));
    this.process = spawn(
      program,
      [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        `--user-data-dir=${this.profile}`,
        "--remote-debugging-pipe",
      ],
      {stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"]},
    );
    [this.output, this.input] = [this.process.stdio[3], this.process.stdio[4]];
    this.waiting = new Map();
    this.listeners = new Set();
    this.lastNumber = 0;
    let rest = "";
    this.input.setEncoding("utf8");
    this.input.on("data", (chunk) => {
      const messages = (rest + chunk).split("\0");
      rest = messages.pop();
      for (const message of messages) this.receive(JSON.parse(message));
    });
  }

  receive(message) {
    const answer = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (answer && message.error) answer.reject(new Error(JSON.stringify(message.error)));
    else if (answer) answer.resolve(message.result);
    else for (const listener of this.listeners) listener(message);
  }

  send(method, params = {}, sessionId = undefined) {
    const id = ++this.lastNumber;
    this.output.write(JSON.stringify({id, method, params, sessionId}) + "\0");
    return new Promise((resolve, reject) => this.waiting.set(id, {resolve, reject}));
  }

  /// A tab of this size that has loaded the file.
  async open(file, {width = 1280, height = 900, dark = false} = {}) {
    const {targetId} = await this.send("Target.createTarget", {url: "about:blank"});
    const {sessionId} = await this.send("Target.attachToTarget", {targetId, flatten: true});
    const page = new Page(this, sessionId, targetId);
    await page.load(file, {width, height, dark});
    return page;
  }

  async close() {
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    await this.send("Browser.close");
    await ended;
    rmSync(this.profile, {recursive: true, force: true, maxRetries: 5});
  }
}

/// A tab. problems: everything that its console was told as an error, every refused or failed
/// request, every exception. requests: what it tried to load.
class Page {
  constructor(browser, sessionId, targetId) {
    Object.assign(this, {browser, sessionId, targetId, problems: [], requests: []});
    this.listener = (message) => this.hear(message);
    browser.listeners.add(this.listener);
  }

  hear({method, params, sessionId}) {
    if (sessionId !== this.sessionId) return;
    if (method === "Runtime.exceptionThrown")
      this.problems.push(params.exceptionDetails.exception?.description ?? "exception");
    if (method === "Runtime.consoleAPICalled" && ["error", "warning"].includes(params.type))
      this.problems.push(params.args.map((one) => one.description ?? one.value).join(" "));
    if (method === "Log.entryAdded" && ["error", "warning"].includes(params.entry.level))
      this.problems.push(params.entry.text);
    if (method === "Network.requestWillBeSent") this.requests.push(params.request.url);
    if (method === "Page.javascriptDialogOpening")
      this.problems.push("a dialog: " + params.message);
    if (method === "Page.loadEventFired") this.loaded?.();
  }

  send(method, params) {
    return this.browser.send(method, params, this.sessionId);
  }

  async load(file, {width, height, dark}) {
    for (const domain of ["Page", "Runtime", "Log", "Network"]) await this.send(domain + ".enable");
    await this.send("Emulation.setDeviceMetricsOverride", {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: false,
    });
    await this.send("Emulation.setEmulatedMedia", {
      features: [{name: "prefers-color-scheme", value: dark ? "dark" : "light"}],
    });
    const loaded = new Promise((resolve) => (this.loaded = resolve));
    await this.send("Page.navigate", {url: "file://" + file});
    await loaded;
    // Charts are drawn when they learn their size: two frames later all are.
    await this.evaluate(
      "new Promise((done) => requestAnimationFrame(() => " +
        "requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))",
    );
  }

  async evaluate(expression) {
    const {result, exceptionDetails} = await this.send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? "exception");
    return result.value;
  }

  async press(key) {
    for (const type of ["keyDown", "keyUp"])
      await this.send("Input.dispatchKeyEvent", {type, key, code: key});
  }

  async screenshot() {
    const {data} = await this.send("Page.captureScreenshot", {captureBeyondViewport: true});
    return Buffer.from(data, "base64");
  }

  async close() {
    this.browser.listeners.delete(this.listener);
    await this.browser.send("Target.closeTarget", {targetId: this.targetId});
  }
}
