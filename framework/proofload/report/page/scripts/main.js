// SPDX-License-Identifier: Apache-2.0
//
// Reads the summary that is embedded in the page and draws its parts, each on its own: a part that
// fails says so and leaves the others alone.

import {coursePart} from "./course.js";
import {distributionPart} from "./distribution.js";
import {element} from "./elements.js";
import {environmentPart} from "./environment.js";
import {exemplarsPart} from "./exemplars.js";
import {figuresPart} from "./figures.js";
import {findingsPart} from "./findings.js";
import {generatorPart} from "./generator.js";
import {limitsPart} from "./limits.js";
import {loadPart} from "./load.js";
import {metricsPart} from "./metrics.js";
import {readingPart} from "./reading.js";
import {runPart} from "./run_facts.js";
import {checksPart, stepsPart} from "./steps.js";
import {visible} from "./text.js";
import {followTheme, themeButton} from "./theme.js";
import {verdictPart} from "./verdict.js";

const parts = [
  verdictPart,
  runPart,
  figuresPart,
  limitsPart,
  findingsPart,
  coursePart,
  distributionPart,
  loadPart,
  stepsPart,
  checksPart,
  exemplarsPart,
  generatorPart,
  metricsPart,
  environmentPart,
  readingPart,
];

function drawn(part, summary) {
  try {
    return part(summary);
  } catch (problem) {
    console.error(problem);
    return element(
      "p",
      {class: "unreadable"},
      "A part of this page could not be drawn. The " + "numbers are in the JSON file beside it.",
    );
  }
}

/// Links to the sections of the page.
function contents(made) {
  const sections = made.filter((part) => part.tagName === "SECTION");
  return element(
    "nav",
    {"aria-label": "Contents"},
    sections.map((part) => element("a", {href: "#" + part.id}, part.firstChild.textContent)),
  );
}

function readSummary() {
  const summary = JSON.parse(document.getElementById("summary").textContent);
  if (summary?.format !== "proofload.summary" || summary.version !== 3)
    throw new Error("This page shows proofload.summary version 3, and was given something else.");
  return summary;
}

function main() {
  const page = document.getElementById("page");
  followTheme();
  try {
    const summary = readSummary();
    document.title =
      `${summary.complete === true ? summary.verdict?.outcome : "CUT SHORT"}: ` +
      visible(summary.test);
    const made = parts.map((part) => drawn(part, summary)).filter(Boolean);
    page.append(made[0], contents(made), ...made.slice(1), themeButton());
  } catch (problem) {
    console.error(problem);
    page.append(
      element(
        "p",
        {class: "unreadable"},
        `The summary of this page cannot be read: ${problem.message}`,
      ),
    );
  }
}

main();
