// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a test fills in: what happens, how much of it, within which bounds.
//
//   run({.scenario = browse, .load = hold(50_per_s, 30s), .max_users = 200_users});
//
// A run may play several plans, each with its own users, tags and limits:
//
//   run({{.name = "browse", .scenario = browse, .load = hold(50_per_s, 10min)},
//        {.name = "order", .scenario = order, .load = hold(5_users, 5min), .after = "browse"}});
//
// A value. What is wrong with it is found by problems() before any load is sent.

#include <proofload/engine/scenario.h>
#include <proofload/load/dispatcher.h>
#include <proofload/metrics/tags.h>
#include <proofload/protocol/http/http_client.h>
#include <proofload/report/abort_rule.h>

namespace proofload {

struct Plan {
  /// Names the scenario in reports, where report.scenario(name) finds it: letters, digits, "_" and
  /// "-". May be empty in a run of one plan.
  std::string name{};

  /// What an iteration does.
  Scenario scenario{};

  /// When iterations start, how many users repeat them, or how many there are.
  Load load{};

  /// How many iterations may be under way at once in an open load; zero means 1,000, or min_users
  /// where that is more. A closed load sets its own number. Several workers divide users, starts
  /// and shared iterations among themselves beforehand, so a start waits for a user of its own
  /// worker: with few users play with one worker.
  Users max_users{};

  /// How many users an open load has from the beginning (k6's preAllocatedVUs). They play in turn,
  /// the one that has been free longest first, so that each has its connection, cookies and data in
  /// use; more come while all of them play, up to max_users. Zero: the user that became free last
  /// plays next, so that there are no more users and connections than play at once.
  Users min_users{};

  /// What becomes of a planned start of an open load that finds no free user: it waits, and its
  /// wait counts; or it is dropped, as k6 does. Either is counted and shown.
  WhenBusy when_busy = WhenBusy::wait;

  /// How long iterations under way, and planned starts that still wait, may take after the end of
  /// the load. What has not started by then is dropped, what has not ended is interrupted.
  Duration graceful_stop = 30s;

  /// How long a user that a falling load takes away may go on with its iteration before it is
  /// interrupted.
  Duration graceful_ramp_down = 30s;

  /// When the load begins: so long after the start of the run, or after the end of the load of the
  /// plan named in `after`.
  Duration start_after{};
  std::string after{};

  /// Played once, before the run begins and after it has ended; not measured. A set-up that does
  /// not come to its end keeps the run from being played, and fails it.
  Journey set_up{};
  Journey tear_down{};

  /// Played by each user before the run begins, and after it has ended; kept apart from the result.
  /// All users that the load may need are set up, a few at a time, before the first one starts.
  Journey user_set_up{};
  Journey user_tear_down{};

  /// On everything that this scenario measures.
  Tags tags{};

  /// For every HTTP request.
  HttpOptions http{};

  /// Conditions that stop the run, which then fails with that reason and keeps what it measured.
  std::vector<AbortRule> abort{};
};

/// Everything wrong with one plan, one sentence each; empty when it can be played.
std::vector<std::string> problems(const Plan& plan);

/// The same for plans that are played together: names that are missing, doubled or unknown.
std::vector<std::string> problems(const std::vector<Plan>& plans);

/// The users a plan may use, as it says or by default.
Users users_allowed(const Plan& plan);

}  // namespace proofload
