// SPDX-License-Identifier: Apache-2.0
//
// The page reads distributions as metrics/histogram.h wrote them. Run by node alone.

import assert from "node:assert/strict";
import {test} from "node:test";
import {
  Distribution,
  bucketHigh,
  bucketLow,
} from "../../../framework/proofload/report/page/scripts/histogram.js";

test("bounds of buckets are those of the histogram", () => {
  assert.equal(bucketLow(0), 0);
  assert.equal(bucketHigh(0), 2 ** -20);
  assert.equal(bucketLow(1), 2 ** -20);
  assert.equal(bucketLow(1 + 20 * 1024), 1);
  assert.equal(bucketHigh(1 + 20 * 1024), 1 + 1 / 1024);
  assert.equal(bucketLow(1 + 22 * 1024 + 512), 6);
  assert.equal(bucketLow(1 + 64 * 1024), 2 ** 44);
  assert.equal(bucketHigh(1 + 64 * 1024), Infinity);
});

const oneToTwo = 1 + 20 * 1024;
const twenty = new Distribution({
  count: 20,
  min: 1,
  max: 9,
  buckets: [
    [oneToTwo, 10],
    [oneToTwo + 1024, 8],
    [oneToTwo + 3 * 1024, 2],
  ],
});

test("a quantile is the nearest rank, within the least and the greatest", () => {
  assert.equal(twenty.quantile(0), 1);
  assert.equal(twenty.quantile(0.5), 1 + 1 / 2048);
  assert.equal(twenty.quantile(0.51), 2 + 2 / 2048);
  assert.equal(twenty.quantile(0.95), 8 + 8 / 2048);
  assert.equal(twenty.quantile(1), 9);
});

test("several quantiles in one pass are the same as one by one", () => {
  const shares = [0, 0.2, 0.5, 0.50001, 0.9, 0.95, 1];
  assert.deepEqual(
    twenty.quantiles(shares),
    shares.map((share) => twenty.quantile(share)),
  );
});

test("values beyond the last bucket are the greatest", () => {
  const one = new Distribution({
    count: 2,
    min: 1,
    max: 2 ** 50,
    buckets: [
      [oneToTwo, 1],
      [1 + 64 * 1024, 1],
    ],
  });
  assert.equal(one.quantile(0.9), 2 ** 50);
});

test("an empty distribution has no quantile", () => {
  assert.equal(new Distribution({}).quantile(0.5), null);
});

test("bins share out all values", () => {
  assert.deepEqual(twenty.bins(0, 4, 1), [0.5, 0.4, 0, 0.1]);
  assert.deepEqual(twenty.bins(1, 2, 1), [0.9, 0.1], "what lies outside goes to the ends");
});
