// SPDX-License-Identifier: Apache-2.0
#pragma once

// What stands behind a User. For the engine only.

#include <proofload/base/clock.h>
#include <proofload/engine/detail/author_series.h>
#include <proofload/engine/detail/blocking_pool.h>
#include <proofload/engine/detail/parallel.h>
#include <proofload/engine/detail/step_series.h>
#include <proofload/engine/user.h>
#include <proofload/metrics/exemplar_choice.h>
#include <proofload/metrics/timeline.h>
#include <proofload/protocol/http/detail/curl_multi.h>
#include <proofload/protocol/http/http_client.h>
#include <proofload/protocol/open_connections.h>
#include <proofload/units/percent.h>

#include <map>

namespace proofload {

/// What is said of a thrown int, say.
inline constexpr char unknown_exception[] = "something that is no std::exception";

/// The phase of what is played before measuring begins.
inline constexpr char warm_up_phase[] = "warm_up";

/// What was thrown, for people.
std::string text_of(const std::exception_ptr& failure);

/// What the users of one worker share.
struct UserContext {
  boost::asio::io_context& loop;
  detail::CurlMulti& multi;
  Recorder& recorder;
  LabelSets& label_sets;
  StepSeries& steps;
  AuthorSeries& author_series;
  const std::string& target;
  const RunClock& clock;
  const Timeline& timeline;
  BlockingPool& blocking;
  std::uint64_t seed = 0;
  std::string* unanswered = nullptr;  ///< where the first request without an answer is noted
  ExemplarChoice exemplars{};
  Percent time_scale = Percent::of_share(1);  ///< of the run, for loads that journeys play
  OpenConnections connections{};              ///< but those of HTTP, which `multi` counts

  /// The slice of an instant: nearly always the present one.
  SliceNumber slice_of(Duration at) const {
    const auto present = recorder.slice();
    if (at >= timeline.from(present) && at < timeline.to(present)) return present;
    return timeline.slice_at(at);
  }
};

/// What the users of one scenario on one worker share.
struct ScenarioContext {
  std::string name;
  const HttpOptions& http;
  Tags tags;                  ///< on everything it measures
  std::uint64_t stream_base;  ///< random streams of its users begin here
};

struct UserState {
  UserState(UserContext& shared, const ScenarioContext& own_scenario, std::uint32_t user_number)
      : context(shared),
        scenario(own_scenario),
        number(user_number),
        random(shared.seed, RandomPurpose::user, own_scenario.stream_base ^ user_number),
        client(shared.multi, own_scenario.http) {
    enter_phase({});
  }

  UserContext& context;
  const ScenarioContext& scenario;
  std::uint32_t number;
  std::uint64_t iteration = 0;
  Random random;
  std::vector<Field> headers;
  HttpClient client;
  Tags tags;                         // of this user, beside those of the scenario
  std::string_view phase;            // "warm_up", "set_up", "tear_down"; empty: measured
  std::string group;                 // path of the groups it is in
  const LabelSet* labels = nullptr;  // of what it measures now: scenario, phase, group, tags
  std::map<std::type_index, std::shared_ptr<void>> data;

  // Of the iteration.
  Duration delay{};  // of its start against its plan, charged to its first step
  Duration started{};
  SliceNumber planned_slice = 0;
  bool step_failed = false;
  bool interrupted = false;
  Duration patience{};  // what the plan granted when it was interrupted
  boost::asio::cancellation_signal interruption;
  Branches branches;  // its parts that play in parallel

  void enter_phase(std::string_view name) {
    phase = name;
    group.clear();
    update_labels();
  }
  void enter_group(std::string path) {
    group = std::move(path);
    update_labels();
  }
  /// Whether a step of this age (since its plan) that is cut off now is one the service failed to
  /// answer: it had all the time that the plan grants, and a second at least.
  bool outlived_patience(Duration age) const {
    return patience < Duration::max() && age >= std::max<Duration>(patience, 1s);
  }

  void set_tag(std::string_view name, std::string_view value) {
    tags.set(name, value);
    update_labels();
  }

  /// Cuts off what it plays. granted: how long the plan let it go on; nothing where the run was
  /// stopped before its end.
  void interrupt(Duration granted = Duration::max()) {
    interrupted = true;
    patience = granted;
    branches.interrupt();
    interruption.emit(boost::asio::cancellation_type::terminal);
  }

 private:
  void update_labels();
};

}  // namespace proofload
