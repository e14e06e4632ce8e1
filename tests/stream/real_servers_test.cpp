// SPDX-License-Identifier: Apache-2.0

// A run that never was, streamed to the databases themselves and read back from them. Each is
// started on a free port with a temporary folder; where its program is not installed its tests are
// skipped.

#include <proofload/service/program_path.h>
#include <proofload/service/service_process.h>
#include <proofload/stream/make_stream.h>
#include <proofload/testing/temporary_folder.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <curl/curl.h>

#include <fstream>

namespace proofload {
namespace {

using nlohmann::json;

constexpr char hostile[] = "a,b=c d\\,\\ \"'{}\n\x1b\xff\\";

std::size_t append(char* data, std::size_t size, std::size_t count, void* place) {
  static_cast<std::string*>(place)->append(data, size * count);
  return size * count;
}

json answer_of(const std::string& address, const std::string& query) {
  auto* easy = curl_easy_init();
  auto* escaped = curl_easy_escape(easy, query.c_str(), int(query.size()));
  std::string answer;
  curl_easy_setopt(easy, CURLOPT_URL, (address + escaped).c_str());
  curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, append);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &answer);
  curl_easy_perform(easy);
  curl_free(escaped);
  curl_easy_cleanup(easy);
  return json::parse(answer, nullptr, false);
}

/// Ten seconds that have just ended.
class RealServerTest : public testing::Test {
 protected:
  RealServerTest() {
    run_.facts.started_at = WallClock::now() - 11s;
    run_.facts.played = 10'200ms;
    run_.requests(1000, 5).sample(metrics::vus, 7);
    run_.samples(3, metrics::checks, 1, {{"check", "is up"}})
        .sample(metrics::checks, 0, {{"check", "is up"}});
    run_.samples(2, metrics::failed_iterations, 1, {{"reason", hostile}});
  }

  void start(ServiceOptions options) {
    if (const auto program = find_program(options.program); !program)
      GTEST_SKIP() << program.error() << "; Debian has it as a package";
    auto started = ServiceProcess::start(std::move(options));
    ASSERT_TRUE(started.ok()) << started.error();
    server_ = std::move(started).value();
  }

  /// What could not be delivered.
  std::string play(const std::string& stream_text) {
    auto stream = make_stream(stream_text);
    if (!stream) return stream.error();
    const auto& report = run_.report();
    stream.value()->begin({"Suite.Name", run_.facts.started_at, 10s});
    for (int second = 1; second <= 10; ++second)
      stream.value()->second(*report.measurements(), 1s * second);
    auto limit = judge(report.step("GET /x"), percentile(0.95), {Comparison::less, 10});
    limit.file = "suite_test.cpp";
    limit.line = 44;
    return stream.value()->conclude(result_of(report, {limit}, {}));
  }

  TemporaryFolder folder_;
  RunBuilder run_;
  std::unique_ptr<ServiceProcess> server_;
};

class PrometheusServer : public RealServerTest {
 protected:
  void SetUp() override {
    const auto configuration = folder_.path() / "prometheus.yml";
    std::ofstream(configuration) << "global: {}\n";
    start({.program = "prometheus",
           .arguments = {"--config.file=" + configuration.string(),
                         "--storage.tsdb.path=" + (folder_.path() / "data").string(),
                         "--web.listen-address=127.0.0.1:{port}",
                         "--web.enable-remote-write-receiver"},
           .ready_path = "/-/ready",
           .ready_within = 30s});
  }

  /// The only series that a query finds: its labels, and its value.
  json only(const std::string& query) {
    const auto answer = answer_of(server_->url() + "/api/v1/query?query=", query);
    const auto found = answer.at("data").at("result");
    EXPECT_EQ(found.size(), 1u) << query << ": " << answer;
    return found.empty() ? json() : found[0];
  }

  double value(const std::string& query) {
    return std::stod(only(query).at("value").at(1).get<std::string>());
  }
};

TEST_F(PrometheusServer, HasTheTotalsOfTheRun) {
  ASSERT_EQ(play("prometheus=" + server_->url() + "/api/v1/write"), "");
  EXPECT_EQ(value("k6_response_count{name=\"GET /x\"}"), 1000);
  EXPECT_EQ(value("k6_response_p95"), 0.005);
  EXPECT_EQ(value("k6_vus"), 7);
  EXPECT_EQ(value("k6_checks_rate{check=\"is up\"}"), 0.75);
  EXPECT_EQ(value("count_over_time(k6_vus[1m])"), 3);
}

TEST_F(PrometheusServer, HasLabelsWhateverIsInThem) {
  ASSERT_EQ(play("prometheus=" + server_->url()), "");
  const auto labels = only("k6_failed_iterations_total").at("metric");
  EXPECT_EQ(labels.at("test"), "Suite.Name");
  EXPECT_EQ(labels.at("scenario"), "default");
  EXPECT_EQ(labels.at("reason"), "a,b=c d\\,\\ \"'{}\\n\\x1b\\xff\\");
}

TEST_F(PrometheusServer, HasTheVerdictAndTheLimits) {
  ASSERT_EQ(play("prometheus=" + server_->url()), "");
  EXPECT_EQ(value("k6_verdict{outcome=\"PASS\"}"), 1);
  EXPECT_EQ(value("k6_verdict{outcome=\"FAIL\"}"), 0);
  EXPECT_EQ(value("k6_threshold_passed{threshold=\"p95 < 10 ms\",subject=\"GET /x\"}"), 1);
  EXPECT_EQ(value("k6_threshold_value"), 0.005);
  EXPECT_EQ(value("k6_threshold_limit"), 0.01);
}

TEST_F(PrometheusServer, UnderstandsEveryQueryOfTheDashboard) {
  ASSERT_EQ(play("prometheus=" + server_->url()), "");
  std::ifstream file(PROOFLOAD_DASHBOARD);
  const auto board = json::parse(file);
  for (const auto& panel : board.at("panels"))
    for (const auto& target : panel.at("targets")) {
      auto query = target.at("expr").get<std::string>();
      for (auto at = query.find("$test"); at != query.npos; at = query.find("$test"))
        query.replace(at, 5, "Suite.Name");
      const auto answer = answer_of(server_->url() + "/api/v1/query?query=", query);
      EXPECT_EQ(answer.at("status"), "success") << answer;
    }
}

class InfluxdbServer : public RealServerTest {
 protected:
  void SetUp() override {
    start({.program = "influxd",
           .arguments = {"run", "-config", "/dev/null"},
           .environment = {{"INFLUXDB_META_DIR", (folder_.path() / "meta").string()},
                           {"INFLUXDB_DATA_DIR", (folder_.path() / "data").string()},
                           {"INFLUXDB_DATA_WAL_DIR", (folder_.path() / "wal").string()},
                           {"INFLUXDB_REPORTING_DISABLED", "true"},
                           {"INFLUXDB_MONITOR_STORE_ENABLED", "false"},
                           {"INFLUXDB_BIND_ADDRESS", "127.0.0.1:0"},
                           {"INFLUXDB_HTTP_BIND_ADDRESS", "127.0.0.1:{port}"},
                           {"HOME", folder_.path().string()}},
           .ready_path = "/ping",
           .ready_within = 30s});
  }

  /// The values of the only row that a query finds, by their columns.
  json only(const std::string& query) {
    const auto answer = answer_of(server_->url() + "/query?db=load&q=", query);
    const auto found = answer.at("results").at(0).value("series", json::array());
    EXPECT_EQ(found.size(), 1u) << query << ": " << answer;
    json row;
    if (found.empty()) return row;
    const auto& values = found[0].at("values");
    EXPECT_EQ(values.size(), 1u) << query << ": " << answer;
    for (std::size_t i = 0; i < found[0].at("columns").size(); ++i)
      row[found[0]["columns"][i].get<std::string>()] = values[0][i];
    return row;
  }
};

TEST_F(InfluxdbServer, HasThePointsOfTheRunInADatabaseMadeForThem) {
  ASSERT_EQ(play("influxdb=" + server_->url() + "/load"), "");
  const auto response = only("SELECT * FROM response");
  EXPECT_EQ(response.at("count"), 1000);
  EXPECT_EQ(response.at("value"), 5);
  EXPECT_EQ(response.at("p95"), 5);
  EXPECT_EQ(response.at("name"), "GET /x");
  EXPECT_EQ(response.at("test"), "Suite.Name");
  EXPECT_EQ(only("SELECT * FROM vus").at("value"), 7);
  EXPECT_EQ(only("SELECT * FROM checks").at("value"), 0.75);
}

TEST_F(InfluxdbServer, HasTagsWhateverIsInThem) {
  ASSERT_EQ(play("influxdb=" + server_->url() + "/load"), "");
  const auto point = only("SELECT * FROM failed_iterations");
  EXPECT_EQ(point.at("value"), 2);
  EXPECT_EQ(point.at("reason"), "a,b=c d/,/ \"'{}\\n\\x1b\\xff/");
}

TEST_F(InfluxdbServer, HasTheVerdictAndTheLimits) {
  ASSERT_EQ(play("influxdb=" + server_->url() + "/load"), "");
  EXPECT_EQ(only("SELECT * FROM verdict").at("outcome"), "PASS");
  const auto limit = only("SELECT * FROM threshold");
  EXPECT_EQ(limit.at("value"), 1);
  EXPECT_EQ(limit.at("observed"), 5);
  EXPECT_EQ(limit.at("limit"), 10);
  EXPECT_EQ(limit.at("threshold"), "p95 < 10 ms");
}

}  // namespace
}  // namespace proofload
