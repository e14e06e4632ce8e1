// SPDX-License-Identifier: Apache-2.0
//
// A summary in which every text that a service or an author could choose is an attack.

const attack =
  "</script><script>window.pwned = 1</script><!--<script>" +
  "\"'><img src=x onerror=window.pwned=2><svg/onload=window.pwned=3>" +
  "javascript:window.pwned=4\u2028\u2029`${window.pwned=5}` {{pwned}} &lt;b&gt; %3Cb%3E " +
  "A".repeat(300) +
  "\u202e";

// What Proofload itself chooses, and what the page reads as something else than text.
const ours = new Set(["format", "outcome", "standing", "comparison", "unit", "kind", "started_at"]);
const namedByOthers = new Set(["statuses", "errors", "gauges", "metrics"]);

/// The same shape and numbers; texts and the names in maps are attacks. What is empty stays so.
export function hostileTwin(value, name = "") {
  if (typeof value === "string")
    return value === "" || ours.has(name) ? value : `${attack} ${value}`;
  if (Array.isArray(value)) return value.map((one) => hostileTwin(one, name));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      namedByOthers.has(name) ? `${key} ${attack}` : key,
      hostileTwin(one, key),
    ]),
  );
}
