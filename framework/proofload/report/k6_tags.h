// SPDX-License-Identifier: Apache-2.0
#pragma once

// The tags of a series as k6 names them, for every output that k6's dashboards read: the points of
// `--out json`, Prometheus, InfluxDB.
//
//   ours                      k6's
//   step ("GET /users/{id}")  name and url: "/users/{id}" with the tag method, else the step's
//   name;
//                             k6 gives both the same value where the author named the request
//   scenario                  scenario: "default" in a run of one scenario without a name
//   group ("a::b")            group: "::a::b"; set-up is in "::setup", tear-down in "::teardown"
//   error ("timeout")         error, and for HTTP error_code: k6's number of what went wrong
//   status of 400 or more     error_code: 1000 + status, as k6 has it
//
// All others stay as they are: method, status, expected_response, check, phase, and the author's
// own, which win where they have the name of one of k6's. k6 adds an empty group outside groups;
// Tags cannot hold an empty value, so a format that shows it adds it itself, to what in_scenario()
// says. What belongs to the whole run (vus, say) has neither scenario nor group.
// https://grafana.com/docs/k6/latest/using-k6/tags-and-groups/ and .../javascript-api/error-codes/
// Pure functions.

#include <proofload/metrics/recorder.h>

namespace proofload {

Tags k6_tags(const SeriesKey& series);

/// Whether the samples come from users who play a scenario, not from the run or the generator.
bool in_scenario(const SeriesKey& series);

}  // namespace proofload
