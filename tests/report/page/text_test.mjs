// SPDX-License-Identifier: Apache-2.0
//
// The page writes numbers as the console does, but for the thin space. Run by node alone.

import assert from "node:assert/strict";
import {test} from "node:test";
import * as text from "../../../framework/proofload/report/page/scripts/text.js";

const cases = (write, expected) => {
  for (const [value, said] of expected)
    assert.equal(write(value), said.replaceAll("_", "\u202f"), `of ${value}`);
};

test("numbers have three significant digits and no fewer than their whole part", () =>
  cases(text.numberText, [
    [0, "0"],
    [7.2, "7.2"],
    [0.1, "0.1"],
    [1234.5, "1235"],
    [15000, "15_000"],
    [1234567, "1_234_567"],
    [-15000, "-15_000"],
    [0.000012345, "0.0000123"],
    [99.96, "100"],
  ]));

test("durations take the unit that fits", () =>
  cases(text.millisecondsText, [
    [0, "0 ms"],
    [7.2, "7.2 ms"],
    [0.45, "450 µs"],
    [0.0005, "500 ns"],
    [999.6, "1 s"],
    [1500, "1.5 s"],
    [125000, "2 min 5 s"],
    [3600e3, "1 h"],
    [3725e3, "1 h 2 min"],
    [3599.9e3, "1 h"],
    [-7.2, "-7.2 ms"],
  ]));

test("shares, rates and bytes carry their unit", () => {
  cases(text.shareText, [
    [0.01, "1 %"],
    [0, "0 %"],
    [0.00331, "0.331 %"],
  ]);
  cases(text.rateText, [[998.2, "998/s"]]);
  cases(text.bytesText, [
    [512, "512 B"],
    [1572864, "1.5 MiB"],
    [2048, "2 KiB"],
    [3 * 2 ** 30, "3 GiB"],
  ]);
});

test("a quantity of a unit that nobody knows is a number", () => {
  assert.equal(text.quantityText(7.2, "ms"), "7.2 ms");
  assert.equal(text.quantityText(7.2, "constructor"), "7.2");
  assert.equal(text.quantityText(7.2, undefined), "7.2");
});

test("instants are minutes and seconds", () =>
  cases(text.instantText, [
    [0, "0:00"],
    [5, "0:05"],
    [65.25, "1:05.3"],
    [3723, "1:02:03"],
    [59.96, "1:00"],
  ]));

test("characters that cannot be seen, or turn others around, are shown", () => {
  assert.equal(text.visible("a\u202eb\u2028\u0007\u200b"), "a\\u202eb\\u2028\\u0007\\u200b");
  assert.equal(text.visible("ä\r\n\t€ 😀"), "ä\r\n\t€ 😀");
  assert.equal(text.visible(undefined), "undefined");
});

test("what is no number is a dash", () => {
  for (const write of [
    text.numberText,
    text.countText,
    text.shareText,
    text.rateText,
    text.bytesText,
    text.secondsText,
    text.millisecondsText,
    text.instantText,
  ])
    for (const value of [null, undefined, NaN, Infinity, "7", {}]) assert.equal(write(value), "–");
});
