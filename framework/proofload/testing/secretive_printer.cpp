// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/secretive_printer.h>

#include <proofload/base/secret.h>

namespace proofload {
namespace {

using testing::TestInfo;
using testing::TestPartResult;
using testing::TestSuite;
using testing::UnitTest;

// One result of a test goes through our hands, everything else passes by.
class SecretivePrinter : public testing::TestEventListener {
 public:
  explicit SecretivePrinter(std::unique_ptr<testing::TestEventListener> printer)
      : printer_(std::move(printer)) {}

  void OnTestPartResult(const TestPartResult& result) override {
    const auto shown = without_secrets(result.message());
    printer_->OnTestPartResult(
        {result.type(), result.file_name(), result.line_number(), shown.c_str()});
  }

  void OnTestProgramStart(const UnitTest& all) override { printer_->OnTestProgramStart(all); }
  void OnTestIterationStart(const UnitTest& all, int number) override {
    printer_->OnTestIterationStart(all, number);
  }
  void OnEnvironmentsSetUpStart(const UnitTest& all) override {
    printer_->OnEnvironmentsSetUpStart(all);
  }
  void OnEnvironmentsSetUpEnd(const UnitTest& all) override {
    printer_->OnEnvironmentsSetUpEnd(all);
  }
  void OnTestSuiteStart(const TestSuite& suite) override { printer_->OnTestSuiteStart(suite); }
  void OnTestStart(const TestInfo& test) override { printer_->OnTestStart(test); }
  void OnTestDisabled(const TestInfo& test) override { printer_->OnTestDisabled(test); }
  void OnTestEnd(const TestInfo& test) override { printer_->OnTestEnd(test); }
  void OnTestSuiteEnd(const TestSuite& suite) override { printer_->OnTestSuiteEnd(suite); }
  void OnEnvironmentsTearDownStart(const UnitTest& all) override {
    printer_->OnEnvironmentsTearDownStart(all);
  }
  void OnEnvironmentsTearDownEnd(const UnitTest& all) override {
    printer_->OnEnvironmentsTearDownEnd(all);
  }
  void OnTestIterationEnd(const UnitTest& all, int number) override {
    printer_->OnTestIterationEnd(all, number);
  }
  void OnTestProgramEnd(const UnitTest& all) override { printer_->OnTestProgramEnd(all); }

#ifndef GTEST_REMOVE_LEGACY_TEST_CASEAPI_
  // The names by which GoogleTest's own printer still wants to be called.
  void OnTestCaseStart(const TestSuite& suite) override { printer_->OnTestCaseStart(suite); }
  void OnTestCaseEnd(const TestSuite& suite) override { printer_->OnTestCaseEnd(suite); }
#endif

 private:
  const std::unique_ptr<testing::TestEventListener> printer_;
};

}  // namespace

std::unique_ptr<testing::TestEventListener> secretive_printer(
    std::unique_ptr<testing::TestEventListener> printer) {
  return std::make_unique<SecretivePrinter>(std::move(printer));
}

void keep_secrets_off_the_console() {
  auto& listeners = testing::UnitTest::GetInstance()->listeners();
  std::unique_ptr<testing::TestEventListener> printer(
      listeners.Release(listeners.default_result_printer()));
  if (printer) listeners.Append(secretive_printer(std::move(printer)).release());
}

}  // namespace proofload
