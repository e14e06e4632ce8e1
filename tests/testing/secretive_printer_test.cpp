// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/secretive_printer.h>

#include <proofload/base/secret.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::TestPartResult;
using testing::UnitTest;

using Calls = std::vector<std::string>;

class Listener : public testing::EmptyTestEventListener {
 public:
  explicit Listener(Calls& calls) : calls_(calls) {}

  void OnTestPartResult(const TestPartResult& result) override {
    calls_.push_back(std::string(result.file_name()) + ":" + std::to_string(result.line_number()) +
                     (result.fatally_failed() ? ": fatal: " : ": ") + result.message());
  }
  void OnTestIterationEnd(const UnitTest&, int number) override {
    calls_.push_back("end of " + std::to_string(number));
  }

 private:
  Calls& calls_;
};

TEST(SecretivePrinter, ShowsAFailureWithoutItsSecrets) {
  secret("secretive-token");
  Calls calls;
  const auto printer = secretive_printer(std::make_unique<Listener>(calls));
  printer->OnTestPartResult({TestPartResult::kFatalFailure, "test.cpp", 7,
                             "Which is: \"secretive-token\"\nand \"other\""});
  EXPECT_THAT(calls, ElementsAre("test.cpp:7: fatal: Which is: \"[secret]\"\nand \"other\""));
}

TEST(SecretivePrinter, HandsOnWhatHoldsNoResult) {
  Calls calls;
  const auto printer = secretive_printer(std::make_unique<Listener>(calls));
  printer->OnTestIterationEnd(*UnitTest::GetInstance(), 3);
  EXPECT_THAT(calls, ElementsAre("end of 3"));
}

}  // namespace
}  // namespace proofload
