// SPDX-License-Identifier: Apache-2.0
//
// Where the run was played.

import {facts, section} from "./elements.js";
import {bytesText, countText, nothing} from "./text.js";

export function environmentPart(summary) {
  const environment = summary.run?.environment ?? {};
  const text = (value) => String(value || nothing);
  return section(
    "environment",
    "Environment",
    facts([
      ["Host", text(environment.host)],
      ["System", text(environment.system)],
      ["Processor", text(environment.processor)],
      ["Processors", countText(environment.processors)],
      ["Memory", bytesText(environment.memory_bytes)],
      ["Proofload", text(environment.proofload)],
      ["Compiler", text(environment.compiler)],
      ["Build", text(environment.build)],
    ]),
  );
}
