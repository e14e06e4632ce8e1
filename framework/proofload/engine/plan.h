// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a test fills in: what happens, how much of it, within which bounds.
//
//   run({.scenario = browse, .load = hold(50_per_s, 30s), .max_users = 200_users});
//
// A value. What is wrong with it is found by problems() before any load is sent.

#include <proofload/engine/scenario.h>
#include <proofload/load/load.h>
#include <proofload/protocol/http/http_client.h>

namespace proofload {

struct Plan {
  /// What an iteration does.
  Scenario scenario{};

  /// When iterations start, or how many users repeat them.
  Load load{};

  /// How many iterations may be under way at once in an open load; zero means 1,000. A start that
  /// finds no free user waits, and its wait counts. A closed load sets its own number.
  Users max_users{};

  /// How long iterations under way, and planned starts that still wait, may take after the end of
  /// the load. What has not started by then is dropped, what has not ended is interrupted.
  Duration drain = 30s;

  /// For every HTTP request.
  HttpOptions http{};
};

/// Everything wrong with it, one sentence each; empty when it can be played.
std::vector<std::string> problems(const Plan& plan);

/// The users an open load may use, as the plan says or by default.
Users users_allowed(const Plan& plan);

}  // namespace proofload
