// SPDX-License-Identifier: Apache-2.0

// A service that sends every secret back, and a test that puts them where they do not belong: no
// output holds one, however it is escaped there.

#include "integration/result_program.h"

#include <support/http_test_server.h>

#include <snappy.h>

#include <map>

namespace proofload {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing_support::HttpTestServer;
using testing_support::Reply;
using testing_support::ServedRequest;

constexpr const char* secrets[] = {"Tapir",   "wombat",   "ocelot",   "quokka",  "caracal",
                                   "axolotl", "pangolin", "basilisk", "kinkajou"};

using Texts = std::map<std::string, std::string>;

// Where each secret is found.
std::vector<std::string> found_in(const Texts& texts) {
  std::vector<std::string> found;
  for (const auto& [name, text] : texts)
    for (const auto* secret : secrets)
      if (const auto at = text.find(secret); at != text.npos)
        found.push_back(std::string(secret) + " in " + name + ": ..." +
                        text.substr(at - std::min<std::size_t>(at, 120), 240));
  return found;
}

Texts bodies_sent_to(const HttpTestServer& server, const std::string& name, bool compressed) {
  Texts texts;
  for (const auto& request : server.requests()) {
    auto text = request.body;
    if (compressed && !snappy::Uncompress(request.body.data(), request.body.size(), &text))
      ADD_FAILURE() << "not compressed by snappy";
    texts[name + " " + std::to_string(texts.size())] = request.target + "\n" + text;
  }
  return texts;
}

class HiddenSecrets : public ResultProgram {
 protected:
  void play_with_secrets(const std::string& flags) {
    variables_ = "RESULTS_PASSWORD='kinkajou of the/environment' ";
    play("Results.HoldSecrets", "--secrets=RESULTS_PASSWORD " + flags);
    EXPECT_EQ(exit_code_, 1) << "its assertions fail";
  }

  /// All but what the service printed.
  Texts files() const {
    Texts texts;
    for (const auto& entry : std::filesystem::directory_iterator(output()))
      if (entry.path().extension() != ".log")
        texts[entry.path().filename()] = output_file(entry.path().filename());
    return texts;
  }
};

TEST_F(HiddenSecrets, AreInNoFile) {
  play_with_secrets("--export=k6-points,k6-summary,k6-summary-export,vegeta,hdrplot");
  const auto texts = files();
  EXPECT_EQ(texts.size(), 9u) << "page, summary, Markdown, JUnit and five exports";
  EXPECT_THAT(found_in(texts), IsEmpty());
  EXPECT_THAT(texts.at("Results.HoldSecrets.k6-points.json"), HasSubstr("\"by\":\"[secret]\""));
  EXPECT_THAT(summary()["exemplars"]["failed"][0]["body"].get<std::string>(),
              HasSubstr("[secret]"));
  EXPECT_THAT(junit(), HasSubstr("[secret]"));
}

TEST_F(HiddenSecrets, AreNotOnTheConsole) {
  play_with_secrets("");
  EXPECT_THAT(found_in({{"console", console_}}), IsEmpty());
  EXPECT_THAT(console_, HasSubstr("Expected equality of these values:\n  token\n"));
}

TEST_F(HiddenSecrets, AreInNoStream) {
  const auto accept = [](const ServedRequest&) { return Reply{.status = 204}; };
  const HttpTestServer prometheus(accept);
  const HttpTestServer influxdb(accept);
  play_with_secrets("--stream=prometheus=" + prometheus.url() +
                    "/write --stream=influxdb=" + influxdb.url() + "/k6");
  auto texts = bodies_sent_to(prometheus, "prometheus", true);
  texts.merge(bodies_sent_to(influxdb, "influxdb", false));
  EXPECT_THAT(found_in(texts), IsEmpty());
  const auto first = bodies_sent_to(prometheus, "prometheus", true).at("prometheus 0");
  EXPECT_THAT(first, HasSubstr("[secret]"));
}

}  // namespace
}  // namespace proofload
