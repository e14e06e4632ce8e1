// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/http_client.h>

#include "support/http_test_server.h"
#include "support/single_exchanges.h"
#include "support/tls_test_server.h"

#include <gmock/gmock.h>

#include <fstream>

namespace proofload {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing_support::HttpTestServer;
using testing_support::make_certificate;
using testing_support::TlsTestServer;

class TlsTest : public testing_support::SingleExchangesTest {
 protected:
  using SingleExchangesTest::get;
  Response get(const TlsTestServer& server, const HttpOptions& options) {
    return get(server.url(), options);
  }
};

TEST_F(TlsTest, TrustsACertificateOnlyWhereAskedTo) {
  const auto own = make_certificate(folder_, "server");
  const auto other = make_certificate(folder_, "other");
  TlsTestServer server(own);
  const auto first = get(server, {});
  for (int round = 0; round < 2; ++round) {
    const auto refused = get(server, {});
    EXPECT_EQ(refused.error, ErrorKind::tls_verification);
    EXPECT_EQ(refused.error_text, first.error_text) << "by whom the system trusts, again";
    EXPECT_EQ(refused.status, 0);
    EXPECT_EQ(get(server, {.ca_file = other.file}).error, ErrorKind::tls_verification);
    EXPECT_EQ(get(server, {.ca_file = own.file}).body, "hello ");
    EXPECT_EQ(get(server, {.verify_tls = false}).body, "hello ");
  }
  const auto accepted = get(server, {.ca_file = own.file});
  EXPECT_GT(accepted.timings.tls_handshaking, Duration{});
}

TEST_F(TlsTest, ShowsTheClientCertificateToAServerThatAsksForIt) {
  const auto own = make_certificate(folder_, "server");
  const auto alice = make_certificate(folder_, "alice");
  const auto mallory = make_certificate(folder_, "mallory");
  TlsTestServer server(own, alice.file);
  HttpOptions options{.ca_file = own.file};
  EXPECT_NE(get(server, options).error, ErrorKind::none);
  options.client_certificate = mallory.file;
  options.client_key = mallory.key_file;
  EXPECT_NE(get(server, options).error, ErrorKind::none);
  options.client_certificate = alice.file;
  options.client_key = alice.key_file;
  EXPECT_EQ(get(server, options).body, "hello alice");
}

TEST_F(TlsTest, FindsTheKeyInTheFileOfTheCertificate) {
  const auto own = make_certificate(folder_, "server");
  const auto alice = make_certificate(folder_, "alice");
  const auto both = (folder_ / "both.pem").string();
  std::ofstream(both) << std::ifstream(alice.file).rdbuf() << std::ifstream(alice.key_file).rdbuf();
  TlsTestServer server(own, alice.file);
  EXPECT_EQ(get(server, {.ca_file = own.file, .client_certificate = both}).body, "hello alice");
}

TEST_F(TlsTest, SaysThatAFileIsNoCertificate) {
  const auto own = make_certificate(folder_, "server");
  const auto missing = (folder_ / "missing.pem").string();
  TlsTestServer server(own);
  EXPECT_EQ(get(server, {.ca_file = missing}).error, ErrorKind::tls_verification);
  const HttpOptions options{.ca_file = own.file, .client_certificate = missing};
  EXPECT_EQ(get(server, options).error, ErrorKind::tls_verification);
}

TEST_F(TlsTest, TrustsWhatAnAuthorityOfOnesOwnSigned) {
  const auto authority = make_certificate(folder_, "authority");
  const auto own = make_certificate(folder_, "server", {.issuer = authority});
  TlsTestServer server(own);
  EXPECT_EQ(get(server, {.ca_file = authority.file}).body, "hello ");
  EXPECT_EQ(get(server, {}).error, ErrorKind::tls_verification);
}

TEST_F(TlsTest, RefusesACertificateForAnotherHost) {
  const auto elsewhere = make_certificate(folder_, "server", {.host = "DNS:elsewhere.test"});
  TlsTestServer server(elsewhere);
  const auto refused = get(server, {.ca_file = elsewhere.file});
  EXPECT_EQ(refused.error, ErrorKind::tls_verification);
  EXPECT_THAT(refused.error_text, HasSubstr("127.0.0.1"));
  EXPECT_EQ(get(server, {.verify_tls = false}).body, "hello ");
}

TEST_F(TlsTest, RefusesACertificateThatHasExpired) {
  const auto authority = make_certificate(folder_, "authority");
  const auto expired = make_certificate(folder_, "server", {.expired = true, .issuer = authority});
  TlsTestServer server(expired);
  const auto refused = get(server, {.ca_file = authority.file});
  EXPECT_EQ(refused.error, ErrorKind::tls_verification);
  EXPECT_THAT(refused.error_text, HasSubstr("expired"));
}

TEST_F(TlsTest, SaysThatAServiceDoesNotSpeakTls) {
  const HttpTestServer server([](const testing_support::ServedRequest&) {
    return testing_support::Reply{.body = "plain"};
  });
  const auto url = "https" + server.url().substr(std::string("http").size());
  EXPECT_EQ(get(url, {}).error, ErrorKind::tls_handshake);
  EXPECT_EQ(get(url, {.verify_tls = false}).error, ErrorKind::tls_handshake);
}

// It says so in TLS, which is no HTTP.
TEST_F(TlsTest, GetsNoAnswerWithoutTlsFromAServiceThatSpeaksIt) {
  TlsTestServer server(make_certificate(folder_, "server"));
  const auto url = "http" + server.url().substr(std::string("https").size());
  const auto refused = get(url, {});
  EXPECT_THAT(refused.error,
              AnyOf(ErrorKind::bad_answer, ErrorKind::connection_reset, ErrorKind::empty_answer));
  EXPECT_EQ(refused.status, 0);
}

}  // namespace
}  // namespace proofload
