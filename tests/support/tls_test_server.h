// SPDX-License-Identifier: Apache-2.0
#pragma once

// A TLS server for tests, on a free port of the loopback interface. It answers every request with
// "hello" and the name in the client's certificate, one connection after another, on a thread of
// its own. The destructor ends it.

#include <filesystem>
#include <memory>
#include <string>

namespace proofload::testing_support {

/// Where a certificate and its key are, as PEM.
struct Certificate {
  std::string file;
  std::string key_file;
};

struct CertificateOptions {
  std::string host =
      "IP:127.0.0.1";  ///< whom it is for, as OpenSSL writes it: "DNS:elsewhere.test"
  bool expired = false;
  Certificate issuer{};  ///< who signs it; empty: itself
};

/// Makes a certificate.
Certificate make_certificate(const std::filesystem::path& folder, const std::string& name,
                             const CertificateOptions& options = {});

class TlsTestServer {
 public:
  /// trusted_clients: the certificate that clients must show; empty: they need none.
  explicit TlsTestServer(const Certificate& own, const std::string& trusted_clients = {});
  ~TlsTestServer();
  TlsTestServer(const TlsTestServer&) = delete;
  TlsTestServer& operator=(const TlsTestServer&) = delete;

  /// "https://127.0.0.1:40123".
  std::string url() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proofload::testing_support
