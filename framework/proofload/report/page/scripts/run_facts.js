// SPDX-License-Identifier: Apache-2.0
//
// What was played, when, how long, against what.

import {element, facts} from "./elements.js";
import {isNumber, nothing, numberText, secondsText} from "./text.js";

export function runPart(summary) {
  const run = summary.run ?? {};
  const rows = [
    ["Load", String(run.load || nothing)],
    ["Started", startText(run.started_at)],
    ["Played", playedText(run)],
    ["Target", String(run.target || nothing)],
    ["Environment", String(run.environment_name || nothing)],
    ["Scale", `load × ${numberText(run.load_scale)}, time × ${numberText(run.time_scale)}`],
    ["Seed", String(run.seed ?? nothing)],
    ["Source", run.file ? `${run.file}:${run.line}` : nothing],
  ];
  if (run.ended_early) rows.push(["Ended early", String(run.ended_early)]);
  if (run.author_error) rows.push(["Mistake in the test", String(run.author_error)]);
  return facts(rows, "facts run");
}

function startText(text) {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) return nothing;
  const made = element(
    "time",
    {datetime: instant.toISOString()},
    instant.toISOString().replace("T", " ").slice(0, 19) + " UTC",
  );
  return made;
}

function playedText(run) {
  const played = secondsText(run.played_seconds);
  const off = Math.abs((run.played_seconds ?? 0) - (run.planned_seconds ?? 0));
  return isNumber(run.planned_seconds) && off > 0.01 * run.planned_seconds + 0.5
    ? `${played} of ${secondsText(run.planned_seconds)} planned`
    : played;
}
