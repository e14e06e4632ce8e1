// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/run_followers.h>

#include "engine/playing.h"

#include <map>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using namespace testing_support;

/// Notes all it hears.
class Follower : public RunObserver {
 public:
  explicit Follower(bool wants_samples = false) : wants_samples_(wants_samples) {}

  bool wants_samples() const override { return wants_samples_; }
  void begin(const RunStart& start) override { start_ = start; }
  void samples(const Measurements& so_far, std::span<const Sample> samples) override {
    for (const auto& sample : samples) {
      const auto& key = so_far.series()[sample.series];
      values_[std::string(key.metric.name)].push_back(sample.value);
      instants_.push_back(sample.at);
    }
  }
  void second(const Measurements& so_far, Duration now) override {
    seconds_.push_back(now);
    series_ = so_far.series().size();
  }

  RunStart start_;
  std::map<std::string, std::vector<double>> values_;
  std::vector<Duration> instants_;
  std::vector<Duration> seconds_;
  std::size_t series_ = 0;

 private:
  bool wants_samples_;
};

const std::shared_ptr<Measurements> of_an_hour() {
  return std::make_shared<Measurements>(Timeline(1h));
}

RunFacts facts_of_five() {
  RunFacts facts;
  facts.account.started = 5;
  return facts;
}

TEST(RunFollowers, TellTheirObserversWhatWasAddedSecondBySecond) {
  Follower follower;
  RunSettings settings;
  settings.test = "Suite.Name";
  settings.observers = {&follower};
  const auto measurements = of_an_hour();
  RunFollowers followers(settings, measurements, {});
  const auto begun = WallClock::time_point(42s);
  followers.begin(begun);
  followers.second(1s, facts_of_five);
  followers.second(2s, facts_of_five);
  followers.end(2500ms);
  EXPECT_EQ(follower.start_.test, "Suite.Name");
  EXPECT_EQ(follower.start_.started_at, begun);
  EXPECT_EQ(follower.start_.planned_length, 1h);
  EXPECT_THAT(follower.seconds_, ElementsAre(1s, 2s, 2500ms));
}

TEST(RunFollowers, HandSamplesOnlyToThoseWhoWantThem) {
  Follower curious(true), other;
  RunSettings settings;
  settings.observers = {&other, &curious};
  const auto measurements = of_an_hour();
  RunFollowers followers(settings, measurements, {});
  EXPECT_TRUE(followers.want_samples());
  Recorder recorder;
  Duration now = 7ms;
  recorder.keep_samples([&] { return now++; });
  recorder.record(metrics::vus, {}, 3);
  recorder.record(metrics::starts, {}, 1);
  const auto recording = recorder.exchange(1);
  measurements->add(0, *recording);
  followers.take(*recording);
  EXPECT_THAT(curious.values_["vus"], ElementsAre(3));
  EXPECT_THAT(curious.instants_, ElementsAre(7ms, Duration(7ms) + 1ns));
  EXPECT_TRUE(other.values_.empty());
  EXPECT_THAT(recording->samples, IsEmpty());
  settings.observers = {&other};
  EXPECT_FALSE(followers.want_samples());
}

TEST(RunFollowers, FlushWhatIsKnownEveryFiveSeconds) {
  std::vector<Report> flushed;
  RunSettings settings;
  settings.flush = [&](Report report) { flushed.push_back(std::move(report)); };
  const auto measurements = of_an_hour();
  RunFollowers followers(settings, measurements, {});
  Recorder recorder;
  recorder.record(metrics::starts, {}, 1);
  Exemplar exemplar;
  exemplar.step = "GET /slow";
  recorder.add(exemplar);
  const auto recording = recorder.exchange(1);
  measurements->add(0, *recording);
  followers.take(*recording);
  for (int second = 1; second <= 14; ++second)
    followers.second(std::chrono::seconds(second), facts_of_five);
  ASSERT_EQ(flushed.size(), 2u);
  const auto& facts = flushed[1].facts();
  EXPECT_FALSE(facts.complete);
  EXPECT_EQ(facts.account.started, 5u);
  EXPECT_EQ(facts.exemplars.slowest()[0].step, "GET /slow");
  ASSERT_TRUE(facts.course);
  EXPECT_EQ(facts.course->every(), 5s);
  ASSERT_EQ(facts.course->rows().size(), 2u);
  EXPECT_EQ(facts.course->rows()[1]->to, 10s) << "as far as it is known";
  EXPECT_EQ(flushed[1].length(), 10s);
  EXPECT_EQ(flushed[1].during_load().counter(metrics::starts).sum, 1);
  EXPECT_EQ(flushed[1].counter(metrics::starts).sum, 1);
}

TEST(Recorder, GivesOneInstantToWhatIsMeasuredTogether) {
  Recorder recorder;
  Duration now = 1ms;
  recorder.keep_samples([&] { return now++; });
  {
    const Recorder::OneInstant instant(recorder);
    recorder.record(metrics::vus, {}, 3);
    recorder.record_at(5, recorder.series(metrics::response, {}), 1.0);
  }
  recorder.record(metrics::vus, {}, 4);
  const auto recording = recorder.exchange(1);
  const auto& samples = recording->samples;
  ASSERT_EQ(samples.size(), 3u);
  EXPECT_EQ(samples[0].at, 1ms);
  EXPECT_EQ(samples[1].at, 1ms);
  EXPECT_EQ(samples[2].at, Duration(1ms) + 1ns);
}

TEST(Recorder, KeepsNoSamplesUnlessTheyAreWished) {
  Recorder recorder;
  recorder.record(metrics::vus, {}, 3);
  EXPECT_THAT(recorder.exchange(1)->samples, IsEmpty());
}

Task<> count_a_coin(User& user) {
  user.record(counter("coins"), 2);
  co_return;
}

TEST(Run, HandsEverySampleOfTheLoadToWhoFollowsIt) {
  Follower follower(true);
  auto settings = settings_for(nowhere, 2);
  settings.observers = {&follower};
  const auto report = play(plan_of(count_a_coin, iterations(20).shared_by(4_users)), settings);
  EXPECT_EQ(follower.values_["coins"], std::vector<double>(20, 2));
  EXPECT_EQ(follower.values_["iterations"].size(), 20u);
  EXPECT_EQ(follower.series_, report.measurements()->series().size());
  EXPECT_FALSE(follower.seconds_.empty());
}

TEST(Run, StopsForWhatItHasMeasuredSoFar) {
  auto settings = settings_for();
  settings.abort_when = [](const Window& so_far, Duration) -> std::optional<std::string> {
    if (so_far.counter(counter("coins")).sum < 4) return {};
    return "enough coins";
  };
  const auto report = play(plan_of(count_a_coin, hold(100_per_s, 30s)), settings);
  EXPECT_EQ(report.facts().ended_early, "enough coins");
  EXPECT_LT(report.facts().played, 20s);
}

}  // namespace
}  // namespace proofload
